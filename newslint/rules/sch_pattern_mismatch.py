r"""A value, or a key, doesn't match the pattern that the schema wants.

## Why is this bad?

The schema's author gave the pattern because code takes the value apart by it.

## Example

```json schema
{"properties": {"id": {"pattern": "^[0-9]{4}-[a-z-]+$", "description": "year and slug, like 2023-harbour"}}}
```

```yaml bad
---
id: harbour-2023
---
```

```yaml good
---
id: 2023-harbour
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.rulekit.own_words import in_own_words
from newslint.text.wording import by_schema, shorten


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the value with the pattern."""
    del options
    for violation in document.violations():
        if violation.keyword != "pattern":
            continue
        pattern = f"`{shorten(str(violation.limit))}`"
        words, path = document.words, violation.path
        found = words.quote(violation.value)
        if violation.at_key:
            message = f"the key {found} must match {pattern}"
        else:
            message = f"{words.field_name(path)} must match {pattern}, found {found}"
        span = document.place_of(path, at_key=violation.at_key)
        hit = Hit(span, message + by_schema(violation.schema), path)
        yield in_own_words(hit, violation)


RULE = Rule("SCH006", "pattern-mismatch", Severity.ERROR, check, __doc__)
