"""Says what is wrong with invalid YAML as its writer would; open it when a message misleads.

libyaml tells where it gave up and what it was doing then, in the words of a parser. The place that has to be
mended is often another one: the quote that opened, the line above, the first character of the value.
"""

import re
from itertools import islice

from newslint.finding import Span
from newslint.frontmatter.merge_conflict import explain_conflict, explain_mark
from newslint.frontmatter.nodes import NO_COLON, SPECIAL_CHARACTER, Problem
from newslint.frontmatter.syntax import Explanation
from newslint.frontmatter.yaml.libyaml_words import BEGUN, DETAILS, MARKERS, SPECIAL_STARTS
from newslint.frontmatter.yaml.stray_lines import (
    KEY,
    LONGEST_KEY,
    NO_SPACE,
    advise_line,
    explain_stray,
    in_quotes,
    long_key,
    without_comment,
)
from newslint.source import line_start
from newslint.text.lazy_pattern import later
from newslint.text.wording import quote

_QUOTES = {'"': "a double quote", "'": "a single quote"}
_ESCAPED = {'"': '`\\"`', "'": "`''`"}
_BRACKETS = {"[": "a bracket", "{": "a brace"}
_DIRECTIVE = later(r"^%.*", re.MULTILINE)
# A value on the line of its key or dash that begins as a list, a mapping or a template.
_BRACKETED = later(r"[ \t]*+((?:- ++)*+(?:[\"']?[\w$-][^:\r\n]*:[ \t]++)?)(\{\{|\{%|\[|\{)[^\r\n]*")
# A value on the line of its key or dash that begins with a quote.
_QUOTED = later(r"[ \t]*+((?:- ++)*+(?:[\w$-][^:\r\n]*:[ \t]++)?)([\"'][^\r\n]*)")
_LINE = later(r"[^\r\n]+")
_SPACES = later(r" +")
# A comment behind something else; libyaml takes what follows a comma or a bracket for one too.
_COMMENT = later(r"(?<=[\s,\[{])#")
_FLOWS = ("while parsing a flow sequence", "while parsing a flow mapping")
_BRACKETED_KINDS = {"[": "a list", "{": "a mapping"}
_CLOSERS = {"[": "]", "{": "}"}
_MOST_LINES = 1000


def explain(problem: Problem, text: str) -> Explanation:
    """Say where the mistake is, what it is and what to do."""
    conflict = None if problem.detail == SPECIAL_CHARACTER else explain_conflict(text, problem.span.start)
    conflict = conflict or explain_mark(text, line_start(text, problem.span.start))
    if conflict is not None:
        return conflict
    found = _explain(problem, text)
    span, begun = found.span, problem.other
    if begun is None or begun == span or span != problem.span or problem.context not in BEGUN:
        return found
    return found._replace(related=((begun, BEGUN[problem.context]),))


def _explain(problem: Problem, text: str) -> Explanation:
    if problem.detail == SPECIAL_CHARACTER:
        return _explain_character(problem)
    if problem.detail == "undefined alias":
        name = quote(f"*{problem.context}")
        message = f"{name} refers to an anchor that doesn't exist"
        return Explanation(problem.span, message, "quote the value if the `*` belongs to the text")
    if problem.other is not None and problem.context in MARKERS:
        return Explanation(problem.other, MARKERS[problem.context], "put the value in double quotes")
    return (
        _explain_swallowed(problem, text)
        or _explain_opened(problem, text)
        or _explain_bracketed(problem, text)
        or _explain_line(problem, text)
        or _explain_quote(problem, text)
        or _explain_detail(problem, text)
    )


def _explain_character(problem: Problem) -> Explanation:
    advice = "remove it"
    if "0080" <= problem.context <= "009F" and len(problem.context) == 4:
        advice = "write the word anew: it was decoded with the wrong encoding"
    return Explanation(problem.span, f"the character U+{problem.context} is not allowed", advice)


def _explain_swallowed(problem: Problem, text: str) -> Explanation | None:
    """A bracket whose closing one stands in a comment: `[harbour, #ferry]`."""
    end = problem.span.start
    if problem.context in _FLOWS and problem.other is not None:
        line = line_start(text, problem.other.start)
    elif problem.context == "while parsing a flow node":
        # Where a value is missing, nothing tells where the bracket stands; most stand on the line above.
        line = line_start(text, len(text[: line_start(text, end)].rstrip()))
    else:
        return None
    for found in islice(_LINE.finditer(text, line, end), _MOST_LINES):
        comment = _COMMENT.search(found[0])
        is_all = found[0].lstrip().startswith("#")
        if comment is not None and not is_all and (swallowed := _swallowed(found, comment.start())):
            return swallowed
    return None


