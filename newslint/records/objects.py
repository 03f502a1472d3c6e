"""Reads JSON objects that stand one behind the other, each on as many lines as it wants."""

from newslint.records.arrays import divide_bare as divide
from newslint.records.arrays import read

__all__ = ["divide", "read"]
