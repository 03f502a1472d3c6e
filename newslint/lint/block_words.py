"""Tells of a block what it can't hold, without parsing it; open it where an article's answer is missed.

Escapes and the odd keys of YAML are why a word may be there that nobody sees. In doubt it is there.
"""

import re
from functools import cached_property
from typing import Final

from newslint.text.lazy_pattern import later

# What stands for any character by its number: `\xe9`. Files of PyYAML and R are full of them.
_NUMBERED: Final = later(r"\\(?:\\|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
_LAST: Final = 0x10FFFF
# Half a character, and what parts a word by the end of a line.
_HIDES_ANY: Final = later(r"\\(?:u[dD][89a-fA-F]|[ \t]*[\r\n])")
# What has an escape of its own: `\t`, `\/`.
_NAMED: Final = later(r"[\s\"/\\\x00-\x1f]")

_BEHIND_KEY: Final = later(r"[\"']?\s*:")
# YAML has keys without a colon close to them, `? key`, and such that stand elsewhere, `*alias : value`.
# Two patterns that begin with one character are found many times faster than one that begins with either.
_ODD_KEYS: Final = (later(r"\?(?<![^\s\[{,]\?)\s"), later(r"\*[^\s*:]+\s*:"))


class BlockWords:
    """What a block of front matter may hold; words are folded (`str.casefold`)."""

    def __init__(self, block: str) -> None:
        self._has_escapes = "\\" in block
        self._hides_any = self._has_escapes and _HIDES_ANY.search(block) is not None
        # Only what stands between double quotes is escaped: both readings count.
        text = f"{block}\n{_NUMBERED.sub(_character, block)}" if self._has_escapes else block
        self._text = text.casefold()

    def may_have(self, word: str) -> bool:
        """Whether a word may be part of a key or a value."""
        return word in self._text or self._may_hide(word)

    def may_have_key(self, word: str) -> bool:
        """Whether a field may have this key, and a value, in YAML."""
        if not word.strip() or self._may_hide(word) or self._has_odd_keys:
            return self.may_have(word)
        at = self._text.find(word)
        while at >= 0:
            if _BEHIND_KEY.match(self._text, at + len(word)):
                return True
            at = self._text.find(word, at + 1)
        return False

    @cached_property
    def _has_odd_keys(self) -> bool:
        return any(pattern.search(self._text) for pattern in _ODD_KEYS)

    def _may_hide(self, word: str) -> bool:
        return self._hides_any or (self._has_escapes and _NAMED.search(word) is not None)


def _character(escape: re.Match[str]) -> str:
    number = int(escape[1] or escape[2] or escape[3] or "5c", 16)
    return chr(number) if number <= _LAST else escape[0]
