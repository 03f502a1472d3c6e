"""One publisher has the same story twice under two addresses.

Headline, publisher and summary are the same, the dates are at most a week apart, and the addresses differ.
Where only the headline is the same, the stories may well differ, and nothing is said; the option
`same-summary` can change that. What comes under one headline on three days or more is a series, such as a
briefing or a crossword: of it only those are reported that are hours apart. Only articles of one language and
one version are compared.

## Why is this bad?

The story shows twice in lists and feeds. The usual cause is an address with a locale or a parameter in it.

## Example

```yaml bad article
# one.md
---
category: news
title: Harbour reopens after the storm
excerpt: The first ferries left at dawn, two days after the gale.
publishedDateTime: 2023-05-02T06:30:00Z
webUrl: "https://www.example.com/en-gb/harbour"
provider: {name: Harbour Post, domain: example.com}
---
# two.md
---
category: news
title: Harbour reopens after the storm
excerpt: The first ferries left at dawn, two days after the gale.
publishedDateTime: 2023-05-02T07:00:00Z
webUrl: "https://www.example.com/en-us/harbour"
provider: {name: Harbour Post, domain: example.com}
---
```

```yaml good article
# one.md
---
category: news
title: Morning briefing
excerpt: The first ferries left at dawn, two days after the gale.
publishedDateTime: 2023-05-02T06:30:00Z
webUrl: "https://www.example.com/briefing/2"
provider: {name: Harbour Post, domain: example.com}
---
# two.md
---
category: news
title: Morning briefing
excerpt: The council meets today to decide about the new quay.
publishedDateTime: 2023-05-03T06:30:00Z
webUrl: "https://www.example.com/briefing/3"
provider: {name: Harbour Post, domain: example.com}
---
```
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from newslint.document import Document
from newslint.finding import CorpusHit, Fact, PlacedFact, Severity
from newslint.knowledge.dates import parse_date
from newslint.knowledge.page_identity import page_key
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.rulekit.comparing import (
    NEARLY_A_DAY,
    fingerprint,
    folded_fingerprint,
    in_edition,
    kinship_of,
    may_be_one,
    publisher_of,
)

_DAY = 86_400
_FEWEST_DAYS = 3


class Options(NamedTuple):
    """What makes two articles one.

    Attributes:
        days: Their dates are at most so many days apart.
        same_summary: Whether their summaries must be the same too.
    """

    days: int = 7
    same_summary: bool = True


def collect(document: Document, options: Options) -> Iterator[Fact]:
    """Headline and publisher of the article, with its date and its address."""
    article = document.root
    headline = article.part("headline") if article is not None else None
    if article is None or headline is None or not isinstance(headline.value, str):
        return
    publisher, summary = publisher_of(article), article.part_text("summary")
    moment = parse_date(article.part_text("published"))
    if (
        not publisher
        or moment is None
        or not headline.value.strip()
        or (options.same_summary and not summary)
    ):
        return
    # Other rules ask for the same fingerprints.
    key = [folded_fingerprint(headline.value), publisher]
    if options.same_summary:
        key.append(folded_fingerprint(summary))
    url = article.part("canonical-url") or article.part("original-url")
    address = None if url is None else page_key(url.value)
    values = (
        str(int(moment.timestamp())),
        fingerprint(address) if address is not None else "",
        kinship_of(document),
    )
    yield Fact(in_edition(document, "\n".join(key)), values, headline.span, headline.path)


def compare(groups: Iterable[Sequence[PlacedFact]], options: Options) -> Iterator[CorpusHit]:
    """Report neighbours in time; the same address twice is COR001's."""
    for group in groups:
        reported: set[PlacedFact] = set()
        in_time = sorted(group, key=lambda fact: (int(fact.values[0]), fact.file, fact.record))
        most = NEARLY_A_DAY - 1 if _is_series(in_time) else options.days * _DAY
        for earlier, later in pairwise(in_time):
            apart = int(later.values[0]) - int(earlier.values[0])
            same_address = earlier.values[1] == later.values[1]
            if not may_be_one(earlier, later) or same_address or apart > most:
                continue
            for fact, other in ((earlier, later), (later, earlier)):
                if fact not in reported:
                    reported.add(fact)
                    message = f"`{fact.path}` is the headline of {other.where} too, by the same publisher"
                    advice = "keep one of the two files if they tell one story"
                    yield CorpusHit(fact, message, advice, (other.related("the same headline"),))


def _is_series(in_time: Sequence[PlacedFact]) -> bool:
    """Whether one headline comes again on several days."""
    seconds = [int(fact.values[0]) for fact in in_time]
    return sum(later - earlier >= NEARLY_A_DAY for earlier, later in pairwise(seconds)) >= _FEWEST_DAYS - 1


RULE = Rule(
    "COR002",
    "duplicate-headline",
    Severity.INFO,
    collect,
    __doc__,
    compare=compare,
    options=Options,
    needs=frozenset({"headline"}),
    judges_groups_alone=True,
)
