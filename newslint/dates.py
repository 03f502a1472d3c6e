"""Reads the dates that articles carry."""

import re
from datetime import UTC, date, datetime

# RFC 3339 and what generators write for it: blanks around the time and its offset, one digit where two belong.
_MOMENT = re.compile(
    r"\s*(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?[ \t]*(?:([Zz]|UTC)|([+-]\d\d)(?::?(\d\d))?)?)?\s*",
    re.ASCII,
)
# What programs write for "never": Go's zero time.
_NEVER = 1
_SECOND = 6  # the group of the seconds; those of the offset follow


def parse_date(value: object) -> datetime | None:
    """Read an ISO 8601 date, with or without time and offset; None for anything else.

    A time without an offset is taken for UTC, and a date without a time for midnight. The fraction of a second
    is dropped. The year 1 is no date: programs write it where they have none.
    """
    match = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(match[number] or 0) for number in range(1, 7))
    sign = "-" if (match[8] or "+").startswith("-") else "+"
    zone = f"{sign}{(match[8] or '+00')[1:]}:{match[9] or '00'}"
    if year == _NEVER:
        return None
    try:
        # A leap second (60) is the moment before the next minute.
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        return moment if match[8] is None else datetime.fromisoformat(f"{moment:%04Y-%m-%dT%H:%M:%S}{zone}")
    except ValueError:
        return None


def has_zone(text: str) -> bool:
    """Whether a date that `parse_date` reads is one moment: it has a time, and the offset of that."""
    match = _MOMENT.fullmatch(text)
    return match is not None and match.lastindex is not None and match.lastindex > _SECOND


def days_apart(one: date, other: date) -> int:
    """How many calendar days lie between two dates, each as it is written; the time of day doesn't count."""
    return abs(one.toordinal() - other.toordinal())
