"""Reads the dates that articles carry; open it to read another way of writing one.

What each generator reads is in `date_readers`, and what is wrong with what none reads in `refused_dates`.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

from newslint.text.lazy_pattern import later
from newslint.text.remember import remember

# A time, and its offset: of one or two digits, as YAML has it, or of four.
_TIME = (
    r"(?P<hour>\d\d?):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d|60)(?:[.,]\d+)?)?"
    r"[ \t]*(?:(?P<zulu>[Zz]|UTC|GMT)|(?P<sign>[+-])(?P<east>[01]\d|2[0-3]|\d)"
    r"(?::(?P<colon>[0-5]\d)|(?<=[+-]\d\d)(?P<tight>[0-5]\d))?)?"
)
# RFC 3339, and what generators and people write for it: blanks around the time and its offset, one digit for
# two, slashes or dots.
_NUMBERS = later(
    rf"\s*(?P<date>(?P<year>\d{{4}})(?P<between>[-/.])(?P<month>\d\d?)(?P=between)(?P<day>\d\d?))"
    rf"(?:(?:[Tt]|[ \t]+){_TIME})?\s*",
    re.ASCII,
)
_NAME = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
# `16 May 2023`, `May 16th, 2023`, `Tue, 16 May 2023 10:20:30 +0200` (RFC 5322).
_NAMED = later(
    rf"\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?[ \t]+)?"
    rf"(?P<date>(?P<day>\d\d?)(?:st|nd|rd|th)?[ -](?P<month>{_NAME})\.?,?[ -](?P<year>\d{{4}})"
    rf"|(?P<month_>{_NAME})\.?[ \t]+(?P<day_>\d\d?)(?:st|nd|rd|th)?,?[ \t]+(?P<year_>\d{{4}}))"
    rf"(?:,?[ \t]+{_TIME})?\s*",
    re.ASCII | re.IGNORECASE,
)
_MONTHS: Final = "janfebmaraprmayjunjulaugsepoctnovdec"
_LONGEST: Final = 100
_LAST_SECOND: Final = 59  # as Python counts, which knows no leap seconds
# What programs write for "never": Go's zero time.
_NEVER: Final = 1


def parse_date(value: object) -> datetime | None:
    """Read a date with or without time and offset; None for anything else.

    It is written as ISO 8601 has it, or with slashes, dots or the English name of the month: everything that
    can mean one day only. A time without an offset is taken for UTC, and a date without a time for midnight.
    The fraction of a second is dropped, and a leap second is the one before it. The year 1 is no date:
    programs write it where they have none.
    """
    return _read(value) if isinstance(value, str) else None


def is_usual(text: str) -> bool:
    """Whether a text is a date of the forms that every program reads: `2023-05-02` and RFC 3339."""
    if len(text) == len("2023-05-02"):
        try:
            return date.fromisoformat(text).isoformat() == text
        except ValueError:
            return False
    return _read_complete(text) is not None


def _read(text: str) -> datetime | None:
    moment = _read_complete(text)
    if moment is None:
        moment = _read_any(text)
    return None if moment is None or moment.year == _NEVER else moment


# Several rules ask of one date, one after the other.
@remember(1024)
def _read_complete(text: str) -> datetime | None:
    """Read the usual forms, such as `2023-05-02T06:30:00Z`, in a fraction of the time; None for all others.

    Python reads more than these, and more with every version: what it writes again as it was is one of them.
    """
    rest = text[19:]
    if rest in ("", "Z"):
        text = f"{text}T00:00:00+00:00" if len(text) == 10 else f"{text[:19]}+00:00"
    elif len(rest) != 6:  # `+02:00`
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.isoformat() == text else None


@remember(1024)
def _read_any(text: str) -> datetime | None:
    match = _match(text)
    if match is None:
        return None
    found = match.groupdict()
    month = found["month"] or found["month_"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) // 3 + 1
    offset = timedelta(hours=int(found["east"] or 0), minutes=int(found["colon"] or found["tight"] or 0))
    try:
        return datetime(
            int(found["year"] or found["year_"]),
            number,
            int(found["day"] or found["day_"]),
            int(found["hour"] or 0),
            int(found["minute"] or 0),
            min(int(found["second"] or 0), _LAST_SECOND),
            tzinfo=timezone(-offset if found["sign"] == "-" else offset) if offset else UTC,
        )
    except ValueError:
        return None


def _match(text: str) -> re.Match[str] | None:
    return (_NUMBERS.fullmatch(text) or _NAMED.fullmatch(text)) if len(text) <= _LONGEST else None


def date_part(text: str) -> tuple[int, int]:
    """Where the day stands in a date that `parse_date` reads."""
    match = _match(text)
    return match.span("date") if match is not None else (0, len(text))


def is_impossible(text: str) -> bool:
    """Whether a text has the form of a date, and no calendar or clock has it: `30 February 2024`."""
    match = _match(text)
    return match is not None and match["hour"] != "24" and _read_any(text) is None


def has_time(text: str) -> bool:
    """Whether a date that `parse_date` reads says at what time."""
    match = _match(text)
    return match is not None and match["hour"] is not None


def has_zone(text: str) -> bool:
    """Whether a date that `parse_date` reads is one moment: it has a time, and the offset of that."""
    match = _match(text)
    return match is not None and (match["zulu"] or match["sign"]) is not None


def days_apart(one: date, other: date) -> int:
    """How many calendar days lie between two dates, each as it is written; the time of day doesn't count."""
    return abs(one.toordinal() - other.toordinal())
