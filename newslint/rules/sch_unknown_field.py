"""A field that the schema doesn't know.

Only schemas that forbid further fields (`additionalProperties: false`, `unevaluatedProperties: false`) lead
to this finding. Each unknown field is one finding, at its key. Where nobody chose the schema and a document
merely looks like one of its kind, only misspelt fields are reported: another archive has fields of its own.

## Why is this bad?

Most unknown fields are misspelt ones: the value is there, and nothing ever reads it.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
exceprt: The first ferries left at dawn.
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
excerpt: The first ferries left at dawn.
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.suggest import nearest
from newslint.violations import Violation
from newslint.wording import field_name, shorten


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every unknown field at its key."""
    del options
    for violation in document.violations():
        if violation.keyword in ("additionalProperties", "unevaluatedProperties") and violation.name:
            parent = violation.path[:-1]
            similar = _similar(document, violation)
            if similar is None and document.schema is not None and document.schema.guessed:
                continue
            where = f" in {field_name(parent)}" if parent else ""
            yield Hit(
                document.key_of(violation.path),
                f"unknown field `{shorten(violation.name)}`{where}",
                violation.path,
                "remove it, or add it to the schema" if similar is None else f"did you mean `{similar}`?",
            )


def _similar(document: Document, violation: Violation) -> str | None:
    """The field that was probably meant: one that the mapping doesn't have yet."""
    parent = document.node_at(violation.path[:-1])
    present = parent.value if parent is not None and isinstance(parent.value, dict) else {}
    known = document.schema.fields_at(violation.path[:-1]) if document.schema else []
    return nearest(violation.name, (name for name in known if name not in present))


RULE = Rule("SCH002", "unknown-field", Severity.WARNING, check, __doc__)
