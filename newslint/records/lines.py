"""Reads JSONL: a record on each line; open it for where a line ends, and which lines are none.

A line ends with a line feed, before which a carriage return may stand. A line of blanks is no record, and
counts as a line. A byte order mark may stand at the top.
"""

from collections.abc import Iterator
from typing import IO, Final

from newslint.records import CHANGED
from newslint.records.one import of_line
from newslint.records.parts import Part, Terms
from newslint.source import Source
from newslint.system.contained import more_than

_PIECE: Final = 1 << 20  # bytes of a line that is too long
_BLANKS: Final = b" \t\r\n"


def divide(file: IO[bytes], terms: Terms, size: int, mark: int) -> Iterator[Part]:
    """Ranges of whole lines. `mark` bytes at the top are no text."""
    del terms
    file.seek(mark)
    start, line, column = mark, 1, 2 if mark else 1
    while block := file.read(size):
        end, lines = start + len(block), block.count(b"\n")
        if not block.endswith(b"\n"):
            while piece := file.readline(_PIECE):
                end += len(piece)
                if piece.endswith(b"\n"):
                    lines += 1
                    break
        yield Part("jsonl", start, end, line, line, column)
        start, line, column = end, line + lines, 1


def read(name: str, file: IO[bytes], part: Part, terms: Terms) -> Iterator[Source]:
    """The records of a range."""
    for _, source in with_offsets(name, file, part, terms):
        yield source


def with_offsets(name: str, file: IO[bytes], part: Part, terms: Terms) -> Iterator[tuple[int, Source]]:
    """The records of a range, each with the byte of the file that it begins at."""
    for offset, line, column, data in _lines(file, part, terms.most):
        if isinstance(data, str):
            yield offset, of_line(name, b"", line, column=column, error=data)
            continue
        body = data.removesuffix(b"\n").removesuffix(b"\r")
        if body.strip(_BLANKS):
            yield offset, of_line(name, body, line, column=column)


def _lines(file: IO[bytes], part: Part, most: int) -> Iterator[tuple[int, int, int, bytes | str]]:
    """Every line of a range with its end, or why it can't be read, behind its offset, number and column."""
    file.seek(part.start)
    left, line, column = part.end - part.start, part.line, part.column
    ends = len(b"\r\n")
    while left > 0:
        data = file.readline(min(most + ends, left))
        offset = part.end - left
        left -= len(data)
        is_whole = data.endswith(b"\n") or not left
        if is_whole and len(data.rstrip(b"\r\n")) <= most:
            yield offset, line, column, data
        else:
            while data and not data.endswith(b"\n") and left > 0:
                data = file.readline(min(_PIECE, left))
                left -= len(data)
            yield offset, line, column, more_than(most) if data else CHANGED
            if not data:  # it has become shorter
                return
        line, column = line + 1, 1


__all__ = ["divide", "read", "with_offsets"]
