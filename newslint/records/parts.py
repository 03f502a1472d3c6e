"""Divides a file of records into parts that are read on their own; open it for which files hold records.

A part is a range of some megabytes that begins and ends between records, or a row group. Whoever divides
reads the file once, a block at a time, and keeps nothing of it; whoever has a part reads it alone. So a file
of any size is checked by several processes in little memory, and a record is found again without reading what
stands before its part.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, Final

from newslint.light_tuples import NamedTuple
from newslint.source import Source
from newslint.text.lazy_pattern import later

KINDS: Final = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".parquet": "parquet"
}  # fmt: skip
"""The endings of files that may hold records, and how they hold them."""

PART: Final = 2_000_000
"""About so many bytes are in a part."""

_BLANKS: Final = b" \t\r\n"
_BOM: Final = b"\xef\xbb\xbf"
_LOOKED_AT: Final = 4096
_TROUBLES: Final = {
    b"\xff\xfe": "it is UTF-16, and records are read as UTF-8",
    b"\xfe\xff": "it is UTF-16, and records are read as UTF-8",
    b"\x1f\x8b": "it is compressed by gzip; unpack it first",
    b"\x28\xb5\x2f\xfd": "it is compressed by Zstandard; unpack it first",
    b"\xfd7zXZ\0": "it is compressed by xz; unpack it first",
    b"BZh91AY&SY": "it is compressed by bzip2; unpack it first",
    b"PK\3\4": "it is a ZIP file; unpack it first",
}
"""What keeps a file from being read, by its first bytes; no text of records begins with them."""
_TWO: Final = later(rb'\}[ \t\r\n]*+\{[ \t\r\n]*+(?:["}]|\Z)')
"""What JSON has nowhere but in texts, and between two objects."""
_PACKED: Final = frozenset({".gz", ".zst", ".xz", ".bz2"})


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
    """How a file holds records by the ending of its name; empty where it is none of records.

    An ending that says that it is compressed is passed over: what it holds can't be read, and that is told.
    """
    ending = path[path.rfind(".") :].lower()
    if ending in _PACKED:
        path = path[: -len(ending)]
        ending = path[path.rfind(".") :].lower()
    return KINDS.get(ending, "")


def kind_in(kind: str, file: IO[bytes], most: int) -> str:
    """How a file holds records by what is in it, too; empty where it is one article.

    JSON holds records as an array, or as objects one behind the other: one on each line, or as many lines as
    each wants.

    Args:
        kind: How it holds them by its name.
        file: The file; it is read from its start.
        most: The largest record in bytes.

    Raises:
        OSError: it can't be read.
    """
    if kind != "json":
        return kind
    begins = file.read(_LOOKED_AT).removeprefix(_BOM).lstrip(_BLANKS)
    if begins.startswith((b"[", *_TROUBLES)):
        return kind
    if not begins.startswith(b"{"):
        return ""
    if _is_of_lines(file, most):
        return "jsonl"
    return "objects" if _are_several(file, most) else ""


def _is_of_lines(file: IO[bytes], most: int) -> bool:
    """Whether an object ends with its line, and the next line begins one."""
    file.seek(0)
    while (line := file.readline(most)).isspace():
        pass
    is_whole = line.rstrip(_BLANKS).endswith(b"}") and line.endswith(b"\n")
    return is_whole and file.read(_LOOKED_AT).lstrip(_BLANKS).startswith(b"{")


def _are_several(file: IO[bytes], most: int) -> bool:
    """Whether an object stands behind the first one."""
    file.seek(0)
    begins = file.read(most + _LOOKED_AT)
    if _TWO.search(begins) is None:  # as nearly always
        return False
    mark = len(_BOM) if begins.startswith(_BOM) else 0
    return bool(_reader("objects").are_several(file, mark, most))


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
    trouble = next((said for sign, said in _TROUBLES.items() if begins.startswith(sign)), "")
    if trouble:
        yield Part(kind, 0, 0, trouble=trouble)
    elif begins:
        kind = kind_in(kind, file, terms.most) or kind
        file.seek(0)
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


def said_twice(names: Iterable[str]) -> str | None:
    """The first of the names of a table's fields that another field has, too."""
    return next((name for name, times in Counter(names).items() if times > 1), None)


def _reader(kind: str) -> Any:
    """The module that reads a kind; the others, and what they need, are not loaded."""
    from importlib import import_module  # noqa: PLC0415 - most runs read no records

    return import_module(f"newslint.records.{_READERS[kind]}")


_READERS: Final = {
    "jsonl": "lines",
    "json": "arrays",
    "objects": "objects",
    "csv": "rows",
    "parquet": "columns",
}


__all__ = ["KINDS", "PART", "Part", "Terms", "divide", "kind_in", "kind_of", "read_part", "said_twice"]
