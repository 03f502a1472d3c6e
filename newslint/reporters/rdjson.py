"""The Reviewdog Diagnostic Format, one JSON object; open it when suggestions land wrongly.

There a column counts UTF-8 bytes from 1, the end is exclusive, and a range without columns means whole lines.
A finding knows the text of only one line, so other columns are left out rather than guessed. The format has
no place for internal errors or an interruption: the command line tells of them on standard error, and by
its exit status.
"""

from typing import TextIO

from newslint.finding import Finding, PlacedEdit, PlacedFix, Range, Report
from newslint.reporters.json_report import Json, without_surrogates
from newslint.reporters.jsontext import dumps
from newslint.reporters.oneline import advice
from newslint.reporters.style import Style


def write(report: Report, out: TextIO, style: Style) -> None:
    """Write the object in ASCII."""
    del style
    result = {
        "source": {"name": "newslint"},
        "diagnostics": [_diagnostic(finding) for finding in report.findings],
    }
    out.write(dumps(result))
    out.write("\n")


def _diagnostic(finding: Finding) -> Json:
    diagnostic: Json = {
        "message": advice(finding),
        "location": {
            "path": without_surrogates(finding.file),
            "range": _columns(finding.range, finding) or _lines(finding.range),
        },
        "severity": finding.severity.value.upper(),
        "code": {"value": finding.code},
    }
    suggestion = None if finding.fix is None else _suggestion(finding.fix, finding)
    if suggestion is not None:
        diagnostic["suggestions"] = [suggestion]
    return diagnostic


def _lines(place: Range) -> Json:
    """Whole lines, the last one included; an end before the first column doesn't reach its line."""
    last = place.end_line - (place.end_column == 1 and place.end_line > place.line)
    return {"start": {"line": place.line}, "end": {"line": last}}


def _columns(place: Range, finding: Finding) -> Json | None:
    """The range in bytes, None where that can't be known."""
    start = _byte_column(place.line, place.column, finding)
    end = _byte_column(place.end_line, place.end_column, finding)
    if start is None or end is None:
        return None
    return {
        "start": {"line": place.line, "column": start},
        "end": {"line": place.end_line, "column": end},
    }


def _byte_column(line: int, column: int, finding: Finding) -> int | None:
    if column == 1:
        return 1
    is_whole = finding.excerpt_column == 1  # else nobody knows the bytes before it
    if line != finding.range.line or column > len(finding.excerpt) + 1 or not is_whole:
        return None
    # Undecodable bytes of the file stand in the text as one surrogate each (PEP 383), and become a `?` each.
    return len(finding.excerpt[: column - 1].encode("utf-8", "replace")) + 1


def _suggestion(fix: PlacedFix, finding: Finding) -> Json | None:
    """The fix as one replacement, None where it can't be spelled.

    Several suggestions would be taken one by one, but a fix is taken whole.
    """
    edit = fix.edits[0] if len(fix.edits) == 1 else _joined(fix, finding)
    if edit is None or without_surrogates(edit.replacement) != edit.replacement:
        return None
    place = _columns(edit.range, finding)
    return None if place is None else {"range": place, "text": edit.replacement}


def _joined(fix: PlacedFix, finding: Finding) -> PlacedEdit | None:
    """One edit that does what several in the line of the finding do; None where they are in other lines."""
    edits = sorted(fix.edits, key=lambda edit: edit.range)
    line = finding.range.line
    if finding.excerpt_column != 1:
        return None
    if not edits or any(edit.range.line != line or edit.range.end_line != line for edit in edits):
        return None
    text = ""
    column = edits[0].range.column
    for edit in edits:
        text += finding.excerpt[column - 1 : edit.range.column - 1] + edit.replacement
        column = edit.range.end_column
    return PlacedEdit(Range(line, edits[0].range.column, line, column), text)
