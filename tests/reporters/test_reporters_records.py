"""What reports say of a record: its number, and the part of a long line that they show."""

import io
import json
from typing import Any

import pytest

from newslint.finding import Finding, PlacedEdit, PlacedFix, Range, Related, Report, Severity
from newslint.reporters import full, json_report, rdjson, sarif, summary
from newslint.reporters.html.findings import card
from newslint.reporters.style import Style

PLACE = Range(17, 1005, 17, 1010)
FIX = PlacedFix("write it", (PlacedEdit(Range(17, 1005, 17, 1010), "right"),), "safe")
FOUND = Finding(
    "TXT002", "html-entity", Severity.WARNING, "said", "dump.jsonl", PLACE, "title", None, FIX,
    "see wrong here", "d", related=(Related("dump.jsonl", Range(3, 1, 3, 2), "the first", 3),),
    record=17, excerpt_column=1001,
)  # fmt: skip
STYLE = Style()


def written(module: Any, *findings: Finding, records: int = 20_000) -> str:
    out = io.StringIO()
    module.write(Report(1, findings, records=records), out, STYLE)
    return out.getvalue()


def test_the_carets_stand_below_the_place_in_the_part_that_is_shown() -> None:
    lines = written(full, FOUND).split("\n")
    assert lines[:4] == [
        "dump.jsonl:17:1005 TXT002 warning said [*]",
        "   |",
        "17 | see wrong here",
        "   |     ^^^^^",
    ]


@pytest.mark.parametrize(
    ("place", "column", "inside"),
    [
        (Range(17, 1005, 17, 1010), 1001, Range(17, 5, 17, 10)),
        (Range(17, 1005, 18, 3), 1001, Range(17, 5, 18, 3)),
        (Range(17, 5, 17, 10), 1, Range(17, 5, 17, 10)),
    ],
)
def test_columns_in_the_excerpt_count_from_its_first(place: Range, column: int, inside: Range) -> None:
    assert FOUND._replace(range=place, excerpt_column=column).range_in_excerpt == inside


def test_json_has_the_number_of_the_record() -> None:
    report = json.loads(written(json_report, FOUND))
    (found,) = report["findings"]
    assert (found["record"], found["related"][0]["record"], found["column"]) == (17, 3, 1005)
    assert report["summary"]["records"] == 20_000
    (plain,) = json.loads(written(json_report, FOUND._replace(record=0, related=())))["findings"]
    assert "record" not in plain


def test_sarif_shows_what_is_marked() -> None:
    (result,) = json.loads(written(sarif, FOUND))["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]
    assert location["region"]["startColumn"] == 1005
    assert location["region"]["snippet"] == {"text": "wrong"}


def test_bytes_of_a_long_line_are_not_known() -> None:
    (diagnostic,) = json.loads(written(rdjson, FOUND))["diagnostics"]
    assert "suggestions" not in diagnostic
    assert "column" not in diagnostic["location"].get("range", {}).get("start", {})
    (known,) = json.loads(written(rdjson, FOUND._replace(range=Range(17, 5, 17, 10), excerpt_column=1)))[
        "diagnostics"
    ]
    assert known["location"]["range"]["start"] == {"line": 17, "column": 5}


def test_the_page_shows_the_line_after_the_fix() -> None:
    shown = card(FOUND)
    assert "see " in str(shown)
    assert "right" in str(shown)
    outside = FOUND._replace(fix=PlacedFix("x", (PlacedEdit(Range(17, 2, 17, 3), "far"),), "safe"))
    assert "far" in str(card(outside))


def test_the_summary_counts_records() -> None:
    assert (
        summary.summary_line(Report(1, (), records=20_000)) == "Checked 1 file, 20,000 records: no findings."
    )
    assert summary.summary_line(Report(2, (), records=1)) == "Checked 2 files, 1 record: no findings."
    stopped = Report(1, (), interrupted=True, records=3)
    assert summary.summary_line(stopped) == "Interrupted after 1 file, 3 records: no findings."
