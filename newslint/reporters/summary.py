"""The last lines of a report for people; open it for the numbers and their words."""

from collections.abc import Iterator

from newslint.finding import Report, tally
from newslint.text.display import escape, escape_path
from newslint.text.wording import count as counted

_NAMED = 3
# A reader counts the rules of so few findings at a glance.
_FEW = 3


def closing_lines(report: Report, *, quiet: bool, counted_above: bool = False) -> Iterator[str]:
    """Our own bugs, which nothing silences, and the summary; rules are not counted twice."""
    for line in report.internal_errors:
        # The prefix keeps a line of somebody else's making from looking like a finding or a CI command.
        yield f"internal error: {escape(line)}"
    if quiet:
        return
    yield summary_line(report)
    yield from unread_lines(report)
    if not counted_above and (frequent := most_frequent(report)):
        yield f"Most frequent: {frequent}."
    if report.fixable():
        yield _fix_line(report)
    if report.gone:
        gone = counted(report.gone, "finding")
        yield f"No longer there: {gone} of the baseline; `newslint check --update-baseline` forgets."


def summary_line(report: Report) -> str:
    """Say how much was checked and found: `Checked 758 files: 3 errors, 1 warning.`."""
    number = counted(report.files, "file")
    if report.records:
        number += f", {counted(report.records, 'record')}"
    checked = f"Interrupted after {number}" if report.interrupted else f"Checked {number}"
    errors = len(report.internal_errors)
    if not report.files and not report.findings and not errors:
        return f"{checked}: nothing to lint."
    text = f"{checked}: {counts(report)}"
    if report.untold():
        text += f" ({report.untold():,} of them not listed)"
    if report.known:
        text += f"; {report.known:,} known from the baseline"
    if errors:
        text += f"; {counted(errors, 'internal error')}"
    return f"{text}."


def unread_lines(report: Report) -> Iterator[str]:
    """Name what has something like front matter and was not read: `Not read: 12 files with Org keywords`."""
    for reason, names in report.unread.items():
        shown = ", ".join(map(escape_path, names[:_NAMED]))
        more = ", ..." if len(names) > _NAMED else ""
        yield f"Not read: {counted(len(names), 'file')} with {reason} ({shown}{more})."


def counts(report: Report) -> str:
    """Say how many findings there are: `3 errors, 1 warning`."""
    nouns = {"error": "error", "warning": "warning"}
    found = [
        counted(number, nouns[severity]) if severity in nouns else f"{number:,} {severity}"
        for severity, number in report.by_severity().items()
        if number
    ]
    return ", ".join(found) if found else "no findings"


def most_frequent(report: Report) -> str:
    """Name the rules with the most findings: `COR005 repeated-image (124), TXT002 html-entity (70)`.

    Where there are few findings, or all of one rule, there is nothing to name.
    """
    found = tally(((finding.code, finding.name), finding) for finding in report.findings)
    if report.total() <= _FEW or len(found) == 1:
        return ""
    often = [item for item in found.items() if item[1] > 1]
    first = sorted(often, key=lambda item: (-item[1], item[0]))[:_NAMED]
    return ", ".join(f"{escape(code)} {escape(name)} ({number:,})" for (code, name), number in first)


def _fix_line(report: Report) -> str:
    """Say what `--fix` would mend; alone it doesn't take unsafe fixes."""
    unsafe = sum(finding.fix is not None and finding.fix.safety == "unsafe" for finding in report.findings)
    safe = report.fixable() - unsafe
    listed = " of those listed" if report.untold() else ""
    if not unsafe:
        return f"[*] `--fix` would mend {safe:,}{listed}."
    if not safe:
        return f"[*] `--fix --unsafe-fixes` would mend {unsafe:,}{listed}."
    return f"[*] `--fix` would mend {safe:,}{listed}, and {unsafe:,} more with `--unsafe-fixes`."
