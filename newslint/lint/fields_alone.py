"""Takes fields out of a block whose lines speak for themselves; open it where one field answers for its file.

Thousands of articles that are asked about one field hold the same few lines there.
"""

import re
from collections.abc import Iterable
from typing import Final

from newslint.text.lazy_pattern import later

_BREAK: Final = later(r"\n(?=[A-Za-z_])")  # before a field of the outermost mapping


class FieldsAlone:
    """Finds the fields of some keys in blocks of `Tree.by_lines`, whatever the case of the keys.

    Args:
        keys: Folded (`str.casefold`). One with other characters than ASCII no such block has.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        written = "|".join(re.escape(key) for key in sorted(keys) if key.isascii())
        self._key = (
            re.compile(rf"\n *+(?:- ++)?+(?:{written}):", re.ASCII | re.IGNORECASE) if written else None
        )

    def of(self, block: str) -> str:
        """The lines of all outermost fields that have such a key, or hold one; with line feeds."""
        if self._key is None:
            return ""
        text = "\n" + (block.replace("\r\n", "\n") if "\r" in block else block).removesuffix("\n")
        found = ""
        end = 0
        # Blocks have many fields, and few of them are asked about: the others are not taken out.
        while key := self._key.search(text, end):
            begin, behind = _field_at(text, key.start()), _BREAK.search(text, key.end())
            end = len(text) if behind is None else behind.start()
            found += f"{text[begin:end]}\n"
        return found


def _field_at(text: str, line_break: int) -> int:
    """Where the outermost field begins that has the line behind a line break; none may be above it."""
    while line_break >= 0:
        if _BREAK.match(text, line_break):
            return line_break + 1
        line_break = text.rfind("\n", 0, line_break)
    return 0
