"""Words of an unquoted value that YAML drops or joins.

A `#` behind a blank begins a comment, `&` before a value names an anchor, and a dash without a blank behind
it begins no list item. Reported is only what is plainly text:

- a `#` with a number or word right behind it, in a field whose role says that it is text (headline, summary,
  name; behind a topic only a number or several hashtags), or where the value is gone altogether: hashtags, a
  color, a list item;
- a `#` before a number and behind a capitalised text (`Update #2`), or behind a bracket that the comment
  closes;
- an anchor before a text that nothing refers to, unless it is called like its field;
- lines with dashes that YAML joins to one text; a single line only below topics.

A comment with a blank behind its `#` (`Lee # editor`) is one, and so is what begins like `#Required` or
`#TODO`. Marp reads its directives otherwise, so that `backgroundColor: #fff` is fine in its slides.

## Why is this bad?

The file is valid, so nobody is told: the headline ends in the middle, and the tags are gone.

## Example

```yaml bad
---
title: Update #2 (28 new boats)
tags: #harbour #ferry
---
```

```yaml good
---
title: "Update #2 (28 new boats)"
tags: [harbour, ferry]
author: Lee # our editor
---
```

## Fix safety

The fix puts quotes around all that is written. It is unsafe, since the words may be a comment after all.
Lines with dashes have none.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from newslint.document import Document
from newslint.finding import Fix, Hit, Severity, Span
from newslint.frontmatter.nodes import Node
from newslint.knowledge.yaml_readers import is_read_by_marp
from newslint.light_dataclasses import replace
from newslint.rule import NoOptions, Rule
from newslint.rulekit.meant_for_text import TEXT_ROLES
from newslint.text.lazy_pattern import later
from newslint.text.wording import field_name, quote

_TEXT_BUT_TOPICS: Final = TEXT_ROLES - {"topic"}
_BLANKS: Final = frozenset(" \t")
_COMMENT = later(r"[ \t]+(#[^\r\n]*[^\s])")
_TIGHT = later(r"#\w")
_NUMBER = later(r"#\d")
_HASHTAGS = later(r"#\w[\w-]*(?:[ \t,]+#\w[\w-]*)+")
_COLOR = later(r"#(?:[0-9a-f]{8}|[0-9a-f]{6}|(?=[a-f]*[0-9])[0-9a-f]{3,4}|fff)", re.IGNORECASE)
_PROSE = later(r"[^\W\d_][^\W_]*(?:[ ,'’-]+[^\W_]+)*[ ,'’-]*")
# Comments for tools, and those of forms to fill in.
_NO_TEXT = later(
    r"#(?:newslint|yamllint|yaml-language-server|prettier|noqa|nosec|(?:end)?region|todo|fixme|xxx|hack"
    r"|required|optional|mandatory|recommended|default|example|placeholder)\b",
    re.IGNORECASE,
)
_BRACKETS: Final = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
_MAY_BE_ANCHOR = later(r"&[^\s,\[\]{}]")
_ANCHOR = later(r"(&[^\s,\[\]{}]+)[ \t]*\Z")
_ALIAS = later(r"\*([^\s,\[\]{}]+)")
_LONGEST_ANCHOR = 200
_DEEPEST = 200  # blanks before a line
_NO_ITEM = later(r"^ *(-[^\s-](?:[^\r\n]*[^\s])?)", re.MULTILINE)
_QUOTE_IT = "put the whole value in quotes"


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report what is lost of plain values, and lists that are none."""
    del options
    block = document.block
    looks: list[Callable[[Document, Node], Hit | None]] = []
    if "#" in block and " #" in block:  # to look for one character is many times faster
        looks.append(_behind_hash)
    # An ampersand before a blank is none of an anchor.
    if "&" in block and " &" in block and _MAY_BE_ANCHOR.search(block):
        aliases = frozenset(_ALIAS.findall(block))
        looks.append(lambda document, node: _anchored(document, node, aliases))
    if "\n-" in document.all_text:
        looks.append(_dashes)
    if not looks:
        return
    for node in document.nodes:
        if node.style == "" and not node.tagged:
            for look in looks:
                hit = look(document, node)
                if hit is not None and not _is_in_brackets(document, node):
                    yield hit


def _is_in_brackets(document: Document, node: Node) -> bool:
    around = document.node_at(node.path[:-1])
    return around is None or document.source.text[around.start : around.start + 1] in ("[", "{")


