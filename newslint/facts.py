"""Keeps the facts of a whole corpus until they are compared, on the disk when they are many.

An archive of 100,000 articles has millions of facts, and nearly all of them are about something that occurs
once. Past some ten thousand they go to a temporary SQLite database, which lives in a file without a name and
is gone with the process, so that memory stays flat; a fact becomes an object again only when another one has
its key.
"""

import sys
import weakref
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from newslint.digests import blake2b
from newslint.errors import NewslintError
from newslint.finding import Fact, PlacedFact, Range, format_path
from newslint.source import Source

if TYPE_CHECKING:
    import sqlite3

PackedFact = tuple[str, int, str, str, int, int, int, int]
"""A fact without its file: rule, key, values, path, line, column, end line, end column."""

# Rule, key, values, number of the file, line, column, end line, end column, path.
_Row = tuple[str, int, str, int, int, int, int, int, str]

_MOST_IN_MEMORY: Final = 20_000
_SEPARATOR: Final = "\0"
_TABLE: Final = """
CREATE TABLE facts (
    rule TEXT, key INTEGER, vals TEXT, file INTEGER,
    line INTEGER, col INTEGER, end_line INTEGER, end_col INTEGER, path TEXT
)
"""
_INSERT: Final = "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_SHARED: Final = """
SELECT * FROM facts
WHERE rule = :rule AND key IN (SELECT key FROM facts WHERE rule = :rule GROUP BY key HAVING count(*) > 1)
ORDER BY key
"""


def pack(rule: str, source: Source, fact: Fact) -> PackedFact:
    """Make a fact that a rule found in a source as small as it can be; the key is only good for comparing."""
    digest = blake2b(fact.key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    key = int.from_bytes(digest, signed=True)
    line, column = source.line_column(fact.span.start)
    end_line, end_column = source.line_column(fact.span.end)
    return (rule, key, _packed(fact.values), format_path(fact.path), line, column, end_line, end_column)


class FactStore:
    """The facts of all rules and all files of a run."""

    def __init__(self, most_in_memory: int = _MOST_IN_MEMORY) -> None:
        self._most = most_in_memory
        self._rows: list[_Row] = []
        self._files: list[str] = []
        self._database: sqlite3.Connection | None = None

    def add(self, file: str, facts: Iterable[PackedFact]) -> None:
        """Keep all facts that rules found in a file."""
        self._files.append(file)
        number = len(self._files) - 1
        self._rows += (
            (rule, key, values, number, line, column, end_line, end_column, path)
            for rule, key, values, path, line, column, end_line, end_column in facts
        )
        if len(self._rows) >= self._most:
            self._spill()

    def groups(self, rule: str) -> Iterator[list[PlacedFact]]:
        """The facts of every key of a rule that several have, sorted by file and place, one group at a time.

        Only the group in hand takes the room of objects, and the order of the groups means nothing.
        """
        for _, rows in groupby(self._by_key(rule), key=itemgetter(1)):
            facts = [self._fact(row) for row in rows]
            if len(facts) > 1:
                yield sorted(facts, key=lambda fact: (fact.file, fact.range, fact.path))

    def _by_key(self, rule: str) -> Iterator[_Row]:
        if self._database is None:
            return iter(sorted((row for row in self._rows if row[0] == rule), key=itemgetter(1)))
        self._spill()
        return self._database.execute(_SHARED, {"rule": rule})

    def _spill(self) -> None:
        try:
            import sqlite3  # noqa: PLC0415 - small runs don't need it
        except ImportError:  # a Python that was built without it has to keep them
            self._most = sys.maxsize
            return
        try:
            if self._database is None:
                # The empty name stands for a temporary file that SQLite removes itself.
                self._database = sqlite3.connect("", isolation_level=None)
                weakref.finalize(self, self._database.close)
                self._database.execute("PRAGMA journal_mode = OFF")
                self._database.execute("PRAGMA synchronous = OFF")
                self._database.execute(_TABLE)
            self._database.execute("BEGIN")
            self._database.executemany(_INSERT, self._rows)
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            reason = f"the comparison of articles needs room in the folder for temporary files: {error}"
            raise NewslintError(reason) from error
        self._rows.clear()

    def _fact(self, row: _Row) -> PlacedFact:
        _, key, values, file, *place, path = row
        # Every value has the separator before it, so that no values and one empty one differ.
        texts = tuple(map(sys.intern, values.split(_SEPARATOR)[1:]))
        return PlacedFact(f"{key:x}", texts, self._files[file], Range(*place), sys.intern(path))


def _packed(values: tuple[str, ...]) -> str:
    """The values in one text; a NUL in one of them, which no headline has, is lost."""
    joined = _SEPARATOR.join(("", *values))
    if joined.count(_SEPARATOR) == len(values):
        return joined
    return "".join(_SEPARATOR + value.replace(_SEPARATOR, "") for value in values)
