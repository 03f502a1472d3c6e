"""What is kept of the records of a file: as many findings as of one file, the others counted."""

import pytest

from newslint.finding import Finding, PlacedFix, Range, Severity
from newslint.lint.listing import Bounds
from newslint.lint.parts import Listings, as_written, not_written


def finding(line: int, code: str = "TXT001", untold: int = 0) -> Finding:
    place = Range(line, 1, line, 2)
    alike = ((("title", "d"), untold),) if untold else ()
    return Finding(
        code, "n", Severity.ERROR, "said", "d.jsonl", place, "title", None, None, "x", "d",
        untold=untold, alike=alike, record=line,
    )  # fmt: skip


def told(listings: Listings) -> list[tuple[str, int, int]]:
    return [(f.code, f.range.line, f.untold) for f in listings.findings()]


def test_the_bound_holds_over_all_parts() -> None:
    listings = Listings("d.jsonl", Bounds(3))
    listings.add([finding(1), finding(2), finding(1, "TXT002")])
    listings.add([finding(5)])
    assert told(listings) == [("TXT001", 1, 0), ("TXT001", 2, 0), ("TXT001", 5, 0), ("TXT002", 1, 0)]
    listings.add([finding(6), finding(7)])
    assert told(listings) == [
        ("TXT001", 1, 0), ("TXT001", 2, 0), ("TXT001", 5, 0), ("TXT001", 6, 2), ("TXT002", 1, 0),
    ]  # fmt: skip


def test_what_stands_for_others_is_counted_with_all_that_it_stands_for() -> None:
    listings = Listings("d.jsonl", Bounds(2, lambda file, code: {}))  # noqa: ARG005
    listings.add([finding(1), finding(2), finding(3, untold=40)])
    listings.add([finding(9), finding(10), finding(11, untold=5)])
    assert told(listings) == [("TXT001", 1, 0), ("TXT001", 2, 0), ("TXT001", 3, 47)]
    (*_, last) = listings.findings()
    assert last.alike == ((("title", "d"), 47),)


def test_a_part_with_few_findings_may_come_behind_one_with_too_many() -> None:
    listings = Listings("d.jsonl", Bounds(2))
    listings.add([finding(3, untold=40)])
    listings.add([finding(9)])
    assert told(listings) == [("TXT001", 9, 0), ("TXT001", 3, 40)]


def test_what_some_rules_found_is_forgotten() -> None:
    listings = Listings("d.jsonl", Bounds(2))
    listings.add([finding(1), finding(2, "TXT002")])
    listings.forget(["TXT001", "TXT003"])
    assert told(listings) == [("TXT002", 2, 0)]


@pytest.mark.parametrize(
    ("kind", "what"), [("json", "`.json` files of records"), ("csv", "CSV"), ("parquet", "Parquet")]
)
def test_where_no_fix_is_written_none_is_offered(kind: str, what: str) -> None:
    fix = PlacedFix("do it", (), "safe")
    written = finding(1)._replace(fix=fix)
    assert not_written(kind) == f"fixes are not written to {what}"
    assert as_written(written, kind) == finding(1)._replace(help=f"do it; fixes are not written to {what}")
    helped = written._replace(help="so")
    assert as_written(helped, kind).help == f"so; fixes are not written to {what}"
    assert as_written(written, "jsonl") is written
    assert as_written(finding(1), kind) == finding(1)
