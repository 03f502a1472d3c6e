"""When counts are evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.start.evidence import distance, is_complete, is_norm, is_required, is_slip, misspelt
from newslint.start.profile import Profile

words = st.text("abcd", max_size=8)


@pytest.mark.parametrize(
    ("count", "total", "expected"),
    [
        (0, 5, True),
        (1, 19, False),
        (1, 20, True),
        (1, 49, True),
        (2, 49, False),
        (2, 50, True),
        (2, 299, True),
        (3, 299, False),
        (3, 300, True),
        (20, 100_000, True),
        (21, 100_000, False),
    ],
)
def test_slips_are_rare(count: int, total: int, *, expected: bool) -> None:
    assert is_slip(count, total) is expected


@pytest.mark.parametrize(
    ("count", "total", "named", "expected"),
    [
        (0, 0, False, False),
        (19, 19, False, False),
        (20, 20, False, True),
        (19, 20, False, True),
        (18, 20, False, False),
        (37, 39, False, False),
        (38, 40, False, True),
        (0, 0, True, False),
        (0, 10, True, False),
        (1, 1, True, True),
        (8, 9, True, False),
        (9, 10, True, True),
        (17, 19, True, False),
        (18, 20, True, True),
    ],
)
def test_a_norm_has_few_exceptions(count: int, total: int, *, named: bool, expected: bool) -> None:
    assert is_norm(count, total, expected=named) is expected


@pytest.mark.parametrize(
    ("count", "total", "named", "expected"),
    [
        (19, 19, True, False),
        (20, 20, True, True),
        (59, 59, False, False),
        (60, 60, False, True),
        (99, 100, True, True),
        (199, 200, False, True),
        (198, 200, False, False),
        (99_994, 100_000, False, False),
    ],
)
def test_required(count: int, total: int, *, named: bool, expected: bool) -> None:
    assert is_required(count, total, expected=named) is expected


@pytest.mark.parametrize(
    ("singles", "total", "expected"), [(0, 199, False), (0, 200, True), (1, 200, True), (2, 399, False)]
)
def test_complete(singles: int, total: int, *, expected: bool) -> None:
    assert is_complete(singles, total) is expected


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("exceprt", "excerpt"),
        ("titel", "title"),
        ("webURL", "webUrl"),
        ("publish_date", "publish-date"),
        ("dtae", "date"),
        ("pubXXshed", "published"),
        ("pubxxish", "publiish"),
    ],
)
def test_misspelt(wrong: str, right: str) -> None:
    assert misspelt({right: 757, wrong: 1}, 758) == {wrong: right}
    assert misspelt({right: 757, wrong: 100}, 857) == {}
    assert misspelt({right: 15, wrong: 1}, 16) == {}


def test_of_twenty_files_one_may_have_the_wrong_name() -> None:
    wrong = {"Description": "description"}
    assert misspelt({"description": 19, "Description": 1}, 20) == wrong
    assert misspelt({"description": 18, "Description": 1}, 19) == {}
    assert misspelt({"description": 18, "Description": 1}, 20) == wrong
    assert misspelt({"description": 17, "Description": 1}, 20) == {}
    assert misspelt({"description": 20, "Description": 1}, 40) == wrong


@pytest.mark.parametrize(
    ("rare", "usual"),
    [
        ("tag", "tags"),
        ("image2", "image1"),
        ("top", "tip"),
        ("subtitle", "title"),
        ("ampWebUrl", "webUrl"),
        ("dat", "date"),
        ("date", "dat"),
        ("pubxxsh", "publish"),
        ("pubxxxhed", "published"),
        ("publishers", "publish"),
    ],
)
def test_names_of_their_own(rare: str, usual: str) -> None:
    assert misspelt({usual: 757, rare: 1}, 758) == {}


@given(words, words)
def test_distance_is_a_distance(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one) <= max(len(one), len(other))
    assert (distance(one, other) == 0) is (one == other)


@given(words, words, st.sampled_from("abcd"))
def test_distance_of_one_slip(before: str, after: str, letter: str) -> None:
    assert distance(before + after, before + letter + after) == 1
    assert distance(before + letter + "x" + after, before + "x" + letter + after) == 1


values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["", "7", "/a", "2023-05-02", "news"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(values), st.lists(values))
def test_merging_profiles_is_seeing_everything(some: list[object], others: list[object]) -> None:
    together, one, other = Profile(), Profile(), Profile()
    for value in some:
        together.add(value)
        one.add(value)
    for value in others:
        together.add(value)
        other.add(value)
    one.merge(other)
    assert one == together
