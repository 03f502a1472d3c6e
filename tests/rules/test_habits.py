"""What people do on purpose is an information; in much of a folder it is told once."""

import pytest

from newslint.finding import CorpusHit, PlacedFact, Range, Severity
from newslint.lint.corpus import check
from newslint.lint.settings import Settings
from newslint.rule import NoOptions
from newslint.rulekit.folders import shelf_of
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


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ({"unseen": 3}, "unseen"),
        ({"unseen": 2}, ""),
        ({"unseen": 3, "": 146}, "unseen"),
        ({"unseen": 3, "": 147}, ""),
        ({"unseen": 2, "signs": 1}, ""),
        ({"unseen": 2, "signs": 1, "bare": 1}, "signs"),
        ({"signs": 3, "bare": 147}, ""),
        ({"signs": 3, "bare": 1, "": 145}, "signs"),
        ({"signs": 10, "bare": 1, "escaped": 1}, "signs"),
        ({"signs": 9, "bare": 1, "escaped": 1}, ""),
        ({"unseen": 9, "signs": 5, "escaped": 1}, ""),
        ({}, ""),
    ],
)
def test_from_how_many_texts_on_entities_are_a_habit(counts: dict[str, int], verdict: str) -> None:
    weigh = BY_CODE["TXT002"].weigh
    assert weigh is not None
    assert weigh(counts) == verdict


def entities_told(*titles: str) -> list[tuple[str, str, str]]:
    """Of articles of one folder: the file, the severity, and what it is told of the share."""
    sources = [
        Source(f"posts/{n}.md", f"---\ntitle: '{title}'\n---\n".encode()) for n, title in enumerate(titles)
    ]
    found = check(sources, Settings((BY_CODE["TXT002"],))).findings
    return [(f.file, f.severity.value, f.message.partition("as do ")[2].partition(" in ")[0]) for f in found]


@pytest.mark.parametrize("other", ["Pier & quay", "Pier &nbsp quay", "&", "Pier &; quay"])
def test_a_bare_ampersand_says_that_no_program_escapes(other: str) -> None:
    found = entities_told("Pier&ndash;1", "Pier&hellip;", "Pier&times;3", other)
    texts = 4 if "ndash" in other else 3
    said = ("posts/0.md", "info", f"{texts} of 4 such texts")
    assert found == (
        [said] if other != "R&D &ndash; a pier" else [(f"posts/{n}.md", "warning", "") for n in range(4)]
    )


@pytest.mark.parametrize(
    "other", ["Pier &amp; quay", "Pier&#8217;s", "&eacute;", "&frac12;", "&amp;ndash;", "&lsqb;"]
)
def test_what_programs_write_is_no_habit(other: str) -> None:
    found = entities_told("Pier&ndash;1", "Pier&hellip;", "Pier&times;3", "Pier & quay", other)
    assert [(file, severity) for file, severity, _ in found] == [
        (f"posts/{n}.md", "warning") for n in (0, 1, 2, 4)
    ]


@pytest.mark.parametrize("other", ["<b>Pier</b>&ndash;", "Pier {{ quay }}&ndash;", "The HTML entity &ndash;"])
def test_texts_that_nobody_judges_do_not_count(other: str) -> None:
    assert entities_told("Pier&nbsp;1", "Pier&nbsp;2", "Pier&nbsp;3", other) == [
        ("posts/0.md", "info", "3 of 3 such texts")
    ]


def test_a_habit_of_lists_is_told_once_a_file() -> None:
    text = "---\ntitle: Pier\ntags: [a&nbsp;b, c&nbsp;d, e&nbsp;f, g, 'https://example.com/?a&amp;b']\n---\n"
    found, address = check([Source("a.md", text.encode())], Settings((BY_CODE["TXT002"],))).findings
    assert (address.path, address.severity.value) == ("tags[4]", "warning")
    assert (found.path, found.range.column) == ("tags[0]", 9)
    assert found.message == (
        "`tags[0]` holds names of HTML entities, as do 3 of 4 such texts in this folder:"
        " `&nbsp;` for U+00A0 (no-break space)"
    )


@pytest.mark.parametrize(
    ("name", "shelf"),
    [
        ("a.md", ""),
        ("posts/a.md", "posts"),
        ("posts/2021/03/a.md", "posts"),
        ("posts/2021/a/index.md", "posts"),
        ("posts/a/_index.en.md", "posts"),
        ("index.md", ""),
        ("posts/x2021/a.md", "posts/x2021"),
        ("2021/posts/a.md", "2021/posts"),
    ],
)
def test_the_folder_in_which_people_sort_an_article(name: str, shelf: str) -> None:
    assert shelf_of(name) == shelf
