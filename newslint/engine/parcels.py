"""Brings facts from the parts of an archive to where they are compared; open it for what travels.

A part sends a parcel to each of some addresses: facts with equal keys go to the same one, whichever part they
come from. A parcel is bytes by the code of the rule, so that who opens it needs room for one rule at a time.
"""

import pickle
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from newslint.finding import PLACE, Crowd, PlacedFact, Range
from newslint.lint.fact_store import PackedFact, placed
from newslint.rule import Rule

Parcel = Mapping[str, bytes]
"""Facts on their way, by the code of their rule."""

Options = Callable[[Rule], Any]
"""Gives the options of a rule."""

Found = tuple[str, int, Sequence[PackedFact]]
"""The facts of a document: the name of its file, the number of its record, and what rules found."""

_LEVEL: Final = 1  # of compression: nearly all of the gain in a fifth of the time
_FEW: Final = 3  # facts of one key that no rule makes fewer of
_Row = tuple[str, PackedFact, int]


def scope_of(fact: PlacedFact) -> str:
    """With what a fact is compared: with all files, or with the records of one."""
    return fact.file if fact.record else ""


def parcels(
    found: Iterable[Found], number: int, rules: Iterable[Rule], options: Options, *, combining: bool = True
) -> list[Parcel]:
    """Pack the facts of a part of an archive, as few as rules need, for each of so many addresses.

    Args:
        found: The facts of each document.
        number: How many addresses there are.
        rules: Those that compare.
        options: Their options.
        combining: Whether rules make fewer of them.
    """
    by_rule: defaultdict[str, defaultdict[tuple[int, str], list[_Row]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for file, record, facts in found:
        scope = file if record else ""
        for fact in facts:
            by_rule[fact[0]][fact[1], scope].append((file, fact, record))
    sent: list[dict[str, bytes]] = [{} for _ in range(number)]
    for rule in rules:
        by_address: list[list[PlacedFact]] = [[] for _ in range(number)]
        for (key, _), rows in by_rule.pop(rule.code, {}).items():
            group: Sequence[PlacedFact] = placed(key, rows)
            by_address[key % number] += combined(rule, group, options) if combining else group
        for address, its in enumerate(by_address):
            if its:
                sent[address][rule.code] = pack_all(its)
    return [*sent]


def combined(rule: Rule, group: Sequence[PlacedFact], options: Options) -> Sequence[PlacedFact]:
    """The facts of one key, sorted by file and place, made fewer where their rule can do that."""
    if rule.combine is None or len(group) <= _FEW:
        return group
    return rule.combine(group, options(rule))


def opened(rule: Rule, arrived: Iterable[Parcel]) -> Iterator[tuple[str, Iterator[Sequence[PlacedFact]]]]:
    """For each scope the groups of a rule, as `FactStore.groups` gives them.

    Args:
        rule: The rule.
        arrived: All parcels with one address.
    """
    rows = [row for parcel in arrived if rule.code in parcel for row in _rows(parcel[rule.code])]
    counts = Counter(map(_thing, rows))
    scopes: defaultdict[str, defaultdict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        key, scope = thing = _thing(row)
        if rule.with_single or counts[thing] > 1 or row[-1] is not None:
            scopes[scope][key].append(row)
    del rows, counts
    for scope, groups in scopes.items():
        yield scope, _groups(rule, groups)


def _groups(rule: Rule, groups: dict[int, list[Any]]) -> Iterator[Sequence[PlacedFact]]:
    while groups:
        _, its = groups.popitem()
        if not rule.only_differing or len({row[1] for row in its}) > 1:
            yield sorted(map(_fact, its), key=PLACE)


def pack_all(facts: Iterable[PlacedFact]) -> bytes:
    """Write facts of one rule."""
    rows = [
        (int(fact.key, 16), fact.values, fact.file, fact.record, *fact.range, fact.path, _plain(fact.crowd))
        for fact in facts
    ]
    return zlib.compress(pickle.dumps(rows, protocol=5), _LEVEL)


def _plain(crowd: Crowd | None) -> tuple[Any, ...] | None:
    return None if crowd is None else tuple(crowd)


def _rows(packed: bytes) -> Any:
    # Only workers of one run write and read these, and a worker runs what it is sent anyway.
    return pickle.loads(zlib.decompress(packed))  # noqa: S301


def _thing(row: Any) -> tuple[int, str]:
    """What a fact is about: its key and its scope."""
    return row[0], row[2] if row[3] else ""


def _fact(row: Any) -> PlacedFact:
    key, values, file, record, line, column, end_line, end_column, path, crowd = row
    place = Range(line, column, end_line, end_column)
    return PlacedFact(f"{key:x}", values, file, place, path, record, crowd and Crowd(*crowd))
