"""The vocabulary of findings: what they count for, and in which order they come."""

import pytest

from newslint.finding import (
    CorpusHit,
    Edit,
    Finding,
    Fix,
    Hit,
    Path,
    PlacedFact,
    PlacedFix,
    Profile,
    Range,
    Related,
    Report,
    Severity,
    Span,
    Suppression,
    format_path,
    number_of,
    tally,
)
from newslint.frontmatter.nodes import Limits, Node

PLACE = Range(3, 8, 3, 9)
FIX = PlacedFix("mend it", (), "safe")


def find(
    code: str = "TXT001", severity: Severity = Severity.WARNING, untold: int = 0, *, fixed: bool = False
) -> Finding:
    fix = FIX if fixed else None
    return Finding(code, "a-rule", severity, "said", "a.md", PLACE, "title", None, fix, "line", untold=untold)


def test_a_finding_that_stands_for_others_counts_for_all_of_them() -> None:
    findings = (find(), find("TXT002", untold=7), find("TXT002"))
    report = Report(1, findings)
    assert [finding.number for finding in findings] == [1, 7, 1]
    assert number_of(findings) == report.total() == 9
    assert report.untold() == 7
    assert report.by_code() == {"TXT001": 1, "TXT002": 8}
    assert tally((finding.name, finding) for finding in findings) == {"a-rule": 9}


def test_counts_by_severity_are_complete_and_the_worst_comes_first() -> None:
    report = Report(1, (find(severity=Severity.INFO), find(severity=Severity.WARNING, untold=3)))
    assert list(report.by_severity().items()) == [("error", 0), ("warning", 3), ("info", 1)]
    assert report.worst() is Severity.WARNING
    assert Report(1, (find(severity=Severity.INFO), find(severity=Severity.ERROR))).worst() is Severity.ERROR
    assert Report(1, ()).worst() is None
    assert [severity.rank for severity in Severity] == [2, 1, 0]


def test_codes_come_in_their_order_and_fixes_are_counted() -> None:
    report = Report(1, (find("URL002", fixed=True), find("FM001"), find("TXT001", fixed=True)))
    assert list(report.by_code()) == ["FM001", "TXT001", "URL002"]
    assert report.fixable() == 2


def test_the_hint_is_the_help_or_what_the_fix_does() -> None:
    assert find().hint is None
    assert find(fixed=True).hint == "mend it"
    assert find(fixed=True)._replace(help="read it").hint == "read it"
    assert find()._replace(help="read it").hint == "read it"


def test_findings_are_sorted_by_file_place_code_and_message() -> None:
    first = find()
    later = [
        first._replace(message="told"),
        first._replace(code="TXT002", message="a"),
        first._replace(range=Range(3, 9, 3, 10), code="A"),
        first._replace(range=Range(4, 1, 4, 2), code="A"),
        first._replace(file="b.md", range=Range(1, 1, 1, 1)),
    ]
    assert sorted([*reversed(later), first], key=lambda finding: finding.sort_key) == [first, *later]


def test_what_is_not_said_is_nothing() -> None:
    assert (Fix("", (), "safe").mends, FIX.mends) == (1, 1)
    assert Hit(Span(0, 1), "said")[2:] == ((), None, None, (), None, None)
    assert find()[-8:] == ("", "", (), 0, (), "", 0, 1)
    assert Profile("a.md")[1:] == ("", "", "", (), "")
    report = Report(0, ())
    assert (report.internal_errors, report.checked, report.profiles) == ((), (), ())
    assert (report.known, report.gone, report.interrupted, report.about) == (0, 0, False, None)
    assert report.records == 0
    assert (dict(report.collections), dict(report.rules)) == ({}, {})
    comment = Suppression("TXT", None, Span(0, 1), Span(0, 2))
    assert (comment.first, comment.last, comment.nearest, comment.used) == (0, float("inf"), None, False)
    node = Node(1, ("a",), 4, 5, "")
    assert (node.key_start, node.key_end, node.alias, node.tagged) == (-1, -1, False, False)
    assert node.part("headline") is None


def test_a_fact_tells_where_it_stands() -> None:
    fact = PlacedFact("k", ("v",), "a.md", PLACE, "title")
    assert fact.where == "a.md:3"
    assert fact.related("here") == Related("a.md", PLACE, "here")
    assert CorpusHit(fact, "said")[2:] == (None, (), False, None, "")
    assert Edit(Span(1, 2), "x").span == (1, 2)


def test_a_key_stands_where_its_value_does_if_there_is_none() -> None:
    assert Node(1, ("a",), 4, 5, "", 0, 1).key_span == Span(0, 1)
    assert Node(1, (0,), 4, 5, "").key_span == Node(1, (0,), 4, 5, "").span == Span(4, 5)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("a",), "a"),
        (("a", "b"), "a.b"),
        (("a", 0, 12, "b"), "a[0][12].b"),
        ((3, "a"), "[3].a"),
    ],
)
def test_paths_are_written_as_people_do(path: Path, text: str) -> None:
    assert format_path(path) == text


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("a" * 8, True),
        ("a" * 9, False),
        ("\u00e9" * 4, True),
        ("\u00e9" * 4 + "a", False),
        ("\U0001f525" * 2, True),
        ("\U0001f525" * 2 + "a", False),
        ("\U0001f525" * 3, False),
    ],
)
def test_a_limit_of_bytes_counts_those_of_utf_8(text: str, *, allowed: bool) -> None:
    assert Limits(max_bytes=8).allow_bytes_of(text) is allowed
