"""Reads JSON objects in an array, or one behind the other; open it for where one ends that may be broken.

The array is never held in memory: a scanner walks through it and knows what is open. An item ends with the
comma behind it. A text ends at the end of its line, where its quote is missing, and so does an item that
the text took the brace of. A brace that closes a bracket closes it too. So most broken items end where they
should, and the others can be read.

Where there is no array, an item also ends where all that it has opened is closed.
"""

import re
from collections.abc import Iterator
from typing import IO, Final

from newslint.light_tuples import NamedTuple
from newslint.records import CHANGED, MORE, UNCLOSED
from newslint.records.one import of_object
from newslint.records.parts import Part, Terms
from newslint.source import Source
from newslint.system.contained import more_than

_BLOCK: Final = 1 << 18  # bytes
_MARKS: Final = re.compile(rb'["{}\[\],\n]')
_IN_TEXT: Final = re.compile(rb'[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+')
_OBJECT: Final = re.compile(rb'\{[ \t\r\n]*+(?:["}]|\Z)')
_BLANKS: Final = b" \t\r\n"
_INSIDE: Final = bytes(range(0x80, 0xC0))  # the bytes of a character in UTF-8 behind its first
_QUOTE, _BACKSLASH, _COMMA, _NEW_LINE = b'"\\,\n'
_OPENS: Final = {b"{"[0]: b"}"[0], b"["[0]: b"]"[0]}
_CLOSES: Final = frozenset(_OPENS.values())


class _Item(NamedTuple):
    """An item: its bytes, None if they are too many, and where it begins and ends."""

    data: bytes | None
    start: int
    end: int
    line: int
    column: int


BARE: Final = "objects"
"""The kind of a part of a file without an array."""


def divide(file: IO[bytes], terms: Terms, size: int, mark: int) -> Iterator[Part]:
    """Ranges of whole items of an array."""
    return _divide("json", file, terms, size, mark)


def divide_bare(file: IO[bytes], terms: Terms, size: int, mark: int) -> Iterator[Part]:
    """Ranges of whole objects where there is no array."""
    return _divide(BARE, file, terms, size, mark)


def are_several(file: IO[bytes], mark: int, most: int) -> bool:
    """Whether another object stands behind the first one, where that has no more than so many bytes."""
    scanner = _Scanner(file, mark, 1, 1, most, keeps=False, is_bare=True)
    items = scanner.items(outer=True)
    first, second = next(items, None), next(items, None)
    if first is None or second is None or first.end - first.start > most:
        return False
    file.seek(second.start)
    return _OBJECT.match(file.read(_BLOCK)) is not None


def _divide(kind: str, file: IO[bytes], terms: Terms, size: int, mark: int) -> Iterator[Part]:
    scanner = _Scanner(file, mark, 1, 2 if mark else 1, terms.most, keeps=False, is_bare=kind == BARE)
    first: _Item | None = None
    number, last = 1, 0
    for item in scanner.items(outer=True):
        if first is None:
            first = item
        last += 1
        if item.end - first.start >= size:
            yield Part(kind, first.start, item.end, number, first.line, first.column)
            first, number = None, number + last
            last = 0
    if first is not None:
        yield Part(kind, first.start, scanner.last_end, number, first.line, first.column)
    if scanner.trouble:
        yield Part(kind, 0, 0, trouble=scanner.trouble)


def read(name: str, file: IO[bytes], part: Part, terms: Terms) -> Iterator[Source]:
    """The items of a range."""
    scanner = _Scanner(
        file, part.start, part.line, part.column, terms.most, end=part.end, is_bare=part.kind == BARE
    )
    number = part.record - 1
    for number, item in enumerate(scanner.items(outer=False), part.record):
        error = more_than(terms.most) if item.data is None else None
        yield of_object(name, item.data or b"", number, line=item.line, column=item.column, error=error)
    if scanner.is_cut_off:
        yield of_object(name, b"", number + 1, line=scanner.line, column=1, error=CHANGED)


