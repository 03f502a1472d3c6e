"""What people do on purpose is an information; in much of a folder it is told once."""

import pytest

from newslint.finding import CorpusHit, PlacedFact, Range, Severity
from newslint.lint.corpus import check
from newslint.lint.settings import Settings
from newslint.rule import NoOptions
from newslint.rules import BY_CODE
from newslint.source import Source

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


@pytest.mark.parametrize(
    ("text", "severity", "safety"),
    [
        ("Pier&nbsp;7", "info", "unsafe"),
        ("Pier&nbsp;7 and the har&shy;bour", "info", "unsafe"),
        ("Pier&thinsp;7", "info", "unsafe"),
        ("Pier&#160;7", "warning", "safe"),
        ("Pier&nbsp;7 &amp; 8", "warning", "safe"),
        ("Pier&amp;nbsp;7", "warning", "safe"),
        ("Pier 7&eacute;", "warning", "safe"),
    ],
)
def test_entities_that_are_written_on_purpose(text: str, severity: str, safety: str) -> None:
    source = Source("a.md", f"---\ntitle: {text}\n---\n".encode())
    (finding,) = check([source], Settings((BY_CODE["TXT002"],))).findings
    assert finding.fix is not None
    assert (finding.severity, finding.fix.safety) == (severity, safety)
