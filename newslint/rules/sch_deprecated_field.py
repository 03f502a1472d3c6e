"""A field that the schema calls deprecated.

The schema says so with `deprecated: true`, or with `deprecationMessage` as editors read it. A field is only
reported where the schema calls it so whatever the article is: not in a branch of `anyOf`, `oneOf` or `if`.

## Why is this bad?

Whoever wrote the schema means to remove the field. What still uses it breaks on that day.

## Example

```json schema
{"properties": {"heat": {"deprecated": true, "deprecationMessage": "write `score`, from 0 to 100"}}}
```

```yaml bad
---
heat: 70
---
```

```yaml good
---
score: 70
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.schema.roles import DEPRECATED


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every deprecated field at its key, with what the schema says of it."""
    del options
    for node in document.with_role(DEPRECATED):
        message = f"{document.words.field_name(node.path)} is deprecated"
        yield Hit(node.key_span, message, node.path, document.binding.state_at(node.path).deprecation)


RULE = Rule(
    "SCH012",
    "deprecated-field",
    Severity.WARNING,
    check,
    __doc__,
    needs=frozenset({DEPRECATED}),
)
