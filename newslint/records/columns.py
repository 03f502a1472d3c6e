"""Reads Parquet: a record in each row; open it for what its types become.

A part is one row group, or several small ones. A null is no field (see `values.without_nulls`). Structs and
maps become objects, lists arrays, moments ISO 8601 texts; see `values` for the others. The line is the row.
A row with a value that Python can't hold is told, and the rest is read.
"""

from collections.abc import Iterator, Mapping
from typing import IO, Any, Final

from newslint.errors import NewslintError
from newslint.records.one import of_object, of_row
from newslint.records.parts import Part, Terms, said_twice
from newslint.records.values import without_nulls
from newslint.source import Source

_BATCH: Final = 500  # rows that are in memory at once
_BUFFER: Final = 1 << 20  # bytes of a column that are read at once, and not all that a row group has of it
_MISSING: Final = "Parquet is read with pyarrow: `pip install 'newslint[data]'`"
_REFUSED: Final = (OSError, ValueError, TypeError, NotImplementedError, KeyError, OverflowError)
"""What pyarrow raises where bytes are damaged, or Python has no such value."""


def divide(file: IO[bytes], terms: Terms, size: int, mark: int) -> Iterator[Part]:
    """Ranges of row groups."""
    del terms, mark
    found = _opened(file)
    if isinstance(found, str):
        yield Part("parquet", 0, 0, trouble=found)
        return
    first, rows, bytes_, row = 0, 0, 0, 1
    for group in range(found.num_row_groups):
        about = found.metadata.row_group(group)
        rows += about.num_rows
        bytes_ += about.total_byte_size
        if rows and (bytes_ >= size or group == found.num_row_groups - 1):
            yield Part("parquet", first, group + 1, row, row)
            first, rows, bytes_, row = group + 1, 0, 0, row + rows


def read(name: str, file: IO[bytes], part: Part, terms: Terms) -> Iterator[Source]:
    """The rows of a range."""
    del terms
    found = _opened(file)
    if isinstance(found, str):
        yield Source(name, b"", found)
        return
    number = part.record
    wanted = [_readable(kind) for kind in found.schema_arrow.types]
    for group in range(part.start, part.end):
        behind = number + found.metadata.row_group(group).num_rows
        try:
            for batch in found.iter_batches(_BATCH, row_groups=[group]):
                for row in _rows(batch, wanted):
                    yield _source(name, row, number)
                    number += 1
        except _REFUSED as error:
            last = behind - 1
            more = f"; nor can those up to row {last:,}" if last > number else ""
            yield _unread(name, number, _first_line(error) + more)
        number = behind


def _source(name: str, row: Mapping[str, Any] | str, number: int) -> Source:
    if isinstance(row, str):
        return _unread(name, number, row)
    return of_row(name, without_nulls(row), number)


def _unread(name: str, number: int, error: str) -> Source:
    return of_object(name, b"", number, line=number, column=1, error=error)


def _rows(batch: Any, wanted: list[Any]) -> Iterator[dict[str, Any] | str]:
    """The values of each row, or why Python can't hold them."""
    names = batch.schema.names
    troubles: dict[int, str] = {}
    columns = [_values(*column, troubles) for column in zip(names, batch.columns, wanted, strict=True)]
    for at, values in enumerate(zip(*columns, strict=True)):
        yield troubles.get(at) or dict(zip(names, values, strict=True))


def _values(name: str, column: Any, wanted: Any, troubles: dict[int, str]) -> list[Any]:
    if column.type != wanted:
        column = column.cast(wanted, safe=False)
    try:
        found: list[Any] = column.to_pylist(maps_as_pydicts="strict")
    except _REFUSED:  # a single one may be why
        found = []
        for at, cell in enumerate(column):
            try:
                found.append(cell.as_py(maps_as_pydicts="strict"))
            except _REFUSED as error:
                found.append(None)
                troubles.setdefault(at, f"`{name}` holds {_why(error)}")
    return found


def _why(error: Exception) -> str:
    if isinstance(error, KeyError):
        return "a map with one key twice"
    if isinstance(error, OverflowError):
        return "a moment or a duration that is out of range"
    return "a text that is not UTF-8" if isinstance(error, UnicodeDecodeError) else _first_line(error)


def _readable(kind: Any) -> Any:  # noqa: PLR0911 - a table of types
    """A type with values that Python can hold: no nanoseconds, and no zone that is not known here."""
    import pyarrow as pa  # noqa: PLC0415 - large, and in an extra

    types = pa.types
    if types.is_timestamp(kind):
        return pa.timestamp(_unit(kind), kind.tz if _is_known(kind.tz) else "UTC")
    if types.is_time64(kind):
        return pa.time64("us")
    if types.is_duration(kind):
        return pa.duration(_unit(kind))
    if types.is_dictionary(kind):
        made = _readable(kind.value_type)
        return kind if made == kind.value_type else made
    if types.is_struct(kind):
        return pa.struct([_field(kind.field(at)) for at in range(kind.num_fields)])
    if types.is_map(kind):
        return pa.map_(_field(kind.key_field), _field(kind.item_field))
    if types.is_large_list(kind):
        return pa.large_list(_field(kind.value_field))
    if types.is_fixed_size_list(kind):
        return pa.list_(_field(kind.value_field), kind.list_size)
    return pa.list_(_field(kind.value_field)) if types.is_list(kind) else kind


def _field(field: Any) -> Any:
    return field.with_type(_readable(field.type))


def _unit(kind: Any) -> str:
    return "us" if kind.unit == "ns" else str(kind.unit)


def _is_known(zone: str | None) -> bool:
    from pyarrow import lib  # noqa: PLC0415 - large, and in an extra

    try:
        return zone is None or lib.string_to_tzinfo(zone) is not None
    except (ValueError, KeyError):  # by which library looks: that of Python raises the second
        return False


def _opened(file: IO[bytes]) -> Any:
    """The file, or why it can't be read.

    Raises:
        NewslintError: the library is not there.
    """
    try:
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415 - large, and in an extra
    except ImportError as error:
        raise NewslintError(_MISSING) from error
    try:
        found = ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False, coerce_int96_timestamp_unit="us")
        twice = said_twice(found.schema_arrow.names)
    except _REFUSED as error:
        return f"it is no Parquet: {_first_line(error)}"
    return found if twice is None else f"two of its columns are called `{twice}`"


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0].rstrip(". ")


__all__ = ["divide", "read"]
