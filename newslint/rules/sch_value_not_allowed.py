"""A value is not one of those that the schema allows.

## Why is this bad?

Code that decides by the value (`type: article` or `type: video`) has no branch for it, and the article falls
out of every list.

## Example

The schema of this example allows `article` and `video`:

```json schema
{"properties": {"type": {"enum": ["article", "video"]}}}
```

```yaml bad
---
type: vidoe
---
```

```yaml good
---
type: video
---
```

## Fix safety

Where only the type is wrong, quotes are added or removed: `8` becomes `"8"` where the schema lists that. This
is safe but for booleans, since `"false"` counts as true in many templates. A misspelt value becomes the one
allowed value that is near. That is unsafe, since another one may have been meant.
"""

from collections.abc import Iterator
from typing import Any

from newslint.document import Document
from newslint.finding import Edit, Fix, Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.rule import NoOptions, Rule
from newslint.rulekit.choices import allowed_and_found
from newslint.rulekit.own_words import in_own_words
from newslint.rulekit.retyping import as_boolean, boolean_in, with_quotes, without_quotes
from newslint.schema.violations import Violation, identity
from newslint.text.suggest import Guesses, is_the_only_one
from newslint.text.wording import by_schema, shorten

_Repair = tuple[str, Fix | None]


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the value with what is allowed."""
    del options
    guesses, allowed = Guesses(), _Allowed()
    for violation in document.violations():
        if violation.keyword in ("enum", "const"):
            words = document.words
            span = document.place_of(violation.path, at_key=violation.at_key)
            name = "the key" if violation.at_key else words.field_name(violation.path)
            wanted, found = allowed_and_found(_values(violation), violation.value, document.language)
            if violation.at_key:
                found = words.quote(violation.value)
            message = f"{name} must be {wanted}, not {found}{by_schema(violation.schema)}"
            advice, fix = _retyped(document, violation, allowed) or _respelt(document, violation, guesses)
            yield in_own_words(Hit(span, message, violation.path, advice or None, fix), violation)


class _Allowed:
    """What the lists of one document allow, to look values up."""

    def __init__(self) -> None:
        self._known: dict[int, frozenset[str]] = {}

    def holds(self, violation: Violation, value: Any) -> bool:
        key = id(violation.limit)  # the violations keep it
        if key not in self._known:
            self._known[key] = frozenset(map(identity, _values(violation)))
        return identity(value) in self._known[key]


def _retyped(document: Document, violation: Violation, allowed: _Allowed) -> _Repair | None:
    """What makes the value right where only its type is wrong: advice, and a fix where one is certain."""
    path, node = violation.path, document.node_at(violation.path)
    if violation.at_key or node is None or isinstance(node.value, dict | list):
        return None
    is_sure = node.path == path and not violation.schema
    if isinstance(node.value, str):
        return _unquoted(document, node, violation, allowed, is_sure=is_sure)
    written = document.text_of(node.span)
    if not written or not allowed.holds(violation, written):
        return None
    return "put it in double quotes", with_quotes(document, node) if is_sure else None


def _unquoted(
    document: Document, node: Node, violation: Violation, allowed: _Allowed, *, is_sure: bool
) -> _Repair | None:
    readings = document.language.readings(node.value)
    if not isinstance(readings[0], str) and allowed.holds(violation, readings[0]):
        if node.value == "":
            return "leave it without a value", None
        return f"remove the quotes: `{shorten(node.value)}`", without_quotes(
            document, node
        ) if is_sure else None
    meant = boolean_in(readings)
    if meant is None or not allowed.holds(violation, meant):
        return None
    advice = f"write {document.words.quote(meant)}: `{node.value}` is text in {document.words.newest}"
    return advice, as_boolean(document, node, meant) if is_sure else None


def _respelt(document: Document, violation: Violation, guesses: Guesses) -> _Repair:
    """The value that is near, and a fix where no other one is."""
    near = _near(violation, guesses)
    if not near:
        return "", None
    similar = near[0]
    is_sure = not violation.schema and is_the_only_one(violation.value, near)
    edit = _edit(document, violation, similar) if is_sure else None
    fix = None if edit is None else Fix(f"write `{shorten(similar)}`", (edit,), "unsafe")
    return f"did you mean `{similar}`?", fix


def _near(violation: Violation, guesses: Guesses) -> list[str]:
    """The allowed texts that may be meant."""
    if not isinstance(violation.value, str):
        return []
    return guesses.near(
        violation.value,
        id(violation.limit),  # the violations keep it
        lambda: [allowed for allowed in _values(violation) if isinstance(allowed, str)],
    )


def _edit(document: Document, violation: Violation, similar: str) -> Edit | None:
    node = document.node_at(violation.path)
    if violation.at_key:
        parent = document.node_at(violation.path[:-1])
        taken = parent is None or similar in parent.value
        return None if taken else document.rename(violation.path, similar)
    if node is None or node.alias or node.path != violation.path:
        return None
    return document.replace(node, 0, len(node.value), similar)


def _values(violation: Violation) -> list[Any]:
    return list(violation.limit) if violation.keyword == "enum" else [violation.limit]


RULE = Rule(
    "SCH004",
    "value-not-allowed",
    Severity.ERROR,
    check,
    __doc__,
    fixes="mixed",
    supersedes=("SCH003",),
)
