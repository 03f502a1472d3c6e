"""Brings facts from the parts of an archive to where they are compared; open it for what travels.

A part sends a parcel to each of some addresses: facts with equal keys go to the same one, whichever part they
come from. A parcel is bytes by the code of the rule, so that who opens it needs room for one rule at a time.
"""

import pickle
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from newslint.finding import Crowd, PlacedFact, Range
from newslint.lint.fact_store import PackedFact, placed
from newslint.rule import Rule

Parcel = Mapping[str, bytes]
"""Facts on their way, by the code of their rule."""

Options = Callable[[Rule], Any]
"""Gives the options of a rule."""

_LEVEL: Final = 1  # of compression: nearly all of the gain in a fifth of the time
_FEW: Final = 3  # facts of one key that no rule makes fewer of


def parcels(
    found: Iterable[tuple[str, Sequence[PackedFact]]], number: int, rules: Iterable[Rule], options: Options
) -> list[Parcel]:
    """Pack the facts of a part of an archive, as few as rules need, for each of so many addresses.

    Args:
        found: The facts of each file, with its name.
        number: How many addresses there are.
        rules: Those that compare.
        options: Their options.
    """
    by_rule: defaultdict[str, list[tuple[str, PackedFact]]] = defaultdict(list)
    for file, facts in found:
        for fact in facts:
            by_rule[fact[0]].append((file, fact))
    sent: list[dict[str, bytes]] = [{} for _ in range(number)]
    for rule in rules:
        rows = by_rule.pop(rule.code, None)
        if rows:
            by_address: list[list[PlacedFact]] = [[] for _ in range(number)]
            for key, group in _by_key(rows).items():
                by_address[key % number] += combined(rule, placed(key, group), options)
            for address, its in enumerate(by_address):
                if its:
                    sent[address][rule.code] = pack_all(its)
    return [*sent]


def combined(rule: Rule, group: Sequence[PlacedFact], options: Options) -> Sequence[PlacedFact]:
    """The facts of one key, sorted by file and place, made fewer where their rule can do that."""
    if rule.combine is None or len(group) <= _FEW:
        return group
    return rule.combine(group, options(rule))


def opened(
    rule: Rule, arrived: Iterable[Parcel], options: Options, *, is_whole: bool = True
) -> Iterator[Sequence[PlacedFact]]:
    """The groups of a rule in parcels, as `FactStore.groups` gives them.

    Args:
        rule: The rule.
        arrived: Parcels with the same address.
        options: Its options.
        is_whole: Whether these are all parcels with that address. Otherwise a fact whose key no other one has
            may have another one elsewhere, and groups are made smaller, but none is left out.
    """
    rows = [row for parcel in arrived if rule.code in parcel for row in _rows(parcel[rule.code])]
    counts = Counter(row[0] for row in rows)
    groups: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        if not is_whole or rule.with_single or counts[row[0]] > 1 or row[-1] is not None:
            groups[row[0]].append(row)
    del rows
    while groups:
        _, its = groups.popitem()
        if is_whole and rule.only_differing and len({row[1] for row in its}) == 1:
            continue
        group = sorted((_fact(row) for row in its), key=_place)
        yield group if is_whole else combined(rule, group, options)


def pack_all(facts: Iterable[PlacedFact]) -> bytes:
    """Write facts of one rule."""
    rows = [
        (int(fact.key, 16), fact.values, fact.file, *fact.range, fact.path, fact.crowd and tuple(fact.crowd))
        for fact in facts
    ]
    return zlib.compress(pickle.dumps(rows, protocol=5), _LEVEL)


def size_of(sent: Iterable[Parcel]) -> int:
    """How many bytes parcels have."""
    return sum(len(facts) for parcel in sent for facts in parcel.values())


def _rows(packed: bytes) -> Any:
    # Only workers of one run write and read these, and a worker runs what it is sent anyway.
    return pickle.loads(zlib.decompress(packed))  # noqa: S301


def _fact(row: Any) -> PlacedFact:
    key, values, file, line, column, end_line, end_column, path, crowd = row
    place = Range(line, column, end_line, end_column)
    return PlacedFact(f"{key:x}", values, file, place, path, None if crowd is None else Crowd(*crowd))


def _place(fact: PlacedFact) -> tuple[str, Range, str]:
    return fact.file, fact.range, fact.path


def _by_key(rows: Iterable[tuple[str, PackedFact]]) -> dict[int, list[tuple[str, PackedFact]]]:
    groups: defaultdict[int, list[tuple[str, PackedFact]]] = defaultdict(list)
    for row in rows:
        groups[row[1][1]].append(row)
    return groups
