"""The characters of TOML strings, and what wrote each; open it when a finding points beside its text.

TOML 1.0, "String": basic strings have escapes, literal ones none. Of three quotes, the line break behind the
first ones goes, and in basic strings a backslash at the end of a line takes all white space behind it along.
The parser of the standard library takes CRLF for one line feed.
"""

import re
import tomllib
from collections.abc import Iterator
from itertools import islice

from newslint.frontmatter.nodes import Node
from newslint.frontmatter.syntax import Alignment
from newslint.text.lazy_pattern import later

_Piece = tuple[str, int, int]

_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_HEX_LENGTH = {"u": 4, "U": 8}
_CONTINUATION = later(r"\\[ \t]*\r?\n[ \t\r\n]*")
_FIRST_BREAK = later(r"\r?\n")
_BARE_KEY = later(r"[A-Za-z0-9_-]+")
_NEEDS_ESCAPE = later('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')
_NAMES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_NOT_LITERAL = later("['\x00-\x08\x0a-\x1f\x7f]")


def align(text: str, node: Node) -> Alignment | None:
    """Map every character of a text to the characters that wrote it; None where that can't be certain."""
    at = verbatim_at(text, node)
    if at is not None:
        return Alignment(range(at, at + len(node.value)), range(at + 1, at + 1 + len(node.value)))
    quotes = len(node.style)
    raw = text[node.start : node.end]
    mapped = list(islice(_pieces(raw, quotes, escapes=node.style[:1] == '"'), len(node.value)))
    if "".join(piece[0] for piece in mapped) != node.value:
        return None
    base = node.start
    return Alignment([base + piece[1] for piece in mapped], [base + piece[2] for piece in mapped])


def verbatim_at(text: str, node: Node) -> int | None:
    """Where a text begins that is written character by character; None where it isn't."""
    first = node.start + len(node.style)
    ends = first + len(node.value) == node.end - len(node.style)
    return first if ends and text.startswith(node.value, first) else None


def _pieces(raw: str, quotes: int, *, escapes: bool) -> Iterator[_Piece]:
    """The characters of a string, each with the place of what wrote it in the token."""
    position, last = quotes, len(raw) - quotes
    if quotes > 1 and (first := _FIRST_BREAK.match(raw, position)):
        position = first.end()
    while position < last:
        if escapes and raw[position] == "\\":
            if joined := _CONTINUATION.match(raw, position, last):
                position = joined.end()
                continue
            letter = raw[position + 1]
            end = position + 2 + _HEX_LENGTH.get(letter, 0)
            character = _ESCAPES.get(letter) or chr(int(raw[position + 2 : end], 16))
        else:
            end = position + (2 if raw.startswith("\r\n", position) else 1)
            character = "\n" if end > position + 1 else raw[position]
        yield character, position, end
        position = end


def in_style(text: str, style: str) -> str | None:
    """What writes a text inside quotes of some style; None where these quotes can't hold it."""
    if style[:1] == '"':
        return escaped(text)
    return None if style[:1] != "'" or _NOT_LITERAL.search(text) else text


def as_key(name: str) -> str:
    """A name as a key: bare where it may be."""
    return name if _BARE_KEY.fullmatch(name) else quoted(name)


def quoted(text: str) -> str:
    """A text as a basic string on one line."""
    return f'"{escaped(text)}"'


def escaped(text: str) -> str:
    """A text with everything escaped that a basic string, or a terminal, must not hold."""
    return _NEEDS_ESCAPE.sub(lambda match: _NAMES.get(match[0]) or f"\\u{ord(match[0]):04x}", text)


def value_of(token: str) -> object:
    """The value that is written so; None, which TOML doesn't have, where it is no value."""
    try:
        found = tomllib.loads(f"k = {token}\n")
    except (ValueError, RecursionError):
        return None
    if list(found) != ["k"]:
        return None
    value = found["k"]
    # Dates stay the text that stands there.
    return value if isinstance(value, str | int | float | list | dict) else token


def meaning(written: str, style: str) -> str | None:
    """What characters add to a text in quotes of some style; None where that is not certain."""
    if re.search(r"[\r\n]", written):
        return None
    if style[:1] != '"':
        return None if style and "'" in written else written
    value = value_of(f'"{written}"') if style == '"' else value_of(f'"""{written} """')
    if not isinstance(value, str):
        return None
    return value if style == '"' else value.removesuffix(" ")
