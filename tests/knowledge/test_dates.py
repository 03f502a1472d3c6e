"""Dates as articles write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.knowledge.dates import (
    date_part,
    days_apart,
    has_time,
    has_zone,
    is_impossible,
    is_usual,
    parse_date,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-03-30", datetime(2020, 3, 30, tzinfo=UTC)),
        ("2020-3-3", datetime(2020, 3, 3, tzinfo=UTC)),
        ("2020-03-30T10:20:30Z", datetime(2020, 3, 30, 10, 20, 30, tzinfo=UTC)),
        ("2020-03-30t10:20:30.123456789z", datetime(2020, 3, 30, 10, 20, 30, tzinfo=UTC)),
        ("2020-03-30 10:20", datetime(2020, 3, 30, 10, 20, tzinfo=UTC)),
        ("2020-03-30 10:20:30 +0200", datetime(2020, 3, 30, 8, 20, 30, tzinfo=UTC)),
        ("2020-03-30T10:20:30-05:30", datetime(2020, 3, 30, 15, 50, 30, tzinfo=UTC)),
        ("2020-03-30 10:20:30 UTC", datetime(2020, 3, 30, 10, 20, 30, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
        (" 2020-03-30 ", datetime(2020, 3, 30, tzinfo=UTC)),
        ("2020/3/30", datetime(2020, 3, 30, tzinfo=UTC)),
        ("2020.03.30 10:20", datetime(2020, 3, 30, 10, 20, tzinfo=UTC)),
        ("2020-03-30 10:20:30 +2", datetime(2020, 3, 30, 8, 20, 30, tzinfo=UTC)),
        ("2020-03-30 10:20:30 GMT", datetime(2020, 3, 30, 10, 20, 30, tzinfo=UTC)),
        ("2020-03-30 10:20:30,5 -2:30", datetime(2020, 3, 30, 12, 50, 30, tzinfo=UTC)),
        ("2020-03-30T10:20:30+23:59", datetime(2020, 3, 29, 10, 21, 30, tzinfo=UTC)),
        ("30 March 2020", datetime(2020, 3, 30, tzinfo=UTC)),
        ("3-Mar-2020", datetime(2020, 3, 3, tzinfo=UTC)),
        ("30th mar., 2020", datetime(2020, 3, 30, tzinfo=UTC)),
        ("MARCH 30 2020", datetime(2020, 3, 30, tzinfo=UTC)),
        ("March 30th, 2020, 10:20", datetime(2020, 3, 30, 10, 20, tzinfo=UTC)),
        ("Mon, 30 Mar 2020 10:20:30 +0200", datetime(2020, 3, 30, 8, 20, 30, tzinfo=UTC)),
        ("Monday, March 30, 2020", datetime(2020, 3, 30, tzinfo=UTC)),
        ("Sept 1 2020", datetime(2020, 9, 1, tzinfo=UTC)),
    ],
)
def test_dates(text: str, expected: datetime) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("month", "number"),
    [("jan", 1), ("february", 2), ("Mar", 3), ("april", 4), ("may", 5), ("jun", 6), ("july", 7), ("Aug", 8),
     ("sep", 9), ("october", 10), ("nov", 11), ("December", 12)],
)  # fmt: skip
def test_months_by_their_names(month: str, number: int) -> None:
    assert (
        parse_date(f"{month} 3, 2020")
        == parse_date(f"3 {month} 2020")
        == datetime(2020, number, 3, tzinfo=UTC)
    )


def test_the_day_stays_as_it_is_written() -> None:
    moment = parse_date("2020-03-30T23:00:00-08:00")
    assert moment is not None
    assert moment.tzinfo == timezone(timedelta(hours=-8))
    assert str(moment.date()) == "2020-03-30"


@pytest.mark.parametrize(
    "value",
    ["", "{{ date }}", "30 Brumaire 2020", "2020-02-30", "2020-13-01", "2020-03-30T25:00:00Z", "2020-03",
     "20200330", "2020-03-30 or so", "2020-03-30T10:20:30Zulu", "2020-03-30T10:20:30Z.", "on 2020-03-30",
     "2020-03-30T10:00:00+99:00", "2020-03-30T10:00:00+24:00", "2020-03-30T10:20:61Z", "2020-03-30T10:20:99Z",
     "2020-03-30T10:60:00Z", "2020-03-30T10:00:00+02:60", "2020-03-30T10:00:00+2:5",
     "2020-03-30T10:00:00+230", "2020-03/30", "31 February 2020", "March 2020", "30/03/2020",
     "2020-03-30" + " " * 91,
     "0001-01-01T00:00:00Z", "0000-00-00", "٢٠٢٠-٠٣-٣٠", None, True,
     3, 2.5, [], {}],
)  # fmt: skip
def test_no_dates(value: object) -> None:
    assert parse_date(value) is None


@given(st.text() | st.from_regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", fullmatch=True))
def test_any_text_gives_an_aware_moment_or_none(text: str) -> None:
    moment = parse_date(text)
    assert moment is None or moment.tzinfo is not None
    if moment is not None:
        start, end = date_part(text)
        assert parse_date(text[start:end]) is not None
        assert isinstance(moment - datetime.now(UTC), timedelta)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-03-30", False),
        ("2020-03-30T10:20:30", False),
        ("2020-03-30T10:20:30Z", True),
        ("2020-03-30 10:20:30 -0500", True),
    ],
)
def test_zones(text: str, expected: bool) -> None:  # noqa: FBT001
    assert has_zone(text) is expected


def test_calendar() -> None:
    one, other = datetime(2020, 2, 28, 23, tzinfo=UTC), datetime(2020, 3, 1, 1, tzinfo=UTC)
    assert days_apart(one, other) == days_apart(other, one) == 2
    assert date_part(" 2020-03-30T10:00:00Z") == (1, 11)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-03-30", True),
        ("2020-03-30T10:20:30", True),
        ("2020-03-30T10:20:30Z", True),
        ("2020-03-30T10:20:30+02:00", True),
        ("2020-02-30", False),
        ("2020-3-30", False),
        ("2020-03-30 10:20:30", False),
        ("2020-03-30T10:20", False),
        ("2020-03-30T10:20:60Z", False),
        ("30 March 2020", False),
        ("", False),
    ],
)
def test_forms_that_every_program_reads(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_usual(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31 April 2020", True),
        ("Feb 30 2020", True),
        ("1 May 2020 25:00", True),
        ("2020-02-30", True),
        ("1 May 2020 24:00", False),
        ("30 April 2020", False),
        ("0001-01-01", False),
        ("soon", False),
        ("31/04/2020", False),
    ],
)
def test_days_that_no_calendar_has(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_impossible(text) is expected


def test_parts() -> None:
    assert date_part("Mon, 30 Mar 2020 10:20:30 +0200") == (5, 16)
    assert date_part("soon") == (0, 4)
    assert [has_time(text) for text in ("30 Mar 2020", "30 Mar 2020 10:20", "soon")] == [False, True, False]
    assert [has_zone(text) for text in ("30 Mar 2020 10:20", "30 Mar 2020 10:20 GMT", "soon")] == [
        False,
        True,
        False,
    ]
