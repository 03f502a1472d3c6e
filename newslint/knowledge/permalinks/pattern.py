"""What patterns of addresses have in common; open it for how gaps are filled, and to add a generator.

A pattern is a path with gaps: `/:year/:month/:slug/`. Where one gap can't be filled for certain, the whole
address is unknown.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, Protocol

from newslint.knowledge.page_paths import path_of
from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later

_GAP: Final = later(r":([A-Za-z_]+)")


class Address(NamedTuple):
    """The path of a page, and what decides on it.

    `field` is the one that its last part comes from, empty where that is the file's name. `is_of_file` says
    that the path is that of the file: two pages have one only if their files are one page.
    """

    path: str
    field: str = ""
    is_of_file: bool = False


class Permalinks(Protocol):
    """Which addresses the configuration of one site gives to its pages."""

    def address_of(self, path: str, fields: Mapping[str, Any]) -> Address | None:
        """The address of a page, by its path in the folder of the site; None where it isn't certain."""
        ...


def gaps_of(pattern: str) -> list[str]:
    """The names of the gaps in a pattern, in their order."""
    return _GAP.findall(pattern)


def filled(pattern: str, value_of: Callable[[str], str | None]) -> str | None:
    """The path that a pattern makes of the values for its gaps; None where one has none."""
    parts = []
    behind = 0
    for gap in _GAP.finditer(pattern):
        value = value_of(gap[1])
        if value is None:
            return None
        parts += [pattern[behind : gap.start()], value.replace(" ", "%20")]
        behind = gap.end()
    return path_of("".join([*parts, pattern[behind:]]))


def part_of_day(day: date, gap: str) -> str | None:
    """What stands for a gap of Jekyll and Hexo in the address of a day; None for what isn't part of one."""
    form = _FORMS.get(gap)
    if form is None:
        return None
    return day.strftime(form[1:]).lstrip("0") if form[0] == "-" else day.strftime(form)


def text_of(value: object) -> str:
    """A value of front matter as text, where it is text that says something, or a number; else empty."""
    is_plain = isinstance(value, str | int) and not isinstance(value, bool)
    return str(value).strip() if is_plain else ""


# As strftime has it; a hyphen in front drops the zeros.
_FORMS: Final[Mapping[str, str]] = {
    "year": "%Y", "month": "%m", "day": "%d", "i_month": "-%m", "i_day": "-%d", "short_year": "%y",
    "y_day": "%j", "short_month": "%b", "long_month": "%B", "short_day": "%a", "long_day": "%A", "week": "%V",
    "w_year": "%G", "w_day": "%u",
}  # fmt: skip
