"""The AMP cache URL is not the cached form of the AMP URL.

An AMP cache serves a page below a name that is computed from the page's own host. The cache URL is computed
here by the published algorithm ("AMP Cache URL Format", amp.dev) and compared. Forms that also lead to the
page are accepted: the viewer's `/v/`, the older cache URL without a sub-domain, Google's `/amp/s/` address,
and parameters that a cache adds.

## Why is this bad?

Readers on a phone get another article than the one they chose, or an error page.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
ampWebUrl: "https://www.example.com/amp/harbour"
cdnAmpWebUrl: "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/ferries"
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
ampWebUrl: "https://www.example.com/amp/harbour"
cdnAmpWebUrl: "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/harbour"
---
```

## Fix safety

Safe where both URLs lead to the same host: the cache URL follows from the AMP URL. Unsafe where they don't,
since the AMP URL may be the wrong one then.
"""

import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Fix, Hit, Safety, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.ampcache import cache_url, is_cache_url_of
from newslint.rule import NoOptions, Rule
from newslint.text.lazy_pattern import later
from newslint.text.wording import field_name

_HOST = later(r"https?://([^/?#]+)", re.IGNORECASE)


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Compare the two addresses of every article."""
    del options
    for article in document.with_role("article"):
        amp, cached = article.part("amp-url"), article.part("amp-cache-url")
        if amp is None or cached is None:
            continue
        if not isinstance(amp.value, str) or not isinstance(cached.value, str) or not cached.value.strip():
            continue
        right = cache_url(amp.value)
        if right is None or right == cached.value:
            continue
        if not is_cache_url_of(cached.value, amp.value):
            yield _hit(document, amp, cached, right)


def _hit(document: Document, amp: Node, cached: Node, right: str) -> Hit:
    start, end, replacement = _difference(cached.value, right)
    edit = document.replace(cached, start, end, replacement)
    cache = right[: right.index("/", len("https://")) + 1]
    safety: Safety = "safe" if cached.value.startswith(cache) else "unsafe"
    fix = None if edit is None else Fix(f"write `{right}`", (edit,), safety)
    host = _HOST.match(cached.value)
    if safety == "unsafe" and host is not None:
        start, end = host.span(1)
    return Hit(
        document.place(cached, start, end),
        f"{field_name(cached.path)} is not the AMP cache form of {field_name(amp.path)}",
        cached.path,
        help=f"it should be `{right}`",
        fix=fix,
        related=((amp.span, "the AMP URL"),),
    )


def _difference(wrong: str, right: str) -> tuple[int, int, str]:
    """The part of `wrong` that differs from `right`, at least one character, and what belongs there."""
    start = 0
    while start < min(len(wrong), len(right)) and wrong[start] == right[start]:
        start += 1
    tail = 0
    while tail < min(len(wrong), len(right)) - start and wrong[-1 - tail] == right[-1 - tail]:
        tail += 1
    if start == len(wrong) - tail:  # something is missing: point at the character before it
        start = max(start - 1, 0)
    return start, len(wrong) - tail, right[start : len(right) - tail]


RULE = Rule(
    "URL006",
    "amp-cache-mismatch",
    Severity.ERROR,
    check,
    __doc__,
    fixes="mixed",
    needs=frozenset({"amp-cache-url"}),
)
