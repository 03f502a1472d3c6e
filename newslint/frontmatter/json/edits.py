"""Edits one text, value or key in the source; open it when a fix is not offered.

JSON is never written anew. Every edit is tried before it is offered: the edited token, parsed again, must
read exactly as intended, or there is no edit.
"""

import re
from functools import lru_cache
from typing import Final

from newslint.finding import Edit, Path, Span
from newslint.frontmatter.json.alignment import align
from newslint.frontmatter.json.reader import value_of
from newslint.frontmatter.nodes import Node
from newslint.frontmatter.syntax import Scalar
from newslint.text.lazy_pattern import later

# What JSON doesn't allow as it is, and what must not stand raw in a terminal.
_NEEDS_ESCAPE = later('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]')
_NAMED_ESCAPES: Final = {
    "\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"
}  # fmt: skip
# Rules offer the edits of one value one after the other.
_aligned = lru_cache(maxsize=1)(align)
_INDENTED = later(r"(\r\n|\r|\n)([ \t]*+)\Z")
_LONGEST_INDENT: Final = 200
_COLON = later(r"[ \t]*+:[ \t]*+")


def replacement_edit(text: str, node: Node, start: int, end: int, replacement: str) -> Edit | None:
    """The edit after which `node.value[start:end]` reads `replacement`; None where none is certain."""
    value = node.value
    intended = value[:start] + replacement + value[end:]
    aligned = _aligned(text, node)
    if aligned is not None and start < end:
        span = Span(aligned.starts[start], aligned.ends[end - 1])
        edit = Edit(span, _escaped(replacement))
        if _reads_as(text, node, edit, intended):
            return edit
    whole = Edit(node.span, quoted(intended))
    return whole if node.style == '"' and _reads_as(text, node, whole, intended) else None


def value_edit(text: str, node: Node, value: Scalar, written: str) -> Edit | None:
    """The edit that makes a whole value `value`: a text in quotes, any other value as it is written."""
    edit = Edit(node.span, quoted(value) if isinstance(value, str) else written)
    return edit if node.style in ("", '"') and _reads_as(text, node, edit, value) else None


def quoting_edit(text: str, node: Node) -> Edit | None:
    """The edit that makes a value text, by quotes around what is written."""
    written = text[node.start : node.end]
    edit = Edit(node.span, quoted(written))
    return edit if node.style == "" and _reads_as(text, node, edit, written) else None


def key_edit(text: str, node: Node | None, path: Path, name: str) -> Edit | None:
    """The edit that gives the field at `path` another key; None where none is certain."""
    if node is None or node.path != path or node.key_start < 0:
        return None
    written = _escaped(name)
    span = Span(node.key_start + 1, node.key_end - 1)
    is_certain = _is(text[node.key_start : node.key_end], path[-1]) and _is(f'"{written}"', name)
    return Edit(span, written) if is_certain else None


def new_field_edit(text: str, parent: Node, sibling: Node, name: str, value: str) -> Edit | None:
    """The edit that adds a field to an object, behind another one and laid out as that is."""
    if name in parent.value or sibling.key_start < 0 or parent.style != "map":
        return None
    before = text[max(sibling.key_start - _LONGEST_INDENT, 0) : sibling.key_start]
    line = _INDENTED.search(before)
    colon = text[sibling.key_end : sibling.start]
    if not _COLON.fullmatch(colon):
        colon = ": "
    gap = line[0] if line else " " if colon.endswith(" ") else ""
    written = f",{gap}{quoted(name)}{colon}{quoted(value)}"
    field = text[sibling.key_start : sibling.end]
    if not _is(f"{{{field}{written}}}", {sibling.path[-1]: sibling.value, name: value}):
        return None
    return Edit(Span(sibling.end, sibling.end), written)


def meaning(written: str, style: str) -> str | None:
    """What characters add to a text of some style; None where that is not certain."""
    if style != '"':
        return None
    try:
        value = value_of(f'"{written}"')
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def quoted(value: str) -> str:
    """Write a text with its quotes."""
    return f'"{_escaped(value)}"'


def _escaped(value: str) -> str:
    return _NEEDS_ESCAPE.sub(_escape, value)


def _escape(match: re.Match[str]) -> str:
    return _NAMED_ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}"


def _reads_as(text: str, node: Node, edit: Edit, intended: Scalar) -> bool:
    """Parse the edited token again."""
    token = text[node.start : edit.span.start] + edit.replacement + text[edit.span.end : node.end]
    return _is(token, intended)


def _is(written: str, intended: object) -> bool:
    """Whether a short text means this; 1, 1.0 and true are equal in Python."""
    try:
        return repr(value_of(written)) == repr(intended)
    except ValueError:
        return False
