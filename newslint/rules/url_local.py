"""A URL leads to a local machine, or gives away a password.

Reported are hosts that mean another machine for every reader (`localhost`, `.local`, addresses of private
and link-local networks) and `file:` addresses; then the name and password in front of a host. Names and
networks that are kept for documentation are left alone, and so are templates.

## Why is this bad?

The link works for nobody but the person who wrote it. A password in a published file is known to everybody.

## Example

```yaml bad
---
title: The harbour
image: "http://localhost:4000/assets/cranes.jpg"
---
```

```yaml good
---
title: The harbour
image: "/assets/cranes.jpg"
---
```
"""

import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.sites import host_of
from newslint.knowledge.urls import Authority, authority_of, is_documentation, is_template, local_place
from newslint.rule import NoOptions, Rule
from newslint.text.lazy_pattern import later
from newslint.text.wording import field_name

# Nearly every URL: a public name, and nobody in front of it.
_ORDINARY = later(
    r"https?://(?:[a-z0-9-]++\.)++(?!local|internal|intranet|lan|arpa)[a-z]{2,}+(?=[/?#]|\Z)", re.ASCII
)
_SUSPECT = later(
    r"(?:https?:)?//(?:[^/?#\\]*@|[\d\[]|[^/?#:]*(?:local|localhost|localdomain|internal|intranet|lan|arpa)\.?"
    r"(?:[:/?#\\]|\Z)|[^/?#]*[^\x00-\x7f%])|file:",
    re.IGNORECASE,
)


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Look at the host of every URL, and at what stands in front of it."""
    del options
    for node in document.unusual_urls:
        if _ORDINARY.match(node.value):
            continue
        if _SUSPECT.match(node.value) and not is_template(node.value):
            yield from _hits(document, node)


def _hits(document: Document, node: Node) -> Iterator[Hit]:
    url: str = node.value
    name = field_name(node.path)
    authority = authority_of(url)
    if authority is None:
        if url[:5].lower() == "file:":
            yield Hit(
                document.place(node, 0, 5),
                f"{name} is a file on one computer",
                node.path,
                help="give the address that readers can open",
            )
        return
    host = host_of(url if authority.scheme else f"http:{url}")
    if host is None:
        return
    place = local_place(host)
    if place is not None:
        yield Hit(
            document.place(node, *authority.host),
            f"{name} leads to {place}: `{url[slice(*authority.host)]}`",
            node.path,
            help="give the public address",
        )
    if _has_credentials(url, authority) and not is_documentation(host):
        start, end = authority.user or (0, 0)
        yield Hit(
            document.place(node, start, end),
            f"{name} holds a {'user name and a password' if ':' in url[start:end] else 'user name'}",
            node.path,
            help="remove it, and change the password" if ":" in url[start:end] else "remove it",
        )


def _has_credentials(url: str, authority: Authority) -> bool:
    return authority.user is not None and bool(url[slice(*authority.user)].strip(":"))


RULE = Rule(
    "URL011",
    "local-url",
    Severity.ERROR,
    check,
    __doc__,
    supersedes=("SCH005", "URL012"),
    needs=frozenset({"unusual-url"}),
)
