"""A related entry repeats a story under another address.

An entry counts that has the headline of the article or of another entry. Agencies' stories run at many
publishers; a list gathered by machine holds them once for each. Headlines are compared without case, blanks
and punctuation, and without the name of their publisher at the end. They say something only where they have
four words or more and no series repeats them: entries whose days of publication lie more than three days
apart are left alone, and those of one publisher that are of different days, such as a daily briefing. What
has the same address is told by `related-to-itself` and `duplicate-related`.

## Why is this bad?

Readers who want more on the story get the same text again.

## Example

```yaml bad article
---
category: news
title: "Harbour cranes go electric at last"
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: "https://www.example.com/cranes"
related:
  - title: "Harbour cranes go electric at last - Quay Times"
    webUrl: "https://quay.example/4711"
    provider: {name: Quay Times, domain: quay.example}
---
```

```yaml good article
---
category: news
title: "Harbour cranes go electric at last"
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: "https://www.example.com/cranes"
related:
  - title: "Who pays for the new cranes - Quay Times"
    webUrl: "https://quay.example/4711"
    provider: {name: Quay Times, domain: quay.example}
---
```
"""

from collections.abc import Iterator
from typing import Final

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.dates import days_apart, parse_date
from newslint.knowledge.page_identity import page_key
from newslint.rule import NoOptions, Rule
from newslint.rulekit.comparing import publisher_of, skeleton
from newslint.text.lazy_pattern import later
from newslint.text.wording import field_name

_ADDRESSES: Final = ("canonical-url", "original-url")
_FEWEST_WORDS: Final = 4
_MOST_DAYS: Final = 3
# What stands between a headline and the name of a publisher.
_MARKS: Final = (" - ", " | ", " – ", " — ", " · ", " • ")
_BEFORE_A_NAME: Final = later(r"\s[-|–—·•]\s(?=[^-|–—·•]*\Z)")


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Compare the headlines of every article and of its related entries."""
    del options
    if not document.with_role("related"):
        return
    for article in document.with_role("article"):
        entries = [entry for group in article.parts_with("related") for entry in group.parts_with("article")]
        if not entries:
            continue
        seen: dict[str, Node] = {}
        for entry in [article, *entries]:
            key = _key(entry)
            first = entry if key is None else seen.setdefault(key, entry)
            if first is not entry and _is_copy(entry, first):
                yield _hit(document, entry, first, is_own=first is article)


def _key(entry: Node) -> str | None:
    """The headline without what varies; None where it is too short to say anything."""
    headline = entry.part("headline")
    if headline is None or not isinstance(headline.value, str):
        return None
    words = headline.value
    if any(mark in words for mark in _MARKS):
        words = _without_name(words, entry.part("publisher-name"))
    return skeleton(words) if len(words.split()) >= _FEWEST_WORDS else None


def _without_name(headline: str, publisher: Node | None) -> str:
    """A headline without the name of its publisher at the end."""
    mark = _BEFORE_A_NAME.search(headline)
    if mark is None or publisher is None or not isinstance(publisher.value, str):
        return headline
    is_name = skeleton(headline[mark.end() :]) == skeleton(publisher.value)
    return headline[: mark.start()] if is_name else headline


def _is_copy(entry: Node, first: Node) -> bool:
    """Whether entries with one headline have addresses that differ, and days that do not."""
    addresses, others = _addresses(entry), _addresses(first)
    if not addresses or not others or addresses & others:
        return False
    days = [parse_date(p.value) for e in (entry, first) if (p := e.part("published")) is not None]
    known = [day.date() for day in days if day is not None]
    if len(known) < 2:
        return True
    publisher = publisher_of(entry)
    is_of_one_house = publisher != "" and publisher == publisher_of(first)
    return days_apart(*known) <= (0 if is_of_one_house else _MOST_DAYS)


def _addresses(entry: Node) -> set[str]:
    keys = [page_key(url.value) for role in _ADDRESSES if (url := entry.part(role)) is not None]
    return {key for key in keys if key is not None}


def _hit(document: Document, entry: Node, first: Node, *, is_own: bool) -> Hit:
    here, there = entry.part("headline") or entry, first.part("headline") or first
    line = document.source.line_of(there.start)
    whose = "the article itself" if is_own else f"the entry on line {line}"
    return Hit(
        here.span,
        f"{field_name(entry.path)} has the headline of {whose}, under another address",
        here.path,
        help="remove the entry if it is a copy of the story",
        related=((there.span, "the same headline"),),
    )


RULE = Rule(
    "REL003",
    "related-copy",
    Severity.INFO,
    check,
    __doc__,
    needs=frozenset({"related"}),
)
