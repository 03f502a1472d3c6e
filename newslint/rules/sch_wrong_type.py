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

## Fix safety

Removing the quotes of a number or a boolean is safe where both versions of YAML then read exactly what the
schema wants, in its usual spelling: `"70"`, not `"070"` or `"1_000"`. Quoting a number where a text is wanted
is safe, since the text stays as written. Quoting a boolean is unsafe, for `"false"` counts as true in many
templates, and so is writing `true` or `false` for `yes`, `no`, `on` and `off`.
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Fix, Hit, Safety, Severity
from newslint.frontmatter.nodes import Node
from newslint.frontmatter.syntax import Scalar
from newslint.rule import NoOptions, Rule
from newslint.schema.violations import Violation
from newslint.text.wording import quote, spell

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
            words = document.words
            wanted, found = words.type_names(_types(violation)), words.describe(violation.value)
            message = f"{words.field_name(violation.path)} must be {wanted}, not {found}"
            fix = None
            if (
                node is not None
                and node.path == violation.path
                and not (violation.at_key or violation.schema)
            ):
                fix = _fix(document, node, _types(violation))
            yield Hit(span, message, violation.path, _advice(document, violation), fix)


def _fix(document: Document, node: Node, types: list[str]) -> Fix | None:
    value = node.value
    if isinstance(value, str):
        return _fix_for_text(document, node, types)
    # A number where a date or an address is wanted is no better in quotes.
    formatted = any(role.startswith("format:") for role in node.roles)
    if "string" in types and isinstance(value, bool | int | float) and not formatted:
        edit = document.quote(node)
        safety: Safety = "unsafe" if isinstance(value, bool) else "safe"
        return None if edit is None else Fix("put it in double quotes", (edit,), safety)
    return None


def _fix_for_text(document: Document, node: Node, types: list[str]) -> Fix | None:
    value: str = node.value
    if value == "":
        return None
    unquoted, *_ = readings = document.language.readings(value)
    if _is_wanted(unquoted, types):
        usual = spell(unquoted) if isinstance(unquoted, bool) else repr(unquoted)
        edit = document.write(node, unquoted, value) if usual == value else None
        return None if edit is None else Fix("remove the quotes", (edit,), "safe")
    meant = _boolean(readings)
    if "boolean" in types and meant is not None:
        edit = document.write(node, meant, spell(meant))
        return None if edit is None else Fix(f"write {quote(meant)}", (edit,), "unsafe")
    return None


def _types(violation: Violation) -> list[str]:
    limit = violation.limit if isinstance(violation.limit, list) else [violation.limit]
    return [name for name in limit if isinstance(name, str)]


def _advice(document: Document, violation: Violation) -> str | None:
    types, value = _types(violation), violation.value
    if isinstance(value, str):
        return _advice_for_text(document, types, value)
    if "string" in types and isinstance(value, bool | int | float):
        return "put the value in double quotes"
    if value is None:
        return f"give a value, or remove the {document.words.entry}"
    if "array" in types and not isinstance(value, dict):
        return document.words.as_list
    return None


def _advice_for_text(document: Document, types: list[str], value: str) -> str | None:
    if value == "":
        return f"give a value, or remove the {document.words.entry}"
    readings = document.language.readings(value)
    if _is_wanted(readings[0], types):
        return f"remove the quotes: `{value}`"
    meant = _boolean(readings)
    if "boolean" in types and meant is not None:
        return f"write {quote(meant)}: `{value}` is text in {document.words.newest}"
    if "array" in types:
        return document.words.as_list
    return None


def _boolean(readings: tuple[Scalar, ...]) -> bool | None:
    """What a word means that only an old version takes for a boolean."""
    return next((reading for reading in readings if isinstance(reading, bool)), None)


def _is_wanted(value: Scalar, types: list[str]) -> bool:
    return any(type(value) in _PYTHON_TYPES.get(name, ()) for name in types)


RULE = Rule("SCH003", "wrong-type", Severity.ERROR, check, __doc__, fixes="mixed")
