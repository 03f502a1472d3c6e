"""Reads JSON, and tells where each key and value stands; open it when a place or a value in it is wrong.

The parser of the standard library says whether a text is JSON, but not where anything stands. So a scanner
walks the text once more and makes the values with their places. It relies on the parser having accepted the
text, and is short because it checks little. It never recurses.
"""

import json
import re
from json import JSONDecodeError, JSONDecoder
from typing import Any, Final

from newslint.finding import Span
from newslint.frontmatter.json.limits import DEEPEST, find_excess
from newslint.frontmatter.nodes import Limits, Node, Problem, ProblemKind, Tree
from newslint.frontmatter.syntax import Scalar
from newslint.text.lazy_pattern import later

# What opens and closes, a text, and any other value, with all that may stand before it.
_TOKEN = later(
    r'[ \t\r\n,:]*+(?:([\[{])|([\]}])|("[^"\\]*+(?:\\.[^"\\]*+)*+")|([^ \t\r\n,:\[\]{}"]++))', re.DOTALL
)
# What may be open before a mistake, and what closes it; a text that ends can't be.
BRACKETS = later(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|([\[{])|([\]}])|(")', re.DOTALL)
OPENS, CLOSES, _TEXT = 1, 2, 3
_BLANKS: Final = re.compile(r"[ \t\r\n]*+")
_CONSTANTS: Final[dict[str, Scalar]] = {"null": None, "true": True, "false": False}
_STRANGE: Final = frozenset(("NaN", "Infinity", "-Infinity"))
_INTEGER = re.compile(r"-?[0-9]++")
# Half of a pair of UTF-16 may be written as an escape, and no text of UTF-8 can hold it.
_HALF = later("[\ud800-\udfff]")
_ESCAPE = later(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F])?.)", re.DOTALL
)
# Python refuses to read or write numbers of more than 4,300 digits (a guard against quadratic time).
_MAX_DIGITS = 3500

# What `Problem.detail` says beside the words of the parser, and `Problem.context` where nothing follows.
HALF, DIGITS, STRANGE, BRACES, AT_END = "half", "digits", "strange", "braces", "end"


# The scanner makes the numbers. It also finds what the parser knows beyond JSON, and refuses it.
_PARSER = JSONDecoder(parse_int=len, parse_float=len)


class _Stop(Exception):  # noqa: N818 - carries the problem that ends the scan, and never leaves this module
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_json(text: str, content: Span, limits: Limits, version: str = "") -> Tree:
    """Read the JSON in `content` of `text`; every mistake becomes a problem, nothing is raised.

    An empty block is an empty mapping, as every generator reads it. Of equal keys the last one counts.
    """
    del version  # there is one
    if _first(text, content) == content.end:
        return Tree(Node({}, (), content.start, content.start, "map", children={}), ())
    tree = _any_tree(text, content, limits)
    if tree.root is None or tree.root.style == "map":
        return tree
    return Tree(None, (Problem(ProblemKind.NOT_A_MAPPING, tree.root.span, tree.root.style),))


def value_of(written: str) -> Any:
    """The value of a short text.

    Raises:
        ValueError: it is not JSON, or no file can hold what it means.
    """
    root = _any_tree(written, Span(0, len(written)), Limits()).root
    if root is None:
        raise ValueError(written)
    return root.value


def _any_tree(text: str, content: Span, limits: Limits) -> Tree:
    """The tree of a text whose root may be anything."""
    first = _first(text, content)
    lacks_braces = text[first : first + 1] not in ("{", "[") and _is_in_semicolons(text, content)
    problem = find_excess(text, content, limits) or _mistake(text, content, lacks_braces=lacks_braces)
    if problem is not None:
        return Tree(None, (problem,))
    scan = _Scan(text, content, Node({}, (), first, first, "map", children={}) if lacks_braces else None)
    try:
        return Tree(scan.run(), tuple(scan.problems))
    except _Stop as stop:
        return Tree(None, (*scan.problems, stop.problem))


def _is_in_semicolons(text: str, content: Span) -> bool:
    """Whether the fence is the one of Hexo, which puts the braces around what stands there."""
    return text[: content.start].strip("\ufeff \t\r\n") == ";;;"


def _first(text: str, content: Span) -> int:
    blanks = _BLANKS.match(text, *content)
    return content.start if blanks is None else blanks.end()


