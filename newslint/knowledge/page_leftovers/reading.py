"""Finds the leftovers of pages in a text; open it when one is found where it is none, or cut too far."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Final

from newslint.knowledge.page_leftovers.credit_lines import CAPTION
from newslint.knowledge.page_leftovers.fillers import CODE
from newslint.knowledge.page_leftovers.form import Leftover
from newslint.knowledge.page_leftovers.labels import AD, BUTTON, SCRIPT
from newslint.knowledge.page_leftovers.links import LINK_NOTE
from newslint.knowledge.page_leftovers.notices import AFFILIATE, CONSENT, NEWSLETTER, PAYWALL
from newslint.knowledge.page_leftovers.table import LEFTOVERS
from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later
from newslint.text.remember import remember


class Found(NamedTuple):
    """Where a leftover stands in a text: the characters to cut, with the blanks around them, and itself."""

    cut_start: int
    start: int
    end: int
    cut_end: int
    leftover: Leftover


# What ends the sentence before a text that stands alone; a line break or an ellipsis is as good.
_ENDED: Final = "(?:\\A|(?<=[.!?…)\\]\"”»’'。！？।؟\\n]))"
_CLOSING: Final = r"(?:[.!\s…]|\.\.\.){0,6}"
_PLACES: Final = {
    "start": (r"\A\s{0,4}", ""),
    "inside": ("", ""),
    "end": ("", rf"{_CLOSING}\Z"),
    "last": (rf"{_ENDED}\s{{0,4}}", rf"{_CLOSING}\Z"),
    "whole": (r"\A\s{0,4}", r"\s{0,4}\Z"),
}
# Words that most texts have; a look at the others is ten times as quick as one for each hint.
_FREQUENT: Final = frozenset(
    b"""
    a about all also an and are article be by can de der die en et for from her him image in is it la le les
    like mais me meer mehr mer more new next not now of on or our page photo plus post read reading see
    siden story that the them this to up us was will with you your
    """.split()
)
_ASCII_SIGNS: Final = "!\"#$%&'()*+,-./:;<=>?@[\\]^`{|}~\x1c\x1d\x1e\x1f"
# Of UTF-8: what is beyond ASCII parts words, too, in hints as in texts.
_APART: Final = bytes.maketrans(
    _ASCII_SIGNS.encode() + bytes(range(128, 256)), b" " * (len(_ASCII_SIGNS) + 128)
)
# How UTF-8 begins letters from U+0340 on, but for signs and emoji.
_BEYOND_LATIN: Final = later(rb"[\xcd-\xe1\xe3-\xef]")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _words(encoded: bytes) -> list[bytes]:
    """The words of a text, quickly: its bytes are looked up in a table."""
    return encoded.translate(_APART).split()


def _rarest(words: list[bytes]) -> bytes:
    """The word of a hint that the fewest texts have."""
    rare = [word for word in words if word not in _FREQUENT]
    return max(rare or words, key=len)


_Hints = list[tuple[str, tuple[int, ...]]]
_numbers: dict[str, tuple[int, ...]] = {}
for _number, _row in enumerate(LEFTOVERS):
    for _hint in _row.hints:
        _numbers[_hint] = (*_numbers.get(_hint, ()), _number)
# The hints with their rows, by that word, so that a text is looked through only for those whose word it has.
_BY_WORD: Final[dict[bytes, _Hints]] = {}
# Hints that have no word in ASCII; those of other scripts only such texts may have.
_SIGNS: Final[_Hints] = []
_BEYOND: Final[_Hints] = []
for _hint, _rows in _numbers.items():
    if _found := _words(_encoded(_hint)):
        _BY_WORD.setdefault(_rarest(_found), []).append((_hint, _rows))
    else:
        (_BEYOND if max(_hint) > "\u0370" else _SIGNS).append((_hint, _rows))
_RARE_WORDS: Final = frozenset(_BY_WORD)

_QUOTES: Final = "\"'`“„«‘‚‹「『"
# A text about links says how they are labelled; one with links of its own labels them.
_ABOUT_LINKS: Final = later(
    r"\]\(|<a\s|accessib|a11y|screen ?reader|wcag|\baria\b|target=|_blank", re.IGNORECASE
)
# What no software puts into a headline, and what it only puts behind one: headlines that have the words
# elsewhere are about them.
_NEVER_IN_HEADLINES: Final = frozenset({AFFILIATE, CONSENT, NEWSLETTER, PAYWALL, SCRIPT})
_BEHIND_HEADLINES: Final = frozenset({AD, BUTTON, CAPTION, CODE})
# Pages about cookies say what a notice says.
_ABOUT_COOKIES: Final = later(
    r"cooki|priva|gdpr|dsgvo|rgpd|consent|datenschutz|confidential|l[eé]gal|einwilligung|kakor"
    r"|informasjonskaps"
    r"|eväste|ciasteczk|куки|файл|конфиденц|конфіденц|çerez|クッキー|隐私|隱私|쿠키|كوكيز|تعريف الارتباط",
    re.IGNORECASE,
)
# A text about code holds some on purpose.
_ABOUT_CODE: Final = later(r"short ?codes?\b|stylesheet|\bcss\b|selectors?\b|embed codes?\b", re.IGNORECASE)
_REACH: Final = 700
_MOST_PEELED: Final = 4
_MOST_TRIED: Final = 8
_MOST_BLANKS: Final = 8


@remember(2048)  # archives repeat what they say of related articles
def may_hold_leftovers(text: str) -> frozenset[int]:
    """The rows of the table that a quick look at a text doesn't rule out."""
    small = text.lower()
    encoded = _encoded(small)
    likely = list(_SIGNS)
    for word in _RARE_WORDS.intersection(_words(encoded)):
        likely += _BY_WORD[word]
    if not small.isascii() and _BEYOND_LATIN.search(encoded):
        likely += _BEYOND
    return frozenset([number for hint, numbers in likely if hint in small for number in numbers])


