"""Tells once what was found in many places; open it for what a report says of a repeated thing."""

from collections.abc import Iterable
from typing import Final

from newslint.finding import Finding, Related
from newslint.text.wording import count, join_and

_MOST_NAMED: Final = 3
_SAME: Final = "the same again"


def told_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings, of those that say the same of one thing only the first, which names the places of the others.

    The message names a few of them, and all are related places. Where no other one is told, because it is
    known or nobody asked for that file, the places remain that the comparison gave.
    """
    told: list[Finding] = []
    others: dict[tuple[str, str, str], list[Related]] = {}
    for finding in findings:
        if not finding.group:
            told.append(finding)
            continue
        key = _thing(finding)
        if key not in others:
            others[key] = []
            told.append(finding)
        else:
            said = finding.related[0].message if finding.related else _SAME
            others[key].append(Related(finding.file, finding.range, said, finding.record))
    return tuple(
        _with_places(finding, others[_thing(finding)]) if finding.group else finding for finding in told
    )


def _thing(finding: Finding) -> tuple[str, str, str]:
    """What stands for the thing that a finding speaks of; the records of each file are compared apart."""
    return finding.code, finding.group, finding.file if finding.record else ""


def _with_places(finding: Finding, others: list[Related]) -> Finding:
    related = tuple(others) or finding.related
    if not related:
        return finding
    named = [place.where for place in related[:_MOST_NAMED]]
    if len(related) > _MOST_NAMED:
        more = len(related) - _MOST_NAMED
        named.append(f"in {count(more, 'more place')}" if others else "elsewhere")
    return finding._replace(message=f"{finding.message}; also at {join_and(named)}", related=related)
