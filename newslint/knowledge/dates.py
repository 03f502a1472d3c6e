"""Reads the dates that articles carry; open it to read another way of writing one."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from newslint.text.lazy_pattern import later
from newslint.text.remember import remember

# RFC 3339, and what generators write for it: blanks around the time and its offset, one digit for two.
_MOMENT = later(
    r"\s*(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?"
    r"[ \t]*(?:([Zz]|UTC)|([+-])(\d\d):?(\d\d)?)?)?\s*",
    re.ASCII,
)
# What programs write for "never": Go's zero time.
_NEVER = 1


def parse_date(value: object) -> datetime | None:
    """Read an ISO 8601 date, with or without time and offset; None for anything else.

    A time without an offset is taken for UTC, and a date without a time for midnight. The fraction of a
    second is dropped. The year 1 is no date: programs write it where they have none.
    """
    return _read(value) if isinstance(value, str) else None


@remember(256)
def _read(text: str) -> datetime | None:
    moment = _read_complete(text)
    if moment is None:
        moment = _read_any(text)
    return None if moment is None or moment.year == _NEVER else moment


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


def _read_any(text: str) -> datetime | None:
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(match[number] or 0) for number in range(1, 7))
    offset = timedelta(hours=int(match[9] or 0), minutes=int(match[10] or 0))
    try:
        zone = timezone(-offset if match[8] == "-" else offset) if offset else UTC
        # A leap second has the number 60.
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
    except ValueError:
        return None


def date_part(text: str) -> tuple[int, int]:
    """Where the day stands in a date that `parse_date` reads."""
    match = _MOMENT.fullmatch(text)
    return (match.start(1), match.end(3)) if match is not None else (0, len(text))


def has_zone(text: str) -> bool:
    """Whether a date that `parse_date` reads is one moment: it has a time, and the offset of that."""
    match = _MOMENT.fullmatch(text)
    return match is not None and (match[7] or match[8]) is not None


def days_apart(one: date, other: date) -> int:
    """How many calendar days lie between two dates, each as it is written; the time of day doesn't count."""
    return abs(one.toordinal() - other.toordinal())
