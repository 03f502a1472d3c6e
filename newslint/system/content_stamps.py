"""The stamps of the content of thousands of files, compared as a whole; open it when a change is missed.

Of a file that nobody touched of late the stamp is its state alone, which is six numbers. Those of all files
lie in one piece of memory, and so do those that the disk gives now: only where the two differ anybody looks
at a single file. All other stamps (of links, of what was fresh or not there) are kept as they are.
"""

import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter

from newslint.system.stamps import BYTES, holds

UNKNOWN = ""
"""A stamp that never holds."""

_NUMBERS = 6
_ROW = _NUMBERS * array("q").itemsize  # bytes
_NO_ROW = bytes(_ROW)  # of what has another stamp
_BLOCK = 64 * _ROW
# As in `newslint.system.stamps.numbers`.
_numbers = attrgetter("st_dev", "st_ino", "st_mode", "st_size", "st_mtime_ns", "st_ctime_ns")
_lstat = os.lstat  # asked before anybody notes what is asked


class ContentStamps:
    """The stamps of the content (`BYTES`) of files, in the order of these.

    `rows` are the numbers of all files; `others` has, by their places, the stamps that are more than that.
    """

    def __init__(self, rows: bytes, others: dict[int, str]) -> None:
        self.rows = rows
        self.others = others

    @classmethod
    def of(cls, stamps: Iterable[str]) -> "ContentStamps":
        """A column of stamps."""
        rows = bytearray()
        others: dict[int, str] = {}
        for place, stamp in enumerate(stamps):
            row = _row(stamp)
            if row is None:
                others[place] = stamp
            rows += row or _NO_ROW
        return cls(bytes(rows), others)

    def __len__(self) -> int:
        return len(self.rows) // _ROW

    def stamp(self, place: int) -> str:
        """The one at a place."""
        other = self.others.get(place)
        if other is not None:
            return other
        return f"{' '.join(map(str, array('q', self._row(place))))} |"

    def at(self, places: Iterable[int | None]) -> "ContentStamps":
        """Those at some places, in this order; unknown where there is none."""
        rows: list[bytes] = []
        others: dict[int, str] = {}
        for place in places:
            if place is None:
                others[len(rows)] = UNKNOWN
            elif place in self.others:
                others[len(rows)] = self.others[place]
            rows.append(_NO_ROW if place is None else self._row(place))
        return ContentStamps(b"".join(rows), others)

    def having(self, stamps: dict[int, str]) -> "ContentStamps":
        """The same but for the stamps at some places."""
        rows, others = bytearray(self.rows), dict(self.others)
        for place, stamp in stamps.items():
            row = _row(stamp)
            others.pop(place, None)
            if row is None:
                others[place] = stamp
            rows[place * _ROW : (place + 1) * _ROW] = row or _NO_ROW
        return ContentStamps(bytes(rows), others)

    def changed(self, paths: Sequence[str]) -> Iterator[int]:
        """The places of files that the disk answers otherwise for now."""
        now = ContentStamps(_rows_of(paths), {})
        return (place for place in self._differing(now) if not holds(BYTES, paths[place], self.stamp(place)))

    def changed_since(self, before: "ContentStamps", paths: Sequence[str]) -> Iterator[int]:
        """The same, where these are the answers that the disk gave now."""
        for place in self._differing(before):
            known = before.stamp(place)
            is_same = known != UNKNOWN and known == self.stamp(place)
            if not is_same and not holds(BYTES, paths[place], known):
                yield place

    def _row(self, place: int) -> bytes:
        return self.rows[place * _ROW : (place + 1) * _ROW]

    def _differing(self, other: "ContentStamps") -> list[int]:
        """The places at which rows don't tell that both are the same."""
        found = {*self.others, *other.others}
        for start in range(0, len(self.rows), _BLOCK):
            ours, theirs = self.rows[start : start + _BLOCK], other.rows[start : start + _BLOCK]
            if ours != theirs:
                found.update(
                    (start + at) // _ROW
                    for at in range(0, len(ours), _ROW)
                    if ours[at : at + _ROW] != theirs[at : at + _ROW]
                )
        return sorted(found)


def _row(stamp: str) -> bytes | None:
    """The numbers that a stamp is; None where it is more, or something else."""
    state, bar, content = stamp.partition("|")
    numbers = state.split()
    if not bar or content or len(numbers) != _NUMBERS:
        return None
    try:
        return array("q", map(int, numbers)).tobytes()
    except OverflowError:
        return None


def _rows_of(paths: Iterable[str]) -> bytes:
    """The numbers of files now; zeros for one that can't be asked for.

    No line of Python is run for a file, which would take as long as the disk does.
    """
    numbers = array("q")
    left = iter(paths)
    while True:
        try:
            numbers.extend(chain.from_iterable(map(_numbers, map(_lstat, left))))
            return numbers.tobytes()
        except (OSError, ValueError, OverflowError):
            del numbers[len(numbers) // _NUMBERS * _NUMBERS :]
            numbers.frombytes(_NO_ROW)
