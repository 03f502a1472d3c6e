"""A number is too small or too large, or a text, list or mapping too short or too long.

## Why is this bad?

The value breaks a promise that pages rely on: a star rating of 11, a title that doesn't fit its box, a list
without a single item.

## Example

```json schema
{"properties": {"rating": {"maximum": 5}, "tags": {"minItems": 1}}}
```

```yaml bad
---
rating: 11
tags: []
---
```

```yaml good
---
rating: 4
tags: [harbour]
---
```
"""

from collections.abc import Iterator
from typing import Any

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.violations import Violation
from newslint.wording import count, field_name, spell

_NUMBERS = {
    "minimum": "{limit} or more",
    "maximum": "{limit} or less",
    "exclusiveMinimum": "more than {limit}",
    "exclusiveMaximum": "less than {limit}",
}
# Keyword -> how much, and the unit in singular and plural.
_LENGTHS = {
    "minLength": ("or more", "character", "characters"),
    "maxLength": ("or less", "character", "characters"),
    "minItems": ("or more", "item", "items"),
    "maxItems": ("or less", "item", "items"),
    "minProperties": ("or more", "field", "fields"),
    "maxProperties": ("or less", "field", "fields"),
}


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the limit and what was found."""
    del options
    for violation in document.violations():
        sentence = _sentence(violation)
        if sentence is not None:
            node = document.node_at(violation.path)
            at_key = violation.at_key or not violation.path or node is None
            span = document.key_of(violation.path) if at_key or node is None else node.span
            yield Hit(span, f"{field_name(violation.path)} {sentence}", violation.path)


def _sentence(violation: Violation) -> str | None:
    if violation.keyword in _NUMBERS:
        limit, found = _limit(violation.limit), spell(violation.value)
        return f"must be {_NUMBERS[violation.keyword].format(limit=limit)}, found {found}"
    if violation.keyword in _LENGTHS:
        amount, singular, plural = _LENGTHS[violation.keyword]
        wanted = f"{violation.limit:,} {singular if violation.limit == 1 else plural} {amount}"
        return f"must have {wanted}, found {count(len(violation.value), singular, plural)}"
    return None


def _limit(limit: Any) -> str:
    # In draft 4 `exclusiveMinimum` is a flag beside `minimum`.
    return "the limit" if isinstance(limit, bool) else spell(limit)


RULE = Rule("SCH007", "out-of-range", Severity.ERROR, check, __doc__)
