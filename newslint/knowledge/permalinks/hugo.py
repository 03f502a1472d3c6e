"""Which addresses Hugo gives to its pages; open it to follow its patterns.

Sources: gohugo.io/configuration/permalinks, gohugo.io/content-management/urls, and of
github.com/gohugoio/hugo `resources/page/permalinks.go` and `common/paths/path.go`.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from unicodedata import category

from newslint.knowledge.dates import parse_date
from newslint.knowledge.page_paths import path_of, segments_by_name
from newslint.knowledge.permalinks.pattern import Address, filled, gaps_of, text_of
from newslint.light_tuples import NamedTuple

_USUAL: Final = re.compile(r"[A-Za-z0-9._~+/-]*+")
_KEPT: Final = frozenset("./\\_#+~-@")
_BY_FILE: Final = frozenset({"contentbasename", "filename", "slugorcontentbasename", "slugorfilename"})
_BY_TITLE: Final = frozenset({"slug", "title"})
_BY_SLUG: Final = frozenset({"slug", "slugorcontentbasename", "slugorfilename"})
_OF_DAYS: Final = {
    "year": "%Y", "month": "%m", "monthname": "%B", "day": "%d", "weekday": "%w", "weekdayname": "%A",
    "yearday": "%j",
}  # fmt: skip


class HugoPermalinks(NamedTuple):
    """What the configuration says of addresses.

    `patterns` has those of sections, the first folders in `content`, by their names; pages that lie in none
    have the section `/`. `reads_date` says that the field `date` decides on dates, as it does unless the
    configuration says otherwise.
    """

    patterns: tuple[tuple[str, str], ...] = ()
    reads_date: bool = True
    lowers: bool = True

    def address_of(self, path: str, fields: Mapping[str, Any]) -> Address | None:
        """The address of a page, by its path in the folder of the site; None where it isn't certain."""
        lower = {key.lower(): value for key, value in fields.items() if isinstance(key, str)}
        if not _NOT_RENDERED.isdisjoint(lower):
            return None
        patterns = dict(self.patterns)
        segments = segments_by_name(path, patterns)
        if not segments:
            return None
        *folders, stem = segments
        page = _Page(folders, stem, text_of(lower.get("slug")), lower, self.reads_date, self.lowers)
        pattern = patterns.get(folders[0] if folders else "/")
        found = page.by_folder() if pattern is None else filled(pattern, page.value_of)
        if found is None:
            return None
        decisive = page.decisive(pattern or ":slugorfilename")
        field = next((key for key in fields if str(key).lower() == decisive), "")
        return Address(found, field, pattern is None and not page.slug)


# What keeps a page from having an address, in ways of its own.
_NOT_RENDERED: Final = frozenset({"_build", "build", "headless", "cascade"})


class _Page(NamedTuple):
    folders: list[str]
    stem: str
    slug: str
    fields: Mapping[str, Any]
    reads_date: bool
    lowers: bool

    def by_folder(self) -> str | None:
        """The path without a pattern: the folders, and the slug or the file's name."""
        last = self._plain(self.slug or self.stem)
        return path_of("/".join([*map(self._plain, self.folders), last])) if last else None

    def value_of(self, gap: str) -> str | None:
        """What stands for a gap; None where that isn't certain."""
        if gap in _OF_DAYS:
            day = self._day() if self.reads_date else None
            value = None if day is None else day.strftime(_OF_DAYS[gap])
            return value.lstrip("0") if value and gap == "yearday" else value
        if gap == "section":
            return self.folders[0] if self.folders else ""
        if gap == "sections":
            return "/".join(map(self._plain, self.folders))
        if gap in _BY_TITLE:
            return self._plain(self._slug_of(gap) or text_of(self.fields.get("title"))) or None
        if gap in _BY_FILE:
            return self._plain(self._slug_of(gap) or self.stem) or None
        return None

    def _slug_of(self, gap: str) -> str:
        return self.slug if gap in _BY_SLUG else ""

    def decisive(self, pattern: str) -> str:
        """The field that a pattern takes the page's name from; empty for the file's name."""
        gaps = set(gaps_of(pattern))
        if self.slug and not _BY_SLUG.isdisjoint(gaps):
            return "slug"
        return "title" if not _BY_TITLE.isdisjoint(gaps) else ""

    def _day(self) -> date | None:
        moment = parse_date(self.fields.get("date"))
        return None if moment is None else moment.date()

    def _plain(self, text: str) -> str:
        made = sanitized(text)
        return made.lower() if self.lowers else made


def sanitized(text: str) -> str:
    """What Hugo makes of a text in a path: blanks become hyphens, and most signs are dropped."""
    if _USUAL.fullmatch(text):
        return text
    kept: list[str] = []
    has_gap = False
    for character in text:
        if character in _KEPT or category(character)[0] in "LM" or category(character) == "Nd":
            if has_gap and character != "-":
                kept.append("-")
            has_gap = False
            kept.append(character)
        elif kept and kept[-1] != "-" and character.isspace():
            has_gap = True
    return "".join(kept)
