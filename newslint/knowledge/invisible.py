"""Characters that can't be seen, and where languages need them; open it to allow one somewhere.

By the Unicode Standard 15, chapter 23, and for emoji by UTS #51. Spaces of any width are not in here, nor are
variation selectors and characters for private use.
"""

import re
import unicodedata
from typing import Final

from newslint.text.lazy_pattern import later

_ZWSP, _ZWNJ, _ZWJ = "\u200b", "\u200c", "\u200d"
# Soft hyphen, grapheme joiner, Arabic letter mark, Hangul fillers, Mongolian vowel separator, zero-width
# space and joiners, direction marks, line and paragraph separator, word joiner and invisible operators,
# deprecated format characters, byte order mark, interlinear annotation, object replacement, tags.
INVISIBLE: Final = later(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028\u2029\u2060-\u2064\u206a-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffc\U000e0001\U000e0020-\U000e007f]"
)
_MARKS: Final = "\u061c\u200e\u200f"
_HANGUL_FILLERS: Final = "\u115f\u1160\u3164\uffa0"
_SEPARATORS: Final = "\u2028\u2029"
_SHORT_NAMES: Final = {"\ufeff": "byte order mark"}

# These are compiled when the first text needs them.
# Right-to-left letters: Hebrew to Arabic Extended-A, presentation forms, and the planes of old scripts.
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
# Scripts whose letters take other forms beside a joiner: those and the Indic ones, from Devanagari to
# Myanmar, Philippine scripts to Balinese and on, and what lies in the supplementary plane.
_JOINING = (
    "[\u0590-\u109f\u1700-\u1c4f\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00011fff\U0001e800-\U0001efff]"
)
# Scripts without spaces, where a zero-width space says where a line may break: Thai, Lao, Tibetan, Myanmar,
# Khmer, Tai and others of the region.
_WITHOUT_SPACES = "[\u0e00-\u109f\u1780-\u17ff\u1950-\u1aad\u1b00-\u1bff\ua980-\uaadf]"
_PICTOGRAPH = (
    "[\u00a9\u00ae\u203c-\u2bff\u3030-\u303d\u3297-\u3299\ufe0e\ufe0f"
    "\U0001f000-\U0001ffff\U000e0020-\U000e007f]"
)
_BLACK_FLAG = "\U0001f3f4"


def has_right_to_left(text: str) -> bool:
    """Whether a text has a letter that is written from right to left."""
    return not text.isascii() and re.search(_RIGHT_TO_LEFT, text) is not None


def is_out_of_place(text: str, index: int) -> bool:
    """Whether the invisible character there is none that its neighbours need; direction marks aside."""
    char = text[index]
    before, after = text[max(index - 1, 0) : index], text[index + 1 : index + 2]
    if char in (_ZWNJ, _ZWJ):
        emoji = _is(_PICTOGRAPH, before) and _is(_PICTOGRAPH, after)
        return not (emoji or _is(_JOINING, before) or _is(_JOINING, after) or _joins(before) or _joins(after))
    if char == _ZWSP:
        return not (_is(_WITHOUT_SPACES, before) or _is(_WITHOUT_SPACES, after))
    if char >= "\U000e0001":
        return not _in_flag(text, index)
    if char == "\u00ad":
        return not (_is(_JOINING, before) or _is(_JOINING, after))
    if char == "\u034f":
        return not (before and unicodedata.category(before).startswith("M"))
    if char == "\u180e":
        return not "\u1800" <= before <= "\u18af"
    if char in _HANGUL_FILLERS:
        return not ("\u1100" <= before <= "\u11ff" or "\u1100" <= after <= "\u11ff")
    return True


def name_of(char: str) -> str:
    """`U+200B (zero width space)`."""
    name = _SHORT_NAMES.get(char) or unicodedata.name(char, "").lower()
    return f"U+{ord(char):04X} ({name})" if name else f"U+{ord(char):04X}"


def without(text: str, start: int, end: int) -> str:
    """What belongs in place of an invisible run: nothing, or a blank where it separated two words."""
    separates = any(char in _SEPARATORS for char in text[start:end])
    around = text[max(start - 1, 0) : start], text[end : end + 1]
    return " " if separates and all(around) and not any(char.isspace() for char in around) else ""


def is_direction_mark(char: str) -> bool:
    """Whether a character is a left-to-right, right-to-left or Arabic letter mark."""
    return char in _MARKS


def _is(kind: str, char: str) -> bool:
    return re.fullmatch(kind, char) is not None


def _joins(char: str) -> bool:
    return char in (_ZWNJ, _ZWJ) and char != ""


def _in_flag(text: str, index: int) -> bool:
    """Tags spell the region of a flag: a black flag, letters, and the tag that ends it (UTS #51, ED-14a)."""
    start = index
    while start > 0 and index - start < 8 and text[start] >= "\U000e0020":
        start -= 1
    return text[start] == _BLACK_FLAG
