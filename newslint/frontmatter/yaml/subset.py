"""Reads the YAML that nearly all front matter is written in; open it when speed is wanted.

That takes half the time that libyaml's events take. Nothing is read that isn't certain: block scalars,
values on several lines, anchors, tags, nested flow collections, tabs, odd keys, mistakes of any kind and what
comes near a limit are left to libyaml, so that one reader knows all of YAML and explains mistakes. Where both
read a block they make the same nodes.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import Any, Final

from newslint.finding import Path, Span
from newslint.frontmatter.nodes import Limits, Node, children_of
from newslint.frontmatter.syntax import Scalar
from newslint.text.lazy_pattern import later

# Indentation, `- `, key with its colon and blanks, and the rest. Every line matches, if only as a rest.
_LINES = re.compile(r"( *+)(- ++)?+(?:([A-Za-z_][A-Za-z0-9_-]{0,99}+):(?: ++|(?=\n)))?+([^\n]*+)\n")
# YAML 1.2.2, 5.1, without tabs, the byte order mark, and line breaks other than the line feed.
_UNREADABLE = later("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
# What begins something other than a plain scalar (7.3.3); "-", "?" and ":" only before a blank.
_INDICATORS: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
_BEHIND = r"(?: *+| ++\#.*+)"  # blanks, or a comment
_DOUBLE_QUOTED = later(rf'"((?:[^"\\]|\\.)*+)"{_BEHIND}')
_SINGLE_QUOTED = re.compile(rf"'((?:[^']|'')*+)'{_BEHIND}")
_NEGATIVE = later(r"-[0-9.]")
_ESCAPE = later(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|(.))")
# YAML 1.2.2, 5.7.
_ESCAPED: Final = dict(zip('0abtnvfe "/\\N_LP', '\0\a\b\t\n\v\f\x1b "/\\\x85\xa0\u2028\u2029', strict=True))
_ITEM_PATTERN: Final = r""""([^"\\]*+)"|'([^']*+)'|(\w[\w./+-]*+(?: ++[\w./+-]++)*+)"""
_ITEM = later(_ITEM_PATTERN, re.ASCII)
_LIST = later(rf"(\[ *+(?:(?:{_ITEM_PATTERN}) *+(?:, *+(?:{_ITEM_PATTERN}) *+)*+)?+\]){_BEHIND}", re.ASCII)

_Line = tuple[str, str, str, str]


class _Unsure(Exception):  # noqa: N818 - says that libyaml has to read the block, and never leaves this module
    pass


class _Frame:
    """An open mapping or list: its node, and the values and children of that.

    `key` is that of a value to come, and empty where none is awaited; `end` is where the last value ends.
    """

    __slots__ = (
        "around",
        "children",
        "end",
        "indent",
        "is_list",
        "key",
        "key_end",
        "key_start",
        "node",
        "path",
        "values",
    )
    key_start: int
    key_end: int
    end: int

    def __init__(self, indent: int, node: Node, around: "_Frame | None", *, is_list: bool) -> None:
        self.indent = indent
        self.node = node
        self.around = around
        self.is_list = is_list
        self.path = node.path
        self.values: Any = node.value
        self.children: Any = node.children
        self.key = ""


def read_plain(text: str, content: Span, limits: Limits, resolve: Callable[[str], Scalar]) -> Node | None:
    """The mapping that the YAML in `content` of `text` is; None where libyaml has to tell."""
    written = text[content.start : content.end]
    block = written.replace("\r\n", "\n") if "\r" in written else written
    line_break = 1 if block is written else 2
    if "\r" in block or (line_break == 2 and written.count("\r\n") != block.count("\n")):
        return None
    # Whatever is printable to Python is to YAML, and quickly told.
    if not block.replace("\n", "").isprintable() and _UNREADABLE.search(block):
        return None
    if block[-1:] != "\n" or limits.max_depth < 2 or not limits.allow_bytes_of(written):
        return None
    lines = _LINES.findall(block)
    # A line makes three nodes at most: a list, its item, and the value in that.
    if len(lines) * 3 >= limits.max_values:
        return None
    # Nothing else that ends a line for Python is readable.
    ends = accumulate(map(len, written.splitlines(keepends=True)), initial=content.start)
    return _surely(lines, ends, line_break, limits.max_depth, resolve)


def _surely(
    lines: Iterable[_Line],
    ends: Iterator[int],
    line_break: int,
    max_depth: int,
    resolve: Callable[[str], Scalar],
) -> Node | None:
    """What `_read` does; None where it isn't sure. It is short for want of memory, see `let_go`."""
    try:
        return _read(lines, ends, line_break, max_depth, resolve)
    except _Unsure:
        return None


def _read(
    lines: Iterable[_Line],
    ends: Iterator[int],
    line_break: int,
    max_depth: int,
    resolve: Callable[[str], Scalar],
) -> Node:
    root = Node({}, (), -1, -1, "map", children={})
    frame = _Frame(0, root, None, is_list=False)
    following = frame.end = next(ends)
    for (blanks, dash, key, rest), end in zip(lines, ends, strict=True):
        column = len(blanks)
        start = following + column
        following = end
        if not key and not dash:
            if rest and rest[0] != "#":
                raise _Unsure
            continue
        if dash or frame.key or frame.is_list or column != frame.indent:
            frame = _frame_at(frame, column, start, dash, max_depth)
        if dash:
            start += len(dash)
            if not key:
                _put_item(frame, rest, start, resolve)
                continue
            frame = _open(frame, column + len(dash), start, max_depth, is_list=False)
        if key in frame.values:
            raise _Unsure
        key_end = start + len(key)
        if rest and rest[0] != "#":
            path = (*frame.path, key)
            node = _value(rest, end - line_break - len(rest), path, start, key_end, resolve)
            frame.children[key] = node
            frame.values[key] = node.value
            frame.end = node.end
        else:
            frame.key, frame.key_start, frame.key_end = key, start, key_end
    return _finished(root, frame)


