"""Finds a block of JSON at the top of a text; open it for what opens and closes one.

There are five forms: an object from its brace to the one that matches it, alone on its lines (Hugo); `;;;`
to `;;;` (Hexo); `---json` to `---` (gray-matter); `---` to `---` around what is JSON by every letter, else
that is YAML; and an object in the HTML comment at the top (golang.org). A template at the top begins with a
brace too: an object counts only where a field, or nothing, follows the brace.
"""

import json
import re
from typing import Final

from newslint.finding import Span
from newslint.frontmatter.syntax import Fence
from newslint.light_tuples import NamedTuple
from newslint.source import BOM
from newslint.text.lazy_pattern import later

# Asked for every file, so it fails at one of the first characters of nearly all.
_FIRST = later(
    rf"{BOM}?(?:(?P<object>\{{)|(?P<semicolons>;;;)|(?P<comment><!--[ \t\r\n]*+\{{)"
    r"|(?P<named>---[ \t]*+json)|(?P<dashes>---[ \t]*+[\r\n][ \t\r\n]*+\{))"
)
# A key with its colon or nothing at all; or a mistake in either, below a brace that is alone on its line.
_FIELDS = later(
    r"""\{[ \t\r\n]*+(?:\}|"[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+"[ \t\r\n]*+:)
    |\{[ \t]*+[\r\n][ \t\r\n]*+
    (?:(?://|\#)[^\r\n]*+[ \t\r\n]++|/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/[ \t\r\n]*+)*+
    (?:["']|[A-Za-z_$][\w$-]*+[ \t]*+:)""",
    re.VERBOSE,
)
_KEY = later(r'\{[ \t\r\n]*+"[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+"[ \t\r\n]*+:')
_LIKE_FIELDS = later(r"""[ \t\r\n]*+(?:["'{}\[/]|[A-Za-z_$][\w$-]*+[ \t]*+:|\Z)""")
# Up to the next brace outside of texts. A text ends at the end of its line, for a quote may be missing.
_BRACE = later(r'[^{}"]*+(?:"[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+"?[^{}"]*+)*+([{}])')
# Where an object seems to end whose braces don't match: with its first line, or with a line for the brace.
_ONE_LINE = later(r"\{[^\r\n]*\}(?=[ \t]*+(?:[\r\n]|\Z))")
_BRACE_LINE = later(r"(?<=[\r\n])\}(?=[ \t]*+(?:[\r\n]|\Z))")
_REST_OF_LINE = later(r"[^\r\n]*+")
_OPENING_LINE = later(r"[^\r\n]*+(?:\r\n|\r|\n|\Z)")
_ALONE: Final = r"[ \t]*+(?=[\r\n]|\Z)"
_OPENING_SEMICOLONS = later(rf";;;{_ALONE}")
_SEMICOLONS = later(rf"(?<=[\r\n]);;;{_ALONE}")
_DASHES = later(rf"(?<=[\r\n])---{_ALONE}")
_DASHES_OR_DOTS = later(rf"(?<=[\r\n])(?:---|\.\.\.){_ALONE}")
_NAMED = later(rf"---[ \t]*+json{_ALONE}")
_COMMENT_END = later(r"\}[ \t\r\n]*+(-->)")
_BLANKS: Final = " \t\r\n"


class Block(NamedTuple):
    """Where a block lies, and what closes it or should."""

    opening: Span
    content: Span
    closing: Span | None
    closer: str


def find(text: str) -> Fence | None:
    """The object at the top, or the block that holds one; None when the text doesn't begin with any."""
    found = find_block(text)
    if found is None:
        return None
    from newslint.frontmatter.json.syntax import JSON  # noqa: PLC0415 - most archives hold none

    return Fence(found.opening, found.content, found.closing, JSON, found.closer)


