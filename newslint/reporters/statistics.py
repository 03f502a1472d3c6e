"""Counts per rule instead of single findings; open it for a first look at large archives."""

from collections.abc import Iterator
from typing import TextIO

from newslint.finding import Finding, Report, number_of
from newslint.reporters.segments import fold
from newslint.reporters.style import Style
from newslint.reporters.summary import closing_lines
from newslint.text.display import escape

_COLUMNS = ("findings", "files", "fixable", "code", "severity", "name")
_COLLECTION_COLUMNS = ("findings", "files", "fixable", "collection")
_INDENT = 4
_NO_COLLECTION = "(in no collection)"


def write(report: Report, out: TextIO, style: Style) -> None:
    """Write what each rule found, the most frequent first, then each collection, then the summary."""
    rows = [_row(findings) for findings in _by_rule(report)]
    if rows:
        _write_table([_COLUMNS, *rows], out, style.fold)
    if any(report.collections):
        _write_table([_COLLECTION_COLUMNS, *_by_collection(report)], out, style.fold)
    closing = closing_lines(report, quiet=style.quiet, counted_above=True)
    out.writelines(f"{fold(line, style.fold, _INDENT)}\n" for line in closing)


def _write_table(table: list[tuple[str, ...]], out: TextIO, room: int) -> None:
    """Write rows: three numbers, then words."""
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    for row in table:
        numbers = [cell.rjust(width) for cell, width in zip(row[:3], widths[:3], strict=True)]
        words = [cell.ljust(width) for cell, width in zip(row[3:], widths[3:], strict=True)]
        line = "  ".join(numbers + words).rstrip()
        out.write(f"{fold(line, room, len('  '.join([*numbers, ''])))}\n")
    out.write("\n")


def _by_collection(report: Report) -> Iterator[tuple[str, ...]]:
    """A row for every collection: what was found in it, and how many of its files were checked."""
    groups: dict[str, list[Finding]] = {name: [] for name in report.collections}
    for finding in report.findings:
        groups.setdefault(finding.collection, []).append(finding)
    for name, findings in sorted(groups.items(), key=lambda group: (-number_of(group[1]), group[0])):
        shown = escape(name) if name else _NO_COLLECTION
        files = report.collections.get(name, 0)
        yield (f"{number_of(findings):,}", f"{files:,}", _share(findings), shown)


def _share(findings: list[Finding]) -> str:
    """How many have a fix, and which part of all that is; of those that are not listed, nobody knows."""
    fixable = sum(finding.fix is not None for finding in findings)
    if not fixable:
        return "0"
    percent = fixable * 100 // number_of(findings)
    return f"{fixable:,} ({percent or '<1'}%)"


def _by_rule(report: Report) -> list[list[Finding]]:
    counts = report.by_code()
    groups: dict[str, list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault(finding.code, []).append(finding)
    return [groups[code] for code in sorted(counts, key=lambda code: (-counts[code], code))]


def _row(findings: list[Finding]) -> tuple[str, ...]:
    first = findings[0]
    files = len({finding.file for finding in findings})
    return (
        f"{number_of(findings):,}",
        f"{files:,}",
        _share(findings),
        first.code,
        first.severity.value,
        first.name,
    )
