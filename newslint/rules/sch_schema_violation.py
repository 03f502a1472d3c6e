"""A value breaks a rule of the schema that no other check has words for.

That is `not`, `contains`, `multipleOf`, a `oneOf` of which several fit, a field that the schema forbids, and
any other keyword. The message names the keyword.

## Why is this bad?

The schema is what readers of the archive rely on.

## Example

```json schema
{"properties": {"weight": {"multipleOf": 10}}}
```

```yaml bad
---
weight: 15
---
```

```yaml good
---
weight: 20
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.schema.violations import Violation
from newslint.text.wording import by_schema, count, field_name, quote, spell

# Keywords that have a rule of their own.
_ELSEWHERE = frozenset(
    {
        "required", "type", "enum", "const", "format", "pattern", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties",
        "maxProperties", "uniqueItems",
    }
)  # fmt: skip


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the keyword and the reason."""
    del options
    for violation in document.violations():
        extra = violation.keyword in ("additionalProperties", "unevaluatedProperties") and violation.name
        if violation.keyword in _ELSEWHERE or extra:
            continue
        node = document.node_at(violation.path)
        at_key = violation.at_key or node is None or not violation.path
        span = document.key_of(violation.path) if at_key or node is None else node.span
        yield Hit(span, _message(violation) + by_schema(violation.schema), violation.path)


def _message(violation: Violation) -> str:
    name, value = field_name(violation.path), violation.value
    if violation.keyword == "false":
        return f"{name} is not allowed here"
    if violation.keyword in ("multipleOf", "divisibleBy"):
        return f"{name} must be a multiple of {spell(violation.limit)}, found {spell(value)}"
    if violation.keyword in ("items", "additionalItems") and isinstance(violation.limit, int):
        return f"{name} is one item too many: the list ends after {count(violation.limit, 'item')}"
    if violation.keyword in ("contains", "minContains", "maxContains"):
        return f"{name} doesn't have the items that the schema asks for (`{violation.keyword}`)"
    if violation.keyword == "not" and isinstance(value, dict | list):
        return f"{name} has a form that the schema excludes (`not`)"
    if violation.keyword == "not":
        return f"{name} must not be {quote(value)} (`not` in the schema)"
    if violation.keyword == "oneOf":
        return f"{name} fits more than one of the forms that exclude each other (`oneOf`)"
    return f"{name} breaks `{violation.keyword}` of the schema"


RULE = Rule("SCH009", "schema-violation", Severity.ERROR, check, __doc__)
