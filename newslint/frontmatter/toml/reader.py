"""Reads TOML, and tells where each key and value stands; open it when a place in one is wrong.

The parser of the standard library says whether a text is valid and what its values are, but not where they
stand. So when there is a mistake to point at, a scanner walks the text once more. It relies on the parser
having accepted the text, and is short because it checks nothing. It never recurses.
"""

import re
import tomllib
from collections.abc import Iterable
from typing import Any, cast

from newslint.errors import NewslintError
from newslint.finding import Path, Span, format_path
from newslint.frontmatter.nodes import Node
from newslint.light_dataclasses import replace
from newslint.source import BOM
from newslint.text.wording import shorten

_PLACE = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)\Z")
# The parser names keys as Python writes them: `Cannot declare ('rules', 'mojibake') twice`.
_NAMED = re.compile(r"""(?<= )(?:\(['"].*\)|'.*'|".*")(?= twice\Z|\Z)""")
_NAMING = ("Cannot declare ", "Cannot mutate ", "Cannot redefine ", "Duplicate ")
_SHOWN = re.compile(r"""'([^']*)'|"(')\"""")
_ONE_PLACE = "write all of its keys in one place"
_CLOSE = "close the quotes"
_KEYS = "write `key = value`, with quotes around a key that has special characters"
_TEXTS = "put quotes around text, and every key on a line of its own"
_ESCAPES = (
    "a backslash begins an escape that TOML doesn't know",
    r"write `\\` for a backslash, or put the text in single quotes",
)
# How the words of the parser begin -> what to say, nothing for these words themselves, and what to do.
_EXPLANATIONS = {
    "Cannot declare ": ("", _ONE_PLACE),
    "Cannot mutate ": ("", _ONE_PLACE),
    "Cannot redefine ": ("", _ONE_PLACE),
    "Cannot overwrite ": ("the key has a value already", "keep one of the two"),
    "Duplicate inline table key ": ("", "keep one of the two"),
    "Escaped character ": _ESCAPES,
    "Invalid hex value": _ESCAPES,
    "Unescaped ": _ESCAPES,
    "Unterminated string": ("a text is never closed", _CLOSE),
    "Expected \"'": ("a text is never closed", _CLOSE),
    "Illegal character '\\n'": ("a text is not closed on its line", _CLOSE),
    "Found invalid character '\\n'": ("a text is not closed on its line", _CLOSE),
    "Expected '='": ("a key without `=` and a value", _KEYS),
    "Invalid statement": ("a key can't begin so", _KEYS),
    "Invalid initial character for a key": ("a key can't begin so", _KEYS),
    "Expected ']": ("", "close the brackets, and put quotes around a key that has special characters"),
    "Expected newline ": ("something follows the value", _TEXTS),
    "Invalid value": ("this is no value", "put quotes around text"),
    "Unclosed array": (
        "a list is not closed, or lacks a comma",
        "put commas between the items, and `]` at the end",
    ),
    "Unclosed inline table": (
        "a table is not closed, or lacks a comma",
        "put it on one line, with commas between the fields and `}` at the end",
    ),
}
_SHORTEST_MULTILINE = 6  # characters: three quotes, and three more

_BASIC = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
_LITERAL = r"'[^'\n]*'"
_KEY_PART = re.compile(rf"[A-Za-z0-9_-]+|{_BASIC}|{_LITERAL}")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
# One or two quotes may stand in multi-line text, at its end too. A date and a time may have a space between.
_SCALAR = re.compile(
    r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"{3,5}'
    r"|'''.*?'{3,5}"
    rf"|{_BASIC}|{_LITERAL}"
    r"|(?:[0-9]{4}-[0-9]{2}-[0-9]{2} (?=[0-9]))?[^ \t\r\n,\]}#]+",
    re.DOTALL,
)
# All that can stand between two keys, brackets or values.
_GAP = re.compile(r"(?:[ \t\r\n,=]++|#[^\n]*+)*+")


