"""Edits one value or key of TOML in the source, in the quoting that is there; open it when a fix is missing.

Every edit is tried before it is offered: the edited token, read again, must be exactly what was intended.
"""

import re

from newslint.finding import Edit, Path, Span
from newslint.frontmatter.nodes import Node
from newslint.frontmatter.syntax import Scalar
from newslint.frontmatter.toml.strings import align, as_key, escaped, in_style, quoted, value_of
from newslint.text.lazy_pattern import later

_ASSIGNMENT = later(r"[ \t]*=[ \t]*")
_REST_OF_LINE = later(r"[ \t]*(?:#[^\r\n]*)?(\r?\n)")
_ONE_LINE_STYLES = ("", '"', "'")


def replace(text: str, node: Node, start: int, end: int, replacement: str) -> Edit | None:
    """The edit after which `node.value[start:end]` reads `replacement`; None where none is certain."""
    value = node.value
    intended = value[:start] + replacement + value[end:]
    if not node.style:  # a date
        return write(text, node, intended, intended)
    aligned = align(text, node)
    if aligned is not None and start < end:
        span = Span(aligned.starts[start], aligned.ends[end - 1])
        written = in_style(replacement, node.style)
        if written is not None and _reads_as(text, node, Edit(span, written), intended):
            return Edit(span, written)
    whole = Edit(node.span, quoted(intended))
    return whole if node.style in _ONE_LINE_STYLES and _reads_as(text, node, whole, intended) else None


def write(text: str, node: Node, value: Scalar, written: str) -> Edit | None:
    """The edit after which the whole value is `written` without quotes, and reads as `value`."""
    edit = Edit(node.span, written)
    return edit if written[:1] not in ("'", '"') and _reads_as(text, node, edit, value) else None


def quote(text: str, node: Node) -> Edit | None:
    """The edit that makes a number, a boolean or a date text, by quotes around what is written."""
    written = text[node.start : node.end]
    return Edit(node.span, quoted(written)) if node.style == "" else None


def rename_key(text: str, node: Node | None, path: Path, name: str) -> Edit | None:
    """The edit that gives the field at `path` another key; None where none is certain.

    The key of a table may stand in several headers, and stays.
    """
    if node is None or node.path != path or node.key_start < 0:
        return None
    if not _ASSIGNMENT.fullmatch(text, node.key_end, node.start):
        return None
    raw = text[node.key_start : node.key_end]
    if raw[:1] == '"':
        return Edit(Span(node.key_start + 1, node.key_end - 1), escaped(name))
    return Edit(node.key_span, quoted(name) if raw[:1] == "'" else as_key(name))


def add_field(text: str, parent: Node, sibling: Node, name: str, value: str) -> Edit | None:
    """The edit that adds a field to a table, on a line of its own below a field that has one to itself."""
    if name in parent.value or sibling.style not in _ONE_LINE_STYLES or sibling.children is not None:
        return None
    line_start = text.rfind("\n", 0, sibling.key_start) + 1
    before = text[line_start : sibling.key_start]
    rest = _REST_OF_LINE.match(text, sibling.end)
    if before.strip() or rest is None or not _ASSIGNMENT.fullmatch(text, sibling.key_end, sibling.start):
        return None
    return Edit(Span(rest.end(), rest.end()), f"{before}{as_key(name)} = {quoted(value)}{rest[1]}")


def _reads_as(text: str, node: Node, edit: Edit, intended: Scalar) -> bool:
    """Read the edited token again."""
    token = text[node.start : edit.span.start] + edit.replacement + text[edit.span.end : node.end]
    # 1, 1.0 and true are equal in Python; a line break or a comment would end the value.
    is_whole = token[:1] in ("'", '"') or not re.search(r"[\r\n#]", edit.replacement)
    return is_whole and repr(value_of(token)) == repr(intended)
