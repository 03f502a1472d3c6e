"""A URL can't be read by a browser.

URLs are parsed by the WHATWG standard, as browsers do, and a few things are reported that browsers silently
take for something else: a misspelt scheme (`htps://`), a missing slash, a scheme given twice, two addresses
in one value. The address of an article must be that of a page: `mailto:`, `data:` and the like are reported
there, and so is a template behind a host (`https://www.example.com/{{ slug }}`), which no generator fills in,
but for Eleventy below `eleventyComputed`. Paths without a scheme and templates elsewhere are not URLs in this
sense, and characters that should be escaped are not malformed.

## Why is this bad?

The link is dead, or leads to another host than the one that was meant.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: "https://https://www.example.com/harbour"
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
"""

import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.urls import further_addresses, gap_in
from newslint.rule import NoOptions, Rule
from newslint.text.lazy_pattern import later
from newslint.text.wording import field_name, shorten

# Nearly every URL: nothing that could be misread, so no parser is needed.
_ORDINARY = later(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}(?:[/?#][!-~]*)?", re.IGNORECASE
)
_SCHEME = later(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_HTTP = later(r"https?:(/*)([^/?#]*)", re.IGNORECASE)
# `http` and `https` with a letter lost, doubled or swapped, before what should be `://`.
_MISSPELT = later(r"(?:h{1,2}t{1,3}p{0,2}s{0,2}|t{1,2}ps?|h?ptts?)(?:[:;.,]/{1,3}|//)(?=\w)", re.IGNORECASE)
_TEMPLATE = later(r"\{\{|\{%|<%")
_LONGEST_LABEL = 63
_LONGEST = 10_000  # more is no address
_PAGES = frozenset({"canonical-url", "amp-url"})
# Schemes of what is no page: RFC 6068, RFC 3966, RFC 5724, RFC 2397, and those of browsers.
_NO_PAGE = later(r"\s*(mailto|tel|sms|data|javascript|vbscript|blob|about):", re.IGNORECASE)
_COMPUTED = "eleventyComputed"

# Start and end of what is wrong in a URL, what that is, and what to do.
_Mistake = tuple[int, int, str, str]


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every URL that is none."""
    del options
    for node in document.unusual_urls:
        if _ORDINARY.fullmatch(node.value):
            continue
        hit = _no_page(document, node) or _several(document, node) or _malformed(document, node)
        if hit is not None:
            yield hit


def _no_page(document: Document, node: Node) -> Hit | None:
    """What an article's address is instead of that of a page."""
    if node.roles.isdisjoint(_PAGES) or _COMPUTED in node.path:
        return None
    name, url = field_name(node.path), node.value
    scheme = _NO_PAGE.match(url)
    if scheme is not None:
        message = f"{name} is not the address of a page: it begins with `{scheme[1].lower()}:`"
        advice = "write the `https` address of the article's page"
        return Hit(document.place(node, *scheme.span(1)), message, node.path, help=advice)
    gap = gap_in(url) if _HTTP.match(url) else None
    if gap is None:
        return None
    template = shorten(url[slice(*gap)])
    message = f"{name} is not a URL: `{template}` is not filled in"
    advice = f"write what `{template}` stands for: generators read front matter as it is"
    return Hit(document.place(node, *gap), message, node.path, help=advice)


def _several(document: Document, node: Node) -> Hit | None:
    """Two addresses or more where one belongs."""
    further = further_addresses(node.value) if len(node.value) <= _LONGEST else []
    if not further:
        return None
    message = f"{field_name(node.path)} is not a URL: it holds {len(further) + 1} addresses"
    is_item = isinstance(node.path[-1], int)
    advice = "make each an item of its own" if is_item else "keep one of them"
    return Hit(document.place(node, further[0][0], further[-1][1]), message, node.path, help=advice)


def _malformed(document: Document, node: Node) -> Hit | None:
    """What browsers can't read, or read as something else."""
    url = node.value.strip()
    mistake = _mistake(url)
    if mistake is None:
        return None
    start, end, reason, advice = mistake
    before = node.value.index(url)
    span = document.place(node, before + start, before + end)
    return Hit(span, f"{field_name(node.path)} is not a URL: {reason}", node.path, help=advice)


def _mistake(url: str) -> _Mistake | None:
    if not url or _TEMPLATE.search(url):
        return None
    http = _HTTP.match(url)
    if http is not None:
        return _mistake_http(url, http)
    misspelt = _MISSPELT.match(url)
    if misspelt is not None:
        return *misspelt.span(), f"`{misspelt.group()}` is no scheme", "write `https://`"
    if _SCHEME.match(url) is None or _parses(url):
        return None
    return 0, len(url), f"`{shorten(url)}` can't be parsed", "correct the address"


def _mistake_http(url: str, http: re.Match[str]) -> _Mistake | None:
    slashes, authority = http[1], http[2]
    host = authority.rpartition("@")[2].partition(":")[0]
    end = http.end() - len(authority.rpartition("@")[2]) + len(host)
    start = end - len(host)
    if not host:
        return 0, http.end(), "it has no host", "give the address in full"
    if url.startswith("\\/\\/", http.end(1)) and "\\" not in url.replace("\\/", ""):
        return 0, len(url), "a backslash stands before each slash", "remove the backslashes"
    if slashes != "//":
        reason = f"`{url[: http.start(2)]}` needs two slashes after the colon"
        return 0, http.start(2), reason, "write `https://`"
    if host.lower() in ("http", "https") and re.match(r":?//", url[end:]):
        return (
            start,
            len(url) - len(url[end:].lstrip(":/")),
            "the scheme is given twice",
            "remove one of them",
        )
    if any(not label for label in host.split(".")[:-1]):
        return start, end, f"the host `{shorten(host)}` has an empty part", "remove the extra dot"
    if any(len(label) > _LONGEST_LABEL and label.isascii() for label in host.split(".")):
        return (
            start,
            end,
            f"a part of the host is longer than {_LONGEST_LABEL} characters",
            "correct the host",
        )
    if not _parses(url):
        return *http.span(2), f"`{shorten(authority)}` is no valid host", "correct the host"
    return None


def _parses(url: str) -> bool:
    from ada_url import check_url  # noqa: PLC0415 - start-up time; ordinary URLs don't need it

    try:
        return bool(check_url(url))
    except (UnicodeError, ValueError):
        return False


RULE = Rule(
    "URL001",
    "malformed-url",
    Severity.ERROR,
    check,
    __doc__,
    supersedes=("SCH005",),
    needs=frozenset({"unusual-url"}),
)