def _swallowed(line: re.Match[str], place: int) -> Explanation | None:
    """Judge the comment of a line, and the bracket that is open before it."""
    before, comment = line[0][:place], line[0][place:].rstrip()
    if before.count('"') % 2 or before.count("'") % 2 or not ("]" in comment or "}" in comment):
        return None
    word = re.split(r"[\s,\]}#]", comment[1:], maxsplit=1)[0]
    advice = "put quotes around each text that holds a `#`"
    if word and "`" not in word and before.rstrip()[-1:] in ("[", "{", ",", ":"):
        advice = f'write `"#{word}"`, and so with every text that begins with `#`'
    message = f"{quote(comment)} is a comment in YAML, and the closing bracket is part of it"
    start = line.start() + place
    return Explanation(Span(start, start + len(comment)), message, advice)


def _explain_opened(problem: Problem, text: str) -> Explanation | None:
    """A quote or a bracket that is never closed: the place is where it opens."""
    if problem.other is None:
        return None
    opened = text[problem.other.start : problem.other.end]
    at_end = "end of stream" in problem.detail or "document indicator" in problem.detail
    if "quoted scalar" in problem.context and at_end and opened in _QUOTES:
        advice = f"close it, and write {_ESCAPED[opened]} for the same quote inside the value"
        return Explanation(problem.other, f"{_QUOTES[opened]} is opened here and never closed", advice)
    if "flow" in problem.context and opened in _BRACKETS:
        line = line_start(text, problem.span.start)
        outside = _indent(text, line) <= _indent(text, line_start(text, problem.other.start))
        ends = problem.span.start >= len(text) or KEY.match(text, line) or text[line] == "-"
        if problem.other.start < line and outside and ends:
            message = f"{_BRACKETS[opened]} is opened here and never closed"
            return Explanation(problem.other, message, "close it")
    return None


def _explain_bracketed(problem: Problem, text: str) -> Explanation | None:
    """Text that begins with a bracket or a template, and goes on behind what that is in YAML."""
    place = problem.span.start
    line = line_start(text, place)
    found = _BRACKETED.match(text, line)
    if found is None or place <= found.start(2):
        return None
    opened, end = found[2], found.end()
    if opened in _CLOSERS:
        before = text[found.start(2) : place].rstrip(" \t")
        if not _goes_on(problem.detail) or before[-1:] != _CLOSERS[opened] or len(before) == 1:
            return None
    value = without_comment(text[found.start(2) : end])
    span = Span(found.start(2), found.start(2) + len(value))
    what = _BRACKETED_KINDS[opened[0]]
    if not found[1]:
        message = f"a line that begins with `{opened}` is {what} in YAML"
        return Explanation(span, message, "remove it: templates are filled in after YAML is read")
    advice = advise_line(f"{found[1]}{in_quotes(value)}") or "put the whole value in quotes"
    return Explanation(span, f"a value that begins with `{opened}` is {what} in YAML", advice)


def _goes_on(detail: str) -> bool:
    return "expected key" in detail or "expected '-'" in detail


def _explain_line(problem: Problem, text: str) -> Explanation | None:
    """A line that can't stand where it stands."""
    place = problem.span.start
    if NO_COLON in problem.detail and problem.other is not None:
        begun = problem.other.start
        if place - begun > LONGEST_KEY and text[place : place + 1] == ":":
            return long_key(begun, place)
        return explain_stray(begun, text, follows=True)
    line = line_start(text, place)
    first = line + _indent(text, line)
    if "<document start>" in problem.detail and (directive := _DIRECTIVE.search(text, 0, place)):
        message = MARKERS["while scanning a directive"]
        return Explanation(Span(directive.start(), directive.start() + 1), message, "remove the line")
    if ("<document start>" in problem.detail or "expected key" in problem.detail) and place == first:
        if text.startswith("- ", place):
            advice = "align it with the items above, or begin the list with a key of its own"
            return Explanation(problem.span, "this `- ` continues no list", advice)
        stray = _line_without_key(line, text) if "<document start>" in problem.detail else None
        if stray is not None:
            return explain_stray(stray + _indent(text, stray), text, follows=False)
        end = KEY.match(text, line)
        span = Span(place, end.end() - 1) if end else problem.span
        message = "this line is not indented like the fields above"
        return Explanation(span, message, "align the fields of one mapping")
    if "mapping values are not allowed" in problem.detail and KEY.fullmatch(text[line : place + 1]):
        return _explain_nested(line, first, place, text)
    return None


