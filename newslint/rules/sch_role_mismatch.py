"""A headline, a summary or a name is no text, or topics are no list.

Only fields are checked to whose value the schema gives no type; elsewhere SCH003 tells. A mapping from
languages to texts (`en: Harbour`) is left alone, and so is a template to fill in (`{{ title }}`). Numbers and
`true` count where the generator takes none (Astro, Starlight, Zola): most make them text. `false` stands for
"none".

## Why is this bad?

Most often YAML took punctuation for its own: `[[Harbour]]` is a list in a list, and a colon with a blank
behind it makes a mapping of a sentence. Pages then show `{"Learn to mend nets"=>"a course"}`, an empty
headline, or aren't built at all.

## Example

```yaml bad
---
title: [[Harbour]]
description:
  Learn to mend nets: a course
---
```

```yaml good
---
title: "[[Harbour]]"
description:
  "Learn to mend nets: a course"
---
```

## Fix safety

Quoting a number is safe, since the text stays as written. To quote what YAML took for a list or a mapping is
unsafe: one may have been meant.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from newslint.document import Document
from newslint.finding import Fix, Hit, Safety, Severity
from newslint.frontmatter.nodes import Node
from newslint.rule import Rule
from newslint.rulekit.page_or_record import TEMPLATE
from newslint.text.lazy_pattern import later

_TEXTS: Final = ("headline", "summary", "publisher-name")
# Where a schema says any of this, it decides what a value may be.
_SHAPES: Final = frozenset(
    {"type", "enum", "const", "properties", "patternProperties", "items", "prefixItems"}
)
# By their schemas: zod's `string()`, which is how sites of Astro describe a title, and Rust's `String`.
_REFUSE_NUMBERS: Final = frozenset({"astro", "starlight", "zola"})
_LANGUAGE = later(r"[a-z]{2}(?:[-_][A-Za-z]{2,4}){0,2}|default")


class _Cause(NamedTuple):
    """What made no text of a text: `advice` mends it, by quotes where `quotes` says so."""

    advice: str
    quotes: bool = True


class Options(NamedTuple):
    """Which values count.

    Attributes:
        numbers: Also report numbers and `true` for a text, whatever the generator.
    """

    numbers: bool = False


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Report values that can't be what their role says."""
    for role in _TEXTS:
        for node in document.with_role(role):
            if node.value is not None and not isinstance(node.value, str):
                yield from _check_text(document, node, options)
    children = None if document.root is None else document.root.children
    for node in children.values() if isinstance(children, dict) else ():
        if isinstance(node.value, dict) and node.value:
            yield from _check_topics(document, node)


def _check_text(document: Document, node: Node, options: Options) -> Iterator[Hit]:
    value = node.value
    if value is False or _is_meant(document, node):
        return
    if isinstance(value, list | dict):
        cause = _cause(document, node)
        if not value:
            cause = _Cause('write `""` where there is none', quotes=False)
    elif document.generator in _REFUSE_NUMBERS or options.numbers:
        cause = _Cause("put it in quotes")
    else:
        return
    edit = document.quote(node) if cause.quotes else None
    safety: Safety = "safe" if isinstance(value, int | float) and value is not True else "unsafe"
    yield Hit(
        node.span,
        _message(document, node, "string"),
        node.path,
        cause.advice,
        None if edit is None else Fix("put it in double quotes", (edit,), safety),
    )


def _check_topics(document: Document, node: Node) -> Iterator[Hit]:
    items = document.binding.state_at(node.path).item(0)
    if "topic" in items.roles and not _is_meant(document, node):
        yield Hit(node.span, _message(document, node, "array"), node.path, document.words.as_list)


def _message(document: Document, node: Node, wanted: str) -> str:
    words = document.words
    return (
        f"{words.field_name(node.path)} must be {words.type_names((wanted,))},"
        f" not {words.describe(node.value)}"
    )


def _is_meant(document: Document, node: Node) -> bool:
    """Whether somebody decided on the value: a schema, a template, or a translator."""
    if isinstance(node.value, list | dict):
        if isinstance(node.value, dict) and node.value and all(map(_LANGUAGE.fullmatch, node.value)):
            return True
        if TEMPLATE.search(document.text_of(node.span)):
            return True
    parts = document.binding.state_at(node.path).parts
    return any(not _SHAPES.isdisjoint(part) for part, _ in parts)


def _cause(document: Document, node: Node) -> _Cause:
    value = node.value
    bracket = document.source.text[node.start]
    if isinstance(value, list):
        if bracket == "[" and len(value) == 1:
            return _Cause("put it in quotes if it is one text: brackets make a list of it")
    elif bracket == "{" and not any(item is not None for item in value.values()):
        return _Cause("put it in quotes if it is one text: braces make a mapping of it")
    elif bracket != "{" and len(value) == 1 and _is_sentence(next(iter(value))):
        return _Cause("put it in quotes: a colon with a blank behind it makes a mapping of it")
    return _Cause("write one text", quotes=False)


def _is_sentence(key: str) -> bool:
    """Whether a key is the beginning of a text rather than a name."""
    return " " in key or key[:1].isupper()


RULE = Rule("SCH011", "role-mismatch", Severity.ERROR, check, __doc__, options=Options, fixes="mixed")
