"""A field that the schema requires is absent.

The finding points at the key of the mapping that lacks it: at the first field of an item in a list, and at
the opening fence when the whole front matter lacks it. Where a field that the schema doesn't know is probably
the missing one misspelt, it points at that.

## Why is this bad?

Pages, feeds and lists that count on the field show a gap, sort the article wrongly, or fail to build.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider:
  name: Harbour Post
quality: 70
---
```

```yaml good article
---
category: news
title: Harbour reopens after the storm
excerpt: The first ferries left at dawn, two days after the gale.
publishedDateTime: 2023-05-02T06:30:00Z
webUrl: "https://www.example.com/harbour"
type: article
provider:
  name: Harbour Post
  domain: example.com
quality: 70
---
```

## Fix safety

A field that is probably the missing one misspelt is renamed. That is unsafe, since it may be another field.
What is simply absent has no fix.
"""

from collections import Counter
from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Edit, Fix, Hit, Path, Severity, Span
from newslint.frontmatter.nodes import children_of
from newslint.rule import NoOptions, Rule
from newslint.rulekit.choices import allowed
from newslint.rulekit.own_words import in_own_words
from newslint.schema.violations import REFUSES_OTHERS, Violation
from newslint.text.suggest import Guesses
from newslint.text.wording import by_schema, join_or, shorten


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every missing field on its own."""
    del options
    missing = [violation for violation in document.violations() if violation.keyword == "required"]
    if not missing:
        return
    guesses = Guesses()
    near = [_near(document, violation, guesses) for violation in missing]
    refused = frozenset(v.path for v in document.violations() if v.keyword in REFUSES_OTHERS)
    claims = Counter((v.path, name) for v, names in zip(missing, near, strict=True) for name in names)
    for violation, names in zip(missing, near, strict=True):
        is_the_one = len(names) == 1 and claims[violation.path, names[0]] == 1
        edit = _rename(document, violation, names[0], refused) if is_the_one else None
        if edit is None:
            path, fix = (*violation.path, violation.name), None
            span = _place(document, violation.path)
        else:
            path = (*violation.path, names[0])
            fix = Fix(f"rename `{shorten(names[0])}` to `{shorten(violation.name)}`", (edit,), "unsafe")
            span = document.key_of(path)
        related = tuple(_related(document, violation, names, span))
        advice = _advice(document, violation, names)
        hit = Hit(span, _message(document, violation), path, advice, fix, related)
        yield in_own_words(hit, violation)


def _near(document: Document, violation: Violation, guesses: Guesses) -> list[str]:
    """What is there, unknown to the schema, and probably the missing field misspelt: the nearest two."""

    def unknown() -> list[str]:
        known = document.binding.known_to_any(violation.path)
        return [name for name in violation.value if name not in known]

    return guesses.near(violation.name, violation.path, unknown)[:2]


def _rename(document: Document, violation: Violation, similar: str, refused: frozenset[Path]) -> Edit | None:
    """None, too, where the misspelt field is a finding of its own, or another schema may want it so."""
    path = (*violation.path, similar)
    if path in refused or violation.schema:
        return None
    return document.rename(path, violation.name)


def _place(document: Document, path: Path) -> Span:
    """The key of the mapping; an item of a list has none, so the first field in it shows which it is."""
    node = document.node_at(path)
    if path and isinstance(path[-1], int) and node is not None and not node.alias:
        first = next(iter(children_of(node)), node)
        return node.span if first.alias else first.key_span
    return document.key_of(path)


def _message(document: Document, violation: Violation) -> str:
    names = violation.alternatives or (violation.name,)
    where = f" in {document.words.field_name(violation.path)}" if violation.path else ""
    reason = f" (required beside `{violation.because}`)" if violation.because else ""
    return f"{join_or(f'`{name}`' for name in names)} is missing{where}{reason}{by_schema(violation.schema)}"


def _related(
    document: Document, violation: Violation, near: list[str], span: Span
) -> Iterator[tuple[Span, str]]:
    """The fields that the message and the advice speak of, unless the finding points at them."""
    spoken = {violation.because: "the field that requires it"} if violation.because else {}
    spoken |= dict.fromkeys(near[:1], "the field that may be misspelt")
    for name, what in spoken.items():
        place = document.key_of((*violation.path, name))
        if place != span:
            yield place, what


def _advice(document: Document, violation: Violation, near: list[str]) -> str:
    if near:
        return f"is `{shorten(near[0])}` meant to be `{violation.name}`?"
    what = "one of them" if violation.alternatives else f"the {document.words.entry}"
    if violation.choices:
        what += f": {allowed(violation.choices, document.language)}"
    return f"add {what}{document.words.required}"


RULE = Rule("SCH001", "missing-field", Severity.ERROR, check, __doc__, fixes="unsafe")
