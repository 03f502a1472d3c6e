"""A topic is spelt in several ways.

Labels that differ only in letter case, spacing or punctuation are compared over all articles of one language;
the less frequent spelling is reported. `C`, `C++` and `C#` are three labels, and tags are not compared with
categories.

## Why is this bad?

A reader who follows one spelling misses the articles under the other.

## Example

```yaml bad article
# one.md
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
quality: 70
topics: [Night trains]
---
# two.md
---
category: news
publishedDateTime: 2023-05-03T06:30:00Z
quality: 70
topics: [Night trains]
---
# three.md
---
category: news
publishedDateTime: 2023-05-04T06:30:00Z
quality: 70
topics: [night-trains]
---
```

```yaml good article
# one.md
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
quality: 70
topics: [Night trains, C++]
---
# two.md
---
category: news
publishedDateTime: 2023-05-03T06:30:00Z
quality: 70
topics: [Night trains, C]
---
```
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newslint.document import Document
from newslint.finding import CorpusHit, Fact, Path, PlacedFact, Severity
from newslint.rule import Rule
from newslint.rulekit.comparing import in_edition, rarer_spellings, skeleton


class Options(NamedTuple):
    """Which labels are no variants.

    Attributes:
        allow: Labels that are right as they are spelt, whatever the others look like.
    """

    allow: frozenset[str] = frozenset()


def collect(document: Document, options: Options) -> Iterator[Fact]:
    """Every label, keyed by its letters."""
    for node in document.with_role("topic"):
        if isinstance(node.value, str) and node.value not in options.allow:
            letters = skeleton(node.value)
            if letters:
                # Tags and categories may follow different customs: each field is compared with itself.
                key = in_edition(document, f"{_field_of(node.path)} {letters}")
                yield Fact(key, (node.value.strip(),), node.span, node.path)


def _field_of(path: Path) -> str:
    for part in reversed(path):
        if isinstance(part, str):
            return part
    return ""


def compare(groups: Iterable[Sequence[PlacedFact]], options: Options) -> Iterator[CorpusHit]:
    """Report the rarer spellings."""
    del options
    for group in groups:
        for fact, usual, count, related in rarer_spellings(group):
            message = f"the topic is `{fact.values[0]}` here, and `{usual}` in {count:,} other places"
            yield CorpusHit(fact, message, "spell the topic in one way", related)


RULE = Rule(
    "COR004",
    "topic-variant",
    Severity.INFO,
    collect,
    __doc__,
    compare=compare,
    options=Options,
    needs=frozenset({"topic"}),
    only_differing=True,
    judges_groups_alone=True,
)
