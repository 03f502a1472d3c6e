"""The AMP page is on another site than the article.

Sites are compared by their registrable domain, from the public-suffix list. Publishers keep AMP pages on
sub-domains, mobile domains and with services, so whatever hints at one owner is enough to stay silent: a name
that both hosts share (`example.com` and `m.example-news.net`), the article's host inside the AMP URL, an AMP
cache, a platform where others publish.

## Why is this bad?

Readers on a phone get another publisher's page than the one they chose. In feeds that scripts fill, it is the
usual trace of a record that was copied and changed only in part.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: harbour-post.example}
webUrl: "https://www.harbour-post.example/ferries"
ampWebUrl: "https://www.river-times.example/amp/floods"
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: harbour-post.example}
webUrl: "https://www.harbour-post.example/ferries"
ampWebUrl: "https://amp.harbour-post.example/ferries"
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.platforms import HOSTING_PLATFORMS, on_platform
from newslint.knowledge.sites import host_of, registrable_domain, same_name, same_site
from newslint.knowledge.urls import authority_of, is_template, local_place
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.text.wording import field_name

# A shorter name is part of many others by accident.
_SHORTEST_NAME = 4
# Labels that say what a host serves, and nothing of its owner.
_COMMON = frozenset({"amphtml", "mobile", "news", "blog", "blogs", "static", "media", "online", "touch"})


class Options(NamedTuple):
    """What counts as a site of its own.

    Attributes:
        platforms: Domains where others publish or keep AMP pages, instead of the list that ships.
        extra_platforms: More of them, beside the list that ships.
    """

    platforms: frozenset[str] = HOSTING_PLATFORMS
    extra_platforms: frozenset[str] = frozenset()


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Compare the two addresses of every article."""
    if not document.with_role("amp-url"):
        return
    platforms = options.platforms
    if options.extra_platforms:
        platforms |= options.extra_platforms
    for article in document.with_role("article"):
        amp, page = article.part("amp-url"), article.part("canonical-url")
        if amp is None or page is None:
            continue
        sites = _different_sites(amp.value, page.value, platforms)
        if sites is not None:
            yield _hit(document, amp, page, sites)


def _different_sites(amp: object, page: object, platforms: frozenset[str]) -> tuple[str, str] | None:
    """The two sites, where nothing hints that they have one owner."""
    if not isinstance(amp, str) or not isinstance(page, str) or is_template(amp) or is_template(page):
        return None
    amp_host, host = host_of(amp), host_of(page)
    if amp_host is None or host is None or same_site(amp_host, host) or same_name(amp_host, host):
        return None
    if any(on_platform(name, platforms) or local_place(name) for name in (amp_host, host)):
        return None
    amp_site, site = registrable_domain(amp_host), registrable_domain(host)
    if amp_site is None or site is None or _share_a_name(amp_host, host) or _names(host, amp):
        return None
    return amp_site, site


def _labels(host: str) -> list[str]:
    """The names in a host without its suffix, without hyphens."""
    site = registrable_domain(host) or ""
    own = host.removesuffix(site[site.find(".") :]) if "." in site else host
    return [name.replace("-", "") for name in own.split(".")]


def _share_a_name(one: str, other: str) -> bool:
    names, others = ([n for n in _labels(host) if _tells(n)] for host in (one, other))
    return any(a in b or b in a for a in names for b in others)


def _tells(name: str) -> bool:
    return len(name) >= _SHORTEST_NAME and name not in _COMMON


def _names(host: str, amp: str) -> bool:
    """Whether the AMP URL names the article's host below that of a service: `/amp/www.example.com/`."""
    return host.removeprefix("www.") in amp.lower()


def _hit(document: Document, amp: Node, page: Node, sites: tuple[str, str]) -> Hit:
    authority = authority_of(amp.value)
    start, end = authority.host if authority is not None else (0, len(amp.value))
    return Hit(
        document.place(amp, start, end),
        f"{field_name(amp.path)} is on `{sites[0]}`, but {field_name(page.path)} is on `{sites[1]}`",
        amp.path,
        help="give the AMP page of this article, or remove the field",
        related=((page.span, "the URL of the article"),),
    )


RULE = Rule(
    "URL008",
    "amp-site-mismatch",
    Severity.WARNING,
    check,
    __doc__,
    options=Options,
    needs=frozenset({"amp-url"}),
)
