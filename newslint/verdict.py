"""Whether what was found is too much: what the exit status says."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from newslint.finding import Report, Severity
from newslint.project import Project


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the check failed; where only the number of warnings did it, the words that say so."""

    failed: bool
    too_many_warnings: str = ""


def judge(reports: Iterable[tuple[Project, Report]]) -> Verdict:
    """Measure findings against what their projects accept.

    Up to `max-warnings` warnings are accepted; projects with the same terms count theirs together.
    """
    counts: dict[tuple[str, int | None], Counter[Severity]] = {}
    for project, report in reports:
        terms = counts.setdefault((project.fail_on, project.max_warnings), Counter())
        terms.update(finding.severity for finding in report.findings)
    verdict = Verdict(failed=False)
    for (fail_on, accepted), found in counts.items():
        if fail_on == "never":
            continue
        least = Severity(fail_on).rank
        if any(
            number and severity.rank >= least
            for severity, number in found.items()
            if severity is not Severity.WARNING
        ):
            return Verdict(failed=True)
        warnings = found[Severity.WARNING]
        if accepted is None and warnings and Severity.WARNING.rank >= least:
            return Verdict(failed=True)
        if accepted is not None and warnings > accepted:
            words = f"{warnings:,} warnings, and {accepted:,} are accepted (max-warnings)"
            verdict = Verdict(failed=True, too_many_warnings=words)
    return verdict
