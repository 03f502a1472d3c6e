"""Tells whether texts speak of the same, by how their words begin; open it to change which words count."""

from typing import Final

from newslint.text.lazy_pattern import later
from newslint.text.remember import remember

_WORD: Final = later(r"\w{4,}")
_BEGIN: Final = 4
_PAIR: Final = 2
_WITHOUT_BLANKS: Final = "\u3000"
# How words begin that any sentence may have, in English, German, French, Spanish, Italian, Portuguese, Dutch.
_COMMON: Final = frozenset(
    """
    abou afte also auch avec been befo dans dass dein dell dies does eine esta este from have hier http into
    jetz just mais mehr more most nach nich noch only over para plus pour quan sein sich sind sobr some than
    that thei them then ther thes they this thos todo tous uber unte very voor vous were what when wher whic
    whil will wird with your zijn über
    """.split()  # noqa: SIM905 - a list of some 70 short words
)


@remember(1024)
def beginnings(text: str) -> frozenset[str]:
    """How the words of a text begin, but for those that every text may have.

    `ferry` is so near enough to `ferries`. Each begins with a blank, so that it can be looked for in a folded
    text. Where no blanks part words, pairs of signs stand for them.
    """
    small = text.casefold()
    words = {word[:_BEGIN] for word in _WORD.findall(small)}
    found = {f" {word}" for word in words - _COMMON}
    if not text.isascii() and max(text) > _WITHOUT_BLANKS:
        for word in small.split():
            found.update(word[i : i + _PAIR] for i in range(len(word) - 1) if word[i] > _WITHOUT_BLANKS)
    return frozenset(found)
