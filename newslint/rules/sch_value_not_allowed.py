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

The fix writes the one allowed value that is near. It is unsafe, since another one may have been meant.
"""

from collections.abc import Iterator
from typing import Any

from newslint.document import Document
from newslint.finding import Edit, Fix, Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.schema.violations import Violation
from newslint.text.suggest import Guesses, is_the_only_one
from newslint.text.wording import Words, by_schema, field_name, join_or, shorten

_MOST = 8


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the value with what is allowed."""
    del options
    guesses = Guesses()
    for violation in document.violations():
        if violation.keyword in ("enum", "const"):
            node = document.node_at(violation.path)
            at_value = node is not None and not violation.at_key and node.start < node.end
            span = node.span if node is not None and at_value else document.key_of(violation.path)
            name = "the key" if violation.at_key else field_name(violation.path)
            words = document.words
            message = f"{name} must be {_allowed(violation, words)}, not {words.quote(violation.value)}"
            message += by_schema(violation.schema)
            near = _near(violation, guesses)
            if not near:
                yield Hit(span, message, violation.path)
                continue
            similar = near[0]
            is_sure = not violation.schema and is_the_only_one(violation.value, near)
            edit = _edit(document, violation, similar) if is_sure else None
            fix = None if edit is None else Fix(f"write `{shorten(similar)}`", (edit,), "unsafe")
            yield Hit(span, message, violation.path, f"did you mean `{similar}`?", fix)


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


def _allowed(violation: Violation, words: Words) -> str:
    values = _values(violation)
    if not values:
        return "one of an empty list"
    quoted = [words.quote(value) for value in values[:_MOST]]
    if len(values) > _MOST:
        return f"one of {', '.join(quoted)} and {len(values) - _MOST} more"
    return join_or(quoted)


RULE = Rule("SCH004", "value-not-allowed", Severity.ERROR, check, __doc__, fixes="unsafe")
