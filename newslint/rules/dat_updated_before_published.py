"""An article changed before it was published.

An article that waits for its day is changed before that: a week is left alone. Dates without a time are
compared by the calendar. Of several dates of publication the earliest counts. An article whose day is still
to come may have changed at any time.

## Why is this bad?

Readers and search engines are told of a change that can't be: one of the two dates is wrong.

## Example

```yaml bad
---
title: The harbour
date: 2023-05-12T08:00:00Z
lastmod: 2023-05-02T08:00:00Z
---
```

```yaml good
---
title: The harbour
date: 2023-05-02T08:00:00Z
lastmod: 2023-05-12T08:00:00Z
---
```
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.dates import date_part, days_apart, has_zone, parse_date
from newslint.rule import NoOptions, Rule
from newslint.text.wording import field_name

_MOST_DAYS = 7
_MOST = timedelta(days=_MOST_DAYS)


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Compare the last change of every article with its publication."""
    del options
    if not document.with_role("updated"):
        return
    for article in document.with_role("article"):
        updated = _dates(article, "updated")
        published = _dates(article, "published") if updated else []
        if not published:
            continue
        first, earliest = min(published, key=lambda found: found[1])
        if document.is_ahead(earliest):
            continue
        for node, moment in updated:
            if _is_before(node, moment, first, earliest):
                yield Hit(
                    document.place(node, *date_part(node.value)),
                    f"{field_name(node.path)} is `{moment.date()}`, before {field_name(first.path)}:"
                    f" `{earliest.date()}`",
                    node.path,
                    help="correct the wrong one of the two dates",
                    related=((document.place(first, *date_part(first.value)), "the date of publication"),),
                )


def _is_before(node: Node, moment: datetime, first: Node, earliest: datetime) -> bool:
    if earliest - moment <= _MOST:
        return False
    sure = has_zone(node.value) and has_zone(first.value)
    return sure or days_apart(earliest.date(), moment.date()) > _MOST_DAYS


def _dates(article: Node, role: str) -> list[tuple[Node, datetime]]:
    nodes = (article.parts or {}).get(role, ())
    found = ((node, parse_date(node.value)) for node in nodes)
    return [(node, moment) for node, moment in found if moment is not None]


RULE = Rule(
    "DAT004", "updated-before-published", Severity.ERROR, check, __doc__, needs=frozenset({"updated"})
)
