"""What a rule says of one group of facts must not depend on the others where it claims that."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from newslint.finding import CorpusHit, PlacedFact
from newslint.lint.examiner import Examiner
from newslint.lint.fact_store import FactStore
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.rule import Rule
from newslint.rules import RULES
from newslint.source import Source

CASES = Path(__file__).parent.parent / "cases"
ALONE = [rule for rule in RULES if rule.judges_groups_alone]
HEEDING = [rule for rule in RULES if rule.heeds is not None]


@pytest.fixture(scope="module")
def facts() -> FactStore:
    """The facts of all articles of all cases."""
    store, examiner = FactStore(), Examiner(Settings((*ALONE, *HEEDING)))
    for path in sorted(CASES.glob("*/*/**/*.md")):
        if path.is_file():
            job = Job(path.relative_to(CASES).as_posix())
            examined = examiner.examine(job, Source(job.name, path.read_bytes()))
            if examined is not None:
                store.add(job.name, examined.facts)
    return store


def test_there_are_such_rules() -> None:
    assert len(ALONE) > 5
    assert all(rule.compare for rule in ALONE)


@pytest.mark.parametrize("rule", ALONE, ids=lambda rule: rule.code)
def test_groups_are_judged_alone(rule: Rule, facts: FactStore) -> None:
    groups = [
        group
        for found in facts.groups(rule.code, with_single=True)
        for group in by_case(found)
        if len(group) > 1 or rule.with_single
    ]
    together = said(rule, groups)
    assert sorted(together) == sorted(hit for group in groups for hit in said(rule, [group]))
    assert together
    assert len(groups) > 1


@pytest.mark.parametrize("rule", HEEDING, ids=lambda rule: rule.code)
def test_what_makes_no_difference_makes_none(rule: Rule, facts: FactStore) -> None:
    assert rule.heeds is not None
    assert not rule.judges_groups_alone, "else a group that it says nothing of makes none"
    groups = [group for found in facts.groups(rule.code) for group in by_case(found) if len(group) > 1]
    heeded = [group for group in groups if rule.heeds(group, options_of(rule))]
    assert 0 < len(heeded) < len(groups)
    assert sorted(said(rule, heeded)) == sorted(said(rule, groups))
    assert said(rule, heeded)


def by_case(facts: Sequence[PlacedFact]) -> list[list[PlacedFact]]:
    """Facts of one key, those of each case apart, as if these were of keys of their own."""
    cases: dict[str, list[PlacedFact]] = {}
    for fact in facts:
        case = "/".join(fact.file.split("/")[:2])
        cases.setdefault(case, []).append(fact._replace(key=f"{fact.key} {case}"))
    return list(cases.values())


def said(rule: Rule, groups: Sequence[Sequence[PlacedFact]]) -> list[CorpusHit]:
    """What a rule says of groups, with few that make much."""
    assert rule.compare is not None
    return list(rule.compare(groups, options_of(rule)))


def options_of(rule: Rule) -> Any:
    return rule.options(**{name: 2 for name, kind in rule.option_types.items() if kind is int})
