"""A key looks like another one that the archive uses throughout.

A key at the top of one to three articles is held against those that stand in at least fifty times as many:
the same letters in another case or with other separators (`Description`, `pub-date`), or one slip of the
finger (`descritpion`, `update` for `updated`). No schema is needed. Left alone are keys that a generator
documents, the plural of another one, what a schema refuses, and articles that have the other key, too; and
keys that hold something else (`publisher: Bay Press` beside `published: 2023-05-02`). A key that nobody
documents is only meant where it stands in half of all articles. Case counts for nothing where the
generator doesn't mind it, as Hugo and Pelican don't.

## Why is this bad?

No template asks for the misspelt key: the description, the date or the picture is missing from the page, and
nothing says so.

## Example

The example sets the option `times` to 2, so that three articles are enough.

```json options
{"times": 2}
```

```yaml bad
# one.md
---
title: Harbour reopens after the storm
description: The first ferries left at dawn.
---
# two.md
---
title: Night trains return
description: Three lines run again.
---
# three.md
---
title: Old cranes
descritpion: They are gone.
---
```

```yaml good
# one.md
---
title: Harbour reopens after the storm
description: The first ferries left at dawn.
---
# two.md
---
title: Night trains return
description: Three lines run again.
---
# three.md
---
title: Old cranes
subtitle: They are gone.
---
```
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from newslint.document import Document
from newslint.finding import CorpusHit, Fact, PlacedFact, Range, Severity
from newslint.knowledge.generators import FACTS
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.rulekit.combining import sampled
from newslint.rulekit.comparing import number_of
from newslint.rulekit.slips import Slips
from newslint.schema.bundled import BUNDLED, bundled_schema
from newslint.schema.violations import REFUSES_OTHERS
from newslint.text.runs import visible

_MOST_KEYS: Final = 100  # more are no article
_LONGEST: Final = 60  # characters
_MOST_RARE: Final = 3
# `unknown-field` tells what a schema doesn't know.


# What a key holds, in one letter: a flag, a text, one that begins as dates do, a list, a mapping.
_FLAG, _TEXT, _DATED, _LIST, _MAPPING, _ANY = "ftdlm-"
_KINDS: Final[dict[type, str]] = {bool: _FLAG, str: _TEXT, list: _LIST, dict: _MAPPING}
# A list of one item may be written as a text, and a number where a text is meant.
_NEAR_KINDS: Final = frozenset({_TEXT, _LIST})


class Options(NamedTuple):
    """Which keys are misspelt.

    Attributes:
        times: How many times as many articles have the other key, at least.
        allow: Keys that are right, whatever they look like.
    """

    times: int = 50
    allow: frozenset[str] = frozenset()


def collect(document: Document, options: Options) -> Iterator[Fact]:
    """The keys at the top, and where each stands."""
    del options
    root = document.root
    if root is None or not isinstance(root.children, dict) or len(root.children) > _MOST_KEYS:
        return
    refused = {v.name for v in document.violations() if v.keyword in REFUSES_OTHERS and not v.path[1:]}
    names, places, kinds = [], [], []
    source = document.source
    starts = source.line_starts
    for name, node in root.children.items():
        start, end = node.key_start, node.key_end
        if start < 0 or len(name) > _LONGEST or "\n" in name or name in refused:
            continue
        if source.record:
            line, column, last, behind = source.place_of(node.key_span)
            if line == last:
                names.append(name)
                kinds.append(_kind(node.value))
                places.append(f"{line}:{column}:{behind}")
            continue
        # As `Source.place_of` tells, for keys on one line, and without a call for each.
        line = bisect_right(starts, start)
        if line < len(starts) and end >= starts[line]:
            continue
        names.append(name)
        kinds.append(_kind(node.value))
        first = starts[line - 1]
        if start == first and end - start == len(name):  # as most
            places.append(str(line))
        else:
            places.append(f"{line}:{start - first + 1}:{end - first + 1}")
    if names:
        facts = FACTS.get(document.generator)
        folds = "" if facts is None or facts.minds_case else "folds"
        span = root.children[names[0]].key_span
        written = "\n".join(names)
        yield Fact(written, (written, " ".join(places), folds, "".join(kinds)), span)


def _kind(value: object) -> str:
    kind = _KINDS.get(type(value), _ANY)
    return _DATED if kind == _TEXT and str(value)[:4].isdigit() else kind


def combine(group: Sequence[PlacedFact], options: Options) -> Sequence[PlacedFact]:
    """As many articles with the same keys as may be misspelt, and how many others there are."""
    del options
    return sampled(group, kept=_MOST_RARE)


def compare(groups: Iterable[Sequence[PlacedFact]], options: Options) -> Iterator[CorpusHit]:
    """Report the keys that are rare beside a near one."""
    counts: Counter[str] = Counter()
    first: dict[str, list[PlacedFact]] = {}
    held: dict[str, set[str]] = {}
    articles = 0
    for group in groups:
        number = number_of(group)
        articles += number
        for name, kind in zip(_names(group[0]), group[0].values[3], strict=False):
            held.setdefault(name, set()).add(kind)
            counts[name] += number
            if counts[name] <= _MOST_RARE:
                first.setdefault(name, []).extend(group)
    slips = Slips(name for name, number in counts.items() if number >= options.times)
    for name, number in counts.items():
        if number > _MOST_RARE or name in options.allow:
            continue
        for usual in slips.near(name):
            if (
                counts[usual] >= options.times * number
                and _is_meant(name, usual, counts[usual], articles)
                and _may_hold(held[usual], held[name])
            ):
                yield from _hits(first[name], name, usual, counts[usual])
                break


def _names(fact: PlacedFact) -> dict[str, str]:
    """The keys of an article as they count, each with how it is written."""
    names = fact.values[0].split("\n")
    return {name.casefold() if fact.values[2] else name: name for name in names}


def _place(written: str, place: str) -> Range:
    """Where a key stands, by its line, column and end, or by its line, which it alone begins."""
    line, column, end = map(int, place.split(":")) if ":" in place else (int(place), 1, len(written) + 1)
    return Range(line, column, line, end)


def _is_meant(name: str, usual: str, number: int, articles: int) -> bool:
    return not _is_documented(name) and (_is_documented(usual) or number * 2 >= articles)


def _may_hold(usual: set[str], found: set[str]) -> bool:
    """Whether a key may be meant for another one by what both hold, in the articles that were looked at."""
    if _ANY in usual | found or usual & found:
        return True
    return not _NEAR_KINDS.isdisjoint(usual) and not _NEAR_KINDS.isdisjoint(found)


@cache
def _documented() -> frozenset[str]:
    return frozenset(name for schema in BUNDLED for name in bundled_schema(schema).raw["properties"])


def _is_documented(name: str) -> bool:
    return name in _documented()


def _hits(facts: Sequence[PlacedFact], name: str, usual: str, number: int) -> Iterator[CorpusHit]:
    for fact in facts:
        names = _names(fact)
        if usual not in names:
            written, places = names[name], fact.values[1].split(" ")
            place = _place(written, places[fact.values[0].split("\n").index(written)])
            message = f"the key `{visible(written)}` looks like `{usual}`, which {number:,} articles have"
            yield CorpusHit(fact._replace(range=place, path=written), message, f"did you mean `{usual}`?")


RULE = Rule(
    "KEY001",
    "misspelt-key",
    Severity.WARNING,
    collect,
    __doc__,
    compare=compare,
    combine=combine,
    options=Options,
    with_single=True,
)