def _mistake(text: str, content: Span, *, lacks_braces: bool) -> Problem | None:
    """What makes the parser refuse the text."""
    written = text[content.start : content.end]
    first = _first(text, content)
    try:
        _PARSER.decode(f"{{{written}}}" if lacks_braces else written)
    except JSONDecodeError as error:
        if not lacks_braces and text[first : first + 1] not in ("{", "["):
            return Problem(ProblemKind.INVALID_JSON, Span(first, min(first + 1, content.end)), BRACES)
        at = min(max(content.start + error.pos - lacks_braces, content.start), content.end)
        end = min(at + 1, content.end)
        detail = error.msg.partition(": ")[0]
        opened = _opened(text, content.start, at)
        return Problem(ProblemKind.INVALID_JSON, Span(at, end), detail, "" if at < end else AT_END, opened)
    except RecursionError:  # whoever asks has called much already
        return Problem(ProblemKind.TOO_LARGE, Span(first, first + 1), f"{DEEPEST} levels of nesting")
    return None


def _opened(text: str, start: int, end: int) -> Span | None:
    """The innermost brace, bracket or quote that is open at a place."""
    opened: list[int] = []
    for token in BRACKETS.finditer(text, start, end):
        if token.lastindex == OPENS:
            opened.append(token.start())
        elif token.lastindex == CLOSES and opened:
            opened.pop()
        elif token.lastindex == _TEXT:
            return Span(token.start(), token.start() + 1)
    return Span(opened[-1], opened[-1] + 1) if opened else None


class _Scan:
    """Walks a valid text once and makes nodes. `root` is there already where the text lacks its braces."""

    def __init__(self, text: str, content: Span, root: Node | None) -> None:
        self.text = text
        self.content = content
        self.root = root
        self.problems: list[Problem] = []

    def run(self) -> Node:
        """The value of the whole text."""
        opened = [self.root] if self.root is not None else []
        key: tuple[str, int, int] | None = None
        root, end = self.root, self.content.start
        for token in _TOKEN.finditer(self.text, *self.content):
            kind = token.lastindex or 0
            start, end = token.span(kind)
            if kind == CLOSES:
                opened.pop().end = end
                continue
            around = opened[-1] if opened else None
            if around is not None and around.style == "map" and key is None:
                key = self._string(start, end), start, end
                continue
            node = self._node(kind, start, end)
            if around is None:
                root = node
            else:
                self._put(around, key, node)
                key = None
            if kind == OPENS:
                opened.append(node)
        if root is None:  # never, for the parser has accepted the text
            raise ValueError("no JSON")
        if self.root is not None:
            root.end = end
        return root

    def _node(self, kind: int, start: int, end: int) -> Node:
        if kind == _TEXT:
            return Node(self._string(start, end), (), start, end, '"')
        if kind != OPENS:
            return Node(self._scalar(start, end), (), start, end, "")
        if self.text[start] == "{":
            return Node({}, (), start, end, "map", children={})
        return Node([], (), start, end, "seq", children=[])

    def _put(self, around: Node, key: tuple[str, int, int] | None, node: Node) -> None:
        """Put a node into the innermost open collection."""
        if key is None:
            node.path = (*around.path, len(around.value))
            around.value.append(node.value)
            around.children.append(node)  # type: ignore[union-attr] # lists have lists
            return
        name, node.key_start, node.key_end = key
        node.path = (*around.path, name)
        children: Any = around.children
        if name in children:
            first = children.pop(name)
            self.problems.append(
                Problem(ProblemKind.DUPLICATE_KEY, node.key_span, name, other=first.key_span, path=node.path)
            )
        children[name] = node
        around.value[name] = node.value

    def _scalar(self, start: int, end: int) -> Scalar:
        written = self.text[start:end]
        if written in _CONSTANTS:
            return _CONSTANTS[written]
        if written in _STRANGE:
            raise _Stop(Problem(ProblemKind.INVALID_JSON, Span(start, end), STRANGE))
        if not _INTEGER.fullmatch(written):
            return float(written)
        if len(written) > _MAX_DIGITS:
            raise _Stop(Problem(ProblemKind.INVALID_JSON, Span(start, end), DIGITS))
        return int(written)

    def _string(self, start: int, end: int) -> str:
        text = self.text
        if text.find("\\", start, end) < 0:
            return text[start + 1 : end - 1]
        value: str = json.loads(text[start:end])
        if _HALF.search(value):
            for escape in _ESCAPE.finditer(text, start, end):
                if escape[1]:
                    half = Span(escape.start(), escape.start() + len(r"\u0000"))
                    raise _Stop(Problem(ProblemKind.INVALID_JSON, half, HALF))
        return value
