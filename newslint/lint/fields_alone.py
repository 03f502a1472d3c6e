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
        text = "\n" + (block.replace("\r\n", "\n") if "\r" in block else block).removesuffix("\n")
        if self._key is None or self._key.search(text) is None:
            return ""
        return "".join(f"{part}\n" for part in _BREAK.split(text) if self._key.search(f"\n{part}"))
