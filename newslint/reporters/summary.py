"""The last lines of a report for people."""

from collections.abc import Iterator

from newslint.display import escape
from newslint.finding import Report
from newslint.wording import count as counted


def closing_lines(report: Report, *, quiet: bool) -> Iterator[str]:
    """Our own bugs, which nothing silences, and the summary."""
    for line in report.internal_errors:
        # The prefix keeps a line of somebody else's making from looking like a finding or a CI command.
        yield f"internal error: {escape(line)}"
    if not quiet:
        yield summary_line(report)
        if report.gone:
            gone = counted(report.gone, "finding")
            yield f"No longer there: {gone} of the baseline; `newslint check --update-baseline` forgets."


def summary_line(report: Report) -> str:
    """Say how much was checked and found: `Checked 758 files: 3 errors, 1 warning; 2 fixable.`."""
    checked = f"Checked {counted(report.files, 'file')}"
    errors = len(report.internal_errors)
    if not report.files and not report.findings and not errors:
        return f"{checked}: nothing to lint."
    text = f"{checked}: {_counts(report)}"
    if report.findings:
        text += f"; {_fixable(report)}"
    if report.known:
        text += f"; {report.known:,} known from the baseline"
    if errors:
        text += f"; {counted(errors, 'internal error')}"
    return f"{text}."


def _counts(report: Report) -> str:
    nouns = {"error": "error", "warning": "warning"}
    found = [
        counted(number, nouns[severity]) if severity in nouns else f"{number:,} {severity}"
        for severity, number in report.by_severity().items()
        if number
    ]
    return ", ".join(found) if found else "no findings"


def _fixable(report: Report) -> str:
    """`--fix` alone doesn't take unsafe fixes, so they are told apart."""
    unsafe = sum(finding.fix is not None and finding.fix.safety == "unsafe" for finding in report.findings)
    text = f"{report.fixable():,} fixable"
    if not unsafe:
        return text
    return f"{text} (all unsafe)" if unsafe == report.fixable() > 1 else f"{text} ({unsafe:,} unsafe)"
