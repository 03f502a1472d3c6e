"""What findings make of the exit status."""

from pathlib import Path

import pytest

from newslint.config.project import Project
from newslint.finding import Finding, Range, Report, Severity
from newslint.run.verdict import Verdict, judge

SEVERITIES = {"e": Severity.ERROR, "w": Severity.WARNING, "i": Severity.INFO}


def report(severities: str) -> Report:
    """A report with a finding for each letter."""
    findings = (
        Finding("FM001", "n", SEVERITIES[letter], "m", "a.md", Range(1, 1, 1, 1), "", None, None, "", "", "")
        for letter in severities
    )
    return Report(1, tuple(findings))


def project(fail_on: str, max_warnings: int | None) -> Project:
    return Project(Path(), fail_on=fail_on, max_warnings=max_warnings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fail_on", "max_warnings", "fails", "passes"),
    [
        ("error", None, ["e", "wie"], ["", "w", "i", "wwii"]),
        ("warning", None, ["e", "w", "iw"], ["", "i"]),
        ("info", None, ["e", "w", "i"], [""]),
        ("never", None, [], ["", "e", "w", "i"]),
        ("never", 0, [], ["e", "w"]),
        ("error", 1, ["e", "ww", "wew"], ["w", "wi", "i"]),
        ("warning", 0, ["e", "w"], ["", "i"]),
        ("warning", 2, ["e", "www", "we"], ["ww", "wwii"]),
        ("info", 2, ["i", "wi", "www"], ["ww"]),
    ],
)
def test_one_project(fail_on: str, max_warnings: int | None, fails: list[str], passes: list[str]) -> None:
    terms = project(fail_on, max_warnings)
    assert [found for found in fails if not judge([(terms, report(found))]).failed] == []
    assert [found for found in passes if judge([(terms, report(found))]) != Verdict(failed=False)] == []


def test_nothing_checked_is_no_failure() -> None:
    assert judge([]) == Verdict(failed=False)


@pytest.mark.parametrize(
    ("given", "failed", "words"),
    [
        ([("warning", 2, "w"), ("warning", 2, "w")], False, ""),
        ([("warning", 2, "ww"), ("warning", 2, "w")], True, "3 warnings; max-warnings is 2"),
        ([("warning", 2, "ww"), ("error", 2, "w")], True, "3 warnings; max-warnings is 2"),
        ([("warning", 2, "ww"), ("never", 2, "w")], False, ""),
        ([("warning", 2, "ww"), ("warning", 3, "www")], False, ""),
        ([("warning", 0, "w")], True, "1 warning; max-warnings is 0"),
        ([("warning", 0, "w" * 1000)], True, "1,000 warnings; max-warnings is 0"),
        ([("warning", 0, "w"), ("error", None, "e")], True, ""),
        ([("never", None, "e"), ("warning", None, "w")], True, ""),
        ([("never", None, "e"), ("error", None, "w")], False, ""),
    ],
)
def test_several_projects(given: list[tuple[str, int | None, str]], *, failed: bool, words: str) -> None:
    for order in (given, given[::-1]):
        results = [(project(fail_on, most), report(found)) for fail_on, most, found in order]
        assert judge(results) == Verdict(failed, words)
