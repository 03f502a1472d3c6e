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
from newslint.finding import Fix, Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.frontmatter.syntax import Scalar
from newslint.rule import NoOptions, Rule
from newslint.rulekit.own_words import in_own_words
from newslint.rulekit.retyping import as_boolean, boolean_in, with_quotes, without_quotes
from newslint.schema.violations import Violation
from newslint.text.wording import quote

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
            path, words = violation.path, document.words
            wanted, found = words.type_names(_types(violation)), words.describe(violation.value)
            message = f"{words.field_name(path)} must be {wanted}, not {found}"
            fix = None
            node = document.node_at(path)
            if node is not None and node.path == path and not (violation.at_key or violation.schema):
                fix = _fix(document, node, _types(violation))
            hit = Hit(document.place_of(path), message, path, _advice(document, violation), fix)
            yield in_own_words(hit, violation)


def _fix(document: Document, node: Node, types: list[str]) -> Fix | None:
    value = node.value
    if isinstance(value, str):
        return _fix_for_text(document, node, types)
    # A number where a date or an address is wanted is no better in quotes.
    formatted = any(role.startswith("format:") for role in node.roles)
    if "string" in types and isinstance(value, bool | int | float) and not formatted:
        return with_quotes(document, node)
    return None


def _fix_for_text(document: Document, node: Node, types: list[str]) -> Fix | None:
    value: str = node.value
    if value == "":
        return None
    readings = document.language.readings(value)
    if _is_wanted(readings[0], types):
        return without_quotes(document, node)
    meant = boolean_in(readings)
    return as_boolean(document, node, meant) if "boolean" in types and meant is not None else None


def _types(violation: Violation) -> list[str]:
    limit = violation.limit if isinstance(violation.limit, list) else [violation.limit]
    return [name for name in limit if isinstance(name, str)]


def _advice(document: Document, violation: Violation) -> str | None:
    types, value = _types(violation), violation.value
    if isinstance(value, str):
        return _advice_for_text(document, types, value)
    if "string" in types and not isinstance(value, list | dict | None):
        return "put the value in double quotes"
    if value is None:
        item = bool(violation.path) and isinstance(violation.path[-1], int)
        return f"give a value, or remove the {'item' if item else document.words.entry}"
    if "array" in types and not isinstance(value, dict):
        return document.words.as_list
    return None


def _advice_for_text(document: Document, types: list[str], value: str) -> str | None:
    if value == "":
        return f"give a value, or remove the {document.words.entry}"
    readings = document.language.readings(value)
    if _is_wanted(readings[0], types):
        return f"remove the quotes: `{value}`"
    meant = boolean_in(readings)
    if "boolean" in types and meant is not None:
        return f"write {quote(meant)}: `{value}` is text in {document.words.newest}"
    if "array" in types:
        return document.words.as_list
    return None


def _is_wanted(value: Scalar, types: list[str]) -> bool:
    return any(type(value) in _PYTHON_TYPES.get(name, ()) for name in types)


RULE = Rule("SCH003", "wrong-type", Severity.ERROR, check, __doc__, fixes="mixed")
