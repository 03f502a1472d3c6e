"""Workflow commands of GitHub Actions, which annotate pull requests; open it for their escapes and limits.

GitHub describes them at https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands.
How they are escaped, read and limited is told by the sources of actions/toolkit (command.ts) and of
actions/runner (ActionCommand.cs, ActionCommandManager.cs, ExecutionContext.cs).
"""

from collections.abc import Iterator
from typing import Final, TextIO

from newslint.finding import Finding, Report, Severity
from newslint.reporters.style import Style
from newslint.reporters.summary import most_frequent, summary_line
from newslint.text.display import escape, escape_path

_KINDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = _DATA | str.maketrans({":": "%3A", ",": "%2C"})

# Of each kind GitHub shows so many for a step; the log has them all.
_SHOWN: Final = 10
# The runner cuts a message at 4,096; a message and a help of this length leave room for the place.
_LONGEST: Final = 1500


def write(report: Report, out: TextIO, style: Style) -> None:
    """Write the counts, then a command for each finding, the worst first.

    GitHub shows the first of them only, so those come first that matter most. Without findings there is
    nothing to annotate.
    """
    out.writelines(f"{command}\n" for command in _commands(report, quiet=style.quiet))


def _commands(report: Report, *, quiet: bool) -> Iterator[str]:
    if report.findings and not quiet:
        yield _command("notice", _overview(report), title="newslint")
    for line in report.internal_errors:
        yield _command("error", f"internal error: {_shown(line)}", title="newslint")
    if report.interrupted:
        yield _command("error", "The check was stopped; not all files were checked", title="newslint")
    for finding in sorted(report.findings, key=lambda finding: -finding.severity.rank):
        yield _annotation(finding)


def _overview(report: Report) -> str:
    lines = [summary_line(report)]
    if frequent := most_frequent(report):
        lines.append(f"Most frequent: {frequent}.")
    if max(report.by_severity().values()) > _SHOWN:
        lines.append(f"GitHub shows {_SHOWN} annotations of each kind; the log of the step has all.")
    return "\n".join(lines)


def _annotation(finding: Finding) -> str:
    place = finding.range
    properties: dict[str, str | int] = {"file": escape(finding.file), "line": place.line}
    if place.line == place.end_line:
        # Nobody says whether the end is exclusive. Only then can it stand for an empty place.
        properties |= {"col": place.column, "endLine": place.line, "endColumn": place.end_column}
    else:
        # The runner drops columns where the lines differ.
        properties["endLine"] = _last_line(finding)
    rule = f"{escape(finding.code)} {escape(finding.name)}"
    # The log shows the message and nothing else, so the place and the rule stand there too.
    message = f"{escape_path(finding.file)}:{place.line}:{place.column}: {_shown(finding.message)} [{rule}]"
    if finding.hint is not None:
        message += f"\nhelp: {_shown(finding.hint)}"
    return _command(_KINDS[finding.severity], message, **properties, title=rule)


def _last_line(finding: Finding) -> int:
    """The last line that has text of the finding: on a line where it ends at column 1 there is none."""
    place = finding.range
    return place.end_line - 1 if place.end_column == 1 else place.end_line


def _shown(text: str) -> str:
    shown = escape(text)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _command(kind: str, message: str, **properties: str | int) -> str:
    pairs = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{kind} {pairs}::{message.translate(_DATA)}"
