"""Of identifiers that repeat as few are in memory as can be: there may be millions of them."""

import weakref
from collections.abc import Iterator

import pytest

from newslint.finding import PlacedFact, Range
from newslint.rules.cor_duplicate_identifier import Options, compare

PLACE = Range(1, 1, 1, 2)


class Group(list[PlacedFact]):
    """A list that can be watched."""


class Groups:
    """Pairs of one identifier among so many records, made when somebody asks for them."""

    def __init__(self, pairs: int, records: int) -> None:
        self.pairs, self.records = pairs, records
        self.begun = self.most = 0
        self._alive: weakref.WeakSet[Group] = weakref.WeakSet()

    def __iter__(self) -> Iterator[Group]:
        self.begun += 1
        for pair in range(self.pairs):
            yield self._group(f"id\n{pair}", ("id", ""), range(2 * pair, 2 * pair + 2))
        yield self._group("id", ("id", "all", ""), range(self.records))

    def _group(self, key: str, values: tuple[str, ...], records: range) -> Group:
        group = Group(PlacedFact(key, values, "d.jsonl", PLACE, "id", number + 1) for number in records)
        self._alive.add(group)
        self.most = max(self.most, len(self._alive))
        return group

    def __hash__(self) -> int:
        return id(self)


Group.__hash__ = object.__hash__  # type: ignore[assignment] # for the watching


@pytest.mark.parametrize(
    ("pairs", "records", "times"), [(5, 100, 2), (6, 100, 1), (1, 10, 2), (1, 9, 1), (2, 20, 1), (0, 99, 1)]
)
def test_groups_are_counted_and_asked_for_again_where_some_are_told(
    pairs: int, records: int, times: int
) -> None:
    groups = Groups(pairs, records)
    hits = list(compare(groups, Options()))
    assert len(hits) == (2 * pairs if times == 2 else 0)
    assert groups.begun == times
    assert groups.most <= 2  # the one in hand, and the one that is being made
    assert list(compare(iter(Groups(pairs, records)), Options())) == hits