def _behind_hash(document: Document, node: Node) -> Hit | None:
    text = document.source.text
    comment = _COMMENT.match(text, node.end) if text[node.end : node.end + 1] in _BLANKS else None
    if comment is None or not _is_text(document, node, comment[1]):
        return None
    root = document.root
    if root is not None and len(node.path) == 1 and is_read_by_marp(root.value, node.path[0]):
        return None
    name, words = field_name(node.path), quote(comment[1])
    if node.value is None:
        message, start = f"{name} is empty: {words} is a comment in YAML", comment.start(1)
    else:
        message, start = f"{name} ends before {words}, which is a comment in YAML", node.start
    return Hit(
        Span(*comment.span(1)),
        message,
        node.path,
        _QUOTE_IT,
        _quoted(document, node, start, comment.end(1)),
    )


def _is_text(document: Document, node: Node, comment: str) -> bool:
    """Whether a comment is plainly part of the value before it."""
    value = node.value
    if _NO_TEXT.match(comment):
        return False
    if isinstance(value, str):
        if any(value.count(a) > value.count(b) and b in comment for a, b in _BRACKETS):
            return True
        if not _TIGHT.match(comment):
            return False
        if _NUMBER.match(comment):
            return _is_meant_for_text(document, node) or bool(value[0].isupper() and _PROSE.fullmatch(value))
        # Behind a topic stands a remark on it more often than a part of it.
        return not _TEXT_BUT_TOPICS.isdisjoint(_roles(document, node)) or (
            _HASHTAGS.fullmatch(comment) is not None and _is_meant_for_text(document, node)
        )
    if value is not None or node.end > node.start or not _TIGHT.match(comment):
        return False
    is_item = isinstance(node.path[-1], int)
    shaped = _HASHTAGS.fullmatch(comment) or _COLOR.fullmatch(comment)
    return is_item or bool(shaped) or _is_meant_for_text(document, node)


def _is_meant_for_text(document: Document, node: Node) -> bool:
    """Whether a field is text by its role, or a list of texts by that of its items."""
    return not TEXT_ROLES.isdisjoint(_roles(document, node))


def _roles(document: Document, node: Node) -> frozenset[str]:
    return node.roles or document.binding.state_at((*node.path, 0)).roles


def _anchored(document: Document, node: Node, aliases: frozenset[str]) -> Hit | None:
    text = document.source.text
    begin = max(node.key_end, node.start - _LONGEST_ANCHOR, 0)
    anchor = _ANCHOR.search(text, begin, node.start) if text.find("&", begin, node.start) >= 0 else None
    if anchor is None or not (isinstance(node.value, str) or node.start == node.end):
        return None
    word = anchor[1][1:]
    if word in aliases or word.casefold() == str(node.path[-1]).casefold():
        return None
    name = field_name(node.path)
    loses = f"{name} is empty" if node.value is None else f"{name} loses its first word"
    return Hit(
        Span(*anchor.span(1)),
        f"{loses}: {quote(anchor[1])} names an anchor in YAML, and nothing refers to it",
        node.path,
        _QUOTE_IT,
        _quoted(document, node, anchor.start(1), node.end),
    )


def _dashes(document: Document, node: Node) -> Hit | None:
    """Lines below a key that begin with a dash each, and no blank behind it."""
    text = document.source.text
    if not isinstance(node.value, str) or not node.value.startswith("-"):
        return None
    begin = text.rfind("\n", max(node.start - _DEEPEST, 0), node.start) + 1
    if begin == 0 or text[begin : node.start].strip(" "):  # it doesn't begin its line
        return None
    items = _NO_ITEM.findall(text, begin, node.end)
    if len(items) != text.count("\n", begin, node.end) + 1:
        return None
    if len(items) == 1 and not _is_meant_for_text(document, node):  # an option of a program, a number
        return None
    item = items[0]
    return Hit(
        Span(node.start, node.start + len(item)),
        f"{field_name(node.path)} is one text: no blank follows the dash of {quote(item)}",
        node.path,
        f"write {quote(f'- {item[1:]}')}, and so in the lines below",
    )


def _quoted(document: Document, node: Node, start: int, end: int) -> Fix | None:
    edit = document.quote(replace(node, start=start, end=end))
    return None if edit is None else Fix("quote the whole value", (edit,), "unsafe")


RULE = Rule("FM019", "lost-text", Severity.WARNING, check, __doc__, fixes="unsafe", needs=frozenset({"yaml"}))
