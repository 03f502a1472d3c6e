"""Reads CSV: a record in each row below the header; open it for what is a row, and which rows are none.

Quotes and rows are those of the `csv` module, the delimiter is the one that the header has most of: a comma,
a semicolon or a tab. An empty cell is no field. A row with more or fewer cells than the header is told, and
not read. The line is the one that the row begins on in the file; rows are counted without the header.
"""

import csv
from collections.abc import Iterator
from typing import IO, Final

from newslint.records.one import of_mapping, of_object
from newslint.records.parts import Part, Terms
from newslint.source import Source
from newslint.text.wording import count

_DELIMITERS: Final = ",;\t"
_MOST_TOLD: Final = 100  # characters of what the parser says
_HEADER_LINES: Final = 1000


class _Lines:
    """The lines of a range of a file, with what was read of it so far; a line that is too long ends all."""

    def __init__(self, file: IO[bytes], start: int, end: int | None, most: int) -> None:
        self._file = file
        self._end = end
        self._most = most
        self.offset = start
        self.count = 0
        self.is_too_long = False

    def __iter__(self) -> Iterator[str]:
        while self._end is None or self.offset < self._end:
            data = self._file.readline(self._most + 1)
            if not data:
                return
            self.offset += len(data)
            if len(data) > self._most and not data.endswith(b"\n"):
                self.is_too_long = True
                return
            self.count += 1
            yield data.decode("utf-8", "surrogateescape")


def divide(file: IO[bytes], terms: Terms, size: int, mark: int) -> Iterator[Part]:
    """Ranges of whole rows."""
    _allow(terms.most)
    file.seek(mark)
    header = file.readline(terms.most).decode("utf-8", "surrogateescape")
    delimiter = _delimiter(header)
    file.seek(mark)
    lines = _Lines(file, mark, None, terms.most)
    rows = csv.reader(iter(lines), delimiter=delimiter)
    fields = _cells(rows)
    if fields is None:
        return
    names = tuple(name.strip() for name in fields[0] or ())
    trouble = _why_no_header(names, fields[1])
    if trouble:
        yield Part("csv", 0, 0, trouble=trouble)
        return
    start, line, number, found = lines.offset, lines.count + 1, 1, 0
    while _cells(rows) is not None:
        found += 1
        if lines.offset - start >= size:
            yield Part("csv", start, lines.offset, number, line, fields=(delimiter, *names))
            start, line, number, found = lines.offset, lines.count + 1, number + found, 0
    if found:
        yield Part("csv", start, lines.offset, number, line, fields=(delimiter, *names))
    if lines.is_too_long:
        yield Part("csv", 0, 0, trouble=f"line {lines.count + 1:,} is longer than {terms.most:,} bytes")


def read(name: str, file: IO[bytes], part: Part, terms: Terms) -> Iterator[Source]:
    """The rows of a range."""
    _allow(terms.most)
    delimiter, *fields = part.fields
    cell = terms.cells(tuple(fields))
    file.seek(part.start)
    lines = _Lines(file, part.start, part.end, terms.most)
    rows = csv.reader(iter(lines), delimiter=delimiter)
    number, line = part.record, part.line
    while (found := _cells(rows)) is not None:
        cells, trouble = found
        if cells is not None and len(cells) not in (0, len(fields)):
            trouble = f"it has {count(len(cells), 'cell')}, and the header {len(fields):,}"
        if trouble:
            yield of_object(name, b"", number, line=line, column=1, error=trouble)
        elif cells:
            given = zip(fields, cells, strict=True)
            values = {field: cell(field, text) for field, text in given if text}
            yield of_mapping(name, values, number, line=line)
        number, line = number + 1, part.line + lines.count


def _cells(rows: Iterator[list[str]]) -> tuple[list[str] | None, str] | None:
    """The next row, or why it can't be read; None behind the last. An empty line is a row without cells."""
    try:
        return next(rows), ""
    except StopIteration:
        return None
    except csv.Error as error:
        return None, str(error)[:_MOST_TOLD]


def _why_no_header(names: tuple[str, ...], trouble: str) -> str:
    if trouble:
        return f"its header is no row of CSV: {trouble}"
    if not all(names):
        return "a column of its header has no name"
    twice = next((name for name in names if names.count(name) > 1), None)
    return f"its header has `{twice}` twice" if twice is not None else ""


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _allow(most: int) -> None:
    """Let a cell be as large as a record may be; the module has one limit for all that read CSV."""
    if csv.field_size_limit() < most:
        csv.field_size_limit(most)


__all__ = ["divide", "read"]