@lru_cache(maxsize=len(LEFTOVERS))
def _form(number: int) -> re.Pattern[str]:
    """The pattern of a row, at its place."""
    row = LEFTOVERS[number]
    before, behind = _PLACES[row.where]
    return re.compile(f"{before}(?P<it>{row.form}){behind}", re.IGNORECASE)


def leftovers(
    text: str, headlines: Collection[str] = (), *, authored: bool = True, is_headline: bool = False
) -> list[Found]:
    """The leftovers of pages in a text, in order and without overlap.

    Args:
        text: A headline or a summary.
        headlines: Those of the stories; a footer names the headline of its own story, and prose about some
            other post (`The post Ada wrote appeared first on …`) names none.
        authored: Whether to look for those, too, which the author of a page may have written on purpose.
        is_headline: Whether the text is a headline, which may be about such texts.
    """
    rows = [
        (row, _form(number))
        for number in sorted(may_hold_leftovers(text))
        if (not (row := LEFTOVERS[number]).authored or authored)
        and not (is_headline and _is_no_headlines(row))
        and not (row.what == CODE and _ABOUT_CODE.search(text))
        and not (row.what == CONSENT and any(map(_ABOUT_COOKIES.search, headlines)))
    ]
    found = [*_anywhere(text, rows), *_at_the_end(text, rows, headlines)]
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept:
            kept.append(one)
        elif one.start >= kept[-1].end:
            kept.append(one._replace(cut_start=max(one.cut_start, kept[-1].cut_end)))
    return kept


def _is_no_headlines(row: Leftover) -> bool:
    """Whether a text of a page never is a part of a headline, at least not at this place."""
    return row.what in _NEVER_IN_HEADLINES or (
        row.what in _BEHIND_HEADLINES and row.where in ("start", "inside")
    )


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
            and _is_of_a_story(match, headlines)
        ]
        if not found:
            return
        match, row = max(found, key=lambda one: one[0].start("it"))
        start = match.start("it")
        before = _without_blanks(text, start)
        yield Found(before, start, match.end("it"), end, row)
        end = before


def _is_of_a_story(match: re.Match[str], headlines: Iterable[str]) -> bool:
    """Whether most words of the post that a leftover names, if it names one, are those of a headline.

    A headline that holds the leftover itself tells nothing of it.
    """
    post = match.groupdict().get("post")
    if post is None:
        return True
    words, whole = set(re.findall(r"\w+", post.casefold())), match["it"].casefold()
    return any(
        len(words & set(re.findall(r"\w+", headline))) * 3 >= len(words) * 2 > 0 and whole not in headline
        for headline in map(str.casefold, headlines)
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
