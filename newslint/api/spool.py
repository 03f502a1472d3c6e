"""Keeps what came by once for whoever asks again, on the disk where it is much; open it for memory."""

from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from struct import Struct
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Final, Self

from newslint.errors import NewslintError, raise_if_exhausted

_MOST_IN_MEMORY: Final = 4_000_000  # bytes
_HEAD: Final = Struct(">Q")  # before each item: its length
_STEP: Final = 64  # items; where every so many begins is known


class Spool:
    """Items in the order in which they came. Memory stays flat: some bytes for each 64 of them."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_MOST_IN_MEMORY)  # noqa: SIM115 - closed at the end
        self._starts = array("Q")
        self._count = 0
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # what a full disk didn't take was told already, and is not needed any more
            self._file.close()

    def __len__(self) -> int:
        return self._count

    def add(self, item: bytes) -> None:
        """Keep an item.

        Raises:
            NewslintError: there is no room on the disk.
        """
        if self._count % _STEP == 0:
            self._starts.append(self._end)
        with _needing_room():
            self._file.seek(self._end)
            self._file.write(_HEAD.pack(len(item)) + item)
        self._end += _HEAD.size + len(item)
        self._count += 1

    def __getitem__(self, number: int) -> bytes:
        """An item by its number, from 0.

        Raises:
            NewslintError: there was no room on the disk for what was written last.
        """
        if not 0 <= number < self._count:
            raise IndexError(number)
        with _needing_room():
            self._file.seek(self._starts[number // _STEP])
            for _ in range(number % _STEP):
                self._file.seek(self._length(), 1)
            return self._file.read(self._length())

    def _length(self) -> int:
        """How long the item is whose head is read next."""
        length: int
        (length,) = _HEAD.unpack(self._file.read(_HEAD.size))
        return length


@contextmanager
def _needing_room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise_if_exhausted(error)
        reason = f"the records need room in the folder for temporary files: {error}"
        raise NewslintError(reason) from error
