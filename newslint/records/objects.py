"""Reads JSON objects one behind the other; open it for a file of them that has no array around them."""

from newslint.records.arrays import are_several, read
from newslint.records.arrays import divide_bare as divide

__all__ = ["are_several", "divide", "read"]
