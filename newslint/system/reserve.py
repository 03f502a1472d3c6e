"""Room in memory, asked for before it is needed; open it when a run ends without a word for want of memory.

Where memory ends while modules are loaded, nothing can be relied on: CPython 3.11 aborts when it can't make
the exception, and a library in Rust panics, or waits for ever for a lock that its panic holds. So a run asks
first whether there is room for all that it loads, and keeps back what the words for a person need.

Room that nobody writes to costs neither time nor memory.
"""

# Of addresses, not of memory in use. Where its schema refuses an article, a check takes 39 MB beyond the 13
# of CPython 3.11 itself; where it finds nothing, it takes 10.
_LOADED = 32 << 20
_WORDS = 4 << 20
_kept: list[bytes] = []


def keep_back() -> None:
    """Ask for the room that loading takes, and keep the reserve.

    Raises:
        MemoryError: there is no such room.
    """
    _kept.append(bytes(_WORDS))
    bytes(_LOADED)


def spend() -> None:
    """Give the reserve to whatever speaks of the end."""
    _kept.clear()
