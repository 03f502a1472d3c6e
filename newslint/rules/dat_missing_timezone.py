"""A date and time doesn't say in which time zone it is.

Only fields to which the schema gives the format `date-time` are checked. Elsewhere the generator adds the
zone of the site, and a date without a time needs none.

## Why is this bad?

Every reader fills the gap with a zone of its own: the story moves by hours, to another day, or above the one
that it answers. RFC 3339 and search engines want the offset.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00
provider: {name: Harbour Post, domain: example.com}
quality: 70
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00+02:00
provider: {name: Harbour Post, domain: example.com}
quality: 70
---
```
"""

import re
from collections.abc import Iterator
from datetime import datetime

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.text.lazy_pattern import later
from newslint.text.wording import field_name, quote

_LOCAL = later(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(?:(:\d\d)(\.\d+)?)?", re.ASCII)


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report valid times without an offset."""
    del options
    for node in document.with_role("format:date-time"):
        if not isinstance(node.value, str) or node.value.endswith("Z"):
            continue
        match = _LOCAL.fullmatch(node.value)
        if match is not None and _exists(match[1], match[2] + (match[3] or ":00")):
            complete = f"{match[1]}T{match[2]}{match[3] or ':00'}{match[4] or ''}"
            yield Hit(
                node.span,
                f"{field_name(node.path)} has no time zone: {quote(node.value)}",
                node.path,
                help=f"write `{complete}Z` if the time is UTC, else end it with the offset, like `+02:00`",
            )


def _exists(date: str, time: str) -> bool:
    try:
        datetime.fromisoformat(f"{date}T{time}")
    except ValueError:
        return False
    return True


RULE = Rule(
    "DAT001",
    "missing-timezone",
    Severity.WARNING,
    check,
    __doc__,
    supersedes=("SCH005",),
    needs=frozenset({"format:date-time"}),
)
