"""A related article stands in the list twice.

Entries are told apart by their address, without what makes no difference: scheme, `www.`, a final slash,
fragment, tracking parameters. The article's own address counts, or, where there is none, the one that it
was taken from. Entries without an address are compared as a whole.

## Why is this bad?

Readers see the same story twice, in the place of another one.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: "https://www.example.com/harbour"
related:
  - {title: The ferries, webUrl: "https://www.example.com/ferries"}
  - {title: Ferries, webUrl: "https://www.example.com/ferries"}
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: "https://www.example.com/harbour"
related:
  - {title: The ferries, webUrl: "https://www.example.com/ferries"}
  - {title: The cranes, webUrl: "https://www.example.com/cranes"}
---
```
"""

import json
from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.page_identity import page_key
from newslint.rule import NoOptions, Rule
from newslint.text.wording import field_name


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every entry that an earlier one of its list has made superfluous."""
    del options
    for related in document.with_role("related"):
        entries = related.parts_with("article")
        if len(entries) < 2:
            continue
        seen: dict[str, Node] = {}
        for entry in entries:
            node, key = _identity(entry)
            first = entry if key is None else seen.setdefault(key, entry)
            if first is not entry:
                yield _hit(document, entry, node, first)


def _identity(entry: Node) -> tuple[Node, str | None]:
    """What identifies an entry, and where it stands: its address, else all that it says below a headline."""
    for role in ("canonical-url", "original-url"):
        url = entry.part(role)
        key = page_key(url.value) if url is not None else None
        if url is not None and key is not None:
            return url, key
    headline = entry.part("headline")
    is_named = headline is not None and headline.value
    return entry, json.dumps(entry.value, sort_keys=True) if is_named else None


def _hit(document: Document, entry: Node, node: Node, first: Node) -> Hit:
    line = document.source.line_of(first.start)
    return Hit(
        (entry.part("headline") or node).span if node is entry else node.span,
        f"{field_name(entry.path)} is the same article as {field_name(first.path)} on line {line}",
        node.path,
        help="remove one of the two, or correct the address",
        related=((first.span, "the same article"),),
    )


RULE = Rule(
    "REL002",
    "duplicate-related",
    Severity.WARNING,
    check,
    __doc__,
    supersedes=("SCH008",),
    needs=frozenset({"related"}),
)