class _Scanner:
    """Walks through a file from an offset, of which it knows the line and the column.

    Args:
        file: The file.
        start: The offset.
        line: Its line.
        column: Its column.
        most: The largest item in bytes.
        end: Where to stop; at the end of the file, unless told otherwise.
        keeps: Whether the bytes of items are wanted.
        is_bare: Whether there is no array around the items.
    """

    def __init__(  # noqa: PLR0913 - a place in a file, and how far to go
        self, file: IO[bytes], start: int, line: int, column: int, most: int,
        *, end: int | None = None, keeps: bool = True, is_bare: bool = False,
    ) -> None:  # fmt: skip
        self._file = file
        self._most = most
        self._end = end
        self._keeps = keeps
        self._is_bare = is_bare
        self._offset = start  # of the block
        self._line = line
        self._column = column  # of the first character behind `_seen`
        self._seen = 0  # how far in the block columns are counted
        self._block = b""
        self._open = bytearray()  # what closes that which is open, the array left out
        self._waiting = dict.fromkeys(_CLOSES, 0)  # how many of each these are; nobody searches in vain
        self._in_text = self._is_escaped = False
        self._is_cut = False  # whether the text that was last has no quote at its end
        self._start: int | None = None  # of the item, in the file
        self._place = line, column
        self._kept: list[bytes] | None = []
        self._size = 0
        self.last_end = start
        self.trouble = ""

    @property
    def is_cut_off(self) -> bool:
        """Whether the file has become so short that the end of the range is no longer there."""
        return self._end is not None and self._offset < self._end and not self._next_block()

    @property
    def line(self) -> int:
        """The line that reading has come to."""
        return self._line

    def items(self, *, outer: bool) -> Iterator[_Item]:  # noqa: C901, PLR0912 - each mark means something else
        """Every item. `outer` says that the bracket of the array comes first, and is closed at the end."""
        self._file.seek(self._offset)
        outer = outer and not self._is_bare
        waits, closed = outer, False
        while block := self._next_block():
            position = 0
            while position < len(block):
                if self._in_text:
                    position = self._through_text(block, position)
                    if self._is_cut and (end := _brace_before(block, position)):
                        yield from self._item(block, end)
                    self._is_cut = False
                    continue
                mark = _MARKS.search(block, position)
                end = len(block) if mark is None else mark.start()
                if not waits and not closed:
                    self._note_begin(block, position, end)
                elif closed and block[position:end].strip(_BLANKS):
                    self.trouble = MORE
                    return
                if mark is None:
                    break
                position = mark.end()
                sign = block[end]
                if sign == _NEW_LINE:
                    self._line, self._column, self._seen = self._line + 1, 1, position
                elif closed:
                    self.trouble = MORE
                    return
                elif waits:
                    waits = False  # the bracket of the array
                elif sign == _COMMA and not self._open:
                    yield from self._item(block, end)
                elif sign == _COMMA:
                    pass
                elif self._closes_array(sign):
                    yield from self._item(block, end)
                    closed = True
                else:
                    self._note_mark(block, end, sign)
                    if self._is_bare and not self._open and sign in _CLOSES:
                        yield from self._item(block, position)
            self._leave(block)
            if len(self._open) > self._most:  # nobody asks how such an item ends, and memory has an end
                break
        if self._start is not None:
            yield from self._item(b"", 0)
        if outer and not closed:
            self.trouble = UNCLOSED

    def _next_block(self) -> bytes:
        size = _BLOCK if self._end is None else min(_BLOCK, self._end - self._offset)
        return self._file.read(size) if size > 0 else b""

    def _through_text(self, block: bytes, position: int) -> int:
        """Where a text ends, or the block."""
        if self._is_escaped:
            self._is_escaped = False
            position += block[position] != _NEW_LINE
        found = _IN_TEXT.match(block, position)
        position = position if found is None else found.end()
        if position == len(block):
            return position
        if block[position] == _BACKSLASH:  # the last of the block, or of the line
            self._is_escaped = True
            return position + 1
        self._in_text = False
        self._is_cut = block[position] != _QUOTE
        return position if self._is_cut else position + 1

    def _note_begin(self, block: bytes, start: int, end: int) -> None:
        """An item begins with the first character that is no blank."""
        if self._start is None:
            text = block[start:end]
            begin = end - len(text.lstrip(_BLANKS))
            if begin < end:
                self._begin(block, begin)

    def _begin(self, block: bytes, at: int) -> None:
        self._column += len(block[self._seen : at].translate(None, _INSIDE))
        self._seen = at
        self._start, self._place = self._offset + at, (self._line, self._column)

    def _note_mark(self, block: bytes, at: int, sign: int) -> None:
        if self._start is None:
            self._begin(block, at)
        if sign == _QUOTE:
            self._in_text = True
        elif sign in _OPENS:
            self._open.append(_OPENS[sign])
            self._waiting[_OPENS[sign]] += 1
        elif self._open and self._open[-1] == sign:  # as mostly
            del self._open[-1]
            self._waiting[sign] -= 1
        elif self._waiting[sign]:
            known = self._open.rfind(sign)
            for each in _CLOSES:
                self._waiting[each] -= self._open.count(each, known)
            del self._open[known:]

    def _closes_array(self, sign: int) -> bool:
        return sign == b"]"[0] and not self._waiting[sign] and not self._is_bare

    def _item(self, block: bytes, end: int) -> Iterator[_Item]:
        """The item that ends here, if there is one."""
        begin = self._start
        if self._open:
            self._open.clear()
            self._waiting = dict.fromkeys(_CLOSES, 0)
        if begin is None:
            return
        last = self._offset + end
        data: bytes | None = None
        if self._keeps and self._kept is not None and last - begin <= self._most:
            self._kept.append(block[max(begin - self._offset, 0) : end])
            data = b"".join(self._kept).rstrip(_BLANKS)
        self._start, self._kept, self._size = None, [], 0
        self.last_end = last
        yield _Item(data, begin, last, *self._place)

    def _leave(self, block: bytes) -> None:
        """Keep what the block has of an item that goes on, if it is not too large."""
        if self._start is not None and self._kept is not None and self._keeps:
            piece = block[max(self._start - self._offset, 0) :]
            self._size += len(piece)
            if self._size > self._most:
                self._kept = None
            else:
                self._kept.append(piece)
        self._column += len(block[self._seen :].translate(None, _INSIDE))
        self._seen = 0
        self._offset += len(block)


def _brace_before(block: bytes, at: int) -> int:
    """Where the brace ends that a line ends with, and perhaps a comma; 0 where there is none."""
    start = block.rfind(b"\n", 0, at) + 1
    line = block[start:at].rstrip(_BLANKS).removesuffix(b",").rstrip(_BLANKS)
    return start + len(line) if line.endswith(b"}") else 0


__all__ = ["BARE", "are_several", "divide", "divide_bare", "read"]
