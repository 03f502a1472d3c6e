"""A URL is spelt in an unusual way that means the same.

Capitals in the host and the port that the scheme implies change nothing (RFC 3986, section 6.2). Doubled
slashes in a path mostly lead to the same page too; they are reported only with `doubled-slash`.

## Why is this bad?

Two spellings of one address look like two pages to everything that compares addresses: caches, statistics,
the search for duplicates.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: "https://WWW.Example.com:443/harbour"
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: "https://www.example.com/harbour"
---
```

## Fix safety

The host is written in small letters, and the port removed: by RFC 3986 both mean exactly the same. Doubled
slashes have no fix, since a server may tell them apart.
"""

import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Fix, Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.sites import host_of
from newslint.knowledge.urls import Authority, authority_of, is_template
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.text.lazy_pattern import later
from newslint.text.wording import field_name, shorten

# Nearly every URL: small letters, and no port.
_ORDINARY = later(r"https?://[a-z0-9.-]+(?:[/?#]|\Z)")
_SUSPECT = later(
    r"[a-zA-Z]+://(?:[^/?#\\]*@)?(?:[^/?#\\@:]*[A-Z]|[^/?#\\@]*:\d+(?:[/?#]|\Z))"  # a capital, or a port
)
_DEFAULT_PORTS = {"http": "80", "https": "443"}
# Behind a colon a whole URL follows, as in `/proxy/https://`.
_DOUBLED = later(r"(?<![:/])//+")
_NESTED = later(r"https?[:/]|https?%3a|www\.", re.IGNORECASE)


class Options(NamedTuple):
    """What is unusual.

    Attributes:
        doubled_slash: Report doubled slashes in the path, unless another URL stands in it.
    """

    doubled_slash: bool = False


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Report capitals in hosts, default ports and, if asked to, doubled slashes."""
    for node in document.with_role("url") if options.doubled_slash else document.unusual_urls:
        if not isinstance(node.value, str):
            continue
        suspect = not _ORDINARY.match(node.value) and _SUSPECT.match(node.value)
        if not suspect and not options.doubled_slash:
            continue
        authority = authority_of(node.value)
        if authority is None or not authority.scheme or is_template(node.value):
            continue
        if suspect and host_of(node.value) is not None:
            yield from _spelling(document, node, authority)
        if options.doubled_slash:
            yield from _slashes(document, node, authority)


def _spelling(document: Document, node: Node, authority: Authority) -> Iterator[Hit]:
    url: str = node.value
    name = field_name(node.path)
    host = url[slice(*authority.host)]
    if host.isascii() and host != host.lower():
        edit = document.replace(node, *authority.host, host.lower())
        yield Hit(
            document.place(node, *authority.host),
            f"{name} has capitals in its host: `{shorten(host)}`",
            node.path,
            help=f"write `{shorten(host.lower())}`",
            fix=None if edit is None else Fix(f"write `{shorten(host.lower())}`", (edit,), "safe"),
        )
    if authority.port is not None and url[slice(*authority.port)] == _DEFAULT_PORTS[authority.scheme]:
        start, end = authority.port[0] - 1, authority.port[1]
        edit = document.replace(node, start, end, "")
        yield Hit(
            document.place(node, start, end),
            f"{name} gives the port that `{authority.scheme}` implies: `{url[start:end]}`",
            node.path,
            help="remove it",
            fix=None if edit is None else Fix(f"remove `{url[start:end]}`", (edit,), "safe"),
        )


def _slashes(document: Document, node: Node, authority: Authority) -> Iterator[Hit]:
    path = re.split(r"[?#]", node.value[authority.end :], maxsplit=1)[0]
    match = None if _NESTED.search(path) else _DOUBLED.search(path)
    if match is not None:
        yield Hit(
            document.place(node, authority.end + match.start(), authority.end + match.end()),
            f"{field_name(node.path)} has a doubled slash in its path",
            node.path,
            help="write one slash, if the address answers there",
        )


RULE = Rule(
    "URL012",
    "not-canonical",
    Severity.INFO,
    check,
    __doc__,
    fixes="safe",
    options=Options,
    needs=frozenset({"url"}),
)
