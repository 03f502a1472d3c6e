"""One publisher's name is spelt in several ways.

Names that belong to one domain and differ only in letter case, spacing or punctuation are compared over all
articles of one language; the less frequent spelling is reported. Different names under one domain are left
alone: video platforms and portals have dozens, and a newsroom may have several brands.

## Why is this bad?

Lists by publisher split in two, and readers take them for two sources.

## Example

```yaml bad article
# one.md
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
---
# two.md
---
category: news
publishedDateTime: 2023-05-03T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
---
# three.md
---
category: news
publishedDateTime: 2023-05-04T06:30:00Z
provider: {name: HarbourPost, domain: example.com}
---
```

```yaml good article
# one.md
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
---
# two.md
---
category: news
publishedDateTime: 2023-05-03T06:30:00Z
provider: {name: Harbour Post Sunday, domain: example.com}
---
```

## Fix safety

The fix writes the usual spelling, where three files or more have it, and at least three times as many as all
others together. It is unsafe, since a template may ask for the other one.
"""

from collections.abc import Iterable, Iterator, Sequence

from newslint.document import Document
from newslint.finding import CorpusHit, Fact, PlacedFact, Severity
from newslint.rule import NoOptions, Rule
from newslint.rulekit.combining import sampled_by_file
from newslint.rulekit.comparing import in_edition, rarer_spellings, skeleton


def collect(document: Document, options: NoOptions) -> Iterator[Fact]:
    """The name of every publisher, keyed by domain and letters."""
    del options
    for article in document.with_role("article"):
        name, domain = article.part("publisher-name"), article.part("publisher-domain")
        if name is None or domain is None or not isinstance(name.value, str):
            continue
        letters = skeleton(name.value)
        if letters and isinstance(domain.value, str) and domain.value.strip():
            key = f"{domain.value.strip().casefold()} {letters}"
            yield Fact(in_edition(document, key), (" ".join(name.value.split()),), name.span, name.path)


def combine(group: Sequence[PlacedFact], options: NoOptions) -> Sequence[PlacedFact]:
    """Of each spelling some places, and how many others there are."""
    del options
    return sampled_by_file(group)


def compare(groups: Iterable[Sequence[PlacedFact]], options: NoOptions) -> Iterator[CorpusHit]:
    """Report the rarer spellings."""
    del options
    for group in groups:
        for fact, usual, count, related, is_clear in rarer_spellings(group):
            message = f"the publisher is `{fact.values[0]}` here, and `{usual}` in {count:,} other places"
            meant = usual if is_clear else ""
            yield CorpusHit(fact, message, "spell the name in one way", related, meant=meant)


RULE = Rule(
    "COR003",
    "publisher-name-conflict",
    Severity.INFO,
    collect,
    __doc__,
    compare=compare,
    combine=combine,
    fixes="unsafe",
    needs=frozenset({"publisher-name"}),
    only_differing=True,
    judges_groups_alone=True,
)
