"""A field that should hold a URL is empty.

Only fields to which the schema gives a URL format are checked: elsewhere an empty text may be a placeholder
that a template fills.

## Why is this bad?

Browsers take an empty address for the page itself: a link leads nowhere, and an empty image address loads
the whole page once more.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: ""
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

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.schema.roles import OF_URL_FORMAT
from newslint.text.wording import field_name


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every empty text where a URL is wanted."""
    del options
    for node in document.unusual_urls:
        if not node.value.strip() and node.roles & OF_URL_FORMAT:
            yield Hit(
                node.span,
                f"{field_name(node.path)} is empty, and a URL belongs there",
                node.path,
                help="give the address, or remove the field",
            )


RULE = Rule(
    "URL003",
    "empty-url",
    Severity.ERROR,
    check,
    __doc__,
    supersedes=("SCH005", "SCH006", "SCH007"),
    needs=frozenset({"unusual-url"}),
)
