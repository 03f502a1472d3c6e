"""Keeps the facts of a corpus until they are compared, on the disk when they are many; open it for memory.

An archive of 100,000 articles has millions of facts, and nearly all of them are about something that occurs
once. Past some ten thousand they go to a temporary file, which has no name and is gone with the process, so
that memory stays flat; a fact becomes an object again only when another one has its key. A temporary table of
SQLite takes 5.1 s for 1,800,000 facts instead of 6.7, but 62 MB instead of 43, is not in every Python, and
can't tell too many open files from a full disk.
"""

import marshal
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from struct import Struct
from typing import IO, Final

from newslint.errors import NewslintError, raise_if_exhausted
from newslint.finding import PLACE, Fact, Path, PlacedFact, Range, format_path
from newslint.source import Source
from newslint.system.digests import blake2b

PackedFact = tuple[str, int, str, str, int, int, int, int]
"""A fact without its file: rule, key, values, path, line, column, end line, end column."""

_Row = tuple[int, PackedFact]
"""The number of the file, with that of the record in its upper bits, and the fact."""

_MOST_IN_MEMORY: Final = 50_000
_MOST_OF_A_KEY: Final = 10_000
_SEPARATOR: Final = "\0"
_OF_FILE: Final = 32  # bits
_FILE: Final = (1 << _OF_FILE) - 1
# Facts with equal keys lie in one part, and only one part is in memory at a time.
PARTS: Final = 64
_HASHER: Final = blake2b(digest_size=8)  # a copy of one that is made is made in half the time
_NUMBER: Final = Struct(">q")

# Facts stand at few paths (`related[0].excerpt`), over and over; none that is long is kept.
_MOST_PATHS: Final = 1000
_LONGEST_PATH: Final = 100
_paths: Final[dict[Path, str]] = {}
# Where articles list the same others, most keys come again.
_MOST_KEYS: Final = 5000
_LONGEST_KEY: Final = 500
_numbers: Final[dict[str, int]] = {}


def pack(rule: str, source: Source, facts: Iterable[Fact]) -> list[PackedFact]:
    """Make facts that a rule found in a source as small as they can be; a key is only good for comparing."""
    packed = []
    for key, values, span, path in facts:
        number = _numbers.get(key)
        if number is None:
            number = _number_of(key)
        written = _paths.get(path)
        if written is None:
            written = _write_path(path)
        packed.append((rule, number, _packed(values), written, *source.place_of(span)))
    return packed


def _number_of(key: str) -> int:
    """What stands for a key."""
    hasher = _HASHER.copy()
    hasher.update(key.encode("utf-8", "surrogatepass"))
    number: int = _NUMBER.unpack(hasher.digest())[0]
    if len(key) <= _LONGEST_KEY:
        if len(_numbers) >= _MOST_KEYS:
            _numbers.clear()
        _numbers[key] = number
    return number


def _write_path(path: Path) -> str:
    written = format_path(path)
    if len(_paths) < _MOST_PATHS and len(written) <= _LONGEST_PATH:
        _paths[path] = written
    return written


