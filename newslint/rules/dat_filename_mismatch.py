"""The date in the file name is not the date of publication.

A file `2023-05-02-harbour.md`, or `index.md` in a folder of such a name, says that the article is of 2 May
2023. One day more or less is left alone, since the day depends on the time zone, and so are drafts. Of
several dates in an article, one that fits will do.

## Why is this bad?

Generators sort and address articles by one of the two dates: the article has an address of another day, or
stands in the wrong place.

## Example

```yaml bad
# 2023-05-02-harbour.md
---
title: The harbour
date: 2023-05-12
---
```

```yaml good
# 2023-05-02-harbour.md
---
title: The harbour
date: 2023-05-02
---
```
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.dates import date_part, days_apart, parse_date
from newslint.rule import NoOptions, Rule
from newslint.text.wording import field_name

# Jekyll's form; the date alone is a name too. A second date makes it a period.
_DATED = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?!\d)(?!.*\d{4}-\d\d?-\d)", re.ASCII)
_BUNDLE = re.compile(r"_?index\.[^/]*")
_DRAFTS = frozenset({"_drafts", "drafts"})


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Compare the date of the article with the one in the name of its file."""
    del options
    article = document.root
    if article is None or not article.parts or "article" not in article.roles:
        return
    named = _date_of(document.source.name)
    draft = article.part("draft")
    if named is None or (draft is not None and draft.value is True):
        return
    day = f"{named}"
    if any(
        isinstance(node.value, str) and node.value.startswith(day)
        for node in article.parts.get("published", ())
    ):
        return
    published = _dates(article, "published")
    dates = published + _dates(article, "updated")
    if not published or any(days_apart(moment.date(), named) <= 1 for _, moment in dates):
        return
    node, moment = published[0]
    yield Hit(
        document.place(node, *date_part(node.value)),
        f"{field_name(node.path)} is `{moment.date()}`, but the file name says `{named}`",
        node.path,
        help="correct the date, or rename the file",
    )


def _date_of(name: str) -> date | None:
    *folders, file = name.split("/")
    if _BUNDLE.fullmatch(file) and folders:
        file = folders[-1]
    match = _DATED.match(file)
    if match is None or _DRAFTS.intersection(folders):
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def _dates(article: Node, role: str) -> list[tuple[Node, datetime]]:
    nodes = (article.parts or {}).get(role, ())
    found = ((node, parse_date(node.value)) for node in nodes)
    return [(node, moment) for node, moment in found if moment is not None]


RULE = Rule(
    "DAT003", "filename-date-mismatch", Severity.WARNING, check, __doc__, needs=frozenset({"published"})
)
