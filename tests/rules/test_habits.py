"""What differs in much of a folder is told once, and as an information."""

import pytest

from newslint.finding import CorpusHit, PlacedFact, Range, Severity
from newslint.rule import NoOptions
from newslint.rules import BY_CODE

PLACE = Range(3, 7, 3, 17)


def told(wrong: int, of: int, folder: str = "posts") -> list[CorpusHit]:
    compare = BY_CODE["DAT003"].compare
    assert compare is not None
    facts = [
        PlacedFact("k", (f"wrong {n}" if n < wrong else "", folder), f"{n:03}.md", PLACE, "date")
        for n in range(of)
    ]
    return list(compare([facts], NoOptions()))


@pytest.mark.parametrize(("wrong", "of"), [(0, 1), (1, 1), (2, 2), (3, 150), (4, 200), (0, 500)])
def test_slips_are_told_one_by_one(wrong: int, of: int) -> None:
    found = told(wrong, of)
    assert [hit.message for hit in found] == [f"wrong {n}" for n in range(wrong)]
    assert {hit.severity for hit in found} <= {None}
    assert {hit.help for hit in found} <= {"correct the date, or rename the file"}


@pytest.mark.parametrize(("wrong", "of"), [(3, 3), (3, 149), (4, 199), (2_000, 5_000)])
def test_a_habit_is_told_once(wrong: int, of: int) -> None:
    (hit,) = told(wrong, of)
    said = f"in {wrong:,} of {of:,} articles of `posts` the date is not that of the file name"
    assert (hit.message, hit.severity, hit.fact.file) == (said, Severity.INFO, "000.md")
    assert [place.file for place in hit.related] == [f"{n:03}.md" for n in range(1, min(wrong, 11))]
    assert {place.message for place in hit.related} == {"another day than the file name says"}


def test_a_folder_without_a_name() -> None:
    (hit,) = told(3, 3, "")
    assert hit.message == "in 3 of 3 articles of this folder the date is not that of the file name"
