"""Checks an archive with and without a planned configuration; open it for what counts as lost or new.

The plan is tried where it can't be seen: its schemas lie in a temporary folder, and its settings are read
from text. So the archive stays as it is until the plan has proved itself.
"""

import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newslint.config.layers import Layer
from newslint.config.project import Overrides, Project, Projects, build
from newslint.finding import Finding, Report, number_of, tally
from newslint.run.execution import ExecutionOptions
from newslint.run.projects import lint, merged, plan
from newslint.run.request import Request


@dataclass(frozen=True, slots=True)
class Proof:
    """What two checks of one archive say: without the configuration, and with it.

    `new` was not told before; `lost` is no longer told, and nothing else is told of the same place.
    """

    before: Report
    after: Report
    new: tuple[Finding, ...]
    lost: tuple[Finding, ...]


def check_without(folder: Path, now: datetime) -> Report:
    """What newslint says of a folder that has no configuration."""
    overrides = Overrides(paths=(folder,), no_baseline=True)
    return _check(folder, Projects(isolated=True, overrides=overrides), now)


def check_with(folder: Path, config: str, schemas: Mapping[str, str], now: datetime) -> Report:
    """What newslint says of a folder that has a configuration.

    Args:
        folder: The folder of the archive.
        config: The text of the configuration.
        schemas: The texts of its schemas, by the paths that it names.
        now: The moment that counts as now.
    """
    with tempfile.TemporaryDirectory(prefix="newslint-") as place:
        paths = {name: str(Path(place, f"{number}.json")) for number, name in enumerate(schemas)}
        for name, text in schemas.items():
            Path(paths[name]).write_text(text, encoding="utf-8")
        return _check(folder, Projects.of_one(_project(folder, config, paths)), now)


def compare(before: Report, after: Report) -> Proof:
    """Tell what a configuration changed.

    A finding is known again by its file, its rule, its field and its line: what it says may depend on the
    schema.
    """
    new = _beyond(after.findings, before.findings)
    places = {(finding.file, place) for finding in new for place in (finding.path, finding.range.line)}
    gone = _beyond(before.findings, after.findings)
    lost = [finding for finding in gone if (finding.file, finding.path or finding.range.line) not in places]
    return Proof(before, after, tuple(new), tuple(lost))


def summary(proof: Proof) -> str:
    """The result in one line: `before 62, after 64: 2 new (SCH002 2)`."""
    parts = [
        f"{number_of(findings):,} {word} ({_by_rule(findings)})"
        for findings, word in ((proof.new, "new"), (proof.lost, "lost"))
        if findings
    ]
    said = ", ".join(parts) or "nothing new, nothing lost"
    return f"before {proof.before.total():,}, after {proof.after.total():,}: {said}"


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """Findings with the errors first."""
    return sorted(findings, key=lambda finding: (-finding.severity.rank, finding.code, finding.sort_key))


def _check(folder: Path, projects: Projects, now: datetime) -> Report:
    request = Request((folder,), now=now)
    results = lint(request, plan(request, projects), ExecutionOptions())
    report = merged(result.report for result in results)
    if report.interrupted:
        raise KeyboardInterrupt
    return report


def _project(folder: Path, config: str, schemas: Mapping[str, str]) -> Project:
    settings = tomllib.loads(config)
    for collection in settings.get("collections", ()):
        collection["schema"] = schemas.get(collection["schema"], collection["schema"])  # or one that ships
    absolute = folder.absolute()
    project = build([Layer("newslint.toml", absolute, config, settings, path=absolute / "newslint.toml")])
    return Overrides(paths=(folder,), no_baseline=True).of(project)


def _beyond(these: Iterable[Finding], those: Iterable[Finding]) -> list[Finding]:
    """The findings among these that are not among those."""
    known = Counter(_key(finding) for finding in those)
    found = []
    for finding in these:
        key = _key(finding)
        known[key] -= 1
        if known[key] < 0:
            found.append(finding)
    return found


def _key(finding: Finding) -> tuple[str, str, str, int]:
    return finding.file, finding.code, finding.path, finding.range.line


def _by_rule(findings: Iterable[Finding]) -> str:
    counts = tally((finding.code, finding) for finding in findings)
    return ", ".join(f"{code} {count:,}" for code, count in sorted(counts.items()))
