"""What a comment says to newslint, or is meant to say; open it to read another spelling.

A comment holds one directive or several, each from its `#` on, so that newslint can share a line with
other tools. A reason may follow the bracket. What isn't in the right form but was meant to silence something
is a directive without selectors; where no doubt is left, it tells the right form.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from newslint.finding import Span
from newslint.text.suggest import nearest

IsKnown = Callable[[str], bool]
"""Whether a selector stands for rules."""

_NAME = r"(?<!\#)\#++[ \t]*+news?[-_]?lint(?:er)?(?![a-z0-9])"
MENTION = re.compile(_NAME, re.IGNORECASE)
"""Where a directive may begin: a `#` with the name of newslint, or one that is nearly so, behind it."""

_BEGIN = re.compile(rf"(?:^|(?<=[ \t])){_NAME}", re.IGNORECASE)
_RIGHT = re.compile(r"#[ \t]*newslint:[ \t]*(?P<verb>ignore|ignore-file)\[(?P<list>[^\]]*)\](?P<reason>.*)")
_SELECTOR = re.compile(r"[^,\s](?:[^,]*[^,\s])?")
# What users of other linters write, each with the separators that they know.
_NEAR = re.compile(
    rf"""{_NAME}[ \t]*+(?P<colon>:?)[=_.;-]?[ \t]*+
    (?:
      (?: (?P<file>(?:ignore|disable|skip|noqa)[-_ ]?file|file[-_ ]?(?:ignore|disable|skip|noqa))
        | (?P<next>(?:ignore|disable|skip)[-_ ]?next(?:[-_ ]?line)?)
        | (?P<line>(?:ignore|disable|skip)[-_ ]?(?:this[-_ ]?)?line
            | ignored?|disabled?|skip|noqa|nolint|suppress|allow|off)
      )(?![\w-])
      | (?P<other>[\w-]+)(?=[ \t]*+[\[(])
      | (?=[\[(]|[a-z]{{2,16}}[0-9]{{3}}\b)
    )[ \t]*+[:=]?[ \t]*+""",
    re.IGNORECASE | re.VERBOSE,
)
_BRACKETS = re.compile(r"[\[({]([^\])}]*)[\])}]")
_OPEN = re.compile(r"[\[({]?[ \t]*+")
_WORD = re.compile(r"[A-Za-z][\w-]*+")
_COMMA = re.compile(r"[ \t]*+,[ \t]*+")
_NEXT_CODE = re.compile(r"[ \t]++(?=[A-Za-z]{2,16}[0-9]{3}\b)")
_CLOSE = re.compile(r"[ \t]*+[\])}]")
# Behind the name and a colon there is a word that stands for silence, or the bracket.
_MEANT = re.compile(_NAME + r"[ \t]*+:.*?(?:ignor|disabl|skip|noqa|suppress|\[)", re.IGNORECASE)
_ONE_MORE = re.compile(r"[ \t,;]*+(?P<all>[\w-]*+\[(?P<list>[^\]]*)\]?)")


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive; offsets count in the text that the comment stands in.

    `place` is all of it with its reason. `selectors` are the places between the commas. A directive that
    can't be understood has none: `wrong` is then its part that is not in the right form, and `meant` what to
    write there.
    """

    place: Span
    whole_file: bool = False
    selectors: tuple[Span, ...] = ()
    wrong: Span | None = None
    meant: str | None = None


def read_directives(comment: str, start: int, is_known: IsKnown, *, alone: bool) -> Iterator[Directive]:
    """Read a comment, from its `#` to the end of the line, that begins at `start` of a longer text.

    `alone`: nothing stands before it on its line. Then it must begin with the directive; otherwise it is a
    field with its suppression that was commented out.
    """
    begins = [match.start() for match in _BEGIN.finditer(comment)]
    if not begins or (alone and begins[0] > 0):
        return
    for begin, end in zip(begins, [*begins[1:], len(comment)], strict=True):
        yield from _read(comment[begin:end].rstrip(), start + begin, is_known, alone=alone)


def _read(text: str, start: int, is_known: IsKnown, *, alone: bool) -> Iterator[Directive]:
    place = Span(start, start + len(text))
    right = _RIGHT.fullmatch(text)
    if right is None or not _SELECTOR.search(right["list"]):
        wrong = _read_wrong(text, start, is_known, alone=alone)
        if wrong is not None:
            yield wrong
        return
    first = start + right.start("list")
    parts = _SELECTOR.finditer(right["list"])
    selectors = tuple(Span(first + part.start(), first + part.end()) for part in parts)
    yield Directive(place, right["verb"] == "ignore-file", selectors)
    more = _ONE_MORE.match(right["reason"])
    if more and any(is_known(part) for part in _SELECTOR.findall(more["list"])):
        behind = start + right.start("reason")
        yield Directive(place, wrong=Span(behind + more.start("all"), behind + more.end()))


def _read_wrong(text: str, start: int, is_known: IsKnown, *, alone: bool) -> Directive | None:
    """What isn't in the right form; None where it isn't meant to silence anything."""
    place = Span(start, start + len(text))
    near = _NEAR.match(text)
    verb = _verb(near) if near else None
    if near is None or verb is None:
        return Directive(place, wrong=place) if _MEANT.match(text) else None
    selectors, end = _selectors(text, near.end(), is_known)
    speaks_of_another_line = near["next"] and not alone
    if speaks_of_another_line or not selectors:
        return Directive(place, wrong=place)
    return Directive(place, wrong=Span(start, start + end), meant=f"# newslint: {verb}[{selectors}]")


def _verb(near: re.Match[str]) -> str | None:
    """The right verb; without any a colon says that something is to be done."""
    if near["other"]:
        return nearest(near["other"], ("ignore", "ignore-file"))
    if near["file"]:
        return "ignore-file"
    return "ignore" if near["line"] or near["next"] or near["colon"] else None


def _selectors(text: str, start: int, is_known: IsKnown) -> tuple[str, int]:
    """The selectors as they belong into brackets, and where they end; without brackets only known ones."""
    brackets = _BRACKETS.match(text, start)
    if brackets:
        return ", ".join(_SELECTOR.findall(brackets[1])), brackets.end()
    found: list[str] = []
    position = _skip(_OPEN, text, start)
    end = start
    while (word := _WORD.match(text, position)) and is_known(word[0]):
        found.append(word[0])
        end = word.end()
        separator = _COMMA.match(text, end) or _NEXT_CODE.match(text, end)
        if separator is None:
            break
        position = separator.end()
    return ", ".join(found), _skip(_CLOSE, text, end)


def _skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position
