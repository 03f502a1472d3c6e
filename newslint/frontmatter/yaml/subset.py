"""Reads the YAML that nearly all front matter is written in; open it when speed is wanted.

That takes a third of the time that libyaml's events take. Nothing is read that isn't certain: block scalars,
values on several lines, anchors, tags, nested flow collections, tabs, odd keys, mistakes of any kind and what
comes near a limit are left to libyaml, so that one reader knows all of YAML and explains mistakes. Where both
read a block they make the same nodes.
"""

from collections.abc import Callable, Iterable
from typing import Any

from newslint.finding import Path, Span
from newslint.frontmatter.nodes import Limits, Node, children_of
from newslint.frontmatter.syntax import Scalar
from newslint.frontmatter.yaml.lines import NOTHING, Line, Lines, Unsure, lines_of


class _Frame:
    """An open mapping or list: its node, and the values and children of that.

    `key` is that of a value to come, and empty where none is awaited.
    """

    __slots__ = (
        "around",
        "children",
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
    if block[-1:] != "\n" or limits.max_depth < 2 or not limits.allow_bytes_of(written):
        return None
    lines = block.split("\n")
    lines.pop()  # behind the last line break there is nothing
    # A line makes three nodes at most: a list, its item, and the value in that.
    if len(lines) * 3 >= limits.max_values:
        return None
    return _surely(lines, content.start, line_break, limits.max_depth, lines_of(resolve))


def _surely(lines: Iterable[str], start: int, line_break: int, max_depth: int, known: Lines) -> Node | None:
    """What `_read` does; None where it isn't sure. It is short for want of memory, see `let_go`."""
    try:
        return _read(lines, start, line_break, max_depth, known)
    except Unsure:
        return None


def _read(lines: Iterable[str], start: int, line_break: int, max_depth: int, known: Lines) -> Node:
    """Read lines, the first of which begins at `start`."""
    root = Node({}, (), -1, -1, "map", children={})
    frame = _Frame(0, root, None, is_list=False)
    find, read, following = known.known.get, known.read, start
    # Where the value ends that was read last, and with it all collections that end there.
    end = start
    for text in lines:
        line = find(text) or read(text)
        begin = following
        following = begin + len(text) + line_break
        if line is NOTHING:
            continue
        column, inner, key, value, first, last, style, items = line
        if inner > column or frame.key or frame.is_list or column != frame.indent:
            frame, end = _frame_at(frame, line, begin, end, max_depth)
        if inner > column:
            if not key:
                node = _node(line, begin, (*frame.path, len(frame.values)), -1, -1)
                frame.children.append(node)
                frame.values.append(node.value)
                end = node.end
                continue
            frame = _open(frame, inner, begin + inner, max_depth, is_list=False)
        values = frame.values
        if key in values:
            raise Unsure
        key_start = begin + inner
        key_end = key_start + len(key)
        if style is None:
            frame.key, frame.key_start, frame.key_end = key, key_start, key_end
        elif items or style == "seq":
            frame.children[key] = node = _node(line, begin, (*frame.path, key), key_start, key_end)
            values[key] = node.value
            end = node.end
        else:
            end = begin + last
            frame.children[key] = Node(
                value, (*frame.path, key), begin + first, end, style, key_start, key_end
            )
            values[key] = value
    return _finished(root, frame, end)


def _finished(root: Node, innermost: _Frame, end: int) -> Node:
    """Close what is still open."""
    frame: _Frame | None = innermost
    while frame is not None:
        end = _close(frame, end)
        frame = frame.around
    fields = children_of(root)
    if not fields:
        raise Unsure
    root.start = fields[0].key_start
    return root


def _frame_at(frame: _Frame, line: Line, begin: int, end: int, max_depth: int) -> tuple[_Frame, int]:
    """The collection that a line goes on with, or begins, and where the value before it ends."""
    column = line.column
    is_item = line.inner > column
    if frame.key:
        # The items of a list may stand below their key, without indentation.
        if column > frame.indent or (is_item and column == frame.indent):
            return _open(frame, column, begin + column, max_depth, is_list=is_item), end
        end = _put_nothing(frame)
    while column < frame.indent or (frame.is_list and not is_item and column == frame.indent):
        end = _close(frame, end)
        if frame.around is None:
            raise Unsure
        frame = frame.around
    if column != frame.indent or frame.is_list != is_item:
        raise Unsure
    return frame, end


def _open(frame: _Frame, column: int, start: int, max_depth: int, *, is_list: bool) -> _Frame:
    """Begin a collection in another; in the innermost there may be a list between brackets."""
    if len(frame.path) + 2 >= max_depth:
        raise Unsure
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


def _close(frame: _Frame, end: int) -> int:
    """End a collection where its last value ends, and tell where that is."""
    if frame.key:
        end = _put_nothing(frame)
    frame.node.end = end
    return end


def _put_nothing(frame: _Frame) -> int:
    """Give the awaited key the value of nothing, which stands behind the colon, and tell where."""
    key, place = frame.key, frame.key_end + 1
    path = (*frame.path, key)
    frame.children[key] = Node(None, path, place, place, "", frame.key_start, frame.key_end)
    frame.values[key] = None
    frame.key = ""
    return place


def _node(line: Line, begin: int, path: Path, key_start: int, key_end: int) -> Node:
    """What a line holds as a node; the line begins at `begin`."""
    start, end, style = begin + line.start, begin + line.end, line.style or ""
    if style != "seq":
        return Node(line.value, path, start, end, style, key_start, key_end)
    values = [item.value for item in line.items]
    children = [
        Node(item.value, (*path, number), begin + item.start, begin + item.end, item.style)
        for number, item in enumerate(line.items)
    ]
    return Node(values, path, start, end, style, key_start, key_end, children)
