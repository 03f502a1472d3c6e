"""One file's bytes, and the only place that converts offsets, lines and columns; open it to convert any."""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from operator import add

from newslint.finding import Range, Span
from newslint.text.lazy_pattern import later

BOM = "\ufeff"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""How files in UTF-16 begin."""
UNDECODABLE = later("[\udc80-\udcff]")
"""What stands in a text for a byte that is not UTF-8."""
LINE_BREAK = later(r"\r\n|\n|\r")


def is_text(text: str) -> bool:
    """Whether a text has no lone surrogate, and so no byte that is not UTF-8; to encode it tells quickly."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def line_start(text: str, offset: int) -> int:
    """Where the line begins that an offset lies on."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


class Source:
    """One file as it was read, or one record of a file: `newslint/records/` makes those.

    `name` is how reports call the file: relative to the working directory, with forward slashes.
    `text` is the decoded content with its byte order mark and line endings as they are; a byte that is
    not UTF-8 stands in it as one lone surrogate (PEP 383), so that offsets stay meaningful.
    `error` says why the file could not be read; the content is then empty.

    `record` is the number of the record in the file, from 1, and 0 where the file is the document. `is_bare`
    says that the whole text is its fields, without fences. Ranges speak of the lines of the file;
    `line_column` and `line_starts` of those of the text, which differ for records.
    """

    record = 0
    is_bare = False

    def __init__(self, name: str, data: bytes, error: str | None = None) -> None:
        self.name = name
        self.data = data
        self.error = error

    @cached_property
    def text(self) -> str:
        """The content, one code point for each character and one for each undecodable byte."""
        try:
            return self.data.decode()
        except UnicodeDecodeError:
            return self.data.decode("utf-8", "surrogateescape")

    @cached_property
    def line_starts(self) -> list[int]:
        r"""The offset of the first character of every line; a line ends with LF, CRLF or CR."""
        if "\r" in self.text:
            return [0, *[match.end() for match in LINE_BREAK.finditer(self.text)]]
        lines = self.text.split("\n")
        # Before a line stand all earlier ones, and as many line feeds.
        return list(map(add, accumulate(map(len, lines), initial=0), range(len(lines))))

    def line_column(self, offset: int) -> tuple[int, int]:
        """Convert an offset in `text` to a line and a column, both counted from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    @property
    def document(self) -> str:
        """What tells the document apart from all others: its file, and the number of the record."""
        return f"{self.name}:{self.record}" if self.record else self.name

    def having(self, data: bytes) -> "Source":
        """The same document with other bytes."""
        return Source(self.name, data)

    def line_of(self, offset: int) -> int:
        """The line of the file that an offset in `text` lies on."""
        return self.place_of(Span(offset, offset))[0]

    def range_of(self, span: Span) -> Range:
        """Convert a span to lines and columns."""
        return Range(*self.place_of(span))

    def place_of(self, span: Span) -> tuple[int, int, int, int]:
        """What `range_of` tells, as a plain tuple, which is quickly made."""
        start, end = span
        starts = self.line_starts
        line = bisect_right(starts, start)
        first = starts[line - 1]
        # Most spans lie on one line: then there is no other to look for.
        if first <= end and (line == len(starts) or end < starts[line]):
            return line, start - first + 1, line, end - first + 1
        return line, start - first + 1, *self.line_column(end)

    def span_of(self, place: Range) -> Span:
        """Convert lines and columns to a span; what lies behind the end of the text is cut off."""
        return Span(self._offset(place.line, place.column), self._offset(place.end_line, place.end_column))

    def line_text(self, line: int) -> str:
        """The text of one line (counted from 1) without its line ending."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def excerpt(self, place: Range) -> tuple[str, int]:
        """What a report shows of the line where a place begins, and the column of its first character."""
        return (self.line_text(place.line) if place.line <= len(self.line_starts) else ""), 1

    def byte_offset(self, offset: int) -> int:
        """Convert an offset in `text` to an offset in `data`."""
        return len(self.text[:offset].encode("utf-8", "surrogateescape"))

    def _offset(self, line: int, column: int) -> int:
        if line > len(self.line_starts):
            return len(self.text)
        return min(self.line_starts[line - 1] + column - 1, len(self.text))
