"""An article was published or changed in the future.

Where the schema gives a field of publication the format `date-time` or `date`, every date to come counts.
Elsewhere it is how generators schedule an article, or the day of an event: then only a date counts that is
further away than anybody plans, such as the year 2204 for 2024. The first or last day of a year from 2037 on
stands for "never" there, and a year of which the article speaks is meant (`Halley returns in 2061`). A change
lies in the future only if the article does. Drafts are left alone.

## Why is this bad?

The article stands above all others until its day comes, and feeds and search engines distrust the rest of
its dates.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2230-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
quality: 70
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
quality: 70
---
```
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.knowledge.dates import date_part, parse_date
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.rulekit.drafts import is_draft
from newslint.rulekit.meant_for_text import prose_of
from newslint.rulekit.page_or_record import is_page
from newslint.schema.roles import OF_DATE_FORMAT
from newslint.text.wording import field_name, quote

# What stands for "never" and "for ever": the last day of a year far away, or the first.
_NEVER, _ENDS_OF_YEARS = 2037, frozenset({(12, 31), (1, 1)})
_FAR = 366  # days: of a year that is near, every article may speak
_READ = 20_000  # characters of the text below the front matter
_MOST_DAYS = 3_000_000  # more than there are days in the calendar


class Options(NamedTuple):
    """How far ahead a date may lie.

    Attributes:
        tolerance_days: So many days from now on are fine: clocks and time zones differ.
        horizon_days: So many days ahead is fine where the schema gives the date no format.
    """

    tolerance_days: float = 1
    horizon_days: float = 731


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Report dates after the present."""
    last_year = f"{document.now.year - 1:04}"
    found = [
        (node, moment)
        for role in ("published", "updated")
        for node in document.with_role(role)
        if _may_be_ahead(node.value, last_year) and (moment := _moment(document, node.value)) is not None
    ]
    if not found or is_draft(document):
        return
    tolerance = _days(options.tolerance_days)
    horizon = max(tolerance, _days(options.horizon_days))
    latest = max((moment for node, moment in found if "published" in node.roles), default=None)
    for node, moment in found:
        if (node.roles.isdisjoint(OF_DATE_FORMAT) or is_page(document)) and _is_meant(document, moment):
            continue
        is_strict = not node.roles.isdisjoint(OF_DATE_FORMAT)
        if not is_strict and "updated" in node.roles:
            # What is scheduled for a day may say that it changed on that day.
            is_strict = latest is None or moment - latest > tolerance
        if document.is_ahead(moment, tolerance if is_strict else horizon):
            yield Hit(
                document.place(node, *date_part(node.value)),
                f"{field_name(node.path)} lies in the future: {quote(node.value)}",
                node.path,
                help="correct the date, or allow dates to come with the option"
                f" `{'tolerance' if is_strict else 'horizon'}-days`",
            )


def _is_meant(document: Document, moment: datetime) -> bool:
    """Whether a date far away stands for no day at all, or the article speaks of its year."""
    if moment.year >= _NEVER and (moment.month, moment.day) in _ENDS_OF_YEARS:
        return True
    if not document.is_ahead(moment, timedelta(days=_FAR)):
        return False
    closing = document.fence.closing if document.fence is not None else None
    begin = len(document.source.text) if closing is None else closing.end
    year = str(moment.year)
    return year in document.source.text[begin : begin + _READ] or any(
        year in node.value for node in prose_of(document)
    )


def _may_be_ahead(value: object, last_year: str) -> bool:
    """A quick look, which tells most dates by their year."""
    return isinstance(value, str) and (value[:4] >= last_year or not value[:4].isdigit())


def _moment(document: Document, text: str) -> datetime | None:
    moment = parse_date(text)
    if moment is None and text:
        from newslint.knowledge.date_readers import read_date, reader_of  # noqa: PLC0415 - few need it

        moment = read_date(text, reader_of(document.generator, document.file_name))
    return moment


def _days(number: float) -> timedelta:
    return timedelta(days=min(number, _MOST_DAYS))


RULE = Rule(
    "DAT002",
    "future-date",
    Severity.WARNING,
    check,
    __doc__,
    options=Options,
    needs=frozenset({"published", "updated"}),
)
