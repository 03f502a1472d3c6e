r"""Makes untrusted text safe to show, and tells its width; open it before you print any.

An article must not be able to drive a terminal or a CI log, nor to hide anything from its reader. So
characters that act or that can't be seen are written as escapes (`\x1b`, `\u202e`); all others stay.
"""

import unicodedata
from collections.abc import Iterator

from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later

_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_JOINERS = "\u200c\u200d"
_ZWJ = "\u200d"

# Formatting characters by category that are drawn: the Arabic, Syriac and Kaithi number signs.
_DRAWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
# Letters and marks by category that are not drawn: the grapheme joiner and the fillers.
_UNDRAWN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")

# Azure Pipelines and GitHub Actions obey `##vso[...]` and `##[...]` anywhere in a line.
CI_COMMAND = later(r"(?<=#)#(?=\w{0,20}\[)")
"""The sign that makes a command of `##vso[...]` or `##[...]`."""

# Each takes one cell, is shown as it is and drawn on no other one: most texts have no other characters.
_PLAIN = later("[ -~\xa0-\xac\xae-\u02ff\u2010-\u2027]*")

# Without any of these a ZWJ joins letters, which keep their own cells.
_JOINER_OF_LETTERS = later("\u200d(?![\u2190-\u2bff\U0001f000-\U0001ffff])")

# No emoji or syllable is longer. Without a bound a million accents would hide on one letter.
_LONGEST = 16


class Glyph(NamedTuple):
    """The characters `[start, end)` of a text that share a place on the screen, and what is shown there."""

    shown: str
    start: int
    end: int


def escape(text: str) -> str:
    """Write a text in one line so that none of it acts or hides."""
    if is_plain(text):
        return text
    return "".join(glyph.shown for glyph in glyphs(text))


def is_plain(text: str) -> bool:
    """Whether each character is surely a glyph of its own, of one cell, that is shown as it is."""
    # The one sign among these characters that may have to be escaped is that of a CI command.
    if "##" in text:
        return False
    return (text.isascii() and text.isprintable()) or _PLAIN.fullmatch(text) is not None


def escape_path(path: str) -> str:
    """Write a file name before `:line`; GitHub Actions obeys lines that begin with `::`."""
    shown = escape(path)
    return f"./{shown}" if shown.lstrip().startswith(":") else shown


def glyphs(text: str, start: int = 0, *, tab: str = "\\t") -> Iterator[Glyph]:
    """Divide a text into what is shown at one place each; together they show the text as `escape` does.

    Args:
        text: The text.
        start: The offset to start at.
        tab: What is shown for a tab.
    """
    while start < len(text):
        end = start + 1
        char = text[start]
        if " " <= char <= "~" and char != "#" and text[end : end + 1] < "\u0300":
            shown = char  # most characters: nothing is drawn on them
        elif char == "\t":
            shown = tab
        elif _is_hidden(text, start) or _needs_base(char):
            shown = _escaped(char)
        else:
            last = min(len(text), start + _LONGEST)
            while end < last and _continues(text, start, end):
                end += 1
            shown = text[start:end]
        yield Glyph(shown, start, end)
        start = end


def cell_width(text: str) -> int:
    """The number of terminal cells that an escaped text takes."""
    if text.isascii() or _PLAIN.fullmatch(text):
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - only text beyond ASCII needs the tables

    return cell_len(_JOINER_OF_LETTERS.sub("", text) if _ZWJ in text else text)


def _escaped(char: str) -> str:
    code = ord(char)
    if char in _SHORT:
        return _SHORT[char]
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _is_hidden(text: str, index: int) -> bool:
    """Whether the character there acts, can't be seen, or looks different everywhere."""
    char = text[index]
    if " " <= char <= "~":
        return char == "#" and CI_COMMAND.match(text, index) is not None
    category = unicodedata.category(char)
    if category == "Cf":
        return char not in _DRAWN
    if category == "Cn":
        # Emoji and ideographs newer than this Python are drawn like the others.
        return not 0x1F000 <= ord(char) <= 0x3FFFF or ord(char) & 0xFFFE == 0xFFFE
    return category in ("Cc", "Co", "Cs", "Zl", "Zp") or char in _UNDRAWN


def _continues(text: str, start: int, index: int) -> bool:
    """Whether the character at `index` is drawn on the glyph that began at `start`."""
    char, previous = text[index], text[index - 1]
    if char < "\u0300":
        return False
    if char in _JOINERS:
        return _joins(text, index)
    if _is_selector(char):
        return _selectable(previous)
    if _is_hidden(text, index):
        return False
    if _needs_base(char):
        return unicodedata.category(char).startswith("M") or previous >= "\u1100"
    flag = index == start + 1 and _is_regional(previous) and _is_regional(char)
    return flag or (previous == _ZWJ and _is_pictograph(char))


def _joins(text: str, index: int) -> bool:
    """Whether a joiner stands where scripts and emoji need one; between Latin letters it only hides."""
    if index + 1 == len(text):
        return False
    before, after = text[index - 1], text[index + 1]
    if before < "\u0600" or after < "\u0600" or before in _JOINERS or after in _JOINERS:
        return False
    return not (_is_selector(after) or _is_hidden(text, index + 1))


def _needs_base(char: str) -> bool:
    """Whether a character is drawn on the one before it: alone it would be drawn on our own text."""
    if char < "\u0300":
        return False
    return (
        unicodedata.category(char).startswith("M")
        or char in _JOINERS
        or "\u1160" <= char <= "\u11ff"  # vowels and finals of Hangul
        or "\ud7b0" <= char <= "\ud7ff"
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # skin tones
    )


def _is_selector(char: str) -> bool:
    return (
        "\ufe00" <= char <= "\ufe0f"
        or "\U000e0100" <= char <= "\U000e01ef"
        or char in "\u180b\u180c\u180d\u180f"
    )


def _selectable(char: str) -> bool:
    """Whether a variation selector can follow: one at most, so that a run of them can't carry a message."""
    return (char > "\x7f" or char in "0123456789#*") and char not in _JOINERS and not _is_selector(char)


def _is_pictograph(char: str) -> bool:
    return "\u2190" <= char <= "\u2bff" or char >= "\U0001f000"


def _is_regional(char: str) -> bool:
    """One of the letters that make a flag in pairs."""
    return "\U0001f1e6" <= char <= "\U0001f1ff"
