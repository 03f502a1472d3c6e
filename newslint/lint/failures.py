"""Counts the lines that `examiner.internal_error` makes; open it for a rule that fails on every file."""

from collections.abc import Iterable
from typing import Final

from newslint.text.lazy_pattern import later

_OTHERS: Final = later(r"; it failed on ([\d,]+) others? too\Z")


def counted_failures(lines: Iterable[str]) -> list[str]:
    """The first line about each rule and each place in its code where it raised, with the number of others.

    Lines that were brought together before may be among them.
    """
    first: dict[tuple[str, str], str] = {}
    others: dict[tuple[str, str], int] = {}
    for line in lines:
        known = _OTHERS.search(line)
        plain = line if known is None else line[: known.start()]
        key = plain.partition(" ")[0], plain[plain.rfind(" (in ") :]
        others[key] = others.get(key, -1) + 1 + (0 if known is None else int(known[1].replace(",", "")))
        first.setdefault(key, plain)
    return [_with_others(line, others[key]) for key, line in first.items()]


def _with_others(line: str, number: int) -> str:
    return f"{line}; it failed on {number:,} other{'s' * (number > 1)} too" if number else line
