"""Looks for a site's own files and reads them, which never run; open it to find them in another way.

Every start comes by, for a commit of one article too. So a folder is asked for names and never listed: it may
hold hundreds of thousands of articles.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from newslint.system.contained import LARGEST_CONFIGURATION, Boundary, read

_ENOUGH: Final = 100_000


def present(folder: Path, names: Iterable[str]) -> Iterator[str]:
    """Those of some names that are there."""
    base = os.fspath(folder)
    return (name for name in names if os.path.exists(f"{base}/{name}"))  # noqa: PTH110 - fast


def first(folder: Path, names: Iterable[str]) -> str:
    """The first of some names that is there; empty if none is."""
    return next(present(folder, names), "")


def text_of(path: Path, most: int = _ENOUGH) -> str:
    """The text of a file, as far as so many bytes hold it; empty where it can't be read."""
    return read(path, LARGEST_CONFIGURATION, Boundary()).data[:most].decode("utf-8", "replace")
