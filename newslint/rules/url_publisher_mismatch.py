"""The publisher's domain is not the site of the article's URL.

Sites are compared by their registrable domain, from the public-suffix list: `news.example.co.uk` and
`www.example.co.uk` are one site. The article's own URL decides; the address that it was taken from is asked
only where there is no other. One name under two suffixes (`example.com`, `example.co.uk`) is left alone, and
so are platforms where others publish: video, social networks, code hosting, news portals, redirectors. What
was taken from such a platform may have its page anywhere. So may what a platform of blogs publishes, which
offers domains of one's own, and what an agency writes, which papers print.

## Why is this bad?

The article is credited to somebody who didn't publish it. In feeds that people and scripts fill, it is the
usual trace of a record that was copied and changed only in part.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
webUrl: "https://www.harbour-post.example/ferries"
provider: {name: River Times, domain: river-times.example}
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
webUrl: "https://www.harbour-post.example/ferries"
provider: {name: Harbour Post, domain: harbour-post.example}
---
```
"""

from collections.abc import Iterator
from typing import Final

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.platforms import AGENCIES, HOSTING_PLATFORMS, OWN_DOMAIN_PLATFORMS, on_platform
from newslint.knowledge.sites import host_of, registrable_domain, same_name, same_site
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.text.wording import field_name

_PRINTED_ELSEWHERE: Final = AGENCIES | OWN_DOMAIN_PLATFORMS


class Options(NamedTuple):
    """What counts as a site of its own.

    Attributes:
        platforms: Domains where others publish under their own name, instead of the list that ships.
        extra_platforms: More of them, beside the list that ships.
    """

    platforms: frozenset[str] = HOSTING_PLATFORMS
    extra_platforms: frozenset[str] = frozenset()


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Compare the publisher of every article with the site of its URL."""
    platforms = options.platforms
    if options.extra_platforms:
        platforms |= options.extra_platforms
    for article in document.with_role("article"):
        domain = article.part("publisher-domain")
        url = article.part("canonical-url") or article.part("original-url")
        if domain is None or url is None:
            continue
        site = _mismatch(domain.value, url.value, platforms)
        if site is None:
            continue
        original = article.part("original-url")
        if original is None or not _hosted(original.value, platforms):
            yield _hit(domain, url, site)


def _hosted(url: object, platforms: frozenset[str]) -> bool:
    host = host_of(url) if isinstance(url, str) else None
    return host is not None and on_platform(host, platforms)


def _mismatch(domain: object, url: object, platforms: frozenset[str]) -> str | None:
    """The site of the URL, where it is certain that the domain belongs to another one."""
    if not isinstance(domain, str) or not isinstance(url, str):
        return None
    host = host_of(url)
    if host is None or host == domain or "." not in domain or "/" in domain or " " in domain:
        return None
    # In this order, the list of suffixes is seldom needed.
    if same_site(domain, host) or on_platform(host, platforms):
        return None
    if on_platform(domain, _PRINTED_ELSEWHERE) or same_name(domain, host):
        return None
    if registrable_domain(domain) is None:
        return None
    return registrable_domain(host)


def _hit(domain: Node, url: Node, site: str) -> Hit:
    return Hit(
        domain.span,
        f"{field_name(domain.path)} is `{domain.value}`, but {field_name(url.path)} is on `{site}`",
        domain.path,
        help="credit the site that published the article, or correct the URL",
        related=((url.span, "the URL of the article"),),
    )


RULE = Rule(
    "URL005",
    "publisher-mismatch",
    Severity.WARNING,
    check,
    __doc__,
    options=Options,
    needs=frozenset({"publisher-domain"}),
)
