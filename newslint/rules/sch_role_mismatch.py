"""A headline, a summary or a name is no text, or topics are no list.

Told is what is plainly a text that YAML took for something else: `[[Harbour]]`, `[Late ferry]`, `{a}`, a
mapping whose one key is the beginning of a sentence, several headlines in a list, topics in braces. Any other
list or mapping is told where the generator wants a text (Hugo, Docusaurus, Starlight, Zola) or a list of
topics; elsewhere it is what a site makes of it. Numbers and `true` count where the generator takes none
(Astro, Starlight, Zola): most make them text.

Only fields are checked to whose value the schema gives no type; elsewhere SCH003 tells. Texts by language
(`en: Harbour`) and templates to fill in (`{{ title }}`) are left alone.

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
from typing import Final

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.rulekit.page_or_record import TEMPLATE
from newslint.rulekit.retyping import with_quotes
from newslint.text.lazy_pattern import later

_TEXTS: Final = ("headline", "summary", "publisher-name")
# Where a schema says any of this, it decides what a value may be.
_SHAPES: Final = frozenset({"type", "enum", "const", "properties", "patternProperties", "prefixItems"})
# Those that read title and description themselves: Hugo makes nothing of a collection, the others stop.
_WANT_TEXT: Final = frozenset({"docusaurus", "hugo", "starlight", "zola"})
# Zod's `string()`, which is how sites of Astro describe a title, and Rust's `String`.
_REFUSE_NUMBERS: Final = frozenset({"astro", "starlight", "zola"})
_READ_TOPICS: Final = frozenset({"docusaurus", "hexo", "hugo", "jekyll", "pelican", "zola"})
_LANGUAGE = later(r"[a-z]{2}(?:[-_][A-Za-z]{2,4}){0,2}|default")


class Options(NamedTuple):
    """Which values count.

    Attributes:
        numbers: Also report numbers and `true` for a text, whatever the generator.
    """

    numbers: bool = False


class _Advice(NamedTuple):
    """What to do about a value; `quotes` says that quotes around it are the repair."""

    text: str
    quotes: bool = False


_BRACKETS: Final = "put it in quotes: brackets make a list of it"
_ONE_TEXT: Final = _Advice("write one text")


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Report values that can't be what their role says."""
    for role in _TEXTS:
        for node in document.with_role(role):
            # All of the front matter can't be one text, whatever a schema says.
            if node.path and node.value and not isinstance(node.value, str):
                advice = _advice(document, node, is_headline=role == "headline", options=options)
                if advice is not None and not _is_meant(document, node):
                    yield _hit(document, node, advice)
    children = None if document.root is None else document.root.children
    for node in children.values() if isinstance(children, dict) else ():
        if isinstance(node.value, dict) and node.value and _is_wrong_for_topics(document, node):
            yield Hit(node.span, _message(document, node, "array"), node.path, document.words.as_list)


def _advice(document: Document, node: Node, *, is_headline: bool, options: Options) -> _Advice | None:
    """What to do about a value that is no text; None where it may be meant."""
    value, is_flow = node.value, document.source.text[node.start] in "[{"
    if not isinstance(value, list | dict):
        refused = document.generator in _REFUSE_NUMBERS or options.numbers
        return _Advice("put it in quotes", quotes=True) if refused else None
    # Elsewhere nobody writes a collection by mistake.
    by_mistake = "yaml" in document.traits
    if isinstance(value, list):
        if by_mistake and is_flow and len(value) == 1 and isinstance(value[0], list):
            return _Advice(_BRACKETS, quotes=True)
        if is_headline and by_mistake and is_flow and _is_put_in_brackets(document, node):
            return _Advice(_BRACKETS, quotes=True)
        if is_headline and len(value) > 1 and not any(isinstance(item, list | dict) for item in value):
            return _ONE_TEXT
    elif by_mistake and is_flow and _is_put_in_braces(node):
        return _Advice("put it in quotes: braces make a mapping of it", quotes=True)
    elif by_mistake and not is_flow and len(value) == 1 and _begins_a_sentence(next(iter(value))):
        return _Advice("put it in quotes: a colon with a blank behind it makes a mapping of it", quotes=True)
    return _ONE_TEXT if document.generator in _WANT_TEXT else None


def _is_put_in_brackets(document: Document, node: Node) -> bool:
    """Whether words in brackets are all that there is: a program would put quotes around them."""
    if len(node.value) != 1 or not isinstance(node.value[0], str):
        return False
    item = document.node_at((*node.path, 0))
    return item is not None and item.style == "" and " " in item.value


def _is_put_in_braces(node: Node) -> bool:
    """Whether there are words in braces, other than the field's own name, for which a program puts a text."""
    own_name = str(node.path[-1]).lower()
    return all(item is None and own_name not in key.lower() for key, item in node.value.items())


def _begins_a_sentence(key: str) -> bool:
    return " " in key or key[:1].isupper()


def _hit(document: Document, node: Node, advice: _Advice) -> Hit:
    fix = with_quotes(document, node) if advice.quotes else None
    return Hit(node.span, _message(document, node, "string"), node.path, advice.text, fix)


def _is_wrong_for_topics(document: Document, node: Node) -> bool:
    if document.source.text[node.start] == "!":  # a tag says what it is, such as a set
        return False
    is_empty = all(item is None for item in node.value.values())
    if not is_empty and document.generator not in _READ_TOPICS:
        return False
    items = document.binding.state_at(node.path).item(0)
    # Of a field that holds one topic or several (`series`), a theme may make anything.
    is_list = "topic" in items.roles and "topic" not in node.roles
    return is_list and not _is_meant(document, node, topics=True)


def _message(document: Document, node: Node, wanted: str) -> str:
    words = document.words
    return (
        f"{words.field_name(node.path)} must be {words.type_names((wanted,))},"
        f" not {words.describe(node.value)}"
    )


def _is_meant(document: Document, node: Node, *, topics: bool = False) -> bool:
    """Whether somebody decided on the value: a schema, a template, or a translator."""
    value = node.value
    if isinstance(value, dict) and all(map(_LANGUAGE.fullmatch, value)):
        return True
    if isinstance(value, list | dict) and TEMPLATE.search(document.text_of(node.span)):
        return True
    parts = document.binding.state_at(node.path).parts
    shapes = _SHAPES if topics else {*_SHAPES, "items"}
    return any(not shapes.isdisjoint(part) for part, *_ in parts)


RULE = Rule("SCH011", "role-mismatch", Severity.ERROR, check, __doc__, options=Options, fixes="mixed")
