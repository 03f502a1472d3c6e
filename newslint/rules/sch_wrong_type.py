"""A value has another type than the schema wants.

## Why is this bad?

A number in quotes sorts as text (`"9"` after `"10"`), a text without quotes may turn into a number, and code
that loops over a list breaks on a single value.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
quality: "70"
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
quality: 70
---
```
"""

from collections.abc import Iterator
from typing import Any

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.scalars import resolve, resolve_11
from newslint.violations import Violation
from newslint.wording import describe, field_name, quote, type_names

_PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the type that was found and the one that is wanted."""
    del options
    for violation in document.violations():
        if violation.keyword == "type":
            node = document.node_at(violation.path)
            written = node is not None and node.start < node.end
            span = node.span if node is not None and written else document.key_of(violation.path)
            message = (
                f"{field_name(violation.path)} must be {_wanted(violation)}, not {describe(violation.value)}"
            )
            yield Hit(span, message, violation.path, _advice(violation))


def _types(violation: Violation) -> list[str]:
    limit = violation.limit if isinstance(violation.limit, list) else [violation.limit]
    return [name for name in limit if isinstance(name, str)]


def _wanted(violation: Violation) -> str:
    return type_names(_types(violation))


def _advice(violation: Violation) -> str | None:
    types, value = _types(violation), violation.value
    if isinstance(value, str):
        return _advice_for_text(types, value)
    if "string" in types and isinstance(value, bool | int | float):
        return "put the value in double quotes"
    if value is None:
        return "give a value, or remove the field"
    if "array" in types and not isinstance(value, dict):
        return "write it as a list: `[value]`, or `- value` on a line of its own"
    return None


def _advice_for_text(types: list[str], value: str) -> str | None:
    if value == "":
        return "give a value, or remove the field"
    unquoted: Any = resolve(value)
    if any(type(unquoted) in _PYTHON_TYPES.get(name, ()) for name in types):
        return f"remove the quotes: `{value}`"
    if "boolean" in types and isinstance(read := resolve_11(value), bool):
        return f"write {quote(read)}: `{value}` is text in YAML 1.2"
    if "array" in types:
        return "write it as a list: `[value]`, or `- value` on a line of its own"
    return None


RULE = Rule("SCH003", "wrong-type", Severity.ERROR, check, __doc__)
