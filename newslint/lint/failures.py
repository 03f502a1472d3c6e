"""Lines about rules that raised; open it for what is said once where a rule fails on every file."""

from collections.abc import Iterable
from typing import Final

from newslint.rule import Rule
from newslint.text.lazy_pattern import later

_LINE: Final = "{code} failed on {file}: {error!r} (in {place}); this is a bug in {whose}"
_OTHERS: Final = later(r"; it failed on ([\d,]+) others? too\Z")


def internal_error(rule: Rule, where: str, error: Exception) -> str:
    """Say in one line that a rule raised."""
    from traceback import extract_tb  # noqa: PLC0415 - a rule that raises is a bug

    place = extract_tb(error.__traceback__)[-1]
    whose = f"the plug-in {rule.plugin}" if rule.plugin else "newslint, please report it"
    at = f"{place.name}:{place.lineno}"
    return _LINE.format(code=rule.code, file=where, error=error, place=at, whose=whose)


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
