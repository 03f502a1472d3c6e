"""Letters of other scripts that look like those of ASCII; open it to add one.

Source: Unicode Technical Standard #39, "Unicode Security Mechanisms", confusables.txt: Cyrillic and Greek
letters whose shape is that of a Latin one in common typefaces. Letters that merely resemble one (alpha, nu,
rho) are not in here, since symbols of science stand beside Latin letters. Fullwidth and mathematical letters
are by their compatibility decomposition (UAX #15).
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from newslint.text.lazy_pattern import later

_LETTERS: Final = {
    # Cyrillic
    "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "ѕ": "s", "і": "i", "ј": "j",
    "һ": "h", "ԁ": "d", "ԛ": "q", "ԝ": "w", "ӏ": "l",
    "А": "A", "В": "B", "Е": "E", "К": "K", "М": "M", "Н": "H", "О": "O", "Р": "P", "С": "C", "Т": "T",
    "У": "Y", "Х": "X", "Ѕ": "S", "І": "I", "Ј": "J",
    # Greek
    "ο": "o", "ι": "i",
    "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N", "Ο": "O",
    "Ρ": "P", "Τ": "T", "Υ": "Y", "Χ": "X",
}  # fmt: skip
_OF_OTHER_WIDTH: Final = "\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d6a3"
_WORD = later(r"[^\W\d_]+")
_MAY_BE = later(f"[{''.join(_LETTERS)}{_OF_OTHER_WIDTH}]")


def lookalikes(text: str) -> Iterator[tuple[int, str]]:
    """The letters of each word that stand for one of ASCII: where, and for which.

    Only where other letters of the word are those of ASCII, and all of them are once these are replaced: a
    word of one script is one.
    """
    if not _MAY_BE.search(text):
        return
    for word in _WORD.finditer(text):
        found = [(at, _ascii_of(text[at])) for at in range(*word.span()) if not text[at].isascii()]
        letters = [(at, letter) for at, letter in found if letter]
        if 0 < len(letters) == len(found) < len(word[0]):
            yield from letters


def _ascii_of(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    return unicodedata.normalize("NFKC", letter) if re.match(f"[{_OF_OTHER_WIDTH}]", letter) else ""