class FactStore:
    """The facts of all rules and all files of a run."""

    def __init__(self, most_in_memory: int = _MOST_IN_MEMORY) -> None:
        self._most = most_in_memory
        self._files: list[str] = []
        # What came of the files since the last time that facts went to the disk, and how many facts that are.
        self._kept: list[tuple[int, Sequence[PackedFact]]] = []
        self._count = 0
        self._by_rule: dict[str, dict[str, list[_Row]]] = {"": {}}
        self._disk: _Disk | None = None

    @property
    def scopes(self) -> list[str]:
        """What is compared apart: all files, under an empty name; and the records of each, under its name."""
        self._sort()
        return list(self._by_rule)

    def add(self, file: str, facts: Sequence[PackedFact], record: int = 0) -> None:
        """Keep all facts that rules found in a document: a file, or a record of one."""
        if not record or not self._files or self._files[-1] != file:
            self._files.append(file)
        self._kept.append((len(self._files) - 1 | record << _OF_FILE, facts))
        self._count += len(facts)
        if self._count >= self._most:
            self._spill()

    def groups(
        self, rule: str, *, only_differing: bool = False, with_single: bool = False, scope: str = ""
    ) -> Iterator[list[PlacedFact]]:
        """The facts of every key of a rule that several have, sorted by file and place, one group at a time.

        They are those of one of `scopes`.

        Only the group in hand takes the room of objects, and the order of the groups means nothing. With
        `only_differing`, groups whose facts all have the same values are left out; with `with_single`, a fact
        whose key no other one has is a group too.
        """
        for rows in self._parts(rule, scope):
            counts = Counter([fact[1] for _, fact in rows])
            shared: defaultdict[int, list[_Row]] = defaultdict(list)
            for row in rows:
                key = row[1][1]
                if with_single or counts[key] > 1:
                    shared[key].append(row)
            for key, group in shared.items():
                if not only_differing or len({fact[2] for _, fact in group}) > 1:
                    yield placed(key, ((self._files[n & _FILE], fact, n >> _OF_FILE) for n, fact in group))

    def parts(self, rule: str) -> Iterator[list[tuple[str, PackedFact]]]:
        """The facts of a rule, each with its file's name; keys that are equal modulo `PARTS` lie together.

        Those of records are left out.
        """
        for rows in self._parts(rule, ""):
            yield [(self._files[number], fact) for number, fact in rows]

    def fewer_groups(
        self,
        rule: str,
        combine: Callable[[Sequence[PlacedFact]], Sequence[PlacedFact]],
        *,
        only_differing: bool = False,
        with_single: bool = False,
        scope: str = "",
    ) -> Iterator[Sequence[PlacedFact]]:
        """The same, but of a key with very many facts only what `combine` leaves of them, see `Rule.combine`.

        So no group is in memory as a whole, however many records have its key.
        """
        for pieces in self._pieces(rule, scope):
            held: defaultdict[int, list[_Row]] = defaultdict(list)
            few: dict[int, Sequence[PlacedFact]] = {}
            for rows in pieces:
                for row in rows:
                    held[row[1][1]].append(row)
                # A document's facts lie in one piece, so that none comes in two.
                for key in dict.fromkeys(row[1][1] for row in rows):
                    if len(held[key]) > _MOST_OF_A_KEY:
                        few[key] = combine(self._together(key, few.get(key, ()), held.pop(key)))
            for key in dict.fromkeys((*held, *few)):
                group = self._together(key, few.get(key, ()), held.get(key, []))
                if key in few:
                    group = [*combine(group)]
                number = sum(fact.number for fact in group)
                is_mixed = any(fact.crowd is not None and fact.crowd.is_mixed for fact in group)
                differ = is_mixed or len({fact.values for fact in group}) > 1
                if (with_single or number > 1) and (differ or not only_differing):
                    yield sorted(group, key=PLACE)

    def _together(self, key: int, known: Sequence[PlacedFact], rows: Iterable[_Row]) -> list[PlacedFact]:
        files = self._files
        own = placed(key, ((files[n & _FILE], fact, n >> _OF_FILE) for n, fact in rows))
        return sorted([*known, *own], key=PLACE) if known else own

    def _pieces(self, rule: str, scope: str) -> Iterator[Iterable[list[_Row]]]:
        """The facts of a rule in pieces, those with equal keys in pieces that come together."""
        if self._disk is None:
            self._sort()
            return iter([[self._by_rule.get(scope, {}).get(rule, [])]])
        self._spill()
        return self._disk.pieces((scope, rule))

    def _parts(self, rule: str, scope: str) -> Iterator[list[_Row]]:
        """The facts of a rule, those with equal keys together."""
        if self._disk is None:
            self._sort()
            return iter([self._by_rule.get(scope, {}).get(rule, [])])
        self._spill()
        return self._disk.read((scope, rule))

    def _sort(self) -> None:
        """Put the facts that were kept to those of their rules."""
        for number, facts in self._kept:
            scope = self._files[number & _FILE] if number > _FILE else ""
            by_rule = self._by_rule.setdefault(scope, {})
            for fact in facts:
                if fact[0] in by_rule:
                    by_rule[fact[0]].append((number, fact))
                else:
                    by_rule[fact[0]] = [(number, fact)]
        self._kept.clear()

    def _spill(self) -> None:
        self._sort()
        try:
            if self._disk is None:
                self._disk = _Disk()
            for scope, by_rule in self._by_rule.items():
                for rule, rows in by_rule.items():
                    self._disk.write((scope, rule), rows)
                by_rule.clear()
            self._disk.flush()
        except OSError as error:
            raise_if_exhausted(error)
            reason = f"the comparison of articles needs room in the folder for temporary files: {error}"
            raise NewslintError(reason) from error
        self._count = 0


