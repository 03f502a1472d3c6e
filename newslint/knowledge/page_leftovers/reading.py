"""Finds the leftovers of pages in a text; open it when one is found where it is none, or cut too far."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from newslint.knowledge.page_leftovers.table import LEFTOVERS, LINK_NOTE, Leftover
from newslint.text.lazy_pattern import later


class Found(NamedTuple):
    """Where a leftover stands in a text: the characters to cut, with the blanks around them, and itself."""

    cut_start: int
    start: int
    end: int
    cut_end: int
    leftover: Leftover


_FLAGS: Final = re.IGNORECASE
# What ends the sentence before a text that stands alone; a line break or an ellipsis is as good.
_ENDED: Final = "(?:\\A|(?<=[.!?…)\\]\"”»’'。！？\\n]))"
_CLOSING: Final = r"(?:[.!\s…]|\.\.\.){0,6}"
_FORMS: Final = tuple(
    later(
        {
            "start": rf"\A\s{{0,4}}(?P<it>{row.form})",
            "inside": rf"(?P<it>{row.form})",
            "end": rf"(?P<it>{row.form}){_CLOSING}\Z",
            "last": rf"{_ENDED}\s{{0,4}}(?P<it>{row.form}){_CLOSING}\Z",
            "whole": rf"\A\s{{0,4}}(?P<it>{row.form})\s{{0,4}}\Z",
        }[row.where],
        _FLAGS,
    )
    for row in LEFTOVERS
)
_HINTS: Final = [(hint, number) for number, row in enumerate(LEFTOVERS) for hint in row.hints]
# A look at whole words is ten times as quick as one for each hint: of each, the longest that is not frequent.
_FREQUENT: Final = frozenset({"also", "more", "new", "on", "the", "to", "in", "not", "now", "next"})
_ASCII_SIGNS: Final = "!\"#$%&'()*+,-./:;<=>?@[\\]^`{|}~\x1c\x1d\x1e\x1f"
_OTHER_SIGNS: Final = "…“”‘’–—«»·•\u00a0"
# Of UTF-8: what is beyond ASCII parts words, too, in hints as in texts.
_APART: Final = bytes.maketrans(
    _ASCII_SIGNS.encode() + bytes(range(128, 256)), b" " * (len(_ASCII_SIGNS) + 128)
)
_ENDING: Final = 3


def _words(text: str) -> list[bytes]:
    """The words of a text, quickly: its bytes are looked up in a table."""
    return text.encode("utf-8", "surrogatepass").translate(_APART).split()


def _first_ending(hint: str) -> bytes:
    """How some word of each text with the hint ends: that of its first word, if another sign follows it."""
    apart = hint.encode().translate(_APART).lstrip()
    first, *others = apart.split(b" ", 1)
    return first[-_ENDING:] if others and len(first) >= _ENDING else b""


_RARE_WORDS: Final = frozenset(
    max(words, key=len)
    for hint, _ in _HINTS
    if hint.isascii() and (words := [word for word in _words(hint) if word.decode() not in _FREQUENT])
)
# The hints by that ending, so that most need no look of their own; those without one need it always.
_BY_ENDING: Final[dict[bytes, list[tuple[str, int]]]] = {}
for _hint in _HINTS:
    _BY_ENDING.setdefault(_first_ending(_hint[0]), []).append(_hint)
_ENDINGS: Final = frozenset(_BY_ENDING)

_QUOTES: Final = "\"'`“„«‘‚‹「『"
# A text about links says how they are labelled; one with links of its own labels them.
_ABOUT_LINKS: Final = later(r"\]\(|<a\s|accessib|a11y|screen ?reader|wcag|\baria\b|target=|_blank", _FLAGS)
_REACH: Final = 700
_MOST_PEELED: Final = 4
_MOST_TRIED: Final = 8
_MOST_BLANKS: Final = 8


def may_hold_leftovers(text: str) -> set[int]:
    """The rows of the table that a quick look at a text doesn't rule out."""
    small = text.lower()
    words = _words(small)
    if _RARE_WORDS.isdisjoint(words) and "%%" not in small and _is_plain(small):
        return set()
    endings = _ENDINGS.intersection([b"", *[word[-_ENDING:] for word in words]])
    return {number for ending in endings for hint, number in _BY_ENDING[ending] if hint in small}


def _is_plain(text: str) -> bool:
    """Whether a text is ASCII, but for quotation marks and the like."""
    if not text.isascii():
        for sign in _OTHER_SIGNS:
            text = text.replace(sign, "")
    return text.isascii()


def leftovers(text: str, headlines: Iterable[str] = (), *, authored: bool = True) -> list[Found]:
    """The leftovers of pages in a text, in order and without overlap.

    Args:
        text: A headline or a summary.
        headlines: Those of the stories; a footer names the headline of its own story, and prose about some
            other post (`The post Ada wrote appeared first on …`) names none.
        authored: Whether to look for those, too, which the author of a page may have written on purpose.
    """
    rows = [
        (LEFTOVERS[number], _FORMS[number])
        for number in sorted(may_hold_leftovers(text))
        if authored or not LEFTOVERS[number].authored
    ]
    found = [*_anywhere(text, rows), *_at_the_end(text, rows, headlines)]
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept:
            kept.append(one)
        elif one.start >= kept[-1].end:
            kept.append(one._replace(cut_start=max(one.cut_start, kept[-1].cut_end)))
    return kept


_Rows = list[tuple[Leftover, "re.Pattern[str]"]]


def _anywhere(text: str, rows: _Rows) -> Iterator[Found]:
    """Those whose place is not the end, each with one of the blanks beside it."""
    for row, form in rows:
        if row.where in ("end", "last") or (row.what == LINK_NOTE and _ABOUT_LINKS.search(text)):
            continue
        for match in form.finditer(text):
            start, end = match.span("it")
            before, after = _without_blanks(text, start), end
            if before and text[before - 1] in _QUOTES:
                continue
            if not before:
                blanks = text[end : end + _MOST_BLANKS]
                after = end + len(blanks) - len(blanks.lstrip())
            yield Found(before, start, end, after, row)


def _at_the_end(text: str, rows: _Rows, headlines: Iterable[str]) -> Iterator[Found]:
    """Those that the text ends with, from the last one to the first."""
    end = len(text)
    for _ in range(_MOST_PEELED):
        found = [
            (match, row)
            for row, form in rows
            if row.where in ("end", "last")
            and (match := _last(form, text, end)) is not None
            and ("post" not in form.groupindex or _names_one_of(headlines, match["post"]))
        ]
        if not found:
            return
        match, row = max(found, key=lambda one: one[0].start("it"))
        start = match.start("it")
        before = _without_blanks(text, start)
        yield Found(before, start, match.end("it"), end, row)
        end = before


def _names_one_of(headlines: Iterable[str], post: str) -> bool:
    """Whether most words of a post's name are those of a headline."""
    words = set(re.findall(r"\w+", post.casefold()))
    return any(
        len(words & set(re.findall(r"\w+", headline.casefold()))) * 3 >= len(words) * 2
        for headline in headlines
    )


def _last(form: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """The shortest match that reaches the end; None where there are too many to try."""
    last, begin = None, max(0, end - _REACH)
    for _ in range(_MOST_TRIED):
        match = form.search(text, begin, end)
        if match is None:
            return last
        last, begin = match, match.start("it") + 1
    return None


def _without_blanks(text: str, end: int) -> int:
    """Where the blanks before a place begin."""
    while end and text[end - 1].isspace():
        end -= 1
    return end
