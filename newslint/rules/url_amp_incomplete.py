"""An AMP cache URL stands without the AMP URL that it is made from.

The address in a cache follows from the address of the AMP page on the publisher's site, so one without the
other is half a record. The other half, an AMP URL without a cache URL, is reported only with
`require-cache-url`: many archives never store what can be computed.

## Why is this bad?

Caches come and go, and the publisher's own AMP page is what stays. A page that offers it falls back to
nothing.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
cdnAmpWebUrl: "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/harbour"
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

The fix adds the missing field on a line below the other one, where the schema has one name for it. A cache
URL is safe to add, since it is computed. An AMP URL is unsafe to add: the page may have moved since.
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Fix, Hit, Path, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.ampcache import cache_url, cached_page
from newslint.knowledge.urls import is_template
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.schema.roles import OF_URL_FORMAT
from newslint.text.wording import field_name


class Options(NamedTuple):
    """What a complete record is.

    Attributes:
        require_cache_url: Report an AMP URL without a cache URL too.
    """

    require_cache_url: bool = False


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Look for the other of the two in every article."""
    if not document.with_role("amp-cache-url") and not options.require_cache_url:
        return
    for article in document.with_role("article"):
        amp, cached = article.part("amp-url"), article.part("amp-cache-url")
        if cached is not None and _is_url(cached) and _is_absent(amp):
            page = cached_page(cached.value)
            # What is no cache URL says nothing of an AMP page.
            if page is not None:
                yield _hit(document, cached, amp, "amp-url", page)
        elif options.require_cache_url and amp is not None and _is_url(amp) and _is_absent(cached):
            right = cache_url(amp.value)
            if right is not None:
                yield _hit(document, amp, cached, "amp-cache-url", right)


def _hit(document: Document, node: Node, empty: Node | None, role: str, url: str) -> Hit:
    """A fix adds the field that is missing, so the finding is about that one's path."""
    if role == "amp-url":
        subject, reason = "the AMP URL", "the AMP URL that it is made from is missing"
    else:
        subject, reason = "the AMP cache URL", "the AMP cache URL is missing"
    path, fix = node.path, None
    parent, name = document.node_at(path[:-1]), _name_of(document, path[:-1], role)
    if parent is not None and name is not None:
        edit = document.add_field(parent, node, name, url)
        if edit is not None:
            path = (*path[:-1], name)
            fix = Fix(f"add the field `{name}`", (edit,), "unsafe" if role == "amp-url" else "safe")
    return Hit(
        node.key_span,
        f"{field_name(node.path)} stands alone: {reason}",
        path,
        help=f"{subject} is `{url}`",
        fix=fix,
        related=() if empty is None else ((empty.key_span, f"{subject}, which is empty"),),
    )


def _name_of(document: Document, path: Path, role: str) -> str | None:
    """The one field of the mapping at a path that has a role."""
    state = document.binding.state_at(path)
    known = document.binding.known_to_all(path)
    names = [name for name in known if role in state.field(name).roles]
    return names[0] if len(names) == 1 else None


def _is_absent(node: Node | None) -> bool:
    """Whether nothing is there; what is empty where the schema wants a URL is a defect of its own."""
    if node is None:
        return True
    blank = node.value is None or (isinstance(node.value, str) and not node.value.strip())
    return blank and not node.roles & OF_URL_FORMAT


def _is_url(node: Node) -> bool:
    return isinstance(node.value, str) and bool(node.value.strip()) and not is_template(node.value)


RULE = Rule(
    "URL007",
    "amp-incomplete",
    Severity.WARNING,
    check,
    __doc__,
    fixes="mixed",
    options=Options,
    needs=frozenset({"amp-cache-url", "amp-url"}),
)
