"""A URL is relative where the schema wants an absolute one.

A field of the format `url`, `uri` or `iri` holds an address with its scheme; one of a format that ends in
`-reference` may hold a path, as may every field without a format. What isn't a path at all (a word, an
identifier) is left to `bad-format`.

## Why is this bad?

In a feed, an e-mail or on another site, a path leads to that site or nowhere: it only works on the page that
it was written for.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: "/2023/harbour"
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: "https://www.example.com/2023/harbour"
---
```

## Fix safety

Only an address that names its host gets a fix: `https:` in front of `//www.example.com/harbour`. It is
unsafe, since the host may not answer there.
"""

import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Fix, Hit, Path, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.urls import is_template
from newslint.rule import NoOptions, Rule
from newslint.text.wording import field_name, shorten

_ABSOLUTE_FORMATS = frozenset({"format:iri", "format:uri", "format:url"})
# Few addresses need these, so they are compiled when the first one does.
_ABSOLUTE = r"(?i)\s*[a-z][a-z0-9+.-]*:"
_HOST = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d+)?"
_NO_SCHEME = rf"(?i)//{_HOST}(?:[/?#]\S*)?"
_NO_SLASHES = rf"(?i)www\.{_HOST}(?:[/?#]\S*)?"
# From the root, from here, a query alone; or folders and a file.
_PATH = r"(?:\.{0,2}/(?!/)|\?\w)[^\s]*|(?:[\w%~+.,-]+/)+[\w%~+,-]+\.\w{2,5}(?:[?#]\S*)?"


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every path where the schema refuses it."""
    del options
    refused: frozenset[Path] | None = None
    for node in document.unusual_urls:
        if node.roles & _ABSOLUTE_FORMATS and not re.match(_ABSOLUTE, node.value):
            hit = _hit(document, node)
            if hit is None:
                continue
            if refused is None:  # another branch of the schema may allow what this format doesn't
                said = (*document.violations(), *document.guessed_violations)
                refused = frozenset(v.path for v in said if v.keyword == "format")
            if node.path in refused:
                yield hit


def _hit(document: Document, node: Node) -> Hit | None:
    name, url = field_name(node.path), node.value
    if is_template(url):
        return None
    if re.fullmatch(_NO_SCHEME, url):
        return _with_host(document, node, 2, f"https:{url}")
    if re.fullmatch(_NO_SLASHES, url):
        return _with_host(document, node, 4, f"https://{url}")
    if re.fullmatch(_PATH, url):
        message = f"{name} must be an absolute URL, not the path `{shorten(url)}`"
        return Hit(node.span, message, node.path, help="write it in full, with `https://` and the host")
    return None


def _with_host(document: Document, node: Node, length: int, right: str) -> Hit:
    edit = document.replace(node, 0, length, right[: len(right) - len(node.value) + length])
    message = f"{field_name(node.path)} must be an absolute URL, and has no scheme"
    fix = None if edit is None else Fix(f"write `{right}`", (edit,), "unsafe")
    return Hit(document.place(node, 0, length), message, node.path, help=f"write `{shorten(right)}`", fix=fix)


RULE = Rule(
    "URL002",
    "relative-url",
    Severity.WARNING,
    check,
    __doc__,
    fixes="unsafe",
    supersedes=("SCH005", "SCH006"),
    needs=frozenset({"unusual-url"}),
)
