"""Writes files so that nobody ever sees half of one; open it before you write any."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from newslint.errors import NewslintError
from newslint.system.contained import LEADS_OUT, Boundary, is_inside
from newslint.system.interrupts import hold_back, let_through


def write_text(path: Path, text: str) -> None:
    """Write a text file, or leave what was there: through a temporary file beside it and a rename.

    What is not a regular file (a device such as /dev/stderr) is written to directly. A link among the files
    that are checked leads nothing out of the project: somebody else may have put it there.

    Raises:
        NewslintError: it can't be written.
    """
    if _leads_out(path):
        raise NewslintError(f"{path}: not written: {LEADS_OUT}")
    data = text.encode("utf-8", "backslashreplace")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        _replace(path.resolve(), data)
    except OSError as error:
        raise NewslintError(f"{path}: can't write: {reason(error)}") from error


def make_folder(folder: Path) -> None:
    """Make a folder for files, with those around it.

    Raises:
        NewslintError: there can be none.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NewslintError(f"{folder}: can't make the folder: {reason(error)}") from error


def _leads_out(path: Path) -> bool:
    """Whether a name below the working directory stands for something that lies elsewhere."""
    here = os.getcwd()  # noqa: PTH109 - these are strings
    name = os.path.abspath(path)  # noqa: PTH100 - with its links
    return is_inside(name, here) and Boundary().real_path(name) is None


def reason(error: OSError) -> str:
    """What the system says went wrong, without the names of files."""
    return (error.strerror or str(error)).lower()


@contextmanager
def temporary_beside(target: Path, prefix: str) -> Iterator[IO[bytes]]:
    """Make an empty file in the folder of another, for the owner alone; after a failure it is gone.

    The caller writes it, closes it and renames it; Windows renames no open file. Its name doesn't hold that
    of the other, which may be as long as names can be, and ends as no article does.

    Args:
        target: The file to take the place of.
        prefix: How its name begins, with a dot first.

    Raises:
        OSError: it can't be made.
    """
    from tempfile import NamedTemporaryFile  # noqa: PLC0415 - most runs of hooks write no file

    # Between the making of a file and the word of it, an interrupt would leave it behind.
    before = hold_back()
    try:
        file = NamedTemporaryFile(dir=target.parent, prefix=prefix, suffix=".tmp", delete=False)  # noqa: SIM115 - closed below
    except BaseException:
        let_through(before)
        raise
    try:
        let_through(before)
        with file:
            yield file
    except BaseException:
        Path(file.name).unlink(missing_ok=True)
        raise


def _replace(target: Path, data: bytes) -> None:
    with temporary_beside(target, ".newslint-") as file:
        file.write(data)
        file.close()
        temporary = Path(file.name)
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~mask)
        temporary.replace(target)
