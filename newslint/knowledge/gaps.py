"""Gaps that removed markup leaves in prose, a blank too many or one too few; open it to add a kind.

A link or an emphasis that was taken out of a page leaves blanks where its tags stood: `the port 's cranes`,
`Diablo -like`. Each kind is what no orthography wants. French and Swiss blanks before `: ; ! ?` and within
`« »` are right, Dutch words begin with `'s`, and what may be code, a list of options or a face is left alone.

Sources: The Chicago Manual of Style, sections 6.7 and 6.9 (punctuation and spaces); Lexique des règles
typographiques en usage à l'Imprimerie nationale (blanks before signs); Taalunie, apostrophe (`'s avonds`).
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from newslint.text.lazy_pattern import later


class Gap(NamedTuple):
    """The characters of a text to replace, what should stand there, and what is wrong, for a message."""

    start: int
    end: int
    right: str
    wrong: str


# What nearly every sound text has none of.
_LOOK: Final = re.compile(r" (?:['’]s\b|[,.)\]”](?![.\w])|-[a-z])|[(\[“] |[a-zß-ÿ][.!?][A-ZÄÖÜÀ-Ý]")
_CODE: Final = later(r"[`{}<>=\\_*]|::|\(\)|\]\(")

_ENGLISH: Final = later(r"\b(?:the|of|and|to|for|with|that|its|by|from)\b", re.IGNORECASE)
_DUTCH: Final = later(r"\b(?:de|het|een|van|met|voor|naar|niet|dat|te|op|aan|uit)\b", re.IGNORECASE)
_POSSESSIVE: Final = later(r"(?<=[^\W_])( +)['’]s(?= [^\W_])")
_COMMA: Final = later(r"(?<=[^\W\d_][^\W\d_])( +),(?= [^\W\d_])")
_FULL_STOP: Final = later(r"(?<=[^\W\d_][^\W\d_])( +)\.(?= [^\W\d_])")
_INSIDE: Final = r"[^()\[\]\n]{0,200}"
_OPENED: Final = later(rf"[(\[]( +)(?=[^\W_]{_INSIDE}(?<!\s)[)\]])")
_CLOSED: Final = later(rf"[(\[][^\s()\[\]]{_INSIDE}?[^\s()\[\]]( +)[)\]]")
_QUOTE_OPENED: Final = later(r"“( +)(?=[^\W_][^“”\n]{0,200}(?<!\s)”)")
_QUOTE_CLOSED: Final = later(r"“[^\s“”][^“”\n]{0,200}?[^\s“”]( +)”")
# Second parts of words that no sentence has with a dash before them.
_JOINED: Final = later(
    r"(?<=[A-Za-z0-9])( +)-(?:like|style|based|esque|era|inspired|themed|powered|backed|owned|branded)"
    r"(?=[\s.,)]|\Z)(?! (?:it|this|that|these|those|so|a|an|the|he|she|we|they|you|me|us|him|her|them)\b)"
)
_DASH_BEHIND: Final = later(r"[^\W_]- ")
# Words that begin sentences and no names, behind a word in small letters.
_SENTENCE: Final = later(
    r"(?:(?<=\s)|\A)[a-zß-ÿ]{3,}[.!?]()(?=(?:The|This|These|Those|That|There|In|It|He|She|We|They|You|But|For|With"
    r"|If|When|While|After|Before|From|How|What|Der|Die|Das|Ein|Eine|Im|Es|Sie|Wir|Und|Aber|Mit|Für|Bei|Wenn"
    r"|Le|La|Les|Un|Une|Il|Elle|Nous|Dans|Pour|Mais|El|Los|Las|En|Una|Con|Pero) [^\W\d_])"
)


def gaps(text: str) -> list[Gap]:
    """The gaps of a text, in order; none in one that may hold code."""
    if _LOOK.search(text) is None or _CODE.search(text):
        return []
    return sorted(_gaps(text))


def _gaps(text: str) -> Iterator[Gap]:
    if _ENGLISH.search(text) and not _DUTCH.search(text):
        yield from _all(_POSSESSIVE, text, "a blank before `'s`")
    yield from _all(_COMMA, text, "a blank before a comma")
    stops = list(_all(_FULL_STOP, text, "a blank before a full stop"))
    if len(stops) == 1:  # several set things apart, as bullets do
        yield from stops
    yield from _all(_OPENED, text, "a blank behind an opening mark")
    yield from _all(_CLOSED, text, "a blank before a closing mark")
    if "„" not in text:  # where it opens a quotation, `“` closes one
        yield from _all(_QUOTE_OPENED, text, "a blank behind an opening mark")
        yield from _all(_QUOTE_CLOSED, text, "a blank before a closing mark")
    if not _DASH_BEHIND.search(text):
        yield from _all(_JOINED, text, "a blank before a hyphen")
    for gap in _all(_SENTENCE, text, "no blank between two sentences"):
        yield gap._replace(right=" ")


def _all(form: re.Pattern[str], text: str, wrong: str) -> Iterator[Gap]:
    for match in form.finditer(text):
        yield Gap(match.start(1), match.end(1), "", wrong)
