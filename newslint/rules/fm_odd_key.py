"""A key that is no name: a template, a list, a mapping or a sentence.

A value that begins with `{{` is a mapping in YAML, whose key is a mapping again. A list in brackets can be a
key, too. And a colon behind a sentence makes a key of it: it goes on with a value above that has no quotes,
or its own key was lost. A sentence is a key of the front matter itself that has no quotes and six words, or
three with a comma, a full stop or the like between them; questions of nested fields are left alone.

## Why is this bad?

The file is valid, so nobody is told: the template is never filled in, and the text is read by nobody.

## Example

```yaml bad
---
title: {{ page.title }}
---
```

```yaml good
---
title: "{{ page.title }}"
---
```
"""

from collections.abc import Iterator
from typing import Final

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.rule import NoOptions, Rule
from newslint.text.lazy_pattern import later
from newslint.text.wording import field_name, quote

_KINDS: Final = {"[": "a list", "{": "a mapping"}
_QUOTES_AND_BRACKETS: Final = frozenset("\"'[{")
_TEMPLATE: Final = "{{"
_SENTENCE = later(r"\S+(?:[ \t]+\S+){5,}|(?=.*?[^\W\d_][,.;!?][ \t]+[^\W\d_])\S+(?:[ \t]+\S+){2,}")


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report each odd key, a template at the value that it makes a mapping of."""
    del options
    text, block = document.source.text, document.block
    if "]" in block or "}" in block:
        # Most fields have a key that begins otherwise, and items have none.
        for node in [node for node in document.nodes if text[node.key_start] in _KINDS]:
            if node.key_start >= 0 and not node.alias:
                yield from _collection(document, node, _KINDS[text[node.key_start]])
    fields = None if document.root is None else document.root.children
    # All keys at once: nearly every one is a word.
    for node in fields.values() if isinstance(fields, dict) and " " in "".join(fields) else ():
        key = str(node.path[0])
        if _is_sentence(key) and not node.alias and text[node.key_start] not in _QUOTES_AND_BRACKETS:
            yield Hit(
                node.key_span,
                f"the key {quote(key)} is a sentence",
                node.path,
                "indent the line if it goes on with the value above, or write `key: value`",
            )


def _is_sentence(key: str) -> bool:
    return " " in key and _SENTENCE.fullmatch(key) is not None


def _collection(document: Document, node: Node, kind: str) -> Iterator[Hit]:
    around = document.node_at(node.path[:-1])
    if around is None or not around.path or not document.source.text.startswith(_TEMPLATE, around.start):
        key = quote(document.text_of(node.key_span))
        advice = "write a name, or put the text in quotes"
        yield Hit(node.key_span, f"the key {key} is {kind}", node.path, advice)
    elif node.key_start == around.start + 1:  # once for a template, however many keys it has
        written = document.text_of(around.span)
        message = f"{field_name(around.path)} is a mapping in YAML: {quote(written)} has no quotes"
        yield Hit(around.span, message, around.path, "put it in quotes")


RULE = Rule(
    "FM020", "odd-key", Severity.WARNING, check, __doc__, supersedes=("SCH011",), needs=frozenset({"yaml"})
)
