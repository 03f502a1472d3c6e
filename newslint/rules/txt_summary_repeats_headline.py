"""The summary says nothing but the headline.

The two are compared without regard to case, blanks, and the marks that end a sentence or show a cut. The
rule is off unless it is selected, since many sites repeat the headline where the source has no summary.

## Why is this bad?

Readers see the same words twice, and learn nothing from the second.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
title: "Harbour cranes go electric"
excerpt: "Harbour cranes go electric."
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
from newslint.rule import NoOptions, Rule
from newslint.rulekit.page_or_record import TEMPLATE
from newslint.text.wording import field_name

_MARKS = ".…!?。！？ "


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Compare the summaries of every article with its headline."""
    del options
    for article in document.with_role("article"):
        headline = article.part("headline")
        if headline is None or not isinstance(headline.value, str) or TEMPLATE.search(headline.value):
            continue
        words = ""
        for summary in article.parts_with("summary"):
            if not isinstance(summary.value, str) or len(summary.value) > 2 * len(headline.value) + 9:
                continue
            words = words or _words(headline.value)
            if words and _words(summary.value) == words:
                yield Hit(
                    summary.span,
                    f"{field_name(summary.path)} only repeats {field_name(headline.path)}",
                    summary.path,
                    help="say what the headline doesn't, or remove it",
                    related=((headline.span, "the headline"),),
                )


def _words(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(_MARKS)


RULE = Rule(
    "TXT011",
    "summary-repeats-headline",
    Severity.INFO,
    check,
    __doc__,
    default=False,
    needs=frozenset({"summary"}),
)
