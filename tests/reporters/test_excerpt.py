"""The window on a line: what is shown where a line is one cell too long, and where the carets stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.finding import Range
from newslint.reporters import excerpt as module
from newslint.reporters.excerpt import Excerpt, excerpt

# Mostly what takes one cell and stays, and what may stand beside it.
LINES = st.builds(
    lambda begin, middle, end: begin + middle + end,
    st.text("ab #[é’…", max_size=60),
    st.sampled_from(("", "\u0301", "#", "##[a", "\t", "中", "\u200b", "\U0001f1e6\U0001f1e7")),
    st.text("ab #[é’…", max_size=60),
)


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


@given(LINES, st.integers(0, 130), st.integers(0, 60), st.sampled_from((16, 17, 20, 40)))
def test_a_quick_look_sees_what_one_at_each_glyph_sees(line: str, start: int, length: int, room: int) -> None:
    start = min(start, len(line))
    end = min(start + length, len(line))
    for begin in {0, max(start - room, 0)}:
        quick = module._measure(line, begin, (start, end), room)
        slow = module._measure_glyphs(line, begin, (start, end), room)
        assert [[*part] for part in quick[:2]] == [[*part] for part in slow[:2]]
        assert [*quick.edges] == [*slow.edges]
        assert (quick.first, quick.last, quick.total) == (slow.first, slow.last, slow.total)


@pytest.mark.parametrize(
    ("line", "is_quick"),
    [
        ("a" * 90, True),
        ("a" * 19 + "\u0301" + "a" * 70, True),  # is not seen
        ("a" * 20 + "中" + "a" * 69, False),  # stands before what is seen, and may change it
        ("a" * 58 + "\u0301" + "a" * 31, False),  # is drawn on what is seen
        ("a" * 59 + "\u0301" + "a" * 30, True),
    ],
)
def test_a_line_is_divided_only_where_something_unusual_is_near(
    *, line: str, is_quick: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_measure_glyphs", lambda *_: None)
    assert (module._measure(line, 21, (37, 38), 20) is not None) is is_quick
