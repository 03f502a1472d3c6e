"""The Code Quality report of GitLab, for merge requests; open it when a finding is not shown there.

GitLab describes its fields at https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
"""

from typing import Final, TextIO

from newslint.finding import Finding, Report, Severity
from newslint.reporters.fingerprint import fingerprint, fingerprints
from newslint.reporters.json_report import Json, without_surrogates
from newslint.reporters.jsontext import dumps, write_by_line
from newslint.reporters.style import Style
from newslint.text.display import escape

_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_FAILED: Final = "internal-error"
_STOPPED: Final = "interrupted"
# GitLab wants a path; the checkout as a whole stands for "no file in particular".
_EVERYWHERE: Final = "."


def write(report: Report, out: TextIO, style: Style) -> None:
    """Write an array with an entry for each finding.

    GitLab takes what is missing for resolved. So a run that is not complete says so in entries of the highest
    severity.
    """
    del style
    entries = [_failure(_FAILED, f"internal error: {line}") for line in dict.fromkeys(report.internal_errors)]
    if report.interrupted:
        entries.append(_failure(_STOPPED, "The check was stopped; not all files were checked"))
    for finding, known_by in zip(report.findings, fingerprints(report.findings), strict=True):
        entries.append(_entry(finding, known_by))
    write_by_line(map(dumps, entries), out)
    out.write("\n")


def _entry(finding: Finding, known_by: str) -> Json:
    place = finding.range
    return {
        # GitLab shows the description alone, so it names the rule.
        "description": escape(f"{finding.message} [{finding.code} {finding.name}]"),
        "check_name": finding.code,
        "fingerprint": known_by,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": without_surrogates(finding.file.removeprefix("./")),
            "lines": {"begin": place.line, "end": place.end_line},
        },
    }


def _failure(name: str, text: str) -> Json:
    return {
        "description": escape(text),
        "check_name": name,
        "fingerprint": fingerprint(name, text),
        "severity": "blocker",
        "location": {"path": _EVERYWHERE, "lines": {"begin": 1}},
    }
