r"""What the HTML report's script reads: findings as JSON, each text once; open it with the script.

An object with `strings` (every text), `files` (`[name, publisher, collection, headline]`, indexes of
strings) and `findings` (rows as `_row` gives them). JSON is written so that it can stand inside `<script>`:
`<`, `>`, `&` and all that is not ASCII are escaped, as `\u003c`, so no text can close the element.
"""

import json
from collections.abc import Iterable, Mapping

from newslint.reporters.html.findings import Card

_UNSAFE = "<>&"
_SEVERITIES = {"error": 0, "warning": 1, "info": 2}
_SAFETIES = {"": 0, "safe": 1, "unsafe": 2}

_Row = list[object]


class _Strings:
    """Numbers texts in the order in which they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    @property
    def all(self) -> list[str]:
        return list(self._numbers)


def page_data(cards: Iterable[Card], groups: Mapping[str, tuple[str, str, str]]) -> str:
    """Write findings as JSON that is safe inside HTML.

    Args:
        cards: The findings.
        groups: For each file its publisher, its collection and its headline, where they are known.
    """
    strings = _Strings()
    strings("")  # 0 is the empty text
    files: dict[str, int] = {}
    rows = [_row(card, files.setdefault(card.file, len(files)), strings) for card in cards]
    data = {
        "files": [[strings(text) for text in (name, *groups.get(name, ("", "", "")))] for name in files],
        "findings": rows,
        "strings": strings.all,
    }
    return safe_json(data)


def safe_json(data: object) -> str:
    """Write JSON that can stand inside a `<script>` element."""
    text = json.dumps(data, separators=(",", ":"))
    for char in _UNSAFE:
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _row(card: Card, file: int, strings: _Strings) -> _Row:
    """Indexes of strings unless told otherwise.

    Code, name, severity (0 to 2), message, file (of files), place, path, help, fix message, safety (0 to 2),
    rows of source (each sign, label, then the parts), and related places.
    """
    return [
        strings(card.code),
        strings(card.name),
        _SEVERITIES[card.severity],
        strings(card.message),
        file,
        strings(card.place),
        strings(card.path),
        strings(card.help),
        strings(card.fix),
        _SAFETIES[card.safety],
        [[strings(text) for text in (row.sign, row.label, *row.parts)] for row in card.rows],
        [strings(text) for text in card.related],
    ]
