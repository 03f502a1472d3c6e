"""Reads one line of plain YAML, and remembers it; open it for what may be read without libyaml.

Archives repeat themselves: nine of ten lines of a news archive (`type: article`, the publisher, a related
article that many list) stood in another file before, and half of those of a blog.
"""

import re
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from newslint.frontmatter.syntax import Scalar
from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later

# Indentation, `- `, key with its colon and blanks, and the rest. Every line matches, if only as a rest.
_LINE: Final = re.compile(r"( *+)(- ++)?+(?:([A-Za-z_][A-Za-z0-9_-]{0,99}+):(?: ++|\Z))?+(.*+)")
# YAML 1.2.2, 5.1: what it doesn't allow beside controls and surrogates, the byte order mark, and line breaks.
_UNREADABLE: Final = frozenset("\u2028\u2029\ufeff\ufffe\uffff")
# What begins something other than a plain scalar (7.3.3); "-", "?" and ":" only before a blank.
_INDICATORS: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
_BEHIND = r"(?: *+| ++\#.*+)"  # blanks, or a comment
_DOUBLE_QUOTED = later(rf'"((?:[^"\\]|\\.)*+)"{_BEHIND}')
_SINGLE_QUOTED = re.compile(rf"'((?:[^']|'')*+)'{_BEHIND}")
_NEGATIVE = later(r"-[0-9.]")
_ESCAPE = later(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
# YAML 1.2.2, 5.7.
_ESCAPED: Final = dict(
    zip('0abtnvfre "/\\N_LP', '\0\a\b\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029', strict=True)
)
_ITEM_PATTERN: Final = r""""([^"\\]*+)"|'([^']*+)'|(\w[\w./+-]*+(?: ++[\w./+-]++)*+)"""
_ITEM = later(_ITEM_PATTERN, re.ASCII)
_LIST = later(rf"(\[ *+(?:(?:{_ITEM_PATTERN}) *+(?:, *+(?:{_ITEM_PATTERN}) *+)*+)?+\]){_BEHIND}", re.ASCII)
_MOST: Final = 5_000  # lines
_LONGEST: Final = 500  # characters, so that what is remembered stays small


class Unsure(Exception):  # noqa: N818 - says that libyaml has to read the block, and never leaves this package
    """Only libyaml can tell what a line means."""


class Item(NamedTuple):
    """A value in a list between brackets; its place is counted from the beginning of the line."""

    value: Scalar
    start: int
    end: int
    style: str


class Line(NamedTuple):
    """What a line holds. All places are counted from its beginning.

    `column` is that of its first character, and `inner` that behind a dash, which is the same where there is
    none: that of the key, or of an item that is no mapping. `key` is empty where there is no key, and `style`
    is None where there is no value; see `Node` for the others. `items` are those of a list between brackets.
    """

    column: int
    inner: int
    key: str
    value: Scalar
    start: int
    end: int
    style: str | None
    items: tuple[Item, ...] = ()


NOTHING: Final = Line(0, 0, "", None, 0, 0, None)
"""What blank lines and comments hold."""


class Lines:
    """Reads lines by one version of YAML. `known` are those that were read lately, to be looked up first."""

    def __init__(self, resolve: Callable[[str], Scalar]) -> None:
        self._resolve = resolve
        self.known: dict[str, Line] = {}
        self._earlier: dict[str, Line] = {}

    def read(self, text: str) -> Line:
        """What a line without its line break holds.

        Raises:
            Unsure: only libyaml can tell.
        """
        line = self._earlier.get(text)
        if line is None:
            if not text.isprintable() and not all(map(_is_readable, set(text))):
                raise Unsure
            line = _line(text, self._resolve)
        if len(text) <= _LONGEST:
            if len(self.known) >= _MOST:
                # Those that go on being read come back.
                self._earlier = self.known.copy()
                self.known.clear()
            self.known[text] = line
        return line


@lru_cache(maxsize=4)
def lines_of(resolve: Callable[[str], Scalar]) -> Lines:
    """The lines that are known where plain scalars are read by `resolve`."""
    return Lines(resolve)


def _is_readable(character: str) -> bool:
    """Whether YAML allows a character within a line. A pattern takes 4 ms to make."""
    if character.isprintable():  # to Python: then to YAML, too
        return True
    return character >= "\xa0" and not "\ud800" <= character <= "\udfff" and character not in _UNREADABLE


def _line(text: str, resolve: Callable[[str], Scalar]) -> Line:
    blanks, dash, key, rest = _LINE.findall(text)[0]  # the second match is that of nothing, behind the line
    if not key and not dash:
        if rest and rest[0] != "#":
            raise Unsure
        return NOTHING
    column, start = len(blanks), len(text) - len(rest)
    inner = column + len(dash)
    if key and (not rest or rest[0] == "#"):
        return Line(column, inner, key, None, start, start, None)
    if not rest:
        raise Unsure
    if rest[0] == "[":
        length, items = _flow_list(rest, start, resolve)
        return Line(column, inner, key, None, start, start + length, "seq", items)
    value, length, style = _scalar(rest, resolve)
    return Line(column, inner, key, value, start, start + length, style)


def _scalar(rest: str, resolve: Callable[[str], Scalar]) -> tuple[Scalar, int, str]:
    """The scalar that stands behind a key or a dash, how long it is, and its style."""
    first = rest[0]
    if first == '"':
        value = rest[1:-1]
        if rest[-1] != '"' or '"' in value or "\\" in value or len(rest) == 1:
            return _double_quoted(rest)
        return value, len(rest), '"'
    if first == "'":
        match = _SINGLE_QUOTED.fullmatch(rest)
        if match is None:
            raise Unsure
        return match[1].replace("''", "'"), len(match[1]) + 2, "'"
    if first in _INDICATORS and not _NEGATIVE.match(rest):
        raise Unsure
    text = rest.partition(" #")[0].rstrip(" ")
    if ": " in text or text[-1] == ":":
        raise Unsure
    return resolve(text), len(text), ""


def _double_quoted(rest: str) -> tuple[str, int, str]:
    match = _DOUBLE_QUOTED.fullmatch(rest)
    if match is None:
        raise Unsure
    return _ESCAPE.sub(_unescaped, match[1]), len(match[1]) + 2, '"'


def _unescaped(match: re.Match[str]) -> str:
    digits = match[1] or match[2] or match[3]
    if not digits:
        character = _ESCAPED.get(match[4])
    else:
        code = int(digits, 16)
        character = None if 0xD800 <= code <= 0xDFFF or code > sys.maxunicode else chr(code)
    if character is None:
        raise Unsure
    return character


def _flow_list(rest: str, start: int, resolve: Callable[[str], Scalar]) -> tuple[int, tuple[Item, ...]]:
    """How long a list between brackets is, and its items, which are texts and numbers."""
    match = _LIST.fullmatch(rest)
    if match is None:
        raise Unsure
    items: list[Item] = []
    for item in _ITEM.finditer(rest, 1, match.end(1) - 1):
        style = item[0][0] if item[0][0] in "\"'" else ""
        value = item[0][1:-1] if style else resolve(item[0])
        items.append(Item(value, start + item.start(), start + item.end(), style))
    return match.end(1), tuple(items)
