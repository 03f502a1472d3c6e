"""A URL uses http although its site is known to answer over https.

Many sites answer over http alone, so a URL is reported only where the article itself shows the better one:
an image on the site of the article's https page, or a page whose host stands in the same file with https.
The address that an article was taken from is a record, and is left alone. With `mixed-content`, every http
image of an https page is reported.

## Why is this bad?

Browsers block or rewrite http images on https pages, and everybody on the way can read and change what is
fetched. A canonical http address of an https page sends search engines through a redirect.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: "https://www.example.com/harbour"
images:
  - url: "http://www.example.com/cranes.jpg"
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: "https://www.example.com/harbour"
images:
  - url: "https://www.example.com/cranes.jpg"
---
```

## Fix safety

The fix writes `https`. It is unsafe, since only a request can tell that the file is there. A URL with a port
has none.
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Fix, Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.sites import host_of, same_site
from newslint.knowledge.urls import authority_of, is_template, local_place
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.text.wording import field_name

_PAGES = ("canonical-url", "amp-url", "original-url")


class Options(NamedTuple):
    """What counts as certain.

    Attributes:
        mixed_content: Report the http images of every https page, on whatever host they are.
    """

    mixed_content: bool = False


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Report http where https is certain."""
    if not any(_is_http(node) for node in document.unusual_urls):
        return
    secure_pages = _secure_pages(document)
    for article in document.with_role("article"):
        for node in article.parts_with("image-url"):
            page = article.part("canonical-url")
            host = _public_host(node)
            secure = _https_host(page)
            if page is None or host is None or secure is None:
                continue
            if options.mixed_content or same_site(host, secure):
                reason = f"the page in {field_name(page.path)} uses https"
                yield _hit(document, node, reason, page)
        for role in ("canonical-url", "amp-url"):
            for node in article.parts_with(role):
                host = _public_host(node)
                proof = secure_pages.get(host.removeprefix("www.")) if host is not None else None
                if proof is not None:
                    reason = f"{field_name(proof.path)} is on the same host with https"
                    yield _hit(document, node, reason, proof)


def _secure_pages(document: Document) -> dict[str, Node]:
    """The first page that the file gives with https on each host, named without `www.`."""
    found: dict[str, Node] = {}
    for role in _PAGES:
        for node in document.with_role(role):
            host = _https_host(node)
            if host is not None:
                found.setdefault(host.removeprefix("www."), node)
    return found


def _is_http(node: Node) -> bool:
    return isinstance(node.value, str) and node.value[:7].lower() == "http://"


def _https_host(node: Node | None) -> str | None:
    if node is None or not isinstance(node.value, str) or node.value[:8].lower() != "https://":
        return None
    return None if is_template(node.value) else host_of(node.value)


def _public_host(node: Node) -> str | None:
    """The host of an http URL, if it is one that https would make safer."""
    if not _is_http(node) or is_template(node.value):
        return None
    host = host_of(node.value)
    # Onion services encrypt whatever they carry.
    return None if host is None or local_place(host) or host.endswith(".onion") else host


def _hit(document: Document, node: Node, reason: str, proof: Node) -> Hit:
    authority = authority_of(node.value)
    plain = authority is not None and authority.port is None
    edit = document.replace(node, 0, 4, "https") if plain else None
    return Hit(
        document.place(node, 0, 4),
        f"{field_name(node.path)} uses http, but {reason}",
        node.path,
        help="write `https`, if the address answers there",
        fix=None if edit is None else Fix("write `https`", (edit,), "unsafe"),
        related=((proof.span, "the address with https"),),
    )


RULE = Rule(
    "URL004",
    "insecure-url",
    Severity.WARNING,
    check,
    __doc__,
    fixes="unsafe",
    options=Options,
    needs=frozenset({"unusual-url"}),
)
