"""Edits one scalar or key in the source, in the quoting that is there; open it when a fix is not offered.

YAML is never written anew. Every edit is tried before it is offered: the edited token, parsed again, must
read exactly as intended, or there is no edit.
"""

from functools import lru_cache
from typing import Any

from newslint.finding import Edit, Path, Span
from newslint.frontmatter.nodes import SPECIAL_CHARACTER, Limits, Node, children_of
from newslint.frontmatter.syntax import Scalar
from newslint.frontmatter.yaml.alignment import align
from newslint.frontmatter.yaml.reader import build_tree
from newslint.text.lazy_pattern import later

_NAMED_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# What YAML doesn't allow as it is, and what must not stand raw in a terminal (YAML 1.2.2, 5.1).
_NEEDS_ESCAPE = later('[\\\\"\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]')
# Plain text that no YAML version reads as anything but text, in a block or in brackets.
_PLAIN_PART = later(r"[^\x00-\x1f\x7f-\x9f,\[\]{}#:'\"\ufeff\u2028\u2029]*")
# Rules offer the edits of one value one after the other.
_aligned = lru_cache(maxsize=1)(align)
_BREAKS = later(r"[\r\n]*+")
_BREAK = later("[\r\n\x85\u2028\u2029]")
_ONE_LINE_STYLES = ("", "'", '"')
_ANCHOR = later(r"&[^\s,\[\]{}]+[ \t]+\Z")
_LONGEST_ANCHOR = 200
# An anchor, an alias or a tag within a collection; whatever refers to it would be lost.
_INDICATOR = later(r"(?<![^\s,\[\]{}])(?:[&*][^\s,\[\]{}]|!)")
_REST_OF_LINE = later(r"(?:[ \t]+#[^\r\n]*|[ \t]*)(\r?\n)")


def replacement_edit(text: str, node: Node, start: int, end: int, replacement: str) -> Edit | None:
    """The edit after which `node.value[start:end]` reads `replacement`; None where none is certain."""
    value = node.value
    intended = value[:start] + replacement + value[end:]
    aligned = _aligned(text, node.start, node.end, node.style, value)
    if aligned is not None and start < end:
        span = Span(aligned.starts[start], aligned.ends[end - 1])
        written = _in_style(replacement, node.style)
        if written is not None and _reads_as(text, node, Edit(span, written), intended):
            return Edit(span, written)
    whole = Edit(node.span, quoted(intended))
    if node.style in _ONE_LINE_STYLES and _reads_as(text, node, whole, intended):
        return whole
    return None


def plain_edit(text: str, node: Node, value: Scalar, written: str) -> Edit | None:
    """The edit after which the whole value is `written` without quotes, and reads as `value` everywhere."""
    edit = Edit(node.span, written)
    # Right behind a quote, libyaml takes what would belong to a plain scalar for a comment.
    ends = text[node.end : node.end + 1] in ("", " ", "\t", "\r", "\n", ",", "]", "}")
    return edit if ends and _is_on_its_own(text, node) and _reads_as(text, node, edit, value) else None


def quoting_edit(text: str, node: Node) -> Edit | None:
    """The edit that makes text of a plain scalar, or of a collection on one line, by quotes around it."""
    written = text[node.start : node.end]
    edit = Edit(node.span, quoted(written))
    if node.children is None:
        certain = node.style == "" and _is_on_its_own(text, node)
    else:
        shared = node.alias or _has_anchor(text, node.start) or _INDICATOR.search(written)
        certain = not shared and not node.tagged and not _BREAK.search(written)
    return edit if certain and _reads_as(text, node, edit, written) else None


def key_edit(text: str, node: Node | None, path: Path, name: str) -> Edit | None:
    """The edit that gives the field at `path` another key; None where none is certain.

    `node` is what the document has there; through an alias or a merge that is a field at another path.
    """
    if node is None or node.path != path or node.alias or node.key_start < 0:
        return None
    if _has_anchor(text, node.key_start):
        return None
    raw = text[node.key_start : node.key_end]
    style = raw[0] if raw.startswith(("'", '"')) else ""
    written = _in_style(name, style)
    if written is None or not _is_key(raw, str(path[-1])) or not _is_key(style + written + style, name):
        return None
    return Edit(Span(node.key_start + len(style), node.key_end - len(style)), written)


def new_field_edit(text: str, parent: Node, sibling: Node, name: str, value: str) -> Edit | None:
    """The edit that adds a field to a mapping, on a line of its own below a field that has one to itself."""
    fields = children_of(parent)
    in_brackets = not fields or parent.end != fields[-1].end
    if in_brackets or name in parent.value or sibling.alias or sibling.style not in _ONE_LINE_STYLES:
        return None
    line_start = text.rfind("\n", 0, sibling.key_start) + 1
    before, line = text[line_start : sibling.key_start], text[line_start : sibling.end]
    rest = _REST_OF_LINE.match(text, sibling.end)
    if before.strip(" -") or "\n" in line or "\r" in line or rest is None:
        return None
    key = name if _is_key(name, name) else quoted(name)
    return Edit(Span(rest.end(), rest.end()), f"{' ' * len(before)}{key}: {quoted(value)}{rest[1]}")


def meaning(written: str, style: str) -> str | None:
    """What characters add to a text of some style; None where that is not certain."""
    if _BREAK.search(written):
        return None
    if style == "'":
        return None if "'" in written.replace("''", "") else written.replace("''", "'")
    if style == '"' and ("\\" in written or '"' in written):
        probe = f'"k": "{written}"'
        root = build_tree(probe, Span(0, len(probe)), Limits()).root
        value = None if root is None or list(root.value) != ["k"] else root.value["k"]
        return value if isinstance(value, str) else None
    return written


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


def _is_on_its_own(text: str, node: Node) -> bool:
    """Whether only this field has the value, and nothing but the way it is written decides on its type."""
    shared = node.alias or _has_anchor(text, node.start)
    return not shared and not node.tagged and node.style in _ONE_LINE_STYLES


def _has_anchor(text: str, start: int) -> bool:
    return _ANCHOR.search(text[max(start - _LONGEST_ANCHOR, 0) : start]) is not None


def _is_key(written: str, name: str) -> bool:
    """Whether a key, parsed again by both versions of YAML, is this text."""
    return all(value == {name: name} for value in _readings(f"{written}: {written}\n"))


def _reads_as(text: str, node: Node, edit: Edit, intended: Scalar) -> bool:
    """Parse the edited token again, as the value of a field at the top, by both versions of YAML."""
    token = text[node.start : edit.span.start] + edit.replacement + text[edit.span.end : node.end]
    # Chomping decides on the line breaks after a block scalar, which are not part of its range.
    breaks = _BREAKS.match(text, node.end) if node.style in ("|", ">") else None
    # 1, 1.0 and true are equal in Python.
    wanted = repr({"k": intended})
    return all(repr(value) == wanted for value in _readings(f"k: {token}{(breaks and breaks[0]) or chr(10)}"))


def _readings(yaml: str) -> list[Any]:
    """What a short text is by each version of YAML; None where it is no mapping.

    Characters that YAML refuses may stay: what mends one of them leaves the others.
    """
    trees = [build_tree(yaml, Span(0, len(yaml)), Limits(), version) for version in ("1.1", "1.2")]
    return [
        tree.root.value
        if tree.root and all(problem.detail == SPECIAL_CHARACTER for problem in tree.problems)
        else None
        for tree in trees
    ]
