"""Reads CSV: a record in each row below the header; open it for what is a row, and which rows are none.

Quotes and rows are those of the `csv` module, the delimiter is the one that the header has most of: a comma,
a semicolon, a tab or a pipe. An empty cell is no field, and neither is a column without a name. A row with
more or fewer cells than the header is told, and not read. The line is the one that the row begins on in the
file; rows are counted without the header.
"""

import csv
from collections.abc import Iterator
from math import inf
from typing import IO, Final

from newslint.records import CHANGED
from newslint.records.one import of_object, of_row
from newslint.records.parts import Part, Terms, said_twice
from newslint.source import UNDECODABLE, Source
from newslint.system.contained import more_than
from newslint.text.wording import count

_DELIMITERS: Final = ",;\t|"
_MOST_TOLD: Final = 100  # characters of what the parser says
_PATIENCE: Final = 100_000  # lines that may be read in vain in any part,
_TIMES: Final = 10  # and so many more for each line of it
_LINE: Final = 200  # bytes that cost as much as a line
_MOST_LINES: Final = 20  # of a row where more were
_PIECE: Final = 1 << 20  # bytes of a line that is too long
_UNCLOSED: Final = "a quote is opened in it and not closed, or its cells are not as many as the header's"
_OR_UNCLOSED: Final = ", or a quote is opened in it and not closed"
_LONE_RETURN: Final = "a carriage return without a line feed stands in it"


class _Lines:
    """The lines of a file from an offset on, with what was read so far. A row ends where it is too large."""

    def __init__(self, file: IO[bytes], start: int, most: int) -> None:
        self._file = file
        self._most = most
        self._start = start
        self.last = ""
        self.go_to(start, 0)

    def go_to(self, offset: int, count: int) -> None:
        """Go on at an offset, in front of which so many lines were read."""
        self._file.seek(offset)
        self.offset, self.count = offset, count
        self.begin_row()

    @property
    def cost(self) -> int:
        """What was read so far, in lines."""
        return self.count + (self.offset - self._start) // _LINE

    def begin_row(self, lines: float = inf) -> None:
        """The next line begins a row: of at most so many, and of no other behind the bytes of a record."""
        self.second: int | None = None  # where the line begins that follows the next one
        self.is_too_large = False
        self._end = self.offset + self._most
        self._last = self.count + lines

    def __iter__(self) -> Iterator[str]:
        # A row has one line at least.
        while self.second is None or self.count < self._last:
            if self.second is not None and self.offset >= self._end:
                self.is_too_large = True
                return
            data = self._file.readline(self._most + 1)
            if not data:
                return
            self.offset += len(data)
            self.count += 1
            if len(data) > self._most and not data.endswith(b"\n"):
                self.is_too_large = True
                self._pass_over()
                return
            if self.second is None:
                self.second = self.offset
            self.last = data.decode("utf-8", "surrogateescape")
            yield self.last

    def _pass_over(self) -> None:
        """Go to the end of the line."""
        while piece := self._file.readline(_PIECE):
            self.offset += len(piece)
            if piece.endswith(b"\n"):
                return


class _Rows:
    """The rows of a file from an offset on, each with why it can't be read, if it can't.

    A quote that is not closed makes one row of many lines, up to another quote. Such a row is told, and
    reading goes on behind its first line. Lines are read twice then, and seldom more often, for what ends
    such a row is the quote that opens the next one. Where they are made to be read again and again, rows of
    many lines are no longer waited for.
    """

    def __init__(self, file: IO[bytes], start: int, most: int, delimiter: str, width: int = 0) -> None:
        self._most = most
        self._delimiter = delimiter
        self._width = width
        self._in_vain = 0  # what it cost to read rows that were none
        self.lines = _Lines(file, start, most)
        self._rows = self._reader()

    def _reader(self) -> Iterator[list[str]]:
        return csv.reader(iter(self.lines), delimiter=self._delimiter, strict=True)

    def next(self) -> tuple[list[str], str] | None:
        """The next row, or why it can't be read; None behind the last. An empty line has no cells."""
        lines = self.lines
        before, cost = lines.count, lines.cost
        is_patient = self._in_vain <= _PATIENCE + _TIMES * cost
        lines.begin_row(inf if is_patient else _MOST_LINES)
        found = _cells(self._rows)
        if lines.is_too_large and lines.second is None:
            self._rows = self._reader()
            return [], more_than(self._most)
        if found is None:
            return None
        cells, trouble = found
        if trouble and lines.count - before == 1:
            self._rows = self._reader()
            cells, trouble = _tolerant(lines.last, self._delimiter)
        is_ragged = self._width > 0 and len(cells) not in (0, self._width)
        if (is_ragged or trouble) and lines.count - before > 1 and lines.second is not None:
            self._in_vain += lines.cost - cost
            why = more_than(self._most) + _OR_UNCLOSED if lines.is_too_large else _UNCLOSED
            lines.go_to(lines.second, before + 1)
            self._rows = self._reader()
            return [], why
        if is_ragged:
            return [], f"it has {count(len(cells), 'cell')}, and the header {self._width:,}"
        return cells, trouble