def read_toml(text: str, name: str) -> dict[str, Any]:
    """The values of a TOML text.

    `name` is how messages call the file. Lines and columns in them count code points from 1.

    Raises:
        NewslintError: the text is not valid TOML, or more than the parser can read.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = offset_of(str(error), text)
        line = text.count("\n", 0, at) + 1
        column = at - text.rfind("\n", 0, at)
        words, advice = explain(str(error))
        if text.startswith(BOM):
            words, advice = "it begins with a byte order mark; save it as UTF-8 without one", ""
        wrong = f":{line}:{column}: the file is not valid TOML: {words}{advice and '; '}{advice}"
    except ValueError:
        # https://docs.python.org/3/library/stdtypes.html#integer-string-conversion-length-limitation
        wrong = ": a number has too many digits; put quotes around it, or shorten it"
    except RecursionError:
        wrong = ": the values are nested too deeply; use fewer brackets"
    raise NewslintError(name + wrong)


def offset_of(message: str, text: str) -> int:
    """Where in a text the parser gave up; at its end, behind what is written."""
    found = _PLACE.search(message)
    if found is None or not found[1]:
        return len(text.rstrip())
    start = 0
    for _ in range(int(found[1]) - 1):
        start = text.find("\n", start) + 1
    return start + int(found[2]) - 1


def explain(message: str) -> tuple[str, str]:
    """What the parser says, in words for people, and what to do about it."""
    words = _PLACE.sub("", message)
    told, advice = next(
        (found for start, found in _EXPLANATIONS.items() if words.startswith(start)), ("", "")
    )
    if told:
        return told, advice
    if words.startswith(_NAMING):
        words = _NAMED.sub(lambda match: f"`{_spell_key(match[0])}`", words)
    words = _SHOWN.sub(lambda match: f"`{match[1] or match[2]}`", words)
    return f"{words[0].lower()}{words[1:]}", advice


def _spell_key(written: str) -> str:
    """`rules.mojibake`, from `('rules', 'mojibake')` or from one key in quotes."""
    from ast import literal_eval  # noqa: PLC0415 - hardly ever needed

    key = literal_eval(written)
    return shorten(format_path([key] if isinstance(key, str) else key))


def toml_tree(text: str) -> Node:
    r"""The values of a text that `read_toml` accepts, with the place of each.

    `style` is "map" for tables, "seq" for arrays, the quotes before a string (one or three) and "" for other
    values. Dates and times are objects of `datetime`.

    A value in a key-value pair or an array stands where it is written. A table, or an item of an array of
    tables, stands at its header, an array of tables at the first of its headers. A table that has no header
    of its own (`a` in `[a.b]` or in `a.b = 1`) stands at the first key that names it. The root stands at
    the beginning of the text.
    """
    return scan(text, Span(0, len(text)), tomllib.loads(text))


def scan(text: str, content: Span, values: dict[str, Any]) -> Node:
    """The same for a block of a text, whose values the parser has read."""
    root = _node(values, (), Span(content.start, content.start))
    _Scanner(text, root, content).run()
    return root


def subtree(root: Node, keys: Iterable[str]) -> Node | None:
    """A copy of the node below some keys, with paths that begin there; None when there is none.

    Its own key keeps its place.
    """
    node: Node | None = root
    for key in keys:
        node = node.children.get(key) if node is not None and isinstance(node.children, dict) else None
    if node is None:
        return None
    depth = len(node.path)
    top = replace(node, path=())
    todo = [top]
    while todo:
        parent = todo.pop()
        if isinstance(parent.children, dict):
            parent.children = {
                key: replace(child, path=child.path[depth:]) for key, child in parent.children.items()
            }
            todo += parent.children.values()
        elif parent.children is not None:
            parent.children = [replace(child, path=child.path[depth:]) for child in parent.children]
            todo += parent.children
    return top


def _node(value: Any, path: Path, place: Span) -> Node:
    """A value whose children, and the quotes around it, are not known yet."""
    node = Node(value, path, place.start, place.end, "")
    if isinstance(value, dict):
        node.style, node.children = "map", {}
    elif isinstance(value, list):
        node.style, node.children = "seq", []
    return node


def style_of(token: str) -> str:
    """The quotes before a value; none where it is no string."""
    quote = token[0] if token[0] in "\"'" else ""
    return quote * 3 if quote and len(token) >= _SHORTEST_MULTILINE and token.startswith(quote * 3) else quote


def _descend(start: Node, keys: Iterable[tuple[str, Span]]) -> Node:
    """The node that keys with their places lead to; what is not there yet begins at its key.

    On the way, the name of an array of tables means the last of them.
    """
    node = start
    for key, place in keys:
        table = node.children[-1] if isinstance(node.children, list) else node
        fields = cast("dict[str, Node]", table.children)
        if key not in fields:
            fields[key] = _node(table.value[key], (*table.path, key), place)
            fields[key].key_start, fields[key].key_end = place.start, place.end
        node = fields[key]
    return node


def _add_item(array: Node, place: Span) -> Node:
    items = cast("list[Node]", array.children)
    items.append(_node(array.value[len(items)], (*array.path, len(items)), place))
    return items[-1]


class _Scanner:
    """Walks a valid text once and fills the tree below `root` with places."""

    def __init__(self, text: str, root: Node, content: Span) -> None:
        self.text = text
        self.root = root
        self.at, self.end = content

    def run(self) -> None:
        """Read headers and key-value pairs up to the end of the block."""
        table = self.root
        self._skip_gap()
        while self.at < self.end:
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._value(_descend(table, self._keys()))
            self._skip_gap()

    def _take(self, pattern: re.Pattern[str]) -> Span:
        match = pattern.match(self.text, self.at, self.end)
        if match is None:  # never, as the parser has accepted the text
            raise ValueError(f"not valid TOML at offset {self.at}")
        self.at = match.end()
        return Span(*match.span())

    def _skip_gap(self) -> None:
        self._take(_GAP)

    def _header(self) -> Node:
        """The table that `[a.b]` opens, or the new item of `[[a.b]]`."""
        start = self.at
        brackets = 2 if self.text.startswith("[[", start) else 1
        self.at += brackets
        self._skip_gap()
        keys = self._keys()
        self.at += brackets
        place = Span(start, self.at)
        node = _descend(self.root, keys)
        if brackets == 1 or not node.children:
            node.start, node.end = place.start, place.end
            _, key_place = keys[-1]
            node.key_start, node.key_end = key_place.start, key_place.end
        return node if brackets == 1 else _add_item(node, place)

    def _keys(self) -> list[tuple[str, Span]]:
        """The parts of a dotted key, and the blanks, the `=` and the comments after it."""
        keys = [self._key()]
        while _DOT.match(self.text, self.at):
            self._take(_DOT)
            keys.append(self._key())
        self._skip_gap()
        return keys

    def _key(self) -> tuple[str, Span]:
        place = self._take(_KEY_PART)
        written = self.text[place.start : place.end]
        if written[0] in "\"'":
            return tomllib.loads(f"key = {written}")["key"], place
        return written, place

    def _value(self, node: Node) -> None:
        """Find the end of a value that begins here, and the places of all that is in it."""
        opened: list[Node] = []
        current: Node | None = node
        while current is not None:
            current.start = self.at
            if current.children is not None:
                opened.append(current)
                self.at += 1
            else:
                current.end = self._take(_SCALAR).end
                current.style = style_of(self.text[current.start : current.end])
            current = self._next_inside(opened)

    def _next_inside(self, opened: list[Node]) -> Node | None:
        """The next value in the innermost open bracket, after closing those that end here."""
        while opened:
            self._skip_gap()
            innermost = opened[-1]
            if self.text[self.at] in "]}":
                self.at += 1
                opened.pop().end = self.at
            elif innermost.style == "seq":
                return _add_item(innermost, Span(self.at, self.at))
            else:
                return _descend(innermost, self._keys())
        return None
