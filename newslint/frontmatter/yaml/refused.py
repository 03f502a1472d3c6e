"""Control characters, which YAML refuses, kept in what is read; open it where one ends the reading.

YAML 1.2.2, 5.1: no C0 control but tab and line breaks, no DEL, and no C1 control but NEL may stand in a file,
not even in quotes. A generator stops there. Here stand-ins take their places while libyaml reads, one for
each, so that every offset stays and the rest of the block can be checked.
"""

from typing import Final

from newslint.text.lazy_pattern import later

REFUSED: Final = later("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_PLANE = 0x10F000  # of private use: YAML allows it, and nobody writes it
_TAKEN = later("[\U0010f000-\U0010f09f]")
_CODES = tuple(code for code in range(0xA0) if REFUSED.match(chr(code)))
_STAND_INS = {code: _PLANE + code for code in _CODES}
_RESTORED = {_PLANE + code: code for code in _CODES}


def with_stand_ins(content: str) -> str:
    """The same text without characters that YAML refuses; as it is where it already holds a stand-in."""
    needed = REFUSED.search(content) and not _TAKEN.search(content)
    return content.translate(_STAND_INS) if needed else content


def restored(value: str) -> str:
    """A value with its own characters again."""
    return value.translate(_RESTORED)
