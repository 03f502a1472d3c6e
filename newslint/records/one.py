"""Makes a source of one record; open it for what the identity and the places of a record are.

A record is a document of its own. It is known by its file and its number, and messages name it
`dump.jsonl:17`. Rules see the text as it is written, and places speak of the lines and columns of the file:

- JSONL: the number is the line. The text is the line without its end.
- JSON array: the records are counted from 1. The text is the object, on one line or on many.
- A row of a table and a mapping: the rows are counted from 1. There is no text of JSON, so one is made, on
  one line (see `values`). Its line is the row, or the line of the file where that is known. The field that a
  finding names is that of the row; its column counts the characters of what was made, which excerpts show.
- A text: an article with its front matter, such as a field of a CMS. Its places are lines of the text.

Suppressions by comments are for texts alone: JSON has no comments.
"""

from collections.abc import Mapping
from typing import Any, Final

from newslint.errors import NewslintError
from newslint.finding import Range, Span
from newslint.records.values import written_as_json
from newslint.source import Source

_AROUND: Final = 400  # characters of a long line that are shown before and behind a place
_LONGEST: Final = 2 * _AROUND


class Record(Source):
    """One record of a file.

    Args:
        name: How reports call the file.
        data: The record as it is written, in UTF-8.
        number: The number of the record in the file, from 1.
        line: The line of the file that it begins on, from 1.
        column: The column of its first character there, from 1.
        error: Why it could not be read; `data` is empty then.
    """

    is_bare = True

    def __init__(  # noqa: PLR0913 - what a place in a file is made of
        self, name: str, data: bytes, number: int, *, line: int = 1, column: int = 1, error: str | None = None
    ) -> None:
        super().__init__(name, data, error)
        self.record = number
        self._before = line - 1, column - 1  # lines, and characters of the first line

    def having(self, data: bytes) -> Source:
        """The same record with other bytes."""
        lines, characters = self._before
        return type(self)(self.name, data, self.record, line=lines + 1, column=characters + 1)

    def place_of(self, span: Span) -> tuple[int, int, int, int]:
        """Lines and columns of the file."""
        line, column, end_line, end_column = super().place_of(span)
        lines, characters = self._before
        return (
            line + lines,
            column + characters if line == 1 else column,
            end_line + lines,
            end_column + characters if end_line == 1 else end_column,
        )

    def span_of(self, place: Range) -> Span:
        """The span of lines and columns of the file."""
        lines, characters = self._before
        line, end_line = place.line - lines, place.end_line - lines
        return super().span_of(
            Range(
                line,
                place.column - characters if line == 1 else place.column,
                end_line,
                place.end_column - characters if end_line == 1 else place.end_column,
            )
        )

    def line_text(self, line: int) -> str:
        """What the record has of a line of the file."""
        return super().line_text(line - self._before[0])

    def excerpt(self, place: Range) -> tuple[str, int]:
        """What a report shows of the line of a place: of a long line, what stands around it."""
        own = place.line - self._before[0]
        if own > len(self.line_starts):
            return "", 1
        text, first = super().line_text(own), 1 + (self._before[1] if own == 1 else 0)
        if len(text) <= _LONGEST:
            return text, first
        start = max(place.column - first - _AROUND, 0)
        return text[start : start + _LONGEST], first + start


class _Line(Record):
    """A record on one line, whatever it holds."""

    line_starts = [0]  # noqa: RUF012 - nobody changes it

    def place_of(self, span: Span) -> tuple[int, int, int, int]:
        """The same, and quickly."""
        lines, characters = self._before
        return lines + 1, span.start + characters + 1, lines + 1, span.end + characters + 1


class _Text(Record):
    """An article with its front matter."""

    is_bare = False


def of_line(name: str, data: bytes, line: int, *, column: int = 1, error: str | None = None) -> Source:
    """The record on a line of JSONL, whose number is that of the line.

    Args:
        name: How reports call the file.
        data: The line without its end.
        line: Its number, from 1.
        column: The column of its first character: 2 behind a byte order mark.
        error: Why it could not be read.
    """
    return _Line(name, data, line, line=line, column=column, error=error)


def of_object(  # noqa: PLR0913 - as for `Record`
    name: str, data: bytes, number: int, *, line: int, column: int, error: str | None = None
) -> Source:
    """The record of a JSON array that begins at a line and a column; it may have many lines."""
    return Record(name, data, number, line=line, column=column, error=error)


def of_mapping(name: str, fields: Mapping[Any, Any], number: int, *, line: int = 0) -> Source:
    """A record that is there as values; `newslint.records.values` has what each becomes in JSON.

    Args:
        name: How reports call what it comes from.
        fields: Its fields.
        number: Its number, from 1.
        line: Where it begins in a file of lines; its number, unless told otherwise.

    Raises:
        NewslintError: a value stands for nothing that JSON can say.
    """
    return _Line(name, written_as_json(fields, f"{name}:{number}"), number, line=line or number)


def of_row(name: str, fields: Mapping[Any, Any], number: int, *, line: int = 0) -> Source:
    """The same of a row of a table, which can't be read where JSON has no form for a value."""
    try:
        return of_mapping(name, fields, number, line=line)
    except NewslintError as error:
        why = str(error).removeprefix(f"{name}:{number}: ")
        return of_object(name, b"", number, line=line or number, column=1, error=why)


def of_text(name: str, text: str | bytes, number: int) -> Source:
    """A record that is an article's text, with its front matter."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return _Text(name, data, number)


__all__ = ["Record", "of_line", "of_mapping", "of_object", "of_row", "of_text"]
