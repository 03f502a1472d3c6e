"""A number is too small or too large, or a text or a list too short or too long.

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

from newslint.document import Document
from newslint.finding import Hit, Severity, Span
from newslint.frontmatter.nodes import children_of
from newslint.rule import NoOptions, Rule
from newslint.rulekit.own_words import in_own_words
from newslint.schema.violations import Violation
from newslint.text.wording import Words, by_schema, shorten

_NUMBERS = {
    "minimum": "{limit} or more",
    "maximum": "{limit} or less",
    "exclusiveMinimum": "more than {limit}",
    "exclusiveMaximum": "less than {limit}",
}
# Keyword -> how much, and the unit in singular and plural.
_LENGTHS = {
    "minLength": ("or more", "character", "characters"),
    "maxLength": ("or fewer", "character", "characters"),
    "minItems": ("or more", "item", "items"),
    "maxItems": ("or fewer", "item", "items"),
    "minProperties": ("or more", "field", "fields"),
    "maxProperties": ("or fewer", "field", "fields"),
}


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the limit and what was found."""
    del options
    for violation in document.violations():
        sentence = _sentence(violation, document.words)
        if sentence is not None:
            words = document.words
            name = words.field_name(violation.path)
            name = f"the key {words.quote(violation.value)}" if violation.at_key else name
            message = f"{name} {sentence}{by_schema(violation.schema)}"
            yield in_own_words(Hit(_place(document, violation), message, violation.path), violation)


def _place(document: Document, violation: Violation) -> Span:
    """The value; of a list or mapping that is too long, the first entry too many."""
    node = document.node_at(violation.path)
    if node is None or violation.at_key:
        return document.key_of(violation.path)
    entries = children_of(node)
    most: int = violation.limit if isinstance(violation.limit, int) else 0
    if violation.keyword in ("maxItems", "maxProperties") and len(entries) > most:
        return entries[most].key_span
    return document.key_of(violation.path) if entries or not violation.path else node.span


def _sentence(violation: Violation, words: Words) -> str | None:
    if violation.keyword in _NUMBERS:
        wanted = _NUMBERS[violation.keyword]
        if violation.value == violation.limit:  # draft 4: `exclusiveMinimum: true` stands beside `minimum`
            wanted = _NUMBERS[f"exclusive{violation.keyword.removeprefix('exclusive').capitalize()}"]
        limit, found = words.spell(violation.limit), words.spell(violation.value)
        return f"must be {wanted.format(limit=limit)}, found {found}"
    if violation.keyword in _LENGTHS:
        amount, singular, plural = _LENGTHS[violation.keyword]
        wanted = f"{shorten(f'{violation.limit:,}')} {singular if violation.limit == 1 else plural} {amount}"
        return f"must have {wanted}, found {len(violation.value):,}"
    return None


RULE = Rule("SCH007", "out-of-range", Severity.ERROR, check, __doc__)
