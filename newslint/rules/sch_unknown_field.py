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

## Fix safety

The fix renames the field to the one known name that is near, where the mapping doesn't have that yet. It is
unsafe, since another field may have been meant.
"""

from collections import Counter
from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Fix, Hit, Path, Severity
from newslint.rule import NoOptions, Rule
from newslint.rulekit.own_words import in_own_words
from newslint.schema.violations import REFUSES_OTHERS, Violation
from newslint.text.runs import visible
from newslint.text.suggest import Guesses, is_the_only_one
from newslint.text.wording import by_schema, shorten


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every unknown field at its key."""
    del options
    unknown = [v for v in document.violations() if v.keyword in REFUSES_OTHERS and v.name]
    if not unknown:
        return
    guesses = Guesses()
    near = [_near(document, violation, guesses) for violation in unknown]
    claims = Counter((v.path[:-1], names[0]) for v, names in zip(unknown, near, strict=True) if names)
    for violation, names in zip(unknown, near, strict=True):
        parent, similar = violation.path[:-1], names[0] if names else None
        if similar is None and document.binding.is_guessed:
            continue
        where = f" in {document.words.field_name(parent)}" if parent else ""
        name = visible(shorten(violation.name))
        fix = None
        is_sure = not violation.schema  # another schema may know the field
        if similar and is_sure and claims[parent, similar] == 1 and is_the_only_one(violation.name, names):
            fix = _renamed(document, violation.path, similar)
        hit = Hit(
            document.key_of(violation.path),
            f"unknown {document.words.entry} `{name}`{where}{by_schema(violation.schema)}",
            violation.path,
            f"did you mean `{similar}`?" if similar else document.words.unknown,
            fix,
        )
        yield in_own_words(hit, violation)


def _near(document: Document, violation: Violation, guesses: Guesses) -> list[str]:
    """The names that may be meant: the schema knows them there, and the mapping doesn't have them yet."""
    path, schema = violation.path[:-1], violation.schema
    return guesses.near(violation.name, (path, schema), lambda: _free_names(document, path, schema))


def _free_names(document: Document, path: Path, schema: str) -> list[str]:
    parent = document.node_at(path)
    present = parent.value if parent is not None and isinstance(parent.value, dict) else {}
    return [name for name in document.binding.known_to_all(path, schema) if name not in present]


def _renamed(document: Document, path: Path, name: str) -> Fix | None:
    edit = document.rename(path, name)
    return None if edit is None else Fix(f"rename it to `{shorten(name)}`", (edit,), "unsafe")


RULE = Rule("SCH002", "unknown-field", Severity.WARNING, check, __doc__, fixes="unsafe")
