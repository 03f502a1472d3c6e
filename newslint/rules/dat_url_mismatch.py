"""The date in the address of an article is not its date of publication.

The path of the article's own address is read, or, where that has no date, of the address that it was taken
from. A full date (`/2023/05/02/`, `/2023/may/02/`, `/2023-05-02/`) may be two days off, a month
(`/2023/05/`, `/202305/`) one month. Of several dates, one that fits will do, and a folder of events
(`/events/2023/05/02/`) has those of the events. Only articles to whose date
the schema gives the format `date-time` or `date` are checked, and no pages (the role `page`): elsewhere an
address may be that of an earlier publication.

## Why is this bad?

Sites put the day of publication into the address: either the date is wrong, or the address is that of
another article.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-12T06:30:00Z
webUrl: "https://www.example.com/2023/05/02/harbour"
provider: {name: Harbour Post, domain: example.com}
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
webUrl: "https://www.example.com/2023/05/02/harbour"
provider: {name: Harbour Post, domain: example.com}
---
```
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.dates import days_apart, parse_date
from newslint.rule import NoOptions, Rule
from newslint.schema.roles import OF_DATE_FORMAT
from newslint.text.lazy_pattern import later
from newslint.text.wording import field_name

_URLS = ("canonical-url", "original-url")
_FIRST_YEAR = 1995  # older dates in addresses tell what a page is about
_LAST_YEAR = 2099  # that the pattern below knows
_MOST_DAYS, _MOST_MONTHS = 2, 1
_PATH = later(r"https?://[^/?#]+(/[^?#]*)", re.IGNORECASE)
_NESTED = later(r"https?:/|https?%3a", re.IGNORECASE)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_NUMBER_OF = {name[:length]: number for number, name in enumerate(_MONTHS, 1) for length in (3, len(name))}
# Whole segments only. Of a month alone the article's own segment must follow.
_DATE = later(
    r"/(?P<y>(?:19|20)\d\d)(?:(?P<s>[/-])(?P<m>\d\d?|[A-Za-z]{3,9})(?P=s)(?P<d>\d\d?)(?=/|$)"
    r"|(?P<cm>\d\d)(?P<cd>\d\d)(?=/[^/])|/?(?P<mm>\d\d)(?=/[^/]))",
    re.ASCII,
)
# Folders whose dates are those of what pages are about.
_OF_A_DAY = later(
    r"/(?:events?|calendars?|agenda|termine?|veranstaltung(?:en)?|evenements?|eventos?|eventi|anniversar(?:y|ies)"
    r"|(?:on-)?this-day(?:-in-history)?|today-in-history|forecasts?|tv-(?:guide|listings|programm)|fixtures?)"
    r"/(?=(?:[^/]+/)*(?:19|20)\d\d)",
    re.IGNORECASE,
)

# A day, whether it is whole, and where in the URL it stands.
_Found = tuple[date, bool, int, int]


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Compare the date of every article with the one in its address."""
    del options
    last_year = document.now.year + 1
    for article in document.with_role("article"):
        published = article.parts_with("published")
        if not published or "page" in article.roles:
            continue
        for role in _URLS:
            url = article.part(role)
            if url is None or not _may_hold(url.value):
                continue
            if _says_day_of(published[0], url.value, last_year):
                break
            found = list(_url_dates(url.value, last_year))
            if found:
                yield from _compare(document, article, url, found)
                break


def _compare(document: Document, article: Node, url: Node, found: list[_Found]) -> Iterator[Hit]:
    published = [
        (n, m)
        for n in article.parts_with("published")
        if n.roles & OF_DATE_FORMAT and (m := parse_date(n.value))
    ]
    dates = [moment for _, moment in published]
    dates += [moment for node in article.parts_with("updated") if (moment := parse_date(node.value))]
    if published and not any(_fits(m, said, whole=whole) for said, whole, *_ in found for m in dates):
        yield _hit(document, url, found[0], published[0][0])


def _may_hold(url: object) -> bool:
    return isinstance(url, str) and ("/20" in url or "/19" in url)


def _says_day_of(published: Node, url: str, last_year: int) -> bool:
    """A quick look at a plain URL: `/2023/05/02/` stands in its path, and that is the day of publication.

    What follows would find that date there, and be content with it. No date that begins before could take a
    part of it, since four digits are no month and no day.
    """
    written = published.value
    if (
        not isinstance(written, str)
        or not written[8:10].isdigit()
        or published.roles.isdisjoint(OF_DATE_FORMAT)
    ):
        return False
    year, month, day = written[:4], written[5:7], written[8:10]
    at = url.find(f"/{year}/{month}/{day}/")
    host = 8 if url.startswith("https://") else 7
    return (
        at > host
        and (host == 8 or url.startswith("http://"))
        and url[host] not in "/?#"
        and url.find("?", host, at) < 0
        and url.find("#", host, at) < 0
        and ":/" not in url[host:]
        and "%3" not in url
        and written[4] == "-" == written[7]
        and parse_date(written) is not None
        and _FIRST_YEAR <= int(year) <= min(last_year, _LAST_YEAR)
    )


def _url_dates(url: str, last_year: int) -> Iterator[_Found]:
    """The dates in the path of a URL: the day (the first for a month), whether it is whole, and where."""
    path = _PATH.match(url)
    if path is None or ((":/" in path[1] or "%3" in path[1]) and _NESTED.search(path[1])):
        return
    if _OF_A_DAY.search(path[1]):
        return
    for match in _DATE.finditer(path[1]):
        month = match["m"] or match["cm"] or match["mm"]
        day = match["d"] or match["cd"]
        try:
            said = date(int(match["y"]), _NUMBER_OF.get(month.lower()) or int(month), int(day or 1))
        except ValueError:
            continue
        if _FIRST_YEAR <= said.year <= last_year:
            yield said, day is not None, path.start(1) + match.start() + 1, path.start(1) + match.end()


def _fits(moment: datetime, said: date, *, whole: bool) -> bool:
    if whole:
        return days_apart(moment.date(), said) <= _MOST_DAYS
    return abs((moment.year - said.year) * 12 + moment.month - said.month) <= _MOST_MONTHS


def _hit(document: Document, url: Node, found: _Found, published: Node) -> Hit:
    said, whole, start, end = found
    day = parse_date(published.value)
    shown = str(said) if whole else f"{said:%Y-%m}"
    return Hit(
        document.place(url, start, end),
        f"{field_name(url.path)} says `{shown}`, but {field_name(published.path)} is"
        f" `{day.date() if day else published.value}`",
        url.path,
        help="correct the date, or the address",
        related=((published.span, "the date of publication"),),
    )


RULE = Rule("DAT005", "url-date-mismatch", Severity.WARNING, check, __doc__, needs=frozenset({"published"}))
