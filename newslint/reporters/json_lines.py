"""One JSON object a line for each finding; open it to add what streams need."""

from typing import TextIO

from newslint.finding import Report
from newslint.reporters.json_report import finding_line
from newslint.reporters.style import Style


def write(report: Report, out: TextIO, style: Style) -> None:
    """Write the objects of the list `findings` of the JSON report, in ASCII."""
    del style
    out.writelines(f"{finding_line(finding)}\n" for finding in report.findings)
