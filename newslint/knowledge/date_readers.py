r"""What each site generator takes for a date; open it when a generator reads another form.

Every row was tried with the generator itself, or read in its source:

- Hugo: `timeFormats` of github.com/spf13/cast, by Go's `time.Parse`; `pagemeta/page_frontmatter.go`. Since
  0.136 what it can't read is an error, before that the year 1 in silence. Numbers are Unix seconds.
- Jekyll 4: `Document#merge_date!` and `Utils.parse_date`, which is Ruby's `Time.parse`; posts and collections
  only. It moves 30 February to 1 March.
- Eleventy 3: `Template.js`, which takes dates of js-yaml 3 and 4, the ISO 8601 of Luxon 3, and four words.
- Zola: `front_matter/datetime.rs` and `page.rs`.
- Pelican 4: `utils.get_date`, which is dateutil.
- Astro (zod's `coerce.date`), Docusaurus, Nuxt, Starlight and VitePress: `new Date` of V8; which fields are
  dates a site decides itself. Hexo 7: moment, which asks `new Date`, and takes the time of the file else.
- Quarto: quarto.org/docs/reference/dates.html; what is no date is shown as it is.
- Obsidian: a property may hold anything.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal

from newslint.knowledge.dates import parse_date
from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later

Order = Literal["day", "month", "either", "unknown"]

_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d+)?"
_ZONE_NAME = r"(?:[A-Z]{3,5}(?:[+-]\d+)?|[+-]\d\d)"
MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_WEEKDAY = "(?:mon|tue|wed|thu|fri|sat|sun)"

_GO: Final = later(
    rf"\d{{4}}-\d\d-\d\d(?:T{_CLOCK}(?:Z|[+-]\d\d:?\d\d)?"
    rf"|[ ]+{_CLOCK}(?:Z|[+-]\d\d:?\d\d|[ ]+[+-]\d\d:?\d\d(?:[ ]+{_ZONE_NAME})?)?)?"
    rf"|{_WEEKDAY},[ ]+\d\d[ ]+{MONTH}[ ]+\d{{4}}[ ]+{_CLOCK}[ ]+(?:[+-]\d{{4}}|{_ZONE_NAME})"
    rf"|\d\d[ ]+{MONTH}[ ]+\d\d[ ]+\d\d?:\d\d[ ]+(?:[+-]\d{{4}}|{_ZONE_NAME})"
    rf"|[a-z]+day,[ ]+\d\d-{MONTH}-\d\d[ ]+{_CLOCK}[ ]+{_ZONE_NAME}"
    rf"|{_WEEKDAY}[ ]+{MONTH}[ ]+\d\d?[ ]+{_CLOCK}(?:[ ]+(?:[+-]\d{{4}}|{_ZONE_NAME}))?[ ]+\d{{4}}"
    rf"|\d\d[ ]+{MONTH}[ ]+\d{{4}}"
    rf"|\d\d?:\d\d[AP]M|{MONTH}[ ]+\d\d?[ ]+{_CLOCK}",
    re.ASCII | re.IGNORECASE,
)
_LUXON: Final = later(
    r"(?:\d{4}|[+-]\d{6})(?:-?\d\d(?:-?\d\d)?|-?W\d\d(?:-?\d)?|-?\d{3})?"
    r"(?:T\d\d(?::?\d\d(?::?\d\d(?:[.,]\d{1,30})?)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?(?:\[[^\]]*\])*"
    r"|T?\d\d:?\d\d(?::?\d\d(?:[.,]\d{1,30})?)?(?:Z|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII | re.IGNORECASE,
)
# https://yaml.org/type/timestamp.html
_TIMESTAMP: Final = later(
    r"\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?"
    r"(?:[ \t]*(?:Z|[+-]\d\d?(?::\d\d)?))?",
    re.ASCII,
)
_ZOLA: Final = later(
    r"\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d\d?:\d\d(?::\d\d(?:\.\d*)?)?"
    r"[ \t]*(?:[Zz]|[+-]\d\d?(?::\d\d)?)?)?",
    re.ASCII,
)


class DateReader(NamedTuple):
    """How one generator reads dates.

    `fields` are those at the top that it reads itself, in lower case, and `collections_only` says that only
    files below a folder whose name begins with `_` count. `forms` are all that it reads, besides a timestamp
    of YAML without quotes where `timestamps` says so, and `words`; without `forms` it guesses. `order` is
    how it takes `4/5/2023`. `demands` says that an empty field is an error too, `numbers` that a number is a
    date, and `false_is_none` that `false` is like no date. `shows_text` says that any text is fine.
    """

    name: str
    fields: frozenset[str] = frozenset()
    order: Order = "unknown"
    forms: "re.Pattern[str] | None" = None
    timestamps: bool = False
    words: frozenset[str] = frozenset()
    demands: bool = False
    numbers: bool = True
    false_is_none: bool = False
    shows_text: bool = False
    collections_only: bool = False

    def reads(self, text: str, *, plain: bool) -> bool:
        """Whether it reads a text, where it has `forms`; `plain` says that this is written without quotes."""
        text = text.strip()
        return (
            (self.forms is not None and self.forms.fullmatch(text) is not None)
            or (plain and self.timestamps and _TIMESTAMP.fullmatch(text) is not None)
            or text.lower() in self.words
        )


_ANY: Final = DateReader("")
_ELEVENTY_WORDS: Final = frozenset({"last modified", "git last modified", "created", "git created"})
_JAVASCRIPT: Final = DateReader("", order="month")

READERS: Final[Mapping[str, DateReader]] = {
    "": _ANY,
    "astro": _JAVASCRIPT._replace(name="Astro"),
    "docusaurus": _JAVASCRIPT._replace(name="Docusaurus", fields=frozenset({"date"})),
    "eleventy": DateReader(
        "Eleventy",
        frozenset({"date"}),
        forms=_LUXON,
        timestamps=True,
        words=_ELEVENTY_WORDS,
        numbers=False,
        false_is_none=True,
    ),
    "hexo": _JAVASCRIPT._replace(name="Hexo"),
    "hugo": DateReader(
        "Hugo",
        frozenset(
            {
                "date", "lastmod", "modified", "publishdate", "pubdate", "published", "expirydate",
                "unpublishdate",
            }
        ),
        forms=_GO,
    ),
    "jekyll": DateReader("Jekyll", frozenset({"date"}), "day", demands=True, collections_only=True),
    "nuxt": _JAVASCRIPT._replace(name="Nuxt"),
    "obsidian": DateReader("Obsidian", shows_text=True),
    "pelican": DateReader("Pelican", frozenset({"date", "modified"}), "either", demands=True),
    "quarto": DateReader("Quarto", order="month", shows_text=True),
    "starlight": _JAVASCRIPT._replace(name="Starlight"),
    "vitepress": _JAVASCRIPT._replace(name="VitePress"),
    "zola": DateReader("Zola", frozenset({"date", "updated"}), forms=_ZOLA, numbers=False),
}  # fmt: skip
"""By the name of the generator, as `Document.generator` has it; "" where none is known."""

# What readers of Markdown take for a date besides: Quarto, R Markdown with LaTeX, VuePress.
_WORDS: Final = _ELEVENTY_WORDS | {"today", "now", "last-modified", "auto", "gitlog", "\\today"}
DATE_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "eleventy": ("Created", "Last Modified", "git Created", "git Last Modified"),
    "quarto": ("last-modified", "now", "today"),
}
"""By the name of the generator: what it takes for the date of a page, as its documentation writes it.

