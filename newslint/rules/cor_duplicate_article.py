"""The same article stands in two files.

Two files have the same address, and either the same summary or dates within a week. A page that is taken in
again months later under a new summary is left alone: pages live on. So is a page that says something new each
day, such as the weather: one of which five files or more tell, each of its own day and with its own summary.
And so are the entries of a live blog, whose addresses differ behind the `#`. The address is the article's
own, or, where there is none, the one that it was taken from.

Only files of one language and one version are compared: translations have the address of the original with
good reason, and so have files of one name with other versions in a field.

## Why is this bad?

Readers see the story twice in lists and feeds, and a correction reaches only one of the two.

## Example

```yaml bad article
# one.md
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
webUrl: "https://www.example.com/harbour"
provider: {name: Harbour Post, domain: example.com}
---
# two.md
---
category: news
publishedDateTime: 2023-05-03T08:00:00Z
webUrl: "https://www.example.com/harbour/"
provider: {name: Harbour Post, domain: example.com}
---
```

```yaml good article
# one.md
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
webUrl: "https://www.example.com/harbour"
provider: {name: Harbour Post, domain: example.com}
---
# two.md
---
category: news
publishedDateTime: 2023-05-03T08:00:00Z
webUrl: "https://www.example.com/ferries"
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
    by_key,
    fingerprint,
    folded_fingerprint,
    in_edition,
    kinship_of,
    may_be_one,
)

_DAY = 86_400
_FEWEST_DAYS = 5


class Options(NamedTuple):
    """How near two dates must be.

    Attributes:
        days: Two files with one address count as one article when their dates are at most so many days apart.
    """

    days: int = 7


def collect(document: Document, options: Options) -> Iterator[Fact]:
    """The address of the article, with its summary and its date."""
    del options
    article = document.root
    if article is None or "article" not in article.roles:
        return
    url = article.part("canonical-url") or article.part("original-url")
    address = page_key(url.value) if url is not None else None
    if url is not None and address is not None:
        summary = article.part_text("summary")
        values = (
            folded_fingerprint(summary) if summary.strip() else "",
            _seconds(article.part_text("published")),
            fingerprint(within) if (within := url.value.partition("#")[2]) else "",
            kinship_of(document),
        )
        yield Fact(in_edition(document, address), values, url.span, url.path)


def _seconds(written: str) -> str:
    moment = parse_date(written)
    return "" if moment is None else str(int(moment.timestamp()))


def compare(groups: Iterable[Sequence[PlacedFact]], options: Options) -> Iterator[CorpusHit]:
    """Report every file that another one repeats."""
    for group in groups:
        twins = _twins(group, options.days * _DAY)
        for fact in group:
            if fact.document in twins:
                other = twins[fact.document]
                message = f"`{fact.path}` is the address of {other.where} too: the same article twice"
                related = (other.related("the same article"),)
                yield CorpusHit(
                    fact, message, f"keep one of the two {'records' if fact.record else 'files'}", related
                )


def _twins(group: Sequence[PlacedFact], apart: int) -> dict[str, PlacedFact]:
    """For each document the first one that has the same summary, else the one that is nearest in time."""
    twins: dict[str, PlacedFact] = {}
    for same in by_key((fact for fact in group if fact.values[0]), lambda fact: fact.values[0]):
        for fact in same:
            other = same[0] if same[0].document != fact.document else same[-1]
            if may_be_one(fact, other):
                twins[fact.document] = other
    dated = sorted((fact for fact in group if fact.values[1]), key=lambda fact: int(fact.values[1]))
    nearest = [
        (int(later.values[1]) - int(earlier.values[1]), earlier, later) for earlier, later in pairwise(dated)
    ]
    if _is_new_each_day(group, [gap for gap, *_ in nearest]):
        return twins
    for gap, earlier, later in nearest:
        if gap <= apart and may_be_one(earlier, later) and not _are_parts(earlier, later):
            twins.setdefault(earlier.document, later)
            twins.setdefault(later.document, earlier)
    return twins


def _is_new_each_day(group: Sequence[PlacedFact], gaps: Sequence[int]) -> bool:
    """Whether a page that many files tell of says something else each day."""
    summaries = {fact.values[0] for fact in group}
    return (
        len(summaries) == len(group) >= _FEWEST_DAYS
        and "" not in summaries
        and min(gaps, default=0) >= NEARLY_A_DAY
    )


def _are_parts(one: PlacedFact, other: PlacedFact) -> bool:
    """Whether two addresses lead to two places of one page."""
    here, there = one.values[2], other.values[2]
    return bool(here) and bool(there) and here != there


RULE = Rule(
    "COR001",
    "duplicate-article",
    Severity.WARNING,
    collect,
    __doc__,
    compare=compare,
    options=Options,
    needs=frozenset({"canonical-url", "original-url"}),
    judges_groups_alone=True,
)
