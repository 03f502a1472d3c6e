"""Records as documents: the lines of JSONL, the objects of a JSON array, the rows of a table, mappings."""

from typing import Final

UNCLOSED: Final = "the array is never closed: the file was cut off, or an item is broken"
"""What keeps the end of a JSON array from being read."""
MORE: Final = "something stands behind the end of the array, and is not read"
"""The same, where that end is not the end of the file."""
CHANGED: Final = "the file changed while it was read"
"""What keeps records from being read that were there a moment before."""
