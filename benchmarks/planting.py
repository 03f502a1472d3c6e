"""Plants one error at a time into copies of real articles, and looks whether the rule finds it there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from archive import Archive, schema_of
from garden import Garden, Plant
from planters import PLANTERS, sound

from newslint.finding import Report
from newslint.light_dataclasses import replace
from newslint.lint.corpus import check
from newslint.lint.settings import Settings
from newslint.rules import BUILT_IN, BY_CODE


@dataclass
class Planted:
    """How many planted errors a rule found; `skipped` says why none was planted."""

    code: str
    planted: int = 0
    missed: list[str] = field(default_factory=list)
    skipped: str = ""

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.planted if self.planted else 1.0


def plant_all(archive: Archive, report: Report, seed: int = 20) -> Iterator[Planted]:
    """Plant for every rule that is known here, and look."""
    garden = Garden(archive, report)
    for code, plants in PLANTERS.items():
        rule = BY_CODE.get(code)
        if rule is None:
            yield Planted(code, skipped="no such rule")
            continue
        rules = BUILT_IN.defaults if rule.default else (*BUILT_IN.defaults, rule)
        yield look(code, plants(garden, Random(f"{seed} {code}")), Settings(rules=rules))  # noqa: S311 - repeatable, not secret


def sound_alarms(archive: Archive, report: Report, seed: int = 20) -> list[str]:
    """What is found in copies that were changed and stayed sound: nothing should be."""
    garden = Garden(archive, report)
    # Rules that compare articles have nothing to say of one.
    settings = Settings(rules=tuple(rule for rule in BUILT_IN.defaults if rule.compare is None))
    return [
        f"{plant.name}: {finding.code} {finding.path} {finding.message} ({plant.form})"
        for plant in sound(garden, Random(seed))  # noqa: S311 - repeatable, not secret
        for finding in check([plant.source], replace(settings, schema=schema_of(plant.name))).findings
        if (plant.name, finding.path, finding.code) not in garden.before
    ]


def look(code: str, plants: Iterator[Plant], settings: Settings) -> Planted:
    result = Planted(code)
    for plant in plants:
        result.planted += 1
        found = check([plant.source], replace(settings, schema=schema_of(plant.name))).findings
        first, last = plant.source.line_column(plant.start), plant.source.line_column(plant.end)
        hit = any(
            (finding.code, finding.path) == (code, plant.path)
            and first <= (finding.range.line, finding.range.column)
            and (finding.range.end_line, finding.range.end_column) <= last
            for finding in found
        )
        if not hit:
            told = ", ".join(f"{finding.code} {finding.path}" for finding in found) or "nothing"
            result.missed.append(f"{plant.name}:{first[0]}: {plant.path} ({plant.form}); told: {told}")
    return result