def whole(text: str) -> Fence:
    """A text that is all fields, whatever stands in it; what it opens with is its first character."""
    from newslint.frontmatter.json.syntax import JSON  # noqa: PLC0415 - as above

    first = len(text) - len(text.lstrip(_BLANKS))
    end = len(text)
    return Fence(Span(first, min(first + 1, end)), Span(0, end), Span(end, end), JSON, "}")


def find_block(text: str) -> Block | None:
    """The JSON at the top of a text; None when the text doesn't begin with any."""
    first = _FIRST.match(text)
    if first is None:
        return None
    start = 1 if text.startswith(BOM) else 0
    if first["object"]:
        return _object(text, start)
    if first["semicolons"]:
        return _semicolons(text, start)
    if first["comment"]:
        return _comment(text, start, first.end() - 1)
    if first["named"]:
        return _between(text, start, _DASHES, "---") if _NAMED.match(text, start) else None
    return _strict(text, start)


def _object(text: str, start: int) -> Block | None:
    """From the brace to the one that matches it. What follows that on its line is a mistake to tell of."""
    if not _FIELDS.match(text, start):
        return None
    opening = Span(start, start + 1)
    end = _matching(text, start)
    if end is None and (last := _ONE_LINE.match(text, start) or _BRACE_LINE.search(text, start)):
        end = last.end()  # a quote or a brace is missing, and the reader tells where
    if end is None:
        return Block(opening, Span(start, len(text)), None, "}")
    rest = _REST_OF_LINE.match(text, end)
    behind = end if rest is None else end + len(rest[0].rstrip(" \t"))
    if behind > end and not _KEY.match(text, start):
        return None
    return Block(opening, Span(start, behind), Span(behind, behind), "}")


def _matching(text: str, start: int) -> int | None:
    """The offset behind the brace that matches the one at `start`."""
    depth, position = 0, start
    while brace := _BRACE.match(text, position):
        position = brace.end()
        depth += 1 if brace[1] == "{" else -1
        if not depth:
            return position
    return None


def _semicolons(text: str, start: int) -> Block | None:
    """Between `;;;` and `;;;`, with or without braces. Three semicolons begin comments of Lisp, too."""
    if not _OPENING_SEMICOLONS.match(text, start):
        return None
    block = _between(text, start, _SEMICOLONS, ";;;")
    return block if _LIKE_FIELDS.match(text, block.content.start, block.content.end) else None


def _between(text: str, start: int, closing: re.Pattern[str], closer: str) -> Block:
    """Between two lines, of which the first is known to be there."""
    line = _OPENING_LINE.match(text, start)
    begin = len(text) if line is None else line.end()
    opening = Span(start, start + len(text[start:begin].rstrip(_BLANKS)))
    found = closing.search(text, begin)
    if found is None:
        return Block(opening, Span(begin, len(text)), None, closer)
    return Block(opening, Span(begin, found.start()), Span(found.start(), found.start() + 3), closer)


def _strict(text: str, start: int) -> Block | None:
    """An object between the fences of YAML, which reads JSON, but a pair of escapes as two characters."""
    block = _between(text, start, _DASHES_OR_DOTS, "---")
    is_json = block.closing is not None and _is_object(text[block.content.start : block.content.end])
    return block if is_json else None


def _is_object(written: str) -> bool:
    try:
        # Numbers need not be made, and those of very many digits can't be.
        value = json.loads(written, parse_int=len, parse_float=len, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict)


def _refuse(name: str) -> None:
    raise ValueError(name)


def _comment(text: str, start: int, brace: int) -> Block | None:
    """An object in an HTML comment; the end of that may stand in a text of the object."""
    if not _FIELDS.match(text, brace):
        return None
    opening = Span(start, start + len("<!--"))
    found = _COMMENT_END.search(text, brace)
    end = found.start(1) if found else text.find("-->", brace)
    if end < 0:
        return Block(opening, Span(brace, len(text)), None, "}-->")
    content = Span(brace, brace + len(text[brace:end].rstrip(_BLANKS)))
    return Block(opening, content, Span(end, end + len("-->")), "}-->")