def divide(file: IO[bytes], terms: Terms, size: int, mark: int) -> Iterator[Part]:
    """Ranges of whole rows."""
    _allow(terms.most)
    file.seek(mark)
    header = file.readline(terms.most).decode("utf-8", "surrogateescape")
    delimiter = _delimiter(header)
    rows = _Rows(file, mark, terms.most, delimiter)
    first = rows.next()
    if first is None:
        return
    names = tuple(name.strip() for name in first[0])
    trouble = _why_no_header(names, first[1])
    if trouble:
        yield Part("csv", 0, 0, trouble=trouble)
        return
    above = rows.lines.count
    rows = _Rows(file, rows.lines.offset, terms.most, delimiter, len(names))
    lines = rows.lines
    start, line, number, found = lines.offset, above + 1, 1, 0
    while rows.next() is not None:
        found += 1
        if lines.offset - start >= size:
            yield Part("csv", start, lines.offset, number, line, fields=(delimiter, *names))
            above += lines.count
            rows = _Rows(file, lines.offset, terms.most, delimiter, len(names))  # as whoever reads the part
            lines = rows.lines
            start, line, number, found = lines.offset, above + 1, number + found, 0
    if found:
        yield Part("csv", start, lines.offset, number, line, fields=(delimiter, *names))


def read(name: str, file: IO[bytes], part: Part, terms: Terms) -> Iterator[Source]:
    """The rows of a range."""
    _allow(terms.most)
    delimiter, *fields = part.fields
    cell = terms.cells(tuple(filter(None, fields)))
    rows = _Rows(file, part.start, terms.most, delimiter, len(fields))
    number, line = part.record, part.line
    while rows.lines.offset < part.end:
        cells, trouble = rows.next() or ([], CHANGED)
        if trouble:
            yield of_object(name, b"", number, line=line, column=1, error=trouble)
        elif cells:
            given = zip(fields, cells, strict=True)
            values = {field: cell(field, _text(text)) for field, text in given if text and field}
            yield of_row(name, values, number, line=line)
        if trouble == CHANGED:
            return
        number, line = number + 1, part.line + rows.lines.count


def _cells(rows: Iterator[list[str]]) -> tuple[list[str], str] | None:
    """The next row, or what the parser says of it; None behind the last."""
    try:
        return next(rows), ""
    except StopIteration:
        return None
    except csv.Error as error:
        told = str(error)[:_MOST_TOLD]
        return [], _LONE_RETURN if told.startswith("new-line character") else told


def _text(cell: str) -> str:
    """A cell as rules see it: its lines end as those of other texts do."""
    return cell.replace("\r\n", "\n") if "\r" in cell else cell


def _tolerant(line: str, delimiter: str) -> tuple[list[str], str]:
    """The row of a line with a quote where none belongs, as other readers take it; it must end there."""
    rows = csv.reader([line, "x"], delimiter=delimiter)
    found = _cells(rows)
    return ([], _UNCLOSED) if found is None or _cells(rows) is None else found


def _why_no_header(names: tuple[str, ...], trouble: str) -> str:
    if trouble:
        return f"its header is no row of CSV: {trouble}"
    if not names:
        return "its first line is empty, and no header"
    if not any(names):
        return "no column of its header has a name"
    if any(UNDECODABLE.search(name) for name in names):
        return "its header is not UTF-8"
    twice = said_twice(filter(None, names))
    return f"its header has `{twice}` twice" if twice is not None else ""


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _allow(most: int) -> None:
    """Let a cell be as large as a record may be; the module has one limit for all that read CSV."""
    if csv.field_size_limit() < most:
        csv.field_size_limit(most)


__all__ = ["divide", "read"]
