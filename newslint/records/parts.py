"""Divides a file of records into parts that are read on their own; open it for which files hold records.

A part is a range of some megabytes that begins and ends between records, or a row group. Whoever divides
reads the file once, a block at a time, and keeps nothing of it; whoever has a part reads it alone. So a file
of any size is checked by several processes in little memory, and a record is found again without reading what
stands before its part.
"""

from collections.abc import Callable, Iterator
from typing import IO, Any, Final

from newslint.light_tuples import NamedTuple
from newslint.source import Source

KINDS: Final = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".parquet": "parquet"
}  # fmt: skip
"""The endings of files that may hold records, and how they hold them."""

PART: Final = 2_000_000
"""About so many bytes are in a part."""

_BLANKS: Final = b" \t\r\n"
_BOM: Final = b"\xef\xbb\xbf"
_LOOKED_AT: Final = 4096
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_WIDE: Final = "it is UTF-16, and records are read as UTF-8"


class Part(NamedTuple):
    """A range of a file of records.

    `start` and `end` are bytes, or numbers of row groups. `record` is the number of its first record, `line`
    and `column` say where that begins. `fields` are those of a header. `trouble` says what keeps the file
    from being read from here on; there are no records then.
    """

    kind: str
    start: int
    end: int
    record: int = 1
    line: int = 1
    column: int = 1
    fields: tuple[str, ...] = ()
    trouble: str = ""


Cell = Callable[[str, str], Any]
"""What a field's text in a table of texts means."""


def _as_it_is(field: str, text: str) -> str:
    del field
    return text


class Terms(NamedTuple):
    """How records are read: the largest one in bytes, and what cells mean in a table with such fields."""

    most: int
    cells: Callable[[tuple[str, ...]], Cell] = lambda _: _as_it_is


def kind_of(path: str) -> str:
    """How a file holds records by the ending of its name; empty where it is none of records."""
    return KINDS.get(path[path.rfind(".") :].lower(), "")


def holds_records(kind: str, begins: bytes) -> bool:
    """Whether a file holds records by its first bytes: JSON does so as an array only."""
    return kind != "json" or begins.removeprefix(_BOM).lstrip(_BLANKS).startswith(b"[")


def divide(kind: str, file: IO[bytes], terms: Terms, size: int = PART) -> Iterator[Part]:
    """Divide a file from its start.

    Args:
        kind: How it holds records.
        file: The file; it is read from its start.
        terms: How records are read.
        size: About so many bytes are in a part.

    Raises:
        OSError: it can't be read.
    """
    begins = file.read(_LOOKED_AT)
    file.seek(0)
    if begins.startswith(_UTF16) and kind != "parquet":
        yield Part(kind, 0, 0, trouble=_WIDE)
    elif begins:
        yield from _reader(kind).divide(file, terms, size, len(_BOM) if begins.startswith(_BOM) else 0)


def read_part(name: str, file: IO[bytes], part: Part, terms: Terms) -> Iterator[Source]:
    """The records of a part, each as a document.

    Args:
        name: How reports call the file.
        file: The file.
        part: Which range of it.
        terms: How records are read.

    Raises:
        OSError: it can't be read.
    """
    if part.trouble:
        yield Source(name, b"", part.trouble)
    else:
        yield from _reader(part.kind).read(name, file, part, terms)


def _reader(kind: str) -> Any:
    """The module that reads a kind; the others, and what they need, are not loaded."""
    from importlib import import_module  # noqa: PLC0415 - most runs read no records

    return import_module(f"newslint.records.{_READERS[kind]}")


_READERS: Final = {"jsonl": "lines", "json": "arrays", "csv": "rows", "parquet": "columns"}


__all__ = ["KINDS", "PART", "Part", "Terms", "divide", "holds_records", "kind_of", "read_part"]
