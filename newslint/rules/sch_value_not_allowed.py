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
"""

from collections.abc import Iterator
from typing import Any

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.suggest import nearest
from newslint.violations import Violation
from newslint.wording import field_name, join_or, quote

_MOST = 8


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the value with what is allowed."""
    del options
    for violation in document.violations():
        if violation.keyword in ("enum", "const"):
            node = document.node_at(violation.path)
            at_value = node is not None and not violation.at_key and node.start < node.end
            span = node.span if node is not None and at_value else document.key_of(violation.path)
            name = "the key" if violation.at_key else field_name(violation.path)
            message = f"{name} must be {_allowed(violation)}, not {quote(violation.value)}"
            yield Hit(span, message, violation.path, _advice(violation))


def _values(violation: Violation) -> list[Any]:
    return list(violation.limit) if violation.keyword == "enum" else [violation.limit]


def _allowed(violation: Violation) -> str:
    values = _values(violation)
    words = [quote(value) for value in values]
    if len(words) > _MOST:
        return f"one of {', '.join(words[:_MOST])} and {len(words) - _MOST} more"
    return join_or(words)


def _advice(violation: Violation) -> str | None:
    value = violation.value
    texts = [allowed for allowed in _values(violation) if isinstance(allowed, str)]
    similar = nearest(value, texts) if isinstance(value, str) else None
    return f"did you mean `{similar}`?" if similar is not None else None


RULE = Rule("SCH004", "value-not-allowed", Severity.ERROR, check, __doc__)
