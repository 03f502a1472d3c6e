"""A related entry repeats a story under another address.

An entry counts that has the headline of the article or of another entry. Agencies' stories run at many
publishers; a list gathered by machine holds them once for each. Headlines are compared without case, blanks
and punctuation, and without the name of their publisher at the end. They say something only where they have
four words or more and no series repeats them: entries whose days of publication lie more than three days
apart are left alone. What has the same address is told by `related-to-itself` and `duplicate-related`.

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
from datetime import datetime
from typing import Final, NamedTuple

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.dates import days_apart, parse_date
from newslint.knowledge.page_identity import page_key
from newslint.rule import NoOptions, Rule
from newslint.rulekit.comparing import skeleton
from newslint.text.lazy_pattern import later
from newslint.text.wording import field_name

_ADDRESSES: Final = ("canonical-url", "original-url")
_FEWEST_WORDS: Final = 4
_MOST_DAYS: Final = 3
# What stands between a headline and the name of a publisher.
_BEFORE_A_NAME: Final = later(r"\s[-|–—:·•]\s(?=[^-|–—:·•]*\Z)")


class _Story(NamedTuple):
    """What a copy of a story is known by; `headline` where it stands."""

    headline: Node
    addresses: frozenset[str]
    day: datetime | None


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Compare the headlines of every article and of its related entries."""
    del options
    if not document.with_role("related"):
        return
    for article in document.with_role("article"):
        entries = [entry for group in _parts(article, "related") for entry in _parts(group, "article")]
        if not entries:
            continue
        seen: dict[str, _Story] = {}
        for entry in [article, *entries]:
            story, key = _story(entry)
            if story is None:
                continue
            first = seen.setdefault(key, story)
            if first is not story and _is_copy(story, first):
                yield _hit(document, entry, story, first, is_own=first.headline is article.part("headline"))


def _story(entry: Node) -> tuple[_Story | None, str]:
    """A story and its headline without what varies; None where it can't be known again."""
    headline = entry.part("headline")
    if headline is None or not isinstance(headline.value, str):
        return None, ""
    keys = [page_key(url.value) for role in _ADDRESSES if (url := entry.part(role)) is not None]
    addresses = frozenset(key for key in keys if key is not None)
    words = _without_name(headline.value, entry.part("publisher-name"))
    if not addresses or len(words.split()) < _FEWEST_WORDS:
        return None, ""
    published = entry.part("published")
    day = None if published is None else parse_date(published.value)
    return _Story(headline, addresses, day), skeleton(words)


def _without_name(headline: str, publisher: Node | None) -> str:
    """A headline without the name of its publisher at the end."""
    mark = _BEFORE_A_NAME.search(headline)
    if mark is None or publisher is None or not isinstance(publisher.value, str):
        return headline
    is_name = skeleton(headline[mark.end() :]) == skeleton(publisher.value)
    return headline[: mark.start()] if is_name else headline


def _is_copy(story: _Story, first: _Story) -> bool:
    if story.addresses & first.addresses:
        return False
    if story.day is None or first.day is None:
        return True
    return days_apart(story.day.date(), first.day.date()) <= _MOST_DAYS


def _hit(document: Document, entry: Node, story: _Story, first: _Story, *, is_own: bool) -> Hit:
    line = document.source.line_column(first.headline.start)[0]
    whose = "the article itself" if is_own else f"the entry on line {line}"
    return Hit(
        story.headline.span,
        f"{field_name(entry.path)} has the headline of {whose}, under another address",
        story.headline.path,
        help="remove the entry if it is a copy of the story",
        related=((first.headline.span, "the same headline"),),
    )


def _parts(node: Node, role: str) -> list[Node]:
    return (node.parts or {}).get(role, [])


RULE = Rule(
    "REL003",
    "related-copy",
    Severity.INFO,
    check,
    __doc__,
    needs=frozenset({"related"}),
)
