"""Says in words of people why a text is not JSON; open it for a mistake that is explained badly."""

import re
from typing import Final

from newslint.finding import Span
from newslint.frontmatter.json.reader import AT_END, BRACES, BRACKETS, CLOSES, DIGITS, HALF, OPENS, STRANGE
from newslint.frontmatter.merge_conflict import explain_conflict
from newslint.frontmatter.nodes import Problem
from newslint.frontmatter.syntax import Explanation
from newslint.source import line_start
from newslint.text.lazy_pattern import later
from newslint.text.wording import shorten

_BLANKS: Final = " \t\r\n"
_COMMENT = later(r"//[^\r\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/)?|\#[^\r\n]*+")
_TEMPLATE = later(r"\{\{[^{}\r\n\"]*\}\}")
_WORD = later(r"[^\s\"',:;{}\[\]]++")
_SOUND = later(r"null|true|false|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_LIKE_NUMBER = later(r"[+-]?[0-9.][0-9._]*(?:[eE][+-]?[0-9]*)?|[+-]?0[xXoObB][0-9a-fA-F]*|[+-]")
_SINGLE_QUOTED = later(r"'[^'\\\r\n]*+(?:\\.[^'\\\r\n]*+)*+'?")
_ESCAPE = later(r"\\(?:u[0-9a-fA-F]{0,4}|.|)")
_LINE = later(r"[^\r\n]++")
# What stands on a line below a text that was not closed: another field, or the end of what holds it.
_NEXT = later(r"""[ \t\r\n]*+(?:"[^"\r\n]*+"[ \t]*+:|[\]}])""")
_LATE_QUOTE = later(r"[^\s\"',:;{}\[\]]++\"[ \t]*+:")
_INDENT = later(r"[\r\n]([ \t]*+)\Z")
_LONGEST: Final = 200  # of an indentation
_QUOTES: Final = "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a"
_NAMES: Final = {"{": "a brace", "[": "a bracket", '"': "a quote"}
_CLOSERS: Final = {"{": "}", "[": "]"}
_PLAIN: Final = {
    "none": "null",
    "nil": "null",
    "undefined": "null",
    "true": "true",
    "false": "false",
    "null": "null",
}
_CONTROLS: Final = {"\t": "a tab", "\b": "a backspace", "\f": "a form feed"}
_ESCAPES: Final = {"\t": "\\t", "\b": "\\b", "\f": "\\f"}

_Explained = tuple[Span, str, str]


def explain(problem: Problem, text: str) -> Explanation:
    """Say where the mistake is, what it is and what to do."""
    conflict = explain_conflict(text, problem.span.start)
    return conflict or Explanation(*_explain(_Place(problem, text)))


class _Place:
    """What stands around the place where the parser gave up."""

    def __init__(self, problem: Problem, text: str) -> None:
        self.text = text
        self.span = problem.span
        self.detail = problem.detail
        self.opened = problem.other
        self.at = problem.span.start
        self.is_end = problem.context == AT_END
        self.here = "" if self.is_end else text[self.at : self.at + 1]
        self.last = len(text[: self.at].rstrip(_BLANKS)) - 1
        self.before = text[self.last] if self.last >= 0 else ""
        self.opener = "" if self.opened is None else text[self.opened.start]

    @property
    def of_before(self) -> Span:
        """The last character before it that is no blank."""
        return Span(max(self.last, 0), self.last + 1)

    def match(self, pattern: re.Pattern[str], at: int | None = None) -> Span:
        """Where a pattern matches, or the place itself; what is asked for takes one character or more."""
        begin = self.at if at is None else at
        found = pattern.match(self.text, begin)
        return Span(begin, found.end()) if found else self.span

    def written(self, span: Span) -> str:
        """The characters of a place."""
        return self.text[span.start : span.end]


def _explain(place: _Place) -> _Explained:
    found = _of_value(place) or _of_text(place) or _of_rest(place) or _of_end(place) or _of_mark(place)
    return found or _of_character(place)


def _of_value(place: _Place) -> _Explained | None:
    """What is wrong with a text that is JSON by its letters, or with its first character."""
    written = place.written(place.span)
    if place.detail == DIGITS:
        return place.span, "a number with more digits than programs can read", "put it in double quotes"
    if place.detail == HALF:
        advice = "write the character itself, or the escapes of both halves"
        return place.span, f"`{written}` is half of a character", advice
    if place.detail == STRANGE:
        return place.span, f"`{written}` is no value in JSON", "write `null`, or remove the field"
    if place.detail == BRACES:
        return place.span, "the fields are not in braces", "write `{` before the fields, and `}` behind them"
    return None


def _of_text(place: _Place) -> _Explained | None:
    """A mistake in a text, which the parser names well."""
    if place.detail.startswith("Unterminated") or (place.opener == '"' and place.is_end):
        opened = place.opened if place.opener == '"' and place.opened else place.span
        return (
            opened,
            "a quote is opened here and never closed",
            'close it, and write `\\"` for a quote in a text',
        )
    if place.detail.startswith("Invalid \\"):
        return _of_escape(place)
    if not place.detail.startswith("Invalid control character"):
        return None
    if place.here in "\r\n":
        if _NEXT.match(place.text, place.at) and place.opened:
            return place.opened, "a quote is opened here and not closed on its line", "close it"
        return Span(place.at, place.at), "a text goes on in the next line", "write `\\n` for a line break"
    name = _CONTROLS.get(place.here, f"the character U+{ord(place.here):04X}")
    escape = _ESCAPES.get(place.here, f"\\u{ord(place.here):04x}")
    return place.span, f"{name} in a text", f"write `{escape}`, or remove it"


def _of_escape(place: _Place) -> _Explained:
    # The parser points at the backslash, or behind it.
    begin = place.at if place.here == "\\" else max(place.text.rfind("\\", 0, place.at), 0)
    span = place.match(_ESCAPE, begin)
    written = place.written(span)
    if written.startswith("\\u"):
        return (
            span,
            "an escape that is not complete",
            "write four hexadecimal digits, or `\\\\` for a backslash",
        )
    message = (
        f"`{written}` is no escape"
        if written.isprintable() and len(written) > 1
        else "a backslash that begins no escape"
    )
    return span, message, "write `\\\\` for a backslash"


def _of_rest(place: _Place) -> _Explained | None:
    """What stands behind the end of everything."""
    if not place.detail.startswith("Extra data"):
        return None
    if place.here == "}" or (place.is_end and place.before == "}"):
        span = place.of_before if place.is_end else place.span
        return span, "a brace is closed that was never opened", "remove it"
    line = place.match(_LINE)
    return line, "text behind the end of the object", "remove it, or begin it on the next line"


def _of_end(place: _Place) -> _Explained | None:
    """A comma, a bracket or a colon too many or too few."""
    if place.detail.startswith("Illegal trailing comma"):
        return place.span, "a comma with nothing behind it", "remove it"
    if (
        place.before == ","
        and (place.here in ("}", "]") or place.is_end)
        and place.detail.startswith("Expecting")
    ):
        return place.of_before, "a comma with nothing behind it", "remove it"
    if place.is_end and place.opened is not None and place.opener in _CLOSERS and place.before != ":":
        advice = f"close it with `{_CLOSERS[place.opener]}`"
        opened = _left_open(place.text, place.opened, place.at)
        return opened, f"{_NAMES[place.opener]} is opened here and never closed", advice
    if (
        place.detail.startswith("Expecting value")
        and place.before == ":"
        and place.here in ("", ",", "}", "]")
    ):
        return place.of_before, "a field without a value", "give a value, or remove the field"
    if place.here == "," and not place.detail.startswith("Expecting ':'"):
        return place.span, "a comma with nothing before it", "remove it"
    if place.here in ("}", "]") and _CLOSERS.get(place.opener) != place.here and place.opener:
        what = "a list" if place.opener == "[" else "an object"
        return place.span, f"`{place.here}` can't close {what}", f"write `{_CLOSERS[place.opener]}`"
    return None


def _left_open(text: str, opened: Span, end: int) -> Span:
    """What is never closed: by its indentation, what closes it may belong to what is around it."""
    unclosed: list[int] = []
    for token in BRACKETS.finditer(text, opened.start, end):
        if token.lastindex == OPENS:
            unclosed.append(token.start())
        elif token.lastindex == CLOSES and unclosed:
            begin = unclosed.pop()
            alone = _INDENT.search(text[max(token.start() - _LONGEST, 0) : token.start()])
            if text[begin] == text[opened.start] and alone and len(alone[1]) < _indentation(text, begin):
                return Span(begin, begin + 1)
    return opened


def _indentation(text: str, place: int) -> int:
    line = line_start(text, place)
    return len(text[line:place]) - len(text[line:place].lstrip(" \t"))


def _of_mark(place: _Place) -> _Explained | None:
    """A quote or a comment that JSON doesn't know."""
    here = place.here
    if here == "'":
        return place.match(_SINGLE_QUOTED), "a text in single quotes", "put it in double quotes"
    if here in _QUOTES and here:
        return place.span, f"`{here}` opens no text in JSON", 'write straight quotes: `"`'
    if here.isspace() and here not in _BLANKS:
        return place.span, f"the character U+{ord(here):04X} is no blank in JSON", "write a plain blank"
    if here and here in "/#" and _COMMENT.match(place.text, place.at):
        comment = _COMMENT.match(place.text, place.at)
        end = comment.end() if comment else place.at + 1
        return Span(place.at, end), "comments are no part of JSON", "remove it"
    return None


def _of_character(place: _Place) -> _Explained:
    """A word that JSON doesn't know, or something that is missing before what is sound."""
    here = place.here
    if place.detail.startswith("Expecting property name"):
        return _of_key(place)
    if place.detail.startswith("Expecting ':'"):
        if here in ("=", ";", ","):
            return place.span, f"`{here}` behind a key", 'write a colon: `"key": value`'
        return place.of_before, "a key without a colon behind it", 'write `"key": value`'
    if place.detail.startswith("Expecting ','"):
        return _of_comma(place)
    return _of_word(place, place.at)


def _of_key(place: _Place) -> _Explained:
    key = place.match(_WORD)
    shown = f'`"{shorten(place.written(key))}"`'
    if _LATE_QUOTE.match(place.text, place.at):
        return key, "a key without its first quote", f"write {shown}"
    if _WORD.match(place.text, place.at):
        return key, "a key without quotes", f"put it in double quotes: {shown}"
    template = _TEMPLATE.match(place.text, place.at - 1)
    if template is not None:
        span = Span(place.at - 1, template.end())
        return span, "a template without quotes", f'put it in double quotes: `"{shorten(template[0])}"`'
    return place.span, "a key was expected here", 'write `"key": value`'


def _of_comma(place: _Place) -> _Explained:
    """A value has ended, and neither a comma nor the end follows."""
    here, before, last = place.here, place.before, place.last
    same_line = not set("\r\n") & set(place.text[last + 1 : place.at])
    no_comma = place.of_before, "no comma behind this value", "write a comma between two"
    if here == ";":
        return place.span, "`;` between two fields", "write a comma"
    if here == ":":
        return place.span, "a colon behind a value", "write the key and its value in braces, or a comma"
    if last + 1 < place.at and _SOUND.fullmatch(place.written(place.match(_WORD))):
        return no_comma
    goes_on = same_line and here and here not in '"{[' and not here.isspace()
    if before == '"' and (goes_on or (last == place.at - 1 and here == '"')):
        return (
            place.of_before,
            "a text ends at this quote, and more follows",
            'write `\\"` for a quote in a text',
        )
    if same_line and _WORD.match(place.text, place.at) and _WORD.match(place.text, last):
        start = last
        while start and _WORD.match(place.text, start - 1, start):
            start -= 1
        if last + 1 == place.at:
            return _of_word(place, start)
        return Span(start, place.match(_WORD).end), "a text without quotes", "put it in double quotes"
    return no_comma


def _of_word(place: _Place, start: int) -> _Explained:
    """Something without quotes that is no value."""
    word = place.match(_WORD, start)
    written = place.written(word)
    if written.lower() in _PLAIN:
        return word, f"`{written}` is no value in JSON", f"write `{_PLAIN[written.lower()]}`"
    if _LIKE_NUMBER.fullmatch(written):
        advice = "write a number like `70`, `0.5` or `-1`, or put it in double quotes"
        return word, "this is no number in JSON", advice
    return word, "a text without quotes", "put it in double quotes"
