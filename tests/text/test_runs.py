"""Runs of a text and their repairs: together, one by one, and as messages show them."""

import pytest

from newslint.text.runs import (
    Run,
    and_others,
    apply_runs,
    context,
    meets_one_of,
    most_of,
    repairs_of,
    shortened,
    together,
    visible,
)


def test_the_longer_a_text_the_fewer_runs_are_mended_one_by_one() -> None:
    assert [most_of("a" * length) for length in (0, 9_999, 99_999, 6_000_000)] == [500, 500, 50, 1]


def test_few_runs_come_one_by_one_and_one_of_no_kind_without() -> None:
    runs: list[Run] = [(0, 1, "x"), (2, 3, "y"), (4, 5, "z")]
    assert list(repairs_of("a b c", runs, ["k", "", "k"])) == [((0, 1, "x"), 1), None, ((4, 5, "z"), 1)]


@pytest.mark.parametrize("number", [500, 501])
def test_of_too_many_runs_the_first_of_a_kind_mends_all_of_it(number: int) -> None:
    text = "ab" * number
    runs: list[Run] = [(2 * index, 2 * index + 1, "x") for index in range(number)]
    kinds = ["one" if index % 2 else "other" for index in range(number)]
    kinds[2] = kinds[-1] = ""
    found = list(repairs_of(text, runs, kinds))
    assert len(found) == number
    if number == 500:
        assert found == [(run, 1) if kind else None for run, kind in zip(runs, kinds, strict=True)]
        return
    first, second, third, fourth = found[:4]
    assert first is not None
    assert second is not None
    assert first[1] == sum(kind == "other" for kind in kinds) == 249
    assert second[1] == sum(kind == "one" for kind in kinds) == 250
    assert first[0][:2] == (0, runs[498][1])
    assert first[0][2].startswith("xbabab")
    assert second[0][:2] == (2, runs[499][1])
    assert (third, fourth) == (None, (runs[3], 1))
    assert found[499] == (runs[499], 1)
    assert found[500] is None


def test_no_run_behind_the_first_ones_has_a_repair() -> None:
    text = "ab" * 25_000
    runs: list[Run] = [(2 * index, 2 * index + 1, "x") for index in range(102)]
    found = list(repairs_of(text, runs, ["k"] * 102))
    assert most_of(text) == 99
    assert [repair is None for repair in found] == [False] * 99 + [True] * 3
    assert [repair[1] for repair in found if repair] == [102] + [1] * 98


def test_several_runs_become_one_from_the_first_to_the_last() -> None:
    assert together("one two three", [(4, 5, "T"), (8, 9, "")]) == (4, 9, "Two ")
    assert together("one", [(1, 2, "x")]) == (1, 2, "x")
    assert apply_runs("one two three", [(0, 1, "O"), (4, 4, "&"), (13, 13, ".")]) == "One &two three."
    assert apply_runs("one", []) == "one"


def test_how_many_more_places_are_mended_is_told() -> None:
    assert and_others("write it", 1) == "write it"
    assert and_others("write it", 2) == "write it, and mend 1 other place of this text"
    assert and_others("write it", 3) == "write it, and mend 2 other places of this text"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 2, False),
        (0, 3, True),
        (2, 2, False),
        (3, 4, True),
        (4, 5, False),
        (3, 8, True),
        (4, 6, False),
        (6, 7, True),
        (8, 9, False),
    ],
)
def test_a_place_meets_a_run_where_they_share_a_character(start: int, end: int, *, expected: bool) -> None:
    assert meets_one_of([(2, 4, ""), (6, 8, "")], start, end) is expected
    assert not meets_one_of([], start, end)


def test_the_text_around_a_run_is_shown_repaired() -> None:
    text = "The caf\xc3\xa9 at the harbour"
    assert context(text, [(7, 9, "\xe9")], 0) == "The café at the harbour"
    runs: list[Run] = [(0, 1, "A"), (4, 5, "B"), (8, 9, "C")]
    assert context("a   b   c", runs, 1) == "A B C"


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (24, 24, "l" * 24 + "X" + "r" * 24),
        (25, 24, "…" + "l" * 24 + "X" + "r" * 24),
        (24, 25, "l" * 24 + "X" + "r" * 24 + "…"),
        (500, 500, "…" + "l" * 24 + "X" + "r" * 24 + "…"),
        (0, 0, "X"),
    ],
)
def test_twenty_four_characters_are_shown_on_either_side(before: int, after: int, shown: str) -> None:
    text = "l" * before + "x" + "r" * after
    assert context(text, [(before, before + 1, "X")], 0) == shown


def test_what_is_cut_far_away_leaves_an_ellipsis_even_where_little_is_left() -> None:
    text = "l" * 200 + "x" + "r" * 200
    runs: list[Run] = [(104, 200, ""), (200, 201, "X"), (201, 297, "")]
    assert context(text, runs, 1) == "…X…"


def test_long_runs_are_cut_and_nothing_hides() -> None:
    assert [len(shortened("a" * length)) for length in (199, 200, 201)] == [199, 200, 200]
    assert shortened("a" * 201) == "a" * 199 + "…"
    assert visible("a\u200bb\n\x07é") == "a\\u200bb\\n\\x07é"
