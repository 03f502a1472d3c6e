"""An article was published or changed in the future.

Only fields to which the schema gives the format `date-time` or `date` are checked: elsewhere a date to come
is how generators schedule an article. Drafts are left alone.

## Why is this bad?

The article stands above all others until its day comes, and feeds and search engines distrust the rest of
its dates.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2230-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
quality: 70
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
quality: 70
---
```
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.knowledge.dates import date_part, parse_date
from newslint.rule import Rule
from newslint.text.wording import field_name, quote

_DATES = frozenset({"format:date-time", "format:date"})
_MOST_DAYS = 3_000_000  # more than there are days in the calendar


class Options(NamedTuple):
    """How far ahead a date may lie.

    Attributes:
        tolerance_days: So many days from now on are fine: clocks and time zones differ.
    """

    tolerance_days: float = 1


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Report dates after the present."""
    nodes = [*document.with_role("published"), *document.with_role("updated")]
    past = f"{document.now.year - 1:04}"
    nodes = [
        node
        for node in nodes
        if isinstance(node.value, str) and node.value[:4] >= past and not node.roles.isdisjoint(_DATES)
    ]
    draft = document.root.part("draft") if nodes and document.root is not None else None
    if not nodes or (draft is not None and draft.value is True):
        return
    tolerance = timedelta(days=min(options.tolerance_days, _MOST_DAYS))
    for node in nodes:
        moment = parse_date(node.value)
        if moment is not None and document.is_ahead(moment, tolerance):
            yield Hit(
                document.place(node, *date_part(node.value)),
                f"{field_name(node.path)} lies in the future: {quote(node.value)}",
                node.path,
                help="correct the date, or allow dates to come with the option `tolerance-days`",
            )


RULE = Rule(
    "DAT002",
    "future-date",
    Severity.WARNING,
    check,
    __doc__,
    options=Options,
    needs=frozenset({"published", "updated"}),
)
