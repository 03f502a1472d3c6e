"""Findings under their file's name, a line each in columns; open it for their order and widths."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TextIO

from newslint.finding import Finding, Report
from newslint.reporters.links import rule_links
from newslint.reporters.segments import Line, Segment, folded
from newslint.reporters.style import Style
from newslint.reporters.summary import closing_lines
from newslint.text.display import escape, escape_path

_INDENT = 4


def write(report: Report, out: TextIO, style: Style) -> None:
    """Write the findings of each file under its name, then the summary."""
    lines = _lines(report, style)
    if style.color:
        from newslint.reporters.paint import painter  # noqa: PLC0415 - Rich is needed only for colours

        painter(out)(lines)
    else:
        out.writelines("".join(segment.text for segment in line) + "\n" for line in lines)


def _lines(report: Report, style: Style) -> Iterator[Line]:
    links = rule_links(report.findings) if style.color and style.links else {}
    for file, findings in groupby(report.findings, key=lambda finding: finding.file):
        yield (Segment(escape_path(file), "path"), Segment(":"))
        for row in _rows(list(findings), links):
            yield from folded(row, style.fold, _INDENT)
        yield ()
    for line in closing_lines(report, quiet=style.quiet):
        yield from folded((Segment(line),), style.fold, _INDENT)


def _rows(findings: list[Finding], links: Mapping[str, str]) -> Iterator[Line]:
    lines = max(len(str(finding.range.line)) for finding in findings)
    columns = max(len(str(finding.range.column)) for finding in findings)
    codes = max(len(escape(finding.code)) for finding in findings)
    severities = max(len(finding.severity) for finding in findings)
    for finding in findings:
        code, severity = escape(finding.code), finding.severity.value
        place = f"{finding.range.line:>{lines}}:{finding.range.column:<{columns}}"
        row = [
            Segment(f"  {place}  "),
            Segment(code, "code", links.get(finding.code, "")),
            Segment(" " * (codes - len(code) + 1)),
            Segment(severity, severity),
            Segment(" " * (severities - len(severity) + 1)),
            Segment(escape(finding.message)),
        ]
        if finding.fix is not None:
            row += [Segment(" "), Segment("[*]", "help")]
        yield tuple(row)
