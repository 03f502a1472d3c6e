"""The window on a line: what is shown where a line is one cell too long, and where the carets stand."""

import pytest

from newslint.finding import Range
from newslint.reporters.excerpt import Excerpt, excerpt


@pytest.mark.parametrize(
    ("length", "start", "end", "expected"),
    [
        (20, 19, 20, Excerpt("a" * 20, 19, 1)),  # all of it fits
        (20, 20, 20, Excerpt("…" + "a" * 18, 19, 1)),  # the caret behind the end needs a cell too
        (25, 18, 18, Excerpt("a" * 19 + "…", 18, 1)),  # the beginning stays as long as the range can be seen
        (25, 19, 19, Excerpt("…" + "a" * 19, 14, 1)),
        (25, 18, 19, Excerpt("a" * 19 + "…", 18, 1)),
        (25, 18, 20, Excerpt("…" + "a" * 19, 13, 2)),
        (60, 30, 34, Excerpt("…" + "a" * 18 + "…", 8, 4)),  # in the middle
        (60, 30, 60, Excerpt("…" + "a" * 18 + "…", 6, 13)),  # of a long range, the beginning
        (60, 59, 60, Excerpt("…" + "a" * 19, 19, 1)),
    ],
)
def test_a_window_of_twenty_cells(length: int, start: int, end: int, expected: Excerpt) -> None:
    found = excerpt("a" * length, Range(1, start + 1, 1, end + 1), 20)
    assert len(found.row) <= 20
    assert found == expected


def test_a_range_without_length_shows_the_whole_escape_there() -> None:
    found = excerpt("a" * 40 + "\U0010ffff" + "b" * 40, Range(1, 41, 1, 41), 20)
    assert "\\U0010ffff" in found.row
    assert found.row[found.start] == "\\"


def test_characters_that_share_a_cell_take_no_room_from_what_stands_before() -> None:
    marked = "e\u0301\u0302\u0303"  # four characters, one cell
    found = excerpt("b" * 10 + marked * 15 + "x", Range(1, 71, 1, 72), 20)
    assert found == Excerpt("…" + "b" * 3 + marked * 15 + "x", 19, 1)


def test_what_is_escaped_takes_its_cells() -> None:
    line, place = "\x07" * 5 + "x", Range(1, 6, 1, 7)
    assert excerpt(line, place, 21) == Excerpt("\\x07" * 5 + "x", 20, 1)
    assert excerpt(line, place, 20) == Excerpt("…" + "\\x07" * 4 + "x", 17, 1)
