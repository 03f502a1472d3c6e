"""A topic looks like a slip of the finger for a frequent one.

A label of one or two articles is held against those that at least twenty times as many have, in the same
field and the same language: one letter too much, one that is missing or another one, two that changed
places, or an accent (`comunity`, `Zurich` beside `Zürich`). Left alone are labels under five letters,
plurals, digits, a first letter that differs, a letter at the end that the other one lacks, as in names of
programs (`android`, `androidx`), names that people share but for a sound (`Petersen`, `Peterson`), and
articles that have both labels, or speak of the rare one (`dessert` beside `desert`) in the headline, a
summary or the text below. Case, spaces and hyphens are those of `topic-variant`.

## Why is this bad?

The article is missing where readers look for it, and the page of the misspelt topic has nothing else.

## Example

The example sets the option `times` to 2, so that three articles are enough.

```json options
{"times": 2}
```

```yaml bad
# one.md
---
title: Night trains return
tags: [railways]
---
# two.md
---
title: Three lines run again
tags: [railways]
---
# three.md
---
title: The last steam engine
tags: [raiwlays]
---
```

```yaml good
# one.md
---
title: Night trains return
tags: [railways]
---
# two.md
---
title: Three lines run again
tags: [railways]
---
# three.md
---
title: The last steam engine
tags: [railcars]
---
```

## Fix safety

The fix writes the frequent label. It is unsafe, since the rare one may be right. Where `times` is set to
less, there is a fix only if three files or more have the frequent label, and three times as many. An item
that would stand twice in its list then has no fix.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from newslint.document import Document
from newslint.finding import CorpusHit, Fact, PlacedFact, Related, Severity, innermost_key
from newslint.frontmatter.nodes import Node
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.rulekit.combining import sampled
from newslint.rulekit.comparing import (
    in_edition,
    is_majority,
    is_tidy,
    number_of,
    number_of_files,
    places_of,
    skeleton,
)
from newslint.rulekit.meant_for_text import prose_of
from newslint.rulekit.slips import Slips, is_slip, may_be_two_names
from newslint.text.runs import visible

_MOST_RARE: Final = 2
_LONGEST: Final = 60  # characters
_READ: Final = 20_000  # characters of the text below the front matter
_SPEAKS: Final = "speaks of it"


class Options(NamedTuple):
    """Which labels are misspelt.

    Attributes:
        times: How many times as many articles have the other label, at least.
        allow: Labels that are right as they are spelt, whatever they look like.
    """

    times: int = 20
    allow: frozenset[str] = frozenset()


_MOST_LABELS: Final = 100
"""More labels of one article tell nothing of how people spell, and each is compared with each, and looked for
in the texts."""


class _Topic(NamedTuple):
    """A label that many articles have: how often, in how many files, and where the first ones have it."""

    number: int
    files: int
    places: tuple[Related, ...]


def collect(document: Document, options: Options) -> Iterator[Fact]:
    """Every label, keyed by itself, but for those that stand beside a near one."""
    del options
    labels = {place: found for place, found in _labels(document).items() if len(found) <= _MOST_LABELS}
    prose = _prose(document) if labels else ""
    for place, found in labels.items():
        # Near labels begin alike: where all begin differently, there are none.
        are_apart = len({label[:1] for label, _ in found}) == len(found)
        for label, node in found:
            if are_apart or not any(
                _may_be_slip(label, other) and is_slip(label, other) for other, _ in found
            ):
                values = (label, place, _SPEAKS) if _speaks_of(label, prose) else (label, place)
                yield Fact(f"{place} {label}", values, node.span, node.path)


def _labels(document: Document) -> dict[str, list[tuple[str, Node]]]:
    """The labels of each field, and where they stand."""
    labels: dict[str, list[tuple[str, Node]]] = {}
    for node in document.with_role("topic"):
        if isinstance(node.value, str) and 0 < len(node.value.strip()) <= _LONGEST:
            field = innermost_key(node.path)
            labels.setdefault(in_edition(document, field), []).append((node.value.strip(), node))
    return labels


def _speaks_of(label: str, prose: str) -> bool:
    small = label.casefold()
    return small in prose or ("-" in small and small.replace("-", " ") in prose)


def _prose(document: Document) -> str:
    """What the article says beside its labels, folded."""
    closing = document.fence.closing if document.fence is not None else None
    begin = len(document.source.text) if closing is None else closing.end
    texts = [node.value for node in prose_of(document)]
    return "\n".join([*texts, document.source.text[begin : begin + _READ]]).casefold()


def _may_be_slip(one: str, other: str) -> bool:
    """A quick look at two labels."""
    return one != other and one[:1] == other[:1] and abs(len(one) - len(other)) <= 1


def combine(group: Sequence[PlacedFact], options: Options) -> Sequence[PlacedFact]:
    """Some places of a label, and how many others there are."""
    del options
    return sampled(group)


def compare(groups: Iterable[Sequence[PlacedFact]], options: Options) -> Iterator[CorpusHit]:
    """Report the rare labels that are near a frequent one."""
    rare: dict[str, list[Sequence[PlacedFact]]] = {}
    usual: dict[str, dict[str, _Topic]] = {}
    for group in groups:
        label, place = group[0].values[:2]
        number = number_of(group)
        if number <= _MOST_RARE and not any(_SPEAKS in fact.values[2:] for fact in group):
            rare.setdefault(place, []).append(group)
        if number >= options.times:
            places = places_of(group, "the usual topic")
            usual.setdefault(place, {})[label] = _Topic(number, number_of_files(group), places)
    for place, found in rare.items():
        topics = usual.get(place, {})
        slips = Slips(topics)
        for group in found:
            label = group[0].values[0]
            near = [name for name in slips.near(label) if _is_meant(label, name)]
            name = next((name for name in near if topics[name].number >= options.times * len(group)), None)
            if name is not None and label not in options.allow:
                number, files, related = topics[name]
                said = f"the topic `{visible(label)}` looks like `{visible(name)}`"
                message = f"{said}, which {number:,} articles have"
                advice = f"did you mean `{visible(name)}`?"
                is_clear = is_tidy(name) and is_majority(files, number_of_files(group))
                meant = name if is_clear else ""
                for fact in group:
                    yield CorpusHit(fact, message, advice, related, meant=meant)


def _is_meant(label: str, usual: str) -> bool:
    """Whether a near label is neither another name, nor one that `topic-variant` tells."""
    shorter, longer = sorted((skeleton(label), skeleton(usual)), key=len)
    return not longer.startswith(shorter) and not may_be_two_names(label, usual)


RULE = Rule(
    "COR009",
    "misspelt-topic",
    Severity.INFO,
    collect,
    __doc__,
    compare=compare,
    combine=combine,
    fixes="unsafe",
    options=Options,
    needs=frozenset({"topic"}),
    with_single=True,
)
