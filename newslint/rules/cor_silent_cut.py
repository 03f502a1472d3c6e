"""Summaries break off at a length limit of the archive, without any mark.

Who cuts texts at a limit leaves many that end within a sentence at nearly one length. So a limit shows in the
archive itself: many summaries of one length (within twelve characters, for some cut between words), of which
most end within a sentence, and a tenth of these with a word that ends none (`the`, `and`, `der`, `les`); of
the lengths beside it there are few. Only summaries that have the length of such a limit are told, and as one
where they are five in a hundred or more: then it is how the archive works. `cut-summary` tells broken marks.
The rule is off unless it is selected, since a limit shows only in archives that keep to it.

## Why is this bad?

Readers take the end for a mistake in the story, and can't tell that there is more.

## Example

The example sets the option `summaries` to 2, so that two are enough.

```json options
{"summaries": 2}
```

```yaml bad article
# one.md
---
category: news
title: Harbour reopens after the storm
excerpt: The first ferries left at dawn, and by noon nearly all these boats that had sought shelter behind the
publishedDateTime: 2023-05-02T06:30:00Z
quality: 70
---
# two.md
---
category: news
title: Night trains return
excerpt: Tickets go on sale in June, and the first trains run in autumn from the harbour to the mountains and
publishedDateTime: 2023-05-03T06:30:00Z
quality: 70
---
```

```yaml good article
# one.md
---
category: news
title: Harbour reopens after the storm
excerpt: The first ferries left at dawn, and by noon nearly all these boats that had sought shelter were gone.
publishedDateTime: 2023-05-02T06:30:00Z
quality: 70
---
# two.md
---
category: news
title: Night trains return
excerpt: Tickets go on sale in June, and the first trains run in autumn from the harbour to the mountains ...
publishedDateTime: 2023-05-03T06:30:00Z
quality: 70
---
```
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from newslint.document import Document
from newslint.finding import CorpusHit, Fact, PlacedFact, Severity
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.rulekit.combining import sampled
from newslint.rulekit.comparing import in_edition, number_of, with_others
from newslint.rulekit.page_or_record import TEMPLATE
from newslint.text.lazy_pattern import later

_KEY: Final = "summaries"
_WIDE: Final = 12  # characters that a cut between words moves the end
_STEEP: Final = 4  # times as many as beside the limit
_FEW: Final = 6  # times fewer than of the most frequent length
_MOST_LIMITS: Final = 8
_WHOLE, _OPEN, _DANGLING = "", "open", "dangling"
# In Latin, Greek and Cyrillic; other scripts may do without a full stop.
_UNFINISHED: Final = later(r"[A-Za-z\u00c0-\u024f\u0370-\u04ff][,;:–—-]?\Z")
# Articles, prepositions, conjunctions and the like, which end next to no sentence, in English, German,
# French, Spanish, Italian, Portuguese and Dutch.
_ENDS_NOTHING: Final = later(
    r"\b(?:the|an?|and|of|to|for|from|with|by|our|your|their|my|than|because|der|die|das|und|mit|eine|einen|einer"
    r"|für|les|des|et|une|dans|pour|los|las|una|para|della|delle|per|che|uma|dos|das|het|een|van|voor|met)\Z"
)
_SHARE: Final = 10  # in a hundred of what breaks off


class Options(NamedTuple):
    """What counts as a limit, and from when on it is told as one.

    Attributes:
        summaries: So many summaries break off at it.
        shortest: Leave alone what has fewer characters: no limit cuts so short, so a person wrote it.
        habit: From so many in a hundred of all summaries on, all that a limit cut are told as one.
    """

    summaries: int = 20
    shortest: int = 100
    habit: int = 5


def collect(document: Document, options: Options) -> Iterator[Fact]:
    """The length of every summary that is long enough, and how it ends."""
    for node in document.with_role("summary"):
        text = node.value.rstrip() if isinstance(node.value, str) else ""
        if len(text) < options.shortest or TEMPLATE.search(text):
            continue
        end = _WHOLE
        if _UNFINISHED.search(text, len(text) - 2):
            end = _DANGLING if _ENDS_NOTHING.search(text, len(text) - _WIDE) else _OPEN
        span = node.span if end == _WHOLE else document.place(node, text.rfind(" ") + 1, len(text))
        yield Fact(in_edition(document, _KEY), (str(len(text)), end), span, node.path)


def combine(group: Sequence[PlacedFact], options: Options) -> Sequence[PlacedFact]:
    """Some summaries of each length and end, and how many others there are."""
    del options
    return sampled(group, lambda fact: fact.values)


def compare(groups: Iterable[Sequence[PlacedFact]], options: Options) -> Iterator[CorpusHit]:
    """Report every summary that breaks off at a limit."""
    for group in groups:
        for low, behind in _limits(group, options):
            cut = [fact for fact in group if fact.values[1] and low <= int(fact.values[0]) < behind]
            lengths = sorted({int(fact.values[0]) for fact in cut})
            at = f"{lengths[0]:,}" if len(lengths) == 1 else f"{lengths[0]:,} to {lengths[-1]:,}"
            broken, summaries = number_of(cut), number_of(group)
            is_habit = 100 * broken >= options.habit * summaries
            message = (
                f"this summary breaks off at a limit of {at} characters, as do {broken:,} of {summaries:,}"
            )
            for fact, related in with_others(cut, "another one"):
                place = fact._replace(key=f"{fact.key}\n{low}")  # each limit is a thing of its own
                yield CorpusHit(
                    place, message, "end it with ` ...`, or with a whole sentence", related, is_habit
                )


def _limits(group: Sequence[PlacedFact], options: Options) -> list[tuple[int, int]]:
    """The lengths at which summaries break off, and one that they don't reach; the plainest limit first."""
    every, broken, dangling = Counter[int](), Counter[int](), Counter[int]()
    for fact in group:
        length = int(fact.values[0])
        every[length] += fact.number
        broken[length] += fact.number * (fact.values[1] != _WHOLE)
        dangling[length] += fact.number * (fact.values[1] == _DANGLING)
    found: list[int] = []
    for low in sorted((n for n in broken if broken[n]), key=lambda n: (-_sum(broken, n), -broken[n], n)):
        here = _sum(broken, low)
        if here < options.summaries or len(found) == _MOST_LIMITS:
            break
        beside = max(_sum(broken, low - _WIDE), _sum(broken, low + _WIDE))
        is_apart = all(abs(low - other) >= _WIDE for other in found)
        is_sure = 5 * here >= 4 * _sum(every, low) and 100 * _sum(dangling, low) >= _SHARE * here
        if is_apart and is_sure and here >= _STEEP * beside:
            found.append(low)
    return [_bounds(broken, low) for low in found]


def _bounds(broken: Counter[int], low: int) -> tuple[int, int]:
    """A window without the few at its edges, which may have that length by chance."""
    few = max(broken[length] for length in range(low, low + _WIDE)) / _FEW
    lengths = [length for length in range(low, low + _WIDE) if broken[length] > few]
    return lengths[0], lengths[-1] + 1


def _sum(counts: Counter[int], low: int) -> int:
    return sum(counts[length] for length in range(low, low + _WIDE))


RULE = Rule(
    "COR010",
    "silent-cut",
    Severity.INFO,
    collect,
    __doc__,
    compare=compare,
    combine=combine,
    options=Options,
    default=False,
    needs=frozenset({"summary"}),
    judges_groups_alone=True,
)
