"""Makes fewer facts of many that say the same; open it for a rule whose facts are to travel as counters.

Of each kind the first facts stay, since findings name their places, and one stands for the others, as their
crowd. The first ones of all parts of an archive together are among the first ones of each part, so it doesn't
matter in which parts an archive comes, and how often this is done.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain
from typing import Final, TypeVar

from newslint.finding import PLACE, Crowd, PlacedFact
from newslint.rulekit.comparing import MOST_RELATED, number_of

KEPT: Final = MOST_RELATED + 1
"""So many facts of a kind stay: a finding names other places beside its own."""
_Kind = TypeVar("_Kind", bound=Hashable)
_SEPARATOR: Final = "\1"


def sampled(
    group: Sequence[PlacedFact],
    kind: Callable[[PlacedFact], Hashable] = lambda _: None,
    kept: int = KEPT,
) -> list[PlacedFact]:
    """Of each kind of facts the first ones, and one for the others.

    Args:
        group: Facts of one key, sorted by file and place.
        kind: Facts of which kind are alike. Where findings may be told at those left out, all of a kind have
            the same values. The files of several kinds can't be counted together.
        kept: How many of each kind stay.
    """
    found: list[PlacedFact] = []
    for facts in _by(kind, group).values():
        single = [fact for fact in facts if fact.crowd is None]
        go = sorted([*single[kept:], *(fact for fact in facts if fact.crowd is not None)], key=PLACE)
        found += [*single[:kept], *_crowded(single[:kept], go)]
    return found


def sampled_by_file(group: Sequence[PlacedFact]) -> list[PlacedFact]:
    """The facts of the first files, and for those of the others one of each kind; a kind has equal values.

    Files stay or go as a whole, among those with the same kinds of facts, so that files of several kinds can
    be counted together.
    """
    by_file = _by(lambda fact: fact.document, (fact for fact in group if fact.crowd is None))
    files: defaultdict[str, list[str]] = defaultdict(list)
    for file, facts in by_file.items():
        files["\0".join(sorted({_SEPARATOR.join(fact.values) for fact in facts}))].append(file)
    crowds = _by(_kinds, (fact for fact in group if fact.crowd is not None))
    found: list[PlacedFact] = []
    for kinds, names in files.items():
        crowd = crowds.pop(kinds, [])
        stay = names if len(names) <= KEPT and not crowd else names[:KEPT]
        found += chain.from_iterable(by_file[file] for file in stay)
        gone = names[len(stay) :]
        go = [*chain.from_iterable(by_file[file] for file in gone), *crowd]
        for facts in _by(lambda fact: fact.values, go).values():
            before = [fact.crowd for fact in facts if fact.crowd is not None]
            number = len(gone) + sum(its.documents for its in before)
            found.append(_first(facts)._replace(crowd=Crowd(number_of(facts), number, kinds=kinds)))
    return [*found, *chain.from_iterable(crowds.values())]


def with_first(
    group: Sequence[PlacedFact], more: Callable[[PlacedFact], bool], *, last: bool = False
) -> list[PlacedFact]:
    """The first facts of a group, those that tell more, and one for all others, whatever their values.

    Args:
        group: Facts of one key, sorted by file and place. All of them are told the same, if anything.
        more: Whether a fact tells something that none before it told.
        last: Whether the last one stays, too, so that what all files have in common of their names is known.
    """
    stay, go = list[PlacedFact](), list[PlacedFact]()
    number = 0
    final = next((fact for fact in reversed(group) if fact.crowd is None), None) if last else None
    for fact in group:
        if fact.crowd is not None:
            go.append(fact)
            continue
        tells = more(fact)
        (stay if number < KEPT or tells or fact is final else go).append(fact)
        number += 1
    return [*stay, *_crowded(stay, go, is_mixed=True)]


class Different:
    """Counts what differs, up to a bound."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._seen: set[str] = set()

    def adds(self, text: str) -> bool:
        """Whether a text is a new one, and counts."""
        if text in self._seen or len(self._seen) >= self._most:
            return False
        self._seen.add(text)
        return True


MANY: Final = 10_000
"""From so many different things on, nobody counts them."""


def how_many(number: int) -> str:
    """A number, as messages say it."""
    return f"{number:,}" if number < MANY else f"at least {MANY:,}"


def _crowded(
    stay: Iterable[PlacedFact], go: Sequence[PlacedFact], *, is_mixed: bool = False
) -> Sequence[PlacedFact]:
    """One fact for those that go, in their order, if they are several; others of their files may stay."""
    if len(go) < 2:
        return go
    files = {fact.document for fact in go if fact.crowd is None} - {fact.document for fact in stay}
    others = sum(fact.crowd.documents for fact in go if fact.crowd is not None)
    return [_first(go)._replace(crowd=Crowd(number_of(go), len(files) + others, is_mixed))]


def _kinds(fact: PlacedFact) -> str:
    return "" if fact.crowd is None else fact.crowd.kinds


def _first(facts: Iterable[PlacedFact]) -> PlacedFact:
    return min(facts, key=PLACE)


def _by(kind: Callable[[PlacedFact], _Kind], facts: Iterable[PlacedFact]) -> dict[_Kind, list[PlacedFact]]:
    kinds: defaultdict[_Kind, list[PlacedFact]] = defaultdict(list)
    for fact in facts:
        kinds[kind(fact)].append(fact)
    return dict(kinds)
