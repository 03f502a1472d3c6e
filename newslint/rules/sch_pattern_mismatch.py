r"""A value, or a key, doesn't match the pattern that the schema wants.

## Why is this bad?

The schema's author gave the pattern because code takes the value apart by it.

## Example

```json schema
{"properties": {"id": {"pattern": "^[0-9]{4}-[a-z-]+$", "description": "year and slug, like 2023-harbour"}}}
```

```yaml bad
---
id: harbour-2023
---
```

```yaml good
---
id: 2023-harbour
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.text.wording import by_schema, field_name, quote, shorten


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the value with the pattern."""
    del options
    for violation in document.violations():
        if violation.keyword != "pattern":
            continue
        pattern = f"`{shorten(str(violation.limit))}`"
        if violation.at_key:
            span = document.key_of(violation.path)
            message = f"the key {quote(violation.value)} must match {pattern}"
        else:
            node = document.node_at(violation.path)
            span = node.span if node is not None else document.key_of(violation.path)
            message = f"{field_name(violation.path)} must match {pattern}, found {quote(violation.value)}"
        yield Hit(span, message + by_schema(violation.schema), violation.path)


RULE = Rule("SCH006", "pattern-mismatch", Severity.ERROR, check, __doc__)
