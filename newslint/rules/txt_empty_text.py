"""A headline, a summary or a publisher's name is empty.

Pages of a site generator are left alone: there an empty text is a placeholder, which the theme fills from the
body or leaves out. A document is taken for such a page where its schema requires no field, unless the
front matter is all there is and describes a picture by its absolute URL and its size, as the metadata of
a page elsewhere does.

## Why is this bad?

Readers see a card without words, search engines make up a text of their own, and screen readers announce a
link that has no name.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
title: "Harbour cranes go electric"
excerpt: ""
provider: {name: Harbour Post, domain: example.com}
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
title: "Harbour cranes go electric"
excerpt: "The port will replace 14 diesel cranes by 2026."
provider: {name: Harbour Post, domain: example.com}
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.rulekit.page_or_record import is_page
from newslint.text.wording import field_name

_ADVICE = {
    "headline": "give the headline that readers should see",
    "summary": "say in a sentence what the article is about",
    "publisher-name": "give the name that readers know the publisher by",
}


class Options(NamedTuple):
    """Where empty texts count.

    Attributes:
        pages: Also report the pages of a site generator.
    """

    pages: bool = False


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Report every empty text of an article that is no page."""
    for role, advice in _ADVICE.items():
        for node in document.with_role(role):
            text = node.value
            if not isinstance(text, str) or (text and not text.isspace()):
                continue
            if options.pages or not is_page(document):
                state = "holds nothing but blanks" if text else "is empty"
                yield Hit(node.span, f"{field_name(node.path)} {state}", node.path, help=advice)


RULE = Rule(
    "TXT012",
    "empty-text",
    Severity.WARNING,
    check,
    __doc__,
    options=Options,
    supersedes=("SCH005", "SCH006", "SCH007"),
    needs=frozenset({"headline", "publisher-name", "summary"}),
)
