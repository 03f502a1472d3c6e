"""The same item stands twice in a list whose items must differ.

The finding points at the second one.

## Why is this bad?

The label shows twice on the page, and counts and lists by label are wrong by one.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
topics: [Harbour, Weather, Harbour]
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
topics: [Harbour, Weather]
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.rulekit.own_words import in_own_words
from newslint.text.wording import by_schema


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every item that repeats an earlier one."""
    del options
    words = document.words
    for violation in document.violations():
        if violation.keyword == "uniqueItems":
            node = document.node_at(violation.path)
            first = document.node_at((*violation.path[:-1], violation.limit))
            if node is not None and first is not None:
                line = document.source.line_of(first.start)
                name, value = words.field_name(violation.path), words.quote(violation.value)
                message = f"{name} repeats {value}, first on line {line}"
                hit = Hit(
                    node.span,
                    message + by_schema(violation.schema),
                    violation.path,
                    help="remove one of them",
                    related=((first.span, "the first of them"),),
                )
                yield in_own_words(hit, violation)


RULE = Rule("SCH008", "duplicate-item", Severity.WARNING, check, __doc__)
