"""A related article is the article itself.

The addresses of the article and of its related entries are compared, without what makes no difference:
scheme, `www.`, a final slash, fragment, tracking parameters.

## Why is this bad?

Readers who want more on the story are sent to the page they are on.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: "https://www.example.com/harbour"
related:
  - {title: The harbour, webUrl: "https://www.example.com/harbour/"}
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
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.page_identity import page_key
from newslint.rule import NoOptions, Rule
from newslint.text.wording import field_name

_ROLES = ("canonical-url", "original-url")


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Compare the addresses of every article with those of its related ones."""
    del options
    if not document.with_role("related"):
        return
    for article in document.with_role("article"):
        entries = [entry for group in article.parts_with("related") for entry in group.parts_with("article")]
        if not entries:
            continue
        own = {key: url for url in _urls(article) if (key := page_key(url.value)) is not None}
        for entry in entries if own else ():
            for url in _urls(entry):
                mine = own.get(page_key(url.value) or "")
                if mine is not None:
                    yield Hit(
                        url.span,
                        f"{field_name(entry.path)} is the article itself: it has the same address as"
                        f" {field_name(mine.path)}",
                        url.path,
                        help="remove the entry, or correct its address",
                        related=((mine.span, "the article's own address"),),
                    )
                    break


def _urls(article: Node) -> list[Node]:
    return [url for role in _ROLES if (url := article.part(role)) is not None]


RULE = Rule(
    "REL001",
    "related-to-itself",
    Severity.WARNING,
    check,
    __doc__,
    supersedes=("REL002",),
    needs=frozenset({"related"}),
)
