"""Whether what was found is too much; open it for the exit status."""

from collections import Counter
from collections.abc import Iterable

from newslint.config.project import Project
from newslint.finding import Report, Severity
from newslint.light_tuples import NamedTuple
from newslint.text.wording import count


class Verdict(NamedTuple):
    """Whether the check failed; where only the number of warnings did it, the words that say so."""

    failed: bool
    too_many_warnings: str = ""


def judge(reports: Iterable[tuple[Project, Report]]) -> Verdict:
    """Measure findings against what their projects accept.

    Up to `max-warnings` warnings are accepted; projects that accept the same number count theirs together.
    """
    warnings: Counter[int] = Counter()
    for project, report in reports:
        if project.fail_on == "never":
            continue
        least = Severity(project.fail_on).rank
        for finding in report.findings:
            if finding.severity is Severity.WARNING and project.max_warnings is not None:
                warnings[project.max_warnings] += finding.number
            elif finding.severity.rank >= least:
                return Verdict(failed=True)
    for accepted, number in warnings.items():
        if number > accepted:
            words = f"{count(number, 'warning')}; max-warnings is {accepted:,}"
            return Verdict(failed=True, too_many_warnings=words)
    return Verdict(failed=False)
