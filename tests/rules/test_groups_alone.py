"""What a rule says of one group of facts must not depend on the others where it claims that."""

from collections.abc import Sequence
from pathlib import Path

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


@pytest.fixture(scope="module")
def facts() -> FactStore:
    """The facts of all articles of all cases."""
    store, examiner = FactStore(), Examiner(Settings(tuple(ALONE)))
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
    least = {name: 2 for name, kind in rule.option_types.items() if kind is int}
    return list(rule.compare(groups, rule.options(**least)))
