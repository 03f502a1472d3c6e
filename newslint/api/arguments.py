"""Refuses arguments of a wrong type; open it for the words of a TypeError."""

import os
from collections.abc import Iterable
from typing import Any


def path_of(value: object, what: str) -> str:
    """A path as a text.

    Args:
        value: What was given for it.
        what: What messages call it.

    Raises:
        TypeError: it is none.
    """
    given = os.fspath(value) if isinstance(value, os.PathLike) else value
    if not isinstance(given, str):
        raise TypeError(f"{what} is {type(value).__name__}, not str or os.PathLike[str]")
    return given


def several(value: object, what: str, items: str, single: tuple[type, ...] = ()) -> Iterable[Any]:
    """Many items, of which a call asks for as many as there are.

    Args:
        value: What was given for them.
        what: What messages call them.
        items: What they are.
        single: What is one item, and would be taken to pieces.

    Raises:
        TypeError: it is one item, or can't be gone through.
    """
    if isinstance(value, single) or not isinstance(value, Iterable):
        raise TypeError(f"{what} is {type(value).__name__}, not an iterable of {items}")
    return value
