"""Two articles have the same number, ID or GUID.

A field counts where it tells articles apart: ten articles of a folder or more have it, and one of them, or
one in twenty, has a value that stood before. Elsewhere equal values are a habit, such as numbers that begin
anew with each season. Only articles of one language and one version are compared.

## Why is this bad?

Feeds and addresses made of it know one of the two articles only, and links lead to the wrong one.

## Example

The example sets the option `articles` to 2, so that two articles are enough.

```json options
{"articles": 2}
```

```yaml bad
# 41.md
---
title: Night trains
number: 42
---
# 42.md
---
title: Harbours
number: 42
---
```

```yaml good
# 41.md
---
title: Night trains
number: 41
---
# 42.md
---
title: Harbours
number: 42
---
```
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from newslint.document import Document
from newslint.finding import CorpusHit, Fact, PlacedFact, Severity
from newslint.knowledge.page_paths import folder_of
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.rulekit.combining import sampled
from newslint.rulekit.comparing import fingerprint, in_edition, kinship_of, may_be_one, number_of

_ALL: Final = "all"
_MOST_TRIED: Final = 5  # articles that are looked through for one that is no translation


class Options(NamedTuple):
    """When a field tells articles apart.

    Attributes:
        articles: So many articles of a folder have it.
        share: At most this share of them, or one, repeats the value of another one.
    """

    articles: int = 10
    share: float = 0.05


def collect(document: Document, options: Options) -> Iterator[Fact]:
    """Every identifier of an article, and once more as one of those that its folder has."""
    del options
    folder = folder_of(document.place_in_archive)
    for node in document.with_role("identifier"):
        value = node.value
        if len(node.path) == 1 and isinstance(value, str | int) and not isinstance(value, bool):
            text = str(value).strip()
            if text:
                kind = in_edition(document, f"{node.path[0]} {folder}")
                shared = kinship_of(document)
                yield Fact(f"{kind}\n{text}", (fingerprint(kind), shared), node.span, node.path)
                yield Fact(kind, (fingerprint(kind), _ALL, shared), node.span, node.path)


def combine(group: Sequence[PlacedFact], options: Options) -> Sequence[PlacedFact]:
    """How many articles of a folder have the field; of a value every file, since each is told of others."""
    del options
    if _counts(group):
        return sampled(group, kept=1)
    # Records of one file have no names that tell one from another.
    return sampled(group, lambda fact: (fact.values, fact.path)) if group[0].record else group


def _counts(group: Sequence[PlacedFact]) -> bool:
    """Whether these are all identifiers of a folder, and not those with one value."""
    return _ALL in group[0].values[1:2]


def compare(groups: Iterable[Sequence[PlacedFact]], options: Options) -> Iterator[CorpusHit]:
    """Report every identifier that another article has, where such are seldom."""
    if isinstance(groups, Iterator):  # they can't be asked for twice
        groups = list(groups)
    have: Counter[str] = Counter()
    again: Counter[str] = Counter()
    for group in groups:
        kind = group[0].values[0]
        if _counts(group):
            have[kind] = number_of(group)
        else:
            again[kind] += number_of(group) - 1
    telling = {
        kind
        for kind, number in again.items()
        if have[kind] >= options.articles and number <= max(1, options.share * have[kind])
    }
    # Where everything is repeated, memory would not hold what is.
    for group in groups if telling else ():
        if group[0].values[0] in telling and not _counts(group):
            yield from _repeated(group)


def _repeated(group: Sequence[PlacedFact]) -> Iterator[CorpusHit]:
    for fact in group:
        other = next((other for other in group[:_MOST_TRIED] if may_be_one(fact, other)), None)
        if other is not None:
            message = f"`{fact.path}` is that of {other.where} too"
            yield CorpusHit(fact, message, "give each article its own", (other.related("the same value"),))


RULE = Rule(
    "COR008",
    "duplicate-identifier",
    Severity.WARNING,
    collect,
    __doc__,
    compare=compare,
    combine=combine,
    options=Options,
    needs=frozenset({"identifier"}),
)
