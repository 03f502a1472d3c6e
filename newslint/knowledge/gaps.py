"""Gaps that removed markup leaves in prose, a blank too many or one too few; open it to add a kind.

A link or an emphasis that was taken out of a page leaves blanks where its tags stood: `the port 's cranes`,
`Diablo -like`. Each kind is what no orthography wants. French and Swiss blanks before `: ; ! ?` and within
`« »` are right, Dutch words begin with `'s`, and what may be code, a list of options or a face is left alone.

Sources: The Chicago Manual of Style, sections 6.7 and 6.9 (punctuation and spaces); Lexique des règles
typographiques en usage à l'Imprimerie nationale (blanks before signs); Taalunie, apostrophe (`'s avonds`).
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later
from newslint.text.remember import remember


class Gap(NamedTuple):
    """The characters of a text to replace, what should stand there, and what is wrong, for a message."""

    start: int
    end: int
    right: str
    wrong: str


# What nearly every sound text has none of, with the one character that is looked for first, which is quicker.
# Many texts are cut and end in ` ...`: no blank stands behind its first stop.
_LOOKS: Final = (
    ("'", " 's "), ("’", " ’s "), (",", " , "), (".", " . "),
    (")", " )"), ("”", " ”"), ("(", "( "), ("“", "“ "),
)  # fmt: skip
_NO_BLANK: Final = later(r"[.!?][A-ZÀ-Ý][^\W\d_]* ")
_CODE: Final = later(r"[`{}<>=\\_*]|::|\(\)|\]\(")

_ENGLISH: Final = later(r"\b(?:the|of|and|to|for|with|that|its|by|from)\b", re.IGNORECASE)
_DUTCH: Final = later(r"\b(?:de|het|een|van|met|voor|naar|niet|dat|te|op|aan|uit)\b", re.IGNORECASE)
# These begin with what is looked for first; what stands before it is asked of each match.
_POSSESSIVE: Final = later(r" ['’]s(?= [^\W_])")
_COMMA: Final = later(r" ,(?= [^\W\d_])")
# A text about commas, as keys and as signs of a language, and one that sets other signs apart, too.
_ABOUT_SIGNS: Final = later(
    r"\b(?:vim?|emacs|lisp|scheme|clojure|prolog|forth|apl|commas?|keys?|keyboard|shortcuts?|hotkeys?|operators?"
    r"|punctuation|delimiters?|separators?|macros?|(?:un)?quotes?|regex|komma|beistrich|virgule|coma|virgola"
    r"|vírgula|tasten?|touches?|teclas?)\b"
    r"|(?<=\s)[;:\[\]{}^~$%@#!?*](?=\s)|(?:^|\s),[^\w\s]",
    re.IGNORECASE,
)
_FULL_STOP: Final = later(r" \.(?= [^\W\d_])")
# Round ones: in square brackets stand lists of code and links of Markdown.
_INSIDE: Final = r"[^()\n]{0,200}"
_OPENED: Final = later(rf"\(( +)(?=[^\W\d_]{_INSIDE}(?<!\s)\))")
_CLOSED: Final = later(rf"\([^\s()]{_INSIDE}?[^\s()](?<!\.\.\.)( +)\)")
_QUOTE_OPENED: Final = later(r"“( +)(?=[^\W_][^“”\n]{0,200}(?<!\s)”)")
_QUOTE_CLOSED: Final = later(r"“[^\s“”][^“”\n]{0,200}?[^\s“”]( +)”")
# Latin, Greek, Cyrillic and Armenian letters come before those of scripts in which many people type a blank
# before a comma: Thai, Hindi, Korean and others.
_END_OF_SCRIPTS: Final = "\u0590"
_MOST_BLANKS: Final = 20
_REACH: Final = 200
# Second parts of words that no sentence has with a dash before them.
_JOINED: Final = later(
    r" -(?:like|style|based|esque|era|inspired|themed|powered|backed|owned|branded)"
    r"(?=[\s.,)]|\Z)(?! (?:it|this|that|these|those|so|a|an|the|he|she|we|they|you|me|us|him|her|them)\b)"
)
_DASH_BEHIND: Final = later(r"[^\W_]- ")
# Words that begin sentences and no names, behind a word in small letters.
_SENTENCE: Final = later(
    r"(?:(?<=\s)|\A)[a-zß-ÿ]{3,}[.!?]()(?=(?:The|This|These|Those|That|There|In|It|He|She|We|They|You|But|For|With"
    r"|If|When|While|After|Before|From|How|What|Der|Die|Das|Ein|Eine|Im|Es|Sie|Wir|Und|Aber|Mit|Für|Bei|Wenn"
    r"|Le|La|Les|Un|Une|Il|Elle|Nous|Dans|Pour|Mais|El|Los|Las|En|Una|Con|Pero) [^\W\d_])"
)


def may_hold_gaps(text: str) -> bool:
    """Whether a closer look at a text may find gaps; most texts need none."""
    return (
        any(sign in text and look in text for sign, look in _LOOKS)
        or (" -" in text and _JOINED.search(text) is not None)  # most are dashes
        or _NO_BLANK.search(text) is not None
    )


def gaps(text: str, *, typed: bool = True) -> list[Gap]:
    """The gaps of a text, in order; none in one that may hold code.

    Args:
        text: A headline or a summary.
        typed: Whether to look for those, too, which some authors type themselves.
    """
    return list(_all_gaps(text) if typed else _certain_gaps(text))


@remember(1024)
def _all_gaps(text: str) -> tuple[Gap, ...]:
    return _outside_code(text, _gaps)


@remember(1024)
def _certain_gaps(text: str) -> tuple[Gap, ...]:
    return _outside_code(text, _never_typed)


def _outside_code(text: str, find: Callable[[str], Iterator[Gap]]) -> tuple[Gap, ...]:
    found = sorted(find(text)) if may_hold_gaps(text) else []
    return tuple(found) if found and _CODE.search(text) is None else ()


def _never_typed(text: str) -> Iterator[Gap]:
    """Those that nobody leaves on purpose."""
    if " ," in text and _ABOUT_SIGNS.search(text) is None:
        for gap in _behind_a_word(_COMMA, text, "a blank before a comma", letters=2):
            if text[gap.start - 1] < _END_OF_SCRIPTS and not _is_in_a_list(text, gap.start):
                yield gap
    if _NO_BLANK.search(text):
        for gap in _all(_SENTENCE, text, "no blank between two sentences"):
            yield gap._replace(right=" ")


def _is_in_a_list(text: str, place: int) -> bool:
    """Whether a place is within square brackets, as the items of a list in code are."""
    begin = max(0, place - _REACH)
    return text.rfind("[", begin, place) > text.rfind("]", begin, place)


def _gaps(text: str) -> Iterator[Gap]:
    yield from _never_typed(text)
    yield from _before_signs(text)
    if "( " in text:
        yield from _all(_OPENED, text, "a blank behind an opening mark")
    if " )" in text:
        yield from _all(_CLOSED, text, "a blank before a closing mark")
    if "“" in text and "„" not in text:  # where that opens a quotation, `“` closes one
        yield from _all(_QUOTE_OPENED, text, "a blank behind an opening mark")
        yield from _all(_QUOTE_CLOSED, text, "a blank before a closing mark")


def _before_signs(text: str) -> Iterator[Gap]:
    """Blanks that stand before what belongs to the word before them."""
    if (" '" in text or " ’" in text) and _ENGLISH.search(text) and not _DUTCH.search(text):
        yield from _behind_a_word(_POSSESSIVE, text, "a blank before `'s`")
    if " ." in text:
        stops = list(_behind_a_word(_FULL_STOP, text, "a blank before a full stop", letters=2))
        # Several set things apart, as bullets do, and so may one between names, or behind `Package: gcc`.
        before = text[: stops[0].start].rsplit(maxsplit=2)[-2:] if len(stops) == 1 else [""]
        if before[-1].islower() and not before[0].endswith(":"):
            yield from stops
    if " -" in text and not _DASH_BEHIND.search(text):
        yield from _behind_a_word(_JOINED, text, "a blank before a hyphen")


def _behind_a_word(form: re.Pattern[str], text: str, wrong: str, letters: int = 0) -> Iterator[Gap]:
    """Matches that begin with the last blank behind a word, or behind so many letters."""
    for match in form.finditer(text):
        end = match.start() + 1
        start = len(text[max(0, end - _MOST_BLANKS) : end].rstrip(" ")) + max(0, end - _MOST_BLANKS)
        before = text[max(0, start - letters) : start] if letters else text[max(0, start - 1) : start]
        if len(before) == max(letters, 1) and (before.isalpha() if letters else before.isalnum()):
            yield Gap(start, end, "", wrong)


def _all(form: re.Pattern[str], text: str, wrong: str) -> Iterator[Gap]:
    for match in form.finditer(text):
        yield Gap(match.start(1), match.end(1), "", wrong)
