"""Checkstyle's XML, which Jenkins and reviewdog read; open it when one of them reads it wrongly.

A file without findings is not named. The format has no place for internal errors or an interruption: the
command line tells of them on standard error, and by its exit status.
"""

from itertools import groupby
from typing import TextIO
from xml.etree.ElementTree import Element

from newslint.finding import Finding, Report
from newslint.reporters.oneline import advice
from newslint.reporters.style import Style
from newslint.reporters.xmltext import add, write_xml

# The version of Checkstyle whose output others imitate; readers expect some version.
_VERSION = "4.3"


def write(report: Report, out: TextIO, style: Style) -> None:
    """Write an `error` for every finding, below the `file` that it is in; columns count code points."""
    del style
    root = Element("checkstyle", version=_VERSION)
    for file, findings in groupby(report.findings, key=lambda finding: finding.file):
        parent = add(root, "file", {"name": file})
        for finding in findings:
            add(parent, "error", _attributes(finding))
    write_xml(root, out)


def _attributes(finding: Finding) -> dict[str, str]:
    """The source is a dotted name, as that of a class: readers show what is behind the last dot."""
    return {
        "line": str(finding.range.line),
        "column": str(finding.range.column),
        "severity": finding.severity.value,
        "message": advice(finding),
        "source": f"newslint.{finding.code}",
    }
