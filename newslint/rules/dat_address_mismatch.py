"""The date in a permalink or a slug is not that of the article.

It is neither the one in the file's name nor the date of publication. A whole date counts (`/2023/05/02/`,
`2023-05-02-harbour`), and one day more or less is left alone, since the day depends on the time zone. Where
several dates stand in a permalink, one that fits will do, and so does one that another field has, as that of
an event. Drafts are passed over.

Where the file's name has no date, the address may be of the day of an event. Then only a slip is told: one
digit differs from the date of publication. And where a permalink decides on the address, the slug is but a
name for the page, perhaps of the day of a draft: then it must be a month away.

## Why is this bad?

The date was copied from another article, or the file was moved to another day: readers see two dates, and the
next article of that day gets the same address.

## Example

```yaml bad
# 2023-05-12-harbour.md
---
title: The harbour
permalink: /letters/2023/05/02/
---
```

```yaml good
# 2023-05-12-harbour.md
---
title: The harbour
permalink: /letters/2023/05/12/
---
```
"""

from collections.abc import Iterator
from datetime import date

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.dates import days_apart, parse_date
from newslint.knowledge.page_paths import day_of_name, days_in
from newslint.rule import NoOptions, Rule
from newslint.rulekit.own_addresses import is_held_back, permalinks_of, texts_of
from newslint.text.wording import field_name

_DAY = 1
_DEEPEST = 2  # as in `event: {start: 2023-05-02}`
_MONTH = 31  # days


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Compare the dates in the page's own addresses with those that it has otherwise."""
    del options
    page = document.root
    if page is None or "article" not in page.roles:
        return
    permalinks = permalinks_of(document)
    of_slug = _MONTH if permalinks else _DAY
    addresses = [(node, _DAY) for node in permalinks]
    for node, near in (*addresses, *((node, of_slug) for node in texts_of(document, "slug"))):
        found = days_in(node.value)
        known = _known_days(document, page) if found and not is_held_back(document) else []
        if known and all(days_apart(said, day) > near for said, _, _ in found for day, _ in known):
            is_named = day_of_name(document.file_name) is not None
            if _is_of_another_field(document, node, [said for said, _, _ in found], near):
                continue
            if is_named or any(_is_slip(said, day) for said, _, _ in found for day, _ in known):
                yield _hit(document, node, found[0], known[0])


def _known_days(document: Document, page: Node) -> list[tuple[date, str]]:
    """The day in the file's name, and those of publication, each with what says so."""
    named = day_of_name(document.file_name)
    known = [(named[0], "the file name says")] if named else []
    for node in (page.parts or {}).get("published", ()):
        moment = parse_date(node.value)
        if moment is not None:
            known.append((moment.date(), f"{field_name(node.path)} is"))
    return known


def _is_of_another_field(document: Document, address: Node, days: list[date], near: int) -> bool:
    """Whether some other field has one of these days, as that of an event."""
    others = [node for node in document.texts if node is not address and len(node.path) <= _DEEPEST]
    moments = [moment for node in others if (moment := parse_date(node.value)) is not None]
    return any(days_apart(said, moment.date()) <= near for said in days for moment in moments)


def _is_slip(said: date, day: date) -> bool:
    return sum(a != b for a, b in zip(f"{said}", f"{day}", strict=True)) == 1


def _hit(document: Document, node: Node, found: tuple[date, int, int], known: tuple[date, str]) -> Hit:
    said, start, end = found
    day, source = known
    return Hit(
        document.place(node, start, end),
        f"{field_name(node.path)} says `{said}`, but {source} `{day}`",
        node.path,
        help="correct the date, or the file's name",
    )


RULE = Rule(
    "DAT007",
    "address-date-mismatch",
    Severity.WARNING,
    check,
    __doc__,
    needs=frozenset({"permalink", "site-path", "slug"}),
)
