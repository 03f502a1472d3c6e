"""Rules of several projects that share a code and differ; open it when one is told by another's words.

Where rules are described a code may stand for one only: GitHub shows one description for all alerts with the
same one.
"""

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from newslint.config.rule_docs import rule_info
from newslint.finding import Report, RuleInfo, is_own_code
from newslint.run.projects import Result, merged
from newslint.system.relative import relative


def described(results: Sequence[Result]) -> Report:
    """One report of several projects that describes the rules, too.

    Where projects mean different rules by one code, it stands for that of the working directory, and those
    of other folders have these behind it: `HOUSE001/sports`.
    """
    rules = {rule.code: rule for result in results for rule in result.work.project.rules}
    infos = {code: rule_info(rule) for code, rule in rules.items()}
    if len(results) == 1:
        return results[0].report._replace(rules=infos)
    own = [_own_rules(result) for result in results]
    meanings: dict[str, set[RuleInfo]] = defaultdict(set)
    for known in own:
        for code, info in known.items():
            meanings[code].add(info)
    shared = {code for code, found in meanings.items() if len(found) > 1}
    for code in shared:
        del infos[code]
    reports = []
    for result, known in zip(results, own, strict=True):
        names = {code: _told_apart(code, result.work.project.folder) for code in known if code in shared}
        infos |= {name: known[code]._replace(code=name) for code, name in names.items()}
        reports.append(_renamed(result.report, names))
    return merged(reports)._replace(rules=infos)


def _own_rules(result: Result) -> Mapping[str, RuleInfo]:
    """What the rules of a project are that don't come with newslint."""
    return {rule.code: rule_info(rule) for rule in result.work.project.rules if is_own_code(rule.code)}


def _told_apart(code: str, folder: Path) -> str:
    shown = Path(relative(folder)).as_posix()
    return code if shown == "." else f"{code}/{quote(os.fsencode(shown))}"


def _renamed(report: Report, names: Mapping[str, str]) -> Report:
    if not names:
        return report
    findings = (
        finding._replace(code=names[finding.code]) if finding.code in names else finding
        for finding in report.findings
    )
    return report._replace(findings=tuple(findings))