Sources: Eleventy, "Content dates"; Quarto, "Dates and date formatting".
"""
# What has the form of a date in numbers, in any order; the groups are called as if the year came first.
NUMBERS: Final = later(
    r"\s*(?P<year>\d+)(?P<between>[-/.])(?P<month>\d+)(?P=between)(?P<day>\d+)"
    r"(?:(?:[Tt]|[ \t]+)(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"[ \t]*+(?:[AaPp][Mm]|[Zz]|UTC|GMT|[+-](?P<east>\d\d?)(?::?(?P<of_hour>\d\d))?)?)?\s*+",
    re.ASCII,
)


def reader_of(generator: str, name: str) -> DateReader:
    """Who reads the dates of a file: the generator, or what its name says where none is known."""
    if not generator and name.lower().endswith((".qmd", ".rmd")):
        generator = "quarto"
    return READERS.get(generator, _ANY)


def read_date(text: str, reader: DateReader) -> datetime | None:
    """Read a date as `parse_date` does, and numbers in the order in which the generator takes them."""
    moment = parse_date(text)
    found = NUMBERS.fullmatch(text) if moment is None and reader.order != "unknown" else None
    if found is None or len(found["day"]) != 4 or max(len(found["year"]), len(found["month"])) > 2:
        return moment
    by_month = date_of(found["day"], found["year"], found["month"])
    by_day = date_of(found["day"], found["month"], found["year"])
    if reader.order == "day":
        return parse_date(by_day)
    return parse_date(by_month or (by_day if reader.order == "either" else ""))


def stands_for_date(text: str) -> bool:
    """Whether a text is one of the words that some reader takes for a date, such as `Last Modified`."""
    return text.strip().lower() in _WORDS


def date_of(year: str, month: str, day: str) -> str:
    """A day as ISO 8601 has it; empty where no calendar has it."""
    written = f"{year}-{int(month):02}-{int(day):02}"
    return written if parse_date(written) else ""
