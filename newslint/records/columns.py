"""Reads Parquet: a record in each row; open it for what its types become.

A row group is a part. A null is no field (see `values.without_nulls`). Structs and maps
become objects, lists arrays, moments ISO 8601 texts; see `values` for the others. The line is the row.
"""

from collections.abc import Iterator, Mapping
from typing import IO, Any, Final

from newslint.errors import NewslintError
from newslint.records.one import of_mapping, of_object
from newslint.records.parts import Part, Terms
from newslint.records.values import without_nulls
from newslint.source import Source

_BATCH: Final = 500  # rows that are in memory at once
_MISSING: Final = "Parquet is read with pyarrow: `pip install 'newslint[data]'`"


def divide(file: IO[bytes], terms: Terms, size: int, mark: int) -> Iterator[Part]:
    """The row groups."""
    del terms, size, mark
    found = _opened(file)
    if isinstance(found, str):
        yield Part("parquet", 0, 0, trouble=found)
        return
    row = 1
    for group in range(found.num_row_groups):
        rows = found.metadata.row_group(group).num_rows
        if rows:
            yield Part("parquet", group, group + 1, row, row)
        row += rows


def read(name: str, file: IO[bytes], part: Part, terms: Terms) -> Iterator[Source]:
    """The rows of a row group."""
    del terms
    found = _opened(file)
    if isinstance(found, str):
        yield Source(name, b"", found)
        return
    number = part.record
    try:
        for batch in found.iter_batches(_BATCH, row_groups=[*range(part.start, part.end)]):
            for row in _rows(batch):
                yield _source(name, row, number)
                number += 1
    except (OSError, ValueError, NotImplementedError) as error:  # what pyarrow raises
        yield of_object(name, b"", number, line=number, column=1, error=_first_line(error))


def _source(name: str, row: Mapping[str, Any], number: int) -> Source:
    try:
        return of_mapping(name, without_nulls(row), number)
    except NewslintError as error:
        return of_object(name, b"", number, line=number, column=1, error=str(error))


def _rows(batch: Any) -> Iterator[dict[str, Any]]:
    names = batch.schema.names
    columns = [column.to_pylist(maps_as_pydicts="lossy") for column in batch.columns]
    for values in zip(*columns, strict=True):
        yield dict(zip(names, values, strict=True))


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
        return ParquetFile(file)
    except (OSError, ValueError) as error:  # what pyarrow raises
        return f"it is no Parquet: {_first_line(error)}"


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0].rstrip(". ")


__all__ = ["divide", "read"]