def placed(key: int, facts: Iterable[tuple[str, PackedFact, int]]) -> list[PlacedFact]:
    """Make objects of facts with one key, sorted by file and place.

    Args:
        key: What they have in common.
        facts: Each with the name of its file, and the number of its record, or 0. Thousands may have the same
            values.
    """
    shown = f"{key:x}"
    known: dict[str, tuple[str, ...]] = {}
    found = []
    for file, (_, _, values, path, line, column, end_line, end_column), record in facts:
        texts = known.get(values)
        if texts is None:
            # Every value has the separator before it, so that no values and one empty one differ.
            texts = known[values] = tuple(values.split(_SEPARATOR)[1:])
        place = Range(line, column, end_line, end_column)
        found.append(PlacedFact(shown, texts, file, place, sys.intern(path), record))
    found.sort(key=PLACE)
    return found


class _Disk:
    """The facts of every rule in a temporary file, in parts: one for each value of some bits of the key."""

    def __init__(self) -> None:
        from tempfile import TemporaryFile  # noqa: PLC0415 - start-up time; small runs don't need it
        from weakref import finalize  # noqa: PLC0415 - as above

        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed with the object
        finalize(self, _close, self._file)
        # Where the pieces of each part lie, and how long they are.
        self._pieces: defaultdict[tuple[tuple[str, str], int], list[tuple[int, int]]] = defaultdict(list)
        self._end = 0

    def write(self, rule: tuple[str, str], rows: Iterable[_Row]) -> None:
        """Add facts of a scope and a rule; reading starts after `flush`."""
        parts: defaultdict[int, list[_Row]] = defaultdict(list)
        for row in rows:
            parts[row[1][1] % PARTS].append(row)
        self._file.seek(self._end)
        for part, found in parts.items():
            # Only this process reads it, and it holds nothing but numbers and texts.
            piece = marshal.dumps(found)
            self._file.write(piece)
            self._pieces[rule, part].append((self._end, len(piece)))
            self._end += len(piece)

    def flush(self) -> None:
        """Bring all to the disk: it may be full."""
        self._file.flush()

    def read(self, rule: tuple[str, str]) -> Iterator[list[_Row]]:
        """The facts of a scope and a rule, part by part."""
        for pieces in self.pieces(rule):
            found: list[_Row] = []
            for rows in pieces:
                found += rows
                del rows  # or two pieces would be in memory
            yield found

    def pieces(self, rule: tuple[str, str]) -> Iterator[Iterator[list[_Row]]]:
        """The same, each part in the pieces that were written."""
        for part in range(PARTS):
            yield self._read(self._pieces.get((rule, part), ()))

    def _read(self, pieces: Iterable[tuple[int, int]]) -> Iterator[list[_Row]]:
        for start, length in pieces:
            self._file.seek(start)
            yield marshal.loads(self._file.read(length))  # noqa: S302 - written above


def _close(file: IO[bytes]) -> None:
    """Close a file; what a full disk didn't take was told already, and is not needed any more."""
    with suppress(OSError):
        file.close()


def _packed(values: tuple[str, ...]) -> str:
    """The values in one text; a NUL in one of them, which no headline has, is lost."""
    if len(values) == 1 and _SEPARATOR not in values[0]:
        return _SEPARATOR + values[0]
    joined = _SEPARATOR.join(values)
    if joined.count(_SEPARATOR) >= max(len(values), 1):
        return "".join(_SEPARATOR + value.replace(_SEPARATOR, "") for value in values)
    return _SEPARATOR + joined if values else ""
