"""One line a finding: `path:line:column: CODE message [*]`; open it for what editors and scripts read."""

from typing import TextIO

from newslint.finding import Finding, Report
from newslint.reporters.style import Style
from newslint.reporters.summary import closing_lines
from newslint.text.display import escape, escape_path


def write(report: Report, out: TextIO, style: Style) -> None:
    """Write a line for every finding, then the summary."""
    out.writelines(f"{_line(finding)}\n" for finding in report.findings)
    out.writelines(f"{line}\n" for line in closing_lines(report, quiet=style.quiet))


def _line(finding: Finding) -> str:
    place = f"{escape_path(finding.file)}:{finding.range.line}:{finding.range.column}"
    mark = " [*]" if finding.fix is not None else ""
    return f"{place}: {escape(finding.code)} {escape(finding.message)}{mark}"