def _explain_nested(line: int, first: int, place: int, text: str) -> Explanation | None:
    """The first field of a line can't begin there: the line above isn't what it seems."""
    if place - first > LONGEST_KEY:
        return long_key(first, place)
    stray = _line_without_key(line, text)
    if stray is not None:
        return explain_stray(stray + _indent(text, stray), text, follows=False)
    if first > line or text.startswith("- ", line):
        advice = "align it with the field above, or quote the value that goes on here"
        message = "this line is indented as if it belonged to the value above"
        return Explanation(Span(first, place), message, advice)
    return None


def _line_without_key(line: int, text: str) -> int | None:
    """The first of the lines above that a reader takes for the field's equals, and YAML for plain text."""
    indent, found = _indent(text, line), None
    for _ in range(_MOST_LINES):
        if line == 0:
            break
        end = line - (2 if text.endswith("\r\n", 0, line) else 1)
        line = line_start(text, end)
        above = text[line:end]
        if not above.strip() or above.lstrip().startswith("#"):
            continue
        is_key = KEY.match(text, line, end + 1)
        if is_key is None and NO_SPACE.match(text, line, end):
            return line
        if is_key is not None or _indent(text, line) != indent or above == "---":
            has_value = is_key is not None and text[is_key.end() : end].strip()
            return None if has_value else found
        found = line
    return found


def _explain_quote(problem: Problem, text: str) -> Explanation | None:
    """Text behind a closing quote: the quote closes too early, or an earlier one was never closed."""
    place = problem.span.start
    if "," in problem.detail and not text[place : place + 1].isalnum():
        return None
    before = text[:place].rstrip(" ")
    mark = before[-1:]
    if mark not in _QUOTES or "\n" in text[len(before) : place]:
        return None
    opening = re.compile(rf"(?:[:\-,\[{{]\s+){mark}")
    openings = [match.end() - 1 for match in opening.finditer(before)]
    closes = len(before) - 1
    if closes in openings and len(openings) > 1 and before.count("\n", openings[-2]):
        message = f"{_QUOTES[mark]} is opened here and not closed on its line"
        return Explanation(Span(openings[-2], openings[-2] + 1), message, "close it")
    advice = _all_in_quotes(text, closes) or f"write {_ESCAPED[mark]} for a quote inside the value"
    message = "the value ends at this quote, and text follows it"
    return Explanation(Span(closes, closes + 1), message, advice)


def _all_in_quotes(text: str, closes: int) -> str:
    """How to write a value whose first words are in quotes of their own: `"Ebb" and flow`; or nothing."""
    found = _QUOTED.match(text, line_start(text, closes))
    # Behind a blank it is the beginning of a word in quotes: `"The "ebb" is late"`.
    if found is None or not found[1] or closes <= found.start(2) or text[closes - 1] == " ":
        return ""
    value = found[2].rstrip()
    mark = value[0]
    if text[closes] != mark or value.find(mark, 1) != closes - found.start(2) or " #" in value:
        return ""
    # `'The harbour's new crane'` is in quotes already, and `"Ebb" and "flow"` is not.
    if value.endswith(mark) and (value.count(mark) % 2 or text[closes + 1].isalnum()):
        return ""
    return advise_line(f"{found[1]}{in_quotes(value)}")


def _explain_detail(problem: Problem, text: str) -> Explanation:
    character = text[problem.span.start : problem.span.end]
    if "cannot start any token" in problem.detail and character in SPECIAL_STARTS:
        return Explanation(problem.span, *SPECIAL_STARTS[character])
    for said, message, advice in DETAILS:
        if said in problem.detail:
            return Explanation(problem.span, message, advice)
    return Explanation(
        problem.span, problem.detail, "put text that holds special characters in double quotes"
    )


def _indent(text: str, line: int) -> int:
    found = _SPACES.match(text, line)
    return 0 if found is None else len(found[0])
