"""Spells names of files as git does; open it where a file of macOS with an accent is passed over."""

import sys
from typing import Final

_IS_COMPOSING: Final = sys.platform == "darwin"


def composed(path: str) -> str:
    """A path as git names it.

    On macOS a letter and its accent may be two characters on the disk, which to git are one
    (`core.precomposeUnicode`); there the system takes both for one name.
    """
    if not _IS_COMPOSING or path.isascii():
        return path
    from unicodedata import normalize  # noqa: PLC0415 - most paths need it not

    return normalize("NFC", path)
