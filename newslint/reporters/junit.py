"""JUnit XML, as CI systems read test reports; open it for what counts as a failed test.

Every checked file is a test. It fails with an error or a warning in it; infos alone are no failure, they are
output of a test that passed. All findings of a file stand in one failure, as Jenkins reads only the first of
several; and the name of a test says nothing of lines, so that GitLab knows it again in the next run.
"""

from collections.abc import Iterator
from typing import TextIO
from xml.etree.ElementTree import Element

from newslint.finding import Finding, Report, Severity, tally
from newslint.light_tuples import NamedTuple
from newslint.reporters.oneline import advice
from newslint.reporters.style import Style
from newslint.reporters.xmltext import add, write_xml
from newslint.text.display import escape_path
from newslint.text.wording import count

_SUITE = "newslint"


class _Case(NamedTuple):
    """One test; `element` is what stands in it, if anything does: `failure`, `error` or `system-out`."""

    name: str
    file: str = ""
    element: str = ""
    kind: str = ""
    message: str = ""
    lines: tuple[str, ...] = ()


def write(report: Report, out: TextIO, style: Style) -> None:
    """Write one suite with a test for each file, and one that could not be run for each internal error."""
    del style
    cases = [*_files(report), *_broken(report)]
    counts = {
        "name": _SUITE,
        "tests": str(len(cases)),
        "failures": str(sum(case.element == "failure" for case in cases)),
        "errors": str(sum(case.element == "error" for case in cases)),
    }
    root = Element("testsuites", counts)
    suite = add(root, "testsuite", {**counts, "skipped": "0"})
    for case in cases:
        _add_case(suite, case)
    write_xml(root, out)


def _add_case(suite: Element, case: _Case) -> None:
    names = {"classname": _SUITE, "name": case.name}
    parent = add(suite, "testcase", {**names, "file": case.file} if case.file else names)
    if case.element:
        attributes = {"type": case.kind, "message": case.message} if case.kind else {}
        add(parent, case.element, attributes, case.lines)


def _files(report: Report) -> Iterator[_Case]:
    by_file: dict[str, list[Finding]] = {name: [] for name in sorted(report.checked)}
    for finding in report.findings:
        by_file.setdefault(finding.file, []).append(finding)
    for file, findings in by_file.items():
        yield _file(file, findings)


def _file(file: str, findings: list[Finding]) -> _Case:
    lines = tuple(map(_line, findings))
    counts = tally((finding.severity, finding) for finding in findings)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    counted = [count(number, noun) for number, noun in ((errors, "error"), (warnings, "warning")) if number]
    if counted:
        return _Case(file, file, "failure", "error" if errors else "warning", ", ".join(counted), lines)
    return _Case(file, file, "system-out", lines=lines) if lines else _Case(file, file)


def _line(finding: Finding) -> str:
    place = f"{escape_path(finding.file)}:{finding.range.line}:{finding.range.column}"
    return f"{place}: {finding.severity.value} {finding.code} {advice(finding)}"


def _broken(report: Report) -> Iterator[_Case]:
    for number, line in enumerate(report.internal_errors, 1):
        yield _Case(f"internal error {number}", element="error", kind="internal error", message=line)
    if report.interrupted:
        message = "The run was interrupted: not all files were checked."
        yield _Case("interrupted", element="error", kind="interrupted", message=message)