def _finished(root: Node, innermost: _Frame) -> Node:
    """Close what is still open."""
    frame: _Frame | None = innermost
    while frame is not None:
        frame = _close(frame)
    fields = children_of(root)
    if not fields:
        raise _Unsure
    root.start = fields[0].key_start
    return root


def _frame_at(frame: _Frame, column: int, start: int, dash: str, max_depth: int) -> _Frame:
    """The collection that a line at a column goes on with, or begins."""
    if frame.key:
        # The items of a list may stand below their key, without indentation.
        if column > frame.indent or (dash and column == frame.indent):
            return _open(frame, column, start, max_depth, is_list=bool(dash))
        _put_nothing(frame)
    while column < frame.indent or (frame.is_list and not dash and column == frame.indent):
        around = _close(frame)
        if around is None:
            raise _Unsure
        frame = around
    if column != frame.indent or frame.is_list != bool(dash):
        raise _Unsure
    return frame


def _put_item(frame: _Frame, rest: str, start: int, resolve: Callable[[str], Scalar]) -> None:
    """Put a value that stands behind a dash into its list."""
    if not rest:
        raise _Unsure
    node = _value(rest, start, (*frame.path, len(frame.values)), -1, -1, resolve)
    frame.children.append(node)
    frame.values.append(node.value)
    frame.end = node.end


def _open(frame: _Frame, column: int, start: int, max_depth: int, *, is_list: bool) -> _Frame:
    """Begin a collection in another; in the innermost there may be a list between brackets."""
    if len(frame.path) + 2 >= max_depth:
        raise _Unsure
    style = "seq" if is_list else "map"
    values: Any = [] if is_list else {}
    children: Any = [] if is_list else {}
    if frame.is_list:
        node = Node(values, (*frame.path, len(frame.values)), start, start, style, -1, -1, children)
        frame.children.append(node)
        frame.values.append(values)
    else:
        key = frame.key
        path = (*frame.path, key)
        node = Node(values, path, start, start, style, frame.key_start, frame.key_end, children)
        frame.children[key] = node
        frame.values[key] = values
        frame.key = ""
    return _Frame(column, node, frame, is_list=is_list)


def _close(frame: _Frame) -> _Frame | None:
    """End a collection where its last value ends, and go back to the one around it."""
    if frame.key:
        _put_nothing(frame)
    frame.node.end = frame.end
    around = frame.around
    if around is not None:
        around.end = frame.end
    return around


def _put_nothing(frame: _Frame) -> None:
    """Give the awaited key the value of nothing, which stands behind the colon."""
    key = frame.key
    frame.end = frame.key_end + 1
    path = (*frame.path, key)
    frame.children[key] = Node(None, path, frame.end, frame.end, "", frame.key_start, frame.key_end)
    frame.values[key] = None
    frame.key = ""


def _value(  # noqa: PLR0913, PLR0917 - all that a node is made of; called for every line
    rest: str, start: int, path: Path, key_start: int, key_end: int, resolve: Callable[[str], Scalar]
) -> Node:
    """Read the value that a line holds behind its key or dash."""
    first = rest[0]
    if first == '"':
        value = rest[1:-1]
        if rest[-1] != '"' or '"' in value or "\\" in value or len(rest) == 1:
            value, rest = _double_quoted(rest)
        return Node(value, path, start, start + len(rest), '"', key_start, key_end)
    if first == "'":
        match = _SINGLE_QUOTED.fullmatch(rest)
        if match is None:
            raise _Unsure
        return Node(
            match[1].replace("''", "'"), path, start, start + len(match[1]) + 2, "'", key_start, key_end
        )
    if first == "[":
        return _flow_list(rest, start, path, key_start, key_end, resolve)
    if first in _INDICATORS and not _NEGATIVE.match(rest):
        raise _Unsure
    text = rest.partition(" #")[0].rstrip(" ")
    if ": " in text or text[-1] == ":":
        raise _Unsure
    return Node(resolve(text), path, start, start + len(text), "", key_start, key_end)


def _double_quoted(rest: str) -> tuple[str, str]:
    """The text that a double-quoted scalar stands for, and how it is written, without what follows it."""
    match = _DOUBLE_QUOTED.fullmatch(rest)
    if match is None:
        raise _Unsure
    return _ESCAPE.sub(_unescaped, match[1]), f'"{match[1]}"'


def _unescaped(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    if not digits:
        character = _ESCAPED.get(match[3])
    else:
        code = int(digits, 16)
        character = None if 0xD800 <= code <= 0xDFFF else chr(code)
    if character is None:
        raise _Unsure
    return character


def _flow_list(  # noqa: PLR0913, PLR0917 - as above
    rest: str, start: int, path: Path, key_start: int, key_end: int, resolve: Callable[[str], Scalar]
) -> Node:
    """Read a list between brackets whose items are texts and numbers."""
    match = _LIST.fullmatch(rest)
    if match is None:
        raise _Unsure
    children: list[Node] = []
    for item in _ITEM.finditer(rest, 1, match.end(1) - 1):
        style = item[0][0] if item[0][0] in "\"'" else ""
        value = item[0][1:-1] if style else resolve(item[0])
        node = Node(value, (*path, len(children)), start + item.start(), start + item.end(), style)
        children.append(node)
    values = [node.value for node in children]
    return Node(values, path, start, start + match.end(1), "seq", key_start, key_end, children)
