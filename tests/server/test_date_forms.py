from datetime import UTC, datetime, timedelta, timezone

import pytest

from newslint.server.fields.date_forms import DateForm, form_for, form_of

EAST = datetime(2024, 5, 2, 1, 30, 7, tzinfo=timezone(timedelta(hours=5, minutes=30)))
WEST = datetime(2024, 5, 2, 22, 5, 9, tzinfo=timezone(-timedelta(hours=7)))


@pytest.mark.parametrize(
    ("written", "in_the_east", "in_the_west"),
    [
        ("1999-12-31", "2024-05-02", "2024-05-02"),
        ("1999/12/31", "2024/05/02", "2024/05/02"),
        ("1999.12.31", "2024.05.02", "2024.05.02"),
        ("1999-12-31 23:59", "2024-05-02 01:30", "2024-05-02 22:05"),
        ("1999-12-31T23:59:58", "2024-05-02T01:30:07", "2024-05-02T22:05:09"),
        ("1999-12-31T23:59:58Z", "2024-05-01T20:00:07Z", "2024-05-03T05:05:09Z"),
        ("1999-12-31t23:59:58z", "2024-05-01t20:00:07z", "2024-05-03t05:05:09z"),
        ("1999-12-31T23:59:58.123Z", "2024-05-01T20:00:07.000Z", "2024-05-03T05:05:09.000Z"),
        ("1999-12-31T23:59:58+00:00", "2024-05-01T20:00:07+00:00", "2024-05-03T05:05:09+00:00"),
        ("1999-12-31T23:59:58+0000", "2024-05-01T20:00:07+0000", "2024-05-03T05:05:09+0000"),
        ("1999-12-31T23:59:58+02:00", "2024-05-02T01:30:07+05:30", "2024-05-02T22:05:09-07:00"),
        ("1999-12-31 23:59:58 -0500", "2024-05-02 01:30:07 +0530", "2024-05-02 22:05:09 -0700"),
    ],
)
def test_today_is_written_as_another_day_was(written: str, in_the_east: str, in_the_west: str) -> None:
    form = form_of(written)
    assert form is not None
    assert (form.write(EAST), form.write(WEST)) == (in_the_east, in_the_west)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "31.12.1999",
        "1999-12/31",
        "31 Dec 1999",
        "1999-12-31T23",
        "1999-12-31T23:59:58 ",
        "1999-1-2",
        "later",
    ],
)
def test_other_forms_are_not_known(written: str) -> None:
    assert form_of(written) is None


def test_the_quote_is_part_of_the_form() -> None:
    assert form_of("1999-12-31", "'") == DateForm("%Y-%m-%d", "", "'")


@pytest.mark.parametrize(
    ("formats", "expected"),
    [
        (("date",), "2024-05-02"),
        (("loose-date",), "2024-05-02"),
        (("date-time",), "2024-05-02T01:30:07+05:30"),
        (("url", "date"), "2024-05-02"),
        (("url",), None),
        ((), None),
    ],
)
def test_formats_of_schemas(formats: tuple[str, ...], expected: str | None) -> None:
    form = form_for(formats)
    assert (form and form.write(EAST)) == expected


def test_a_moment_of_utc() -> None:
    form = form_of("1999-12-31T23:59:58+02:00")
    assert form is not None
    assert form.write(datetime(2024, 5, 2, 1, 30, 7, tzinfo=UTC)) == "2024-05-02T01:30:07+00:00"
