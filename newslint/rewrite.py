"""Edits one scalar in the source: only the characters that change, in the quoting that is there.

YAML is never written anew. Every edit is tried before it is offered: the edited token, parsed again, must
read exactly as intended, or there is no edit.
"""

import re

from newslint.finding import Edit, Span
from newslint.nodes import Limits, Node
from newslint.rawtext import align
from newslint.tree import build_tree

_NAMED_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# What YAML doesn't allow as it is, and what must not stand raw in a terminal (YAML 1.2.2, 5.1).
_NEEDS_ESCAPE = re.compile('[\\\\"\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]')
# Plain text that no YAML version reads as anything but text, in a block or in brackets.
_PLAIN_PART = re.compile(r"[^\x00-\x1f\x7f-\x9f,\[\]{}#:'\"\ufeff\u2028\u2029]*")


def replacement_edit(text: str, node: Node, start: int, end: int, replacement: str) -> Edit | None:
    """The edit after which `node.value[start:end]` reads `replacement`; None where none is certain."""
    value = node.value
    intended = value[:start] + replacement + value[end:]
    aligned = align(text, node.start, node.end, node.style, value)
    if aligned is not None and start < end:
        span = Span(aligned.starts[start], aligned.ends[end - 1])
        written = _in_style(replacement, node.style)
        if written is not None and _reads_as(text, node, Edit(span, written), intended):
            return Edit(span, written)
    whole = Edit(node.span, quoted(intended))
    if node.style in ("", "'", '"') and _reads_as(text, node, whole, intended):
        return whole
    return None


def quoted(value: str) -> str:
    """Write a text as a double-quoted scalar on one line."""
    return f'"{_escaped(value)}"'


def _escaped(value: str) -> str:
    return _NEEDS_ESCAPE.sub(lambda match: _escape(match.group()), value)


def _escape(character: str) -> str:
    if character in _NAMED_ESCAPES:
        return _NAMED_ESCAPES[character]
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _in_style(replacement: str, style: str) -> str | None:
    if style == '"':
        return _escaped(replacement)
    if _NEEDS_ESCAPE.search(replacement.replace('"', "").replace("\\", "")):
        return None
    if style == "'":
        return replacement.replace("'", "''")
    if style == "" and not _PLAIN_PART.fullmatch(replacement):
        return None
    return replacement


def _reads_as(text: str, node: Node, edit: Edit, intended: str) -> bool:
    """Parse the edited token again, as the value of a field at the top, by both versions of YAML."""
    token = text[node.start : edit.span.start] + edit.replacement + text[edit.span.end : node.end]
    # Chomping decides on the line breaks after a block scalar, which are not part of its range.
    rest = text[node.end :]
    breaks = rest[: len(rest) - len(rest.lstrip("\r\n"))] if node.style in ("|", ">") else "\n"
    probe = f"k: {token}{breaks or chr(10)}"
    trees = [build_tree(probe, Span(0, len(probe)), Limits(), version) for version in ("1.1", "1.2")]
    return all(tree.root and not tree.problems and tree.root.value == {"k": intended} for tree in trees)
