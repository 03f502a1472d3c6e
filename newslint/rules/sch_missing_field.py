"""A field that the schema requires is absent.

The finding points at the key of the mapping that lacks it: at the first field of an item in a list, and at
the opening fence when the whole front matter lacks it.

## Why is this bad?

Pages, feeds and lists that count on the field show a gap, sort the article wrongly, or fail to build.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider:
  name: Harbour Post
quality: 70
---
```

```yaml good article
---
category: news
title: Harbour reopens after the storm
excerpt: The first ferries left at dawn, two days after the gale.
publishedDateTime: 2023-05-02T06:30:00Z
webUrl: "https://www.example.com/harbour"
type: article
provider:
  name: Harbour Post
  domain: example.com
quality: 70
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Path, Severity, Span
from newslint.nodes import children_of
from newslint.rule import NoOptions, Rule
from newslint.suggest import nearest
from newslint.violations import Violation
from newslint.wording import field_name, join_or


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every missing field on its own."""
    del options
    for violation in document.violations():
        if violation.keyword == "required":
            span = _place(document, violation.path)
            path = (*violation.path, violation.name)
            yield Hit(span, _message(violation), path, _advice(violation))


def _place(document: Document, path: Path) -> Span:
    """The key of the mapping; an item of a list has none, so the first field in it shows which it is."""
    node = document.node_at(path)
    if path and isinstance(path[-1], int) and node is not None and not node.alias:
        first = next(iter(children_of(node)), node)
        return node.span if first.alias else first.key_span
    return document.key_of(path)


def _message(violation: Violation) -> str:
    names = violation.alternatives or (violation.name,)
    where = f" in {field_name(violation.path)}" if violation.path else ""
    reason = f" (required beside `{violation.because}`)" if violation.because else ""
    return f"{join_or(f'`{name}`' for name in names)} is missing{where}{reason}"


def _advice(violation: Violation) -> str:
    similar = nearest(violation.name, violation.value)
    if similar is not None and similar != violation.name:
        return f"is `{similar}` meant to be `{violation.name}`?"
    return f"add {'one of them' if violation.alternatives else 'the field'}; the schema requires it"


RULE = Rule("SCH001", "missing-field", Severity.ERROR, check, __doc__)
