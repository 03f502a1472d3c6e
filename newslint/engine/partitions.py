"""Reads what engines call a partition, and rows of functions of tables; open it for what is refused."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from newslint.api.loading import Config, home_of
from newslint.errors import NewslintError
from newslint.lint.examiner import Examined
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.records.one import of_mapping
from newslint.records.values import without_nulls
from newslint.run.session import Session, Sources
from newslint.source import Source

Row = dict[str, Any]
"""A row of a table."""

Columns = Mapping[str, type]
"""The names of columns, and the types of their values."""

_PAIR: Final = 2
_MOMENTS: Final = ("M", "m")  # kinds of NumPy's types: moments, durations
_TYPES: Final = {str: "a text", int: "a whole number"}
_PARTITION: Final = (
    "a partition is an iterable of pairs (name, text) and mappings, a data frame, a table"
    " or a mapping of columns"
)


class Documents:
    """The documents of a partition, and who examines them.

    Raises:
        NewslintError: the partition holds something else, or a configuration or schema can't be used.
    """

    def __init__(self, partition: Any, config: Config | None, key: str) -> None:
        home = home_of(config)
        sources: dict[str, Source] = {}
        for item in items(partition):
            name, source = source_of(item, key)
            if name in sources:
                raise NewslintError(
                    f"two documents of a partition are called `{name}`: names must tell them apart"
                )
            sources[name] = source
        self.jobs = [home.job(name)._replace(name=name) for name in sources]
        session = home.session(home.job("documents"), Sources())
        self.session: Session = _HeldSession(session.project, session.settings, _Held(sources))

    def examined(self) -> Iterator[tuple[Job, Examined]]:
        """What came of each document that is an article.

        Raises:
            NewslintError: a rule raised, or a schema can't be used.
        """
        for given in self.jobs:
            job, examined, _ = self.session.examine(given)
            if examined is None:
                continue
            if examined.internal:
                raise NewslintError(examined.internal[0])
            yield job, examined


def settings_of(config: Config | None) -> Settings:
    """What rules go by."""
    home = home_of(config)
    return home.session(home.job("documents"), Sources()).settings


def rows_of(table: Any, columns: Columns, giver: str) -> list[Any]:
    """Rows that a function of tables gave.

    Args:
        table: An iterable of mappings, or what an engine calls a table.
        columns: Those that each row must have.
        giver: The function, as an error calls it.

    Raises:
        NewslintError: these are no such rows.
    """
    rows = listed(table, giver)
    for row in rows:
        _check(row, columns, giver)
    return rows


def listed(table: Any, giver: str) -> list[Any]:
    """The same rows, whatever they hold."""
    rows = _table(table)
    if rows is None:
        rows = [*_iterated(table, f"rows of `{giver}` are an iterable of mappings or a table")]
    return rows


def _check(row: Any, columns: Columns, giver: str) -> None:
    if not isinstance(row, Mapping):
        raise NewslintError(f"rows of `{giver}` are mappings, and no {_kind(row)}")
    for name, kind in columns.items():
        if name not in row:
            known = ", ".join(f"`{column}`" for column in columns)
            raise NewslintError(f"a row has no column `{name}`: rows of `{giver}` have {known}")
        value = row[name]
        if not (isinstance(value, str) if kind is str else _is_whole(value)):
            found = f"a row has {_kind(value)} in the column `{name}`"
            raise NewslintError(f"{found}: rows of `{giver}` have {_TYPES[kind]} there")


def _is_whole(value: Any) -> bool:
    """Whether `int` takes it as it is: engines make floating numbers, and have types of their own."""
    try:
        return not isinstance(value, str | bool) and int(value) == value
    except (TypeError, ValueError, OverflowError):
        return False


def items(partition: Any) -> Iterator[Any]:
    """The documents of a partition: pairs or mappings."""
    table = _table(partition)
    for row in _iterated(partition, _PARTITION) if table is None else table:
        if isinstance(row, Mapping) and row.keys() >= {"name", "text"}:
            yield row["name"], row["text"]
        else:
            yield row if table is None else without_nulls(row)


def source_of(item: Any, key: str) -> tuple[str, Source]:
    """A document of a partition: its name and what it holds.

    Args:
        item: A pair, or the fields of a record.
        key: The field that names records.

    Raises:
        NewslintError: it is neither, or has no name.
    """
    if isinstance(item, Mapping):
        if not key:
            raise NewslintError(
                'records of a partition need names: give the field that has them, as in `key="id"`;'
                " or the columns `name` and `text`, if these are articles"
            )
        named = item.get(key)
        name = "" if named is None else str(named)
        if not name:
            raise NewslintError(f"a record has nothing in its field `{key}`, which tells records apart")
        return name, of_mapping(name, item, 0, line=1)
    if not isinstance(item, tuple | list) or len(item) != _PAIR:
        raise NewslintError(f"a partition holds pairs (name, text) and mappings, and no {_kind(item)}")
    name, text = item
    if not isinstance(name, str):
        raise NewslintError(f"the name of a document is a text, and no {_kind(name)}")
    if not isinstance(text, str | bytes):
        raise NewslintError(f"the text of `{name}` is a text or bytes, and no {_kind(text)}")
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
    return name, Source(name, data)


class _Held(Sources):
    """The documents of a partition."""

    def __init__(self, documents: Mapping[str, Source]) -> None:
        super().__init__()
        self.documents = documents


class _HeldSession(Session):
    """Reads the documents of a partition."""

    def read(self, job: Job) -> Source:
        sources = self.sources
        return sources.documents[job.name] if isinstance(sources, _Held) else super().read(job)


def _iterated(given: Any, expected: str) -> Iterable[Any]:
    """What is given, to be gone through."""
    if isinstance(given, str | bytes) or not hasattr(given, "__iter__"):
        raise NewslintError(f"{expected}, and no {_kind(given)}")
    return given  # type: ignore[no-any-return]


def _table(table: Any) -> list[Any] | None:
    """The rows of whatever engines call a table; None for anything else."""
    if hasattr(table, "to_pylist"):  # pyarrow
        return table.to_pylist(maps_as_pydicts="lossy")  # type: ignore[no-any-return]
    if hasattr(table, "to_dict") and hasattr(table, "columns"):  # pandas
        return table.to_dict("records")  # type: ignore[no-any-return]
    if isinstance(table, Mapping):  # Ray: an array for each column
        columns = {name: _values(name, column) for name, column in table.items()}
        lengths = {name: len(values) for name, values in columns.items()}
        if len({*lengths.values()}) > 1:
            said = ", ".join(f"`{name}` has {length}" for name, length in lengths.items())
            raise NewslintError(f"the columns of a table have as many values as each other: {said}")
        return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    return None


def _values(name: Any, column: Any) -> Any:
    """The values of a column, of Python's types but for moments, of which NumPy would make integers."""
    if isinstance(column, str | bytes | Mapping) or not hasattr(column, "__len__"):
        raise NewslintError(
            f"a mapping has a column of values for each name, and `{name}` is a {_kind(column)};"
            " a record by itself is a partition of one: put it into a list"
        )
    of_moments = getattr(getattr(column, "dtype", None), "kind", "") in _MOMENTS
    return column.tolist() if hasattr(column, "tolist") and not of_moments else column


def _kind(value: Any) -> str:
    """What a person calls the type of a value."""
    return "None" if value is None else type(value).__name__


__all__ = ["Columns", "Documents", "Row", "items", "listed", "rows_of", "settings_of", "source_of"]
