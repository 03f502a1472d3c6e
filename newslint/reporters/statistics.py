"""Counts per rule instead of single findings: what a first look at a large archive needs."""

from collections import Counter
from typing import TextIO

from newslint.finding import Finding, Report
from newslint.reporters.style import Style
from newslint.reporters.summary import closing_lines

_COLUMNS = ("findings", "files", "fixable", "code", "severity", "name")


def write_statistics(report: Report, out: TextIO, style: Style) -> None:
    """Write a row for every rule that found something, the most frequent first, then the summary."""
    rows = [_row(findings) for findings in _by_rule(report)]
    if rows:
        table = [_COLUMNS, *rows]
        widths = [max(len(row[column]) for row in table) for column in range(len(_COLUMNS))]
        for row in table:
            numbers = [cell.rjust(width) for cell, width in zip(row[:3], widths[:3], strict=True)]
            words = [cell.ljust(width) for cell, width in zip(row[3:], widths[3:], strict=True)]
            out.write("  ".join(numbers + words).rstrip() + "\n")
        out.write("\n")
    out.writelines(f"{line}\n" for line in closing_lines(report, quiet=style.quiet))


def _by_rule(report: Report) -> list[list[Finding]]:
    counts = Counter(finding.code for finding in report.findings)
    groups: dict[str, list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault(finding.code, []).append(finding)
    return [groups[code] for code in sorted(counts, key=lambda code: (-counts[code], code))]


def _row(findings: list[Finding]) -> tuple[str, ...]:
    first = findings[0]
    files = len({finding.file for finding in findings})
    fixable = sum(finding.fix is not None for finding in findings)
    return (
        f"{len(findings):,}",
        f"{files:,}",
        f"{fixable:,}",
        first.code,
        first.severity.value,
        first.name,
    )
