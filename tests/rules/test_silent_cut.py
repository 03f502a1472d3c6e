"""Where summaries break off at a limit, both sides of each bound."""

from collections.abc import Iterator

import pytest

from newslint.finding import CorpusHit, PlacedFact, Range
from newslint.rules.cor_silent_cut import Options, compare


def facts(*counts: tuple[int, str, int]) -> list[PlacedFact]:
    """So many facts of a length and an end, each in a file of its own."""
    made = [(str(length), end) for length, end, number in counts for _ in range(number)]
    return [PlacedFact("k", values, f"{n}.md", Range(1, 1, 1, 2), "excerpt") for n, values in enumerate(made)]


def found(*counts: tuple[int, str, int], **options: int) -> list[CorpusHit]:
    return list(compare([facts(*counts)], Options(**options)))


def test_a_limit_is_told_at_every_place_with_its_share() -> None:
    hits = found((300, "open", 18), (305, "dangling", 4), (200, "", 5))
    assert len(hits) == 22
    assert {hit.message for hit in hits} == {
        "this summary breaks off at a limit of 300 to 305 characters, as do 22 of 27"
    }
    assert {(hit.repeats, hit.fact.key) for hit in hits} == {(True, "k\n300")}


@pytest.mark.parametrize(
    "counts",
    [
        [(300, "open", 17), (300, "dangling", 2)],  # 19 of the 20 that it takes
        [(300, "open", 19), (300, "dangling", 1)],  # less than a tenth end with such a word
        [(300, "open", 18), (300, "dangling", 2), (301, "", 6)],  # more than a fifth are whole
        [(300, "open", 18), (300, "dangling", 2), (288, "open", 6)],  # too many just below
        [(300, "open", 18), (300, "dangling", 2), (312, "open", 6)],  # too many just above
    ],
)
def test_no_limit(counts: list[tuple[int, str, int]]) -> None:
    assert found(*counts) == []


@pytest.mark.parametrize(
    "more",
    [(301, "", 5), (287, "open", 5), (312, "open", 5), (324, "open", 9)],
)
def test_what_a_limit_bears(more: tuple[int, str, int]) -> None:
    assert len(found((300, "open", 18), (300, "dangling", 2), more)) == 20


def test_two_limits_are_two_things() -> None:
    hits = found((145, "dangling", 20), (300, "dangling", 25))
    assert [hit.fact.key for hit in hits] == ["k\n300"] * 25 + ["k\n145"] * 20
    assert "limit of 145 characters, as do 20 of 45" in hits[-1].message


def test_the_few_at_the_edges_are_left_out() -> None:
    hits = found((300, "dangling", 24), (301, "open", 4), (303, "open", 5))
    assert "300 to 303 characters, as do 33 of" in hits[0].message
    hits = found((300, "dangling", 24), (303, "open", 4))
    assert "limit of 300 characters, as do 24 of 28" in hits[0].message


@pytest.mark.parametrize(("whole", "repeats"), [(380, True), (381, False)])
def test_a_habit_is_told_as_one(*, whole: int, repeats: bool) -> None:
    hits = found((300, "dangling", 20), (150, "", whole))
    assert {hit.repeats for hit in hits} == {repeats}


def test_groups_of_their_own_have_limits_of_their_own() -> None:
    def groups() -> Iterator[list[PlacedFact]]:
        yield facts((300, "dangling", 10))
        yield facts((300, "dangling", 10))

    assert list(compare(groups(), Options())) == []
