"""Names paths from a folder on; open it where another drive has no such name."""

import os


def relative(path: str | os.PathLike[str], start: str | os.PathLike[str] = os.curdir) -> str:
    """A path as seen from a folder; the absolute one where none leads there, as from drive to drive."""
    try:
        return os.path.relpath(path, start)
    except ValueError:
        return os.path.abspath(path)  # noqa: PTH100 - with its links, as the person sees it
