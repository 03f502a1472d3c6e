"""The address of the article's page is its AMP page.

Either the two fields hold the same address, or the article's own is on an AMP cache or in Google's viewer.
An address that merely looks like AMP (`/amp/`, `?amp`) is left alone.

## Why is this bad?

Readers get the stripped page for phones, search engines are told that it is the real one, and a cached copy
goes when the cache forgets it.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: "https://www.example.com/harbour/amp"
ampWebUrl: "https://www.example.com/harbour/amp"
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: "https://www.example.com/harbour"
ampWebUrl: "https://www.example.com/harbour/amp"
---
```
"""

import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.knowledge.ampcache import cached_page
from newslint.knowledge.urls import is_template
from newslint.rule import NoOptions, Rule
from newslint.text.lazy_pattern import later
from newslint.text.wording import field_name

_START = later(r"https?://([^/?#]+)([^#]*)", re.IGNORECASE)
# Every cache that is known, and the viewer.
_CACHE = later(r"ampproject\.org/|bing-amp\.com/|amp\.cloudflare\.com/|google\.[a-z.]+/amp/")


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Look at the page's address in every article."""
    del options
    has_amp = bool(document.with_role("amp-url"))
    for article in document.with_role("article"):
        page = article.part("canonical-url")
        if page is None or not isinstance(page.value, str):
            continue
        cached = _may_be_cached(page.value) and _CACHE.search(page.value.lower()) is not None
        if not (cached or has_amp):
            continue
        amp = article.part("amp-url")
        same = amp is not None and isinstance(amp.value, str) and _same(page.value, amp.value)
        if not (cached or same) or is_template(page.value):
            continue
        source = cached_page(page.value) if cached else None
        if source is not None:
            start = _START.match(page.value)
            span = document.place(page, *start.span(1)) if start is not None else page.span
            message = f"{field_name(page.path)} is a copy in an AMP cache"
            yield Hit(
                span, message, page.path, help=f"it was made from `{source}`: give the publisher's page"
            )
        elif amp is not None and same:
            yield Hit(
                page.span,
                f"{field_name(page.path)} is the same address as {field_name(amp.path)}, the AMP page",
                page.path,
                help="give the ordinary page, or remove the AMP URL if there is no other",
                related=((amp.span, "the AMP URL"),),
            )


def _may_be_cached(url: str) -> bool:
    """What the pattern can find holds one of these."""
    if "amp" not in url:
        return False
    lower = url.lower()
    return "/amp/" in lower or "ampproject" in lower or "bing-amp" in lower or "amp.cloud" in lower


def _same(one: str, other: str) -> bool:
    normal = _normal(one)
    return normal is not None and normal == _normal(other)


def _normal(url: str) -> tuple[str, str] | None:
    """Host and rest, without what can't make another page: the scheme, a fragment, the last slash."""
    match = _START.match(url.strip())
    return None if match is None else (match[1].lower(), match[2].rstrip("/"))


RULE = Rule(
    "URL013", "canonical-is-amp", Severity.WARNING, check, __doc__, needs=frozenset({"canonical-url"})
)
