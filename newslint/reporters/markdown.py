"""A page for the summary of a CI job; open it for its tables and bounds.

What comes from articles stands in code spans. That is the one place in which GitHub and GitLab leave all
alone: links, references, mentions, emoji codes and HTML.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TextIO

from newslint.finding import Finding, Report, Severity, number_of
from newslint.reporters.style import Style
from newslint.reporters.summary import summary_line
from newslint.text.display import escape

_VERDICTS: Final = {
    Severity.ERROR: "newslint found errors",
    Severity.WARNING: "newslint found warnings",
    Severity.INFO: "newslint found nothing but hints",
    None: "newslint found nothing",
}

# GitHub refuses a summary of more than 1 MiB. A row takes 2 KiB at most, so these take 0.6.
_MOST_ROWS: Final = 300
_MOST_ERRORS: Final = 20
_LONGEST_MESSAGE: Final = 300
_LONGEST_NAME: Final = 200

# No parser takes endless fences: cmark stops at 80.
_LONG_RUN: Final = re.compile("`{9,}")
_RUN: Final = re.compile("`+")


def write(report: Report, out: TextIO, style: Style) -> None:
    """Write the page."""
    del style
    out.writelines(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield f"## {_verdict(report)}"
    yield ""
    yield summary_line(report)
    if report.internal_errors:
        yield from _errors(report.internal_errors)
    if report.findings:
        yield from _rules(report.findings)
        yield from _findings(report.findings)


def _verdict(report: Report) -> str:
    if report.interrupted:
        return "newslint was stopped before all files were checked"
    if report.internal_errors:
        return "newslint could not check everything"
    return _VERDICTS[report.worst()]


def _errors(errors: Sequence[str]) -> Iterator[str]:
    yield ""
    yield "| Internal error |"
    yield "| --- |"
    yield from (f"| {_code(_start(line))} |" for line in errors[:_MOST_ERRORS])
    if len(errors) > _MOST_ERRORS:
        yield ""
        yield f"{len(errors) - _MOST_ERRORS:,} more internal errors are not listed here."


def _rules(findings: Iterable[Finding]) -> Iterator[str]:
    """What each rule found: the worst first, then the most frequent."""
    groups: dict[tuple[Severity, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.severity, finding.code, finding.name), []).append(finding)
    yield ""
    yield "| Severity | Rule | Findings | Files | Fixable |"
    yield "| --- | --- | ---: | ---: | ---: |"
    for (severity, code, name), group in sorted(
        groups.items(), key=lambda item: (-item[0][0].rank, -number_of(item[1]), item[0])
    ):
        files = len({finding.file for finding in group})
        fixable = sum(finding.fix is not None for finding in group)
        yield f"| {severity} | {code} {name} | {number_of(group):,} | {files:,} | {fixable:,} |"


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    worst_first = sorted(findings, key=lambda finding: -finding.severity.rank)
    yield ""
    yield "| Place | Rule | Message | Fix |"
    yield "| --- | --- | --- | --- |"
    for finding in worst_first[:_MOST_ROWS]:
        place = _code(f"{_end(finding.file)}:{finding.range.line}")
        fix = "" if finding.fix is None else finding.fix.safety
        yield f"| {place} | {finding.code} {finding.name} | {_code(_start(finding.message))} | {fix} |"
    more = number_of(worst_first[_MOST_ROWS:])
    if more:
        yield ""
        yield f"{more:,} more findings are not listed here."


def _start(text: str) -> str:
    shown = escape(text)
    return shown if len(shown) <= _LONGEST_MESSAGE else f"{shown[: _LONGEST_MESSAGE - 1]}…"


def _end(name: str) -> str:
    """The end of a file's name, which tells more than its start."""
    shown = escape(name)
    return shown if len(shown) <= _LONGEST_NAME else f"…{shown[1 - _LONGEST_NAME :]}"


def _code(shown: str) -> str:
    """A code span for a table's cell; it holds one line of text that neither acts nor hides."""
    shown = _LONG_RUN.sub("`…", shown)
    if not shown.strip(" "):
        return ""
    fence = "`" * (max(map(len, _RUN.findall(shown)), default=0) + 1)
    # The parser takes one blank from either end, so a backtick there can stand apart from the fence.
    blank = " " if shown[0] in "` " or shown[-1] in "` " else ""
    # A table ends its cells before it looks for code, so a bar is escaped even there.
    return fence + blank + shown.replace("|", "\\|") + blank + fence
