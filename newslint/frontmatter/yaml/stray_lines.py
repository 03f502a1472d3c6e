"""Says why a line is no field, and how to write it; open it for another way to miss the colon.

YAML 1.2.2: a colon ends a key only where a space or the end of the line follows it (7.3.3), the only blanks
are space and tab (5.5), and a key that stands before its colon has at most 1,024 characters (7.4).
"""

from typing import Final

from newslint.finding import Span
from newslint.frontmatter.merge_conflict import explain_mark
from newslint.frontmatter.syntax import Explanation
from newslint.knowledge.invisible import name_of
from newslint.knowledge.openings import USUAL_FIELDS
from newslint.text.lazy_pattern import later

LONGEST_KEY: Final = 1024
_LONGEST_SHOWN: Final = 200
_LONGEST_LINE: Final = 1000
_DASHES: Final = r"[ \t]*+(?:- ++)*+"
KEY = later(rf"{_DASHES}[\"']?[\w$-][^:\r\n]*:(?=[ \t\r\n]|\Z)")
"""The beginning of a line that is a field, up to its colon."""
NO_SPACE = later(rf"{_DASHES}([\"']?[\w$-]+[\"']?)(:)([^\s:/][^\r\n]*)")
"""A line whose colon has no space behind it."""
# Every blank of Unicode (category Zs) but the space.
_BLANKS: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_OTHER_BLANK = later(rf"([\"']?[\w$-][\w$ -]*[\"']?):([{_BLANKS}])([^\r\n]*)")
# What looks like a colon: fullwidth, small and vertical forms, modifier letters, ratio.
_OTHER_COLON = later(r"([\w$-][\w$ -]*?) ?([\uff1a\ufe55\ufe13\ua789\u02d0\u2236])([^\r\n]*)")
_OTHER_SIGN = later(r"([\w$-]+) ?(=>|->|:=|[;=])(?![;=>])([^\r\n]*)")
_NO_COLON = later(r"([a-z_$][\w$-]*)[ \t]+(\S[^\r\n]*)")
# An item whose dash has no blank behind it, below its key or another item.
_TIGHT_ITEM = later(r"-([^\s-][^\r\n]*)")
_BEFORE_ITEM = later(r"(?:\A|[\r\n])[ \t]*(?:-[^\r\n]*|[\w$-][^\r\n]*:)[ \t]*(?:\r\n|\r|\n)[ \t]*\Z")
_TEMPLATE = later(r"(\{\{|\{%|<%)[^\r\n]*")
# What YAML takes for something else than the text that it is.
_NO_PLAIN = later(r"[-?:] |[,\]}%@`&*!]|\{\{|\{%|[|>][-+ ]*\S|(?![\"'\[{])[^\r\n]*(?::[ \t]| #)")
_LINE = later(r"[^\r\n]*")
_OUR_FORM: Final = "write `key: value`"
_OR_INDENT: Final = ", or indent the line if it goes on with the value above"


def explain_stray(place: int, text: str, *, follows: bool) -> Explanation:
    """Say why the line that begins at a place is none, and how to write it.

    Args:
        place: Where the first character of the line stands that is no blank.
        text: The file.
        follows: Whether a value stands above, which the line may go on with.
    """
    line = _LINE.match(text, place)
    end = place if line is None else line.end()
    return (
        explain_mark(text, place)
        or _explain(place, end, text, follows=follows)
        or _without_colon(place, end, text, follows=follows)
    )


def has_disguised_colon(place: int, text: str) -> bool:
    """Whether a line is a field for whoever reads it, and text for YAML."""
    return bool(_OTHER_BLANK.match(text, place) or _OTHER_COLON.match(text, place))


def _explain(place: int, end: int, text: str, *, follows: bool) -> Explanation | None:
    template = _TEMPLATE.match(text, place)
    if template is not None:
        message = f"a line of a template (`{template[1]}`) is no YAML"
        return Explanation(Span(place, end), message, "remove it: templates are filled in after YAML is read")
    item = _TIGHT_ITEM.match(text, place)
    if item is not None and _BEFORE_ITEM.search(text, max(0, place - _LONGEST_LINE), place):
        words = item[1].rstrip()
        can_show = len(words) <= _LONGEST_SHOWN and "`" not in words
        advice = f"write `- {words}`, and so in the lines below" if can_show else "write a blank behind it"
        return Explanation(Span(place, place + 1), "no blank follows the dash", advice)
    for pattern, message in (
        (_OTHER_BLANK, "the blank after the colon is {}, and YAML wants a space there"),
        (_OTHER_COLON, "the colon is {}, and YAML wants `:` and a space"),
        (_OTHER_SIGN, "`{}` stands where YAML wants `:` and a space"),
        (NO_SPACE, "the space after the colon is missing"),
    ):
        found = pattern.match(text, place)
        if found is not None:
            key, sign, rest = found.groups()
            shown = name_of(sign) if pattern in (_OTHER_BLANK, _OTHER_COLON) else sign
            advice = _written(key, rest) + (_OR_INDENT if follows and pattern is _OTHER_SIGN else "")
            return Explanation(Span(*found.span(2)), message.format(shown), advice)
    return None


def _without_colon(place: int, end: int, text: str, *, follows: bool) -> Explanation:
    found = _NO_COLON.match(text, place)
    if found is not None and (found[1] in USUAL_FIELDS or not follows):
        advice = _written(*found.groups())
    else:
        advice = _OUR_FORM
    advice += _OR_INDENT if follows else ""
    return Explanation(Span(place, end), "a line that is neither a field nor part of a value", advice)


def long_key(place: int, colon: int) -> Explanation:
    """A key whose colon comes too late."""
    message = f"a key of more than {LONGEST_KEY:,} characters"
    return Explanation(Span(place, colon), message, "shorten it: YAML looks no further for the colon")


def in_quotes(value: str) -> str:
    """A value as it must be written: in single quotes where double ones would need escapes."""
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def advise_line(line: str) -> str:
    """The advice to write a line so; empty where it is too long to show, or holds a backtick."""
    return f"write `{line}`" if len(line) <= _LONGEST_SHOWN and "`" not in line else ""


def without_comment(value: str) -> str:
    """The rest of a line without the comment and the blanks at its end."""
    return value.split(" #", 1)[0].rstrip()


def _written(key: str, value: str) -> str:
    value = value.strip()
    if _NO_PLAIN.match(value):
        value = in_quotes(value)
    line = f"{key}: {value}" if value else f"{key}:"
    return advise_line(line) or _OUR_FORM
