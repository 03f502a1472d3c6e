"""Corrects a plan by what its trial says; open it for what `init` takes back, and for its reasons.

Two things are wrong with a plan: it silences what was told before, and it calls a habit of the archive a
fault.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from newslint.finding import Finding
from newslint.schema.field_schema import State
from newslint.start.proof import Proof
from newslint.start.site import Site

_HABIT: Final = 20
_FEWEST: Final = 3
_STEPS = re.compile(r"[^.\[\]]+|\[\d+\]")
_KEYWORDS: Final[Mapping[str, str]] = {
    "SCH001": "required",
    "SCH002": "additionalProperties",
    "SCH003": "type",
    "SCH004": "enum",
    "SCH005": "format",
}

Place = tuple[str, ...]
"""The way to a field in a schema; `[]` stands for the items of a list."""


@dataclass(slots=True)
class Leniency:
    """What a collection is let off.

    `kept` are the fields that keep the roles of the shipped schemas, and `keeps_all` says that all do.
    `loosened` are keywords of its schema that are taken back, each with its place, `restored` those that the
    shipped schemas have and it lacked. `quiet` are the codes of rules that say nothing of its files.
    """

    kept: set[str] = field(default_factory=set)
    keeps_all: bool = False
    restored: set[tuple[Place, str]] = field(default_factory=set)
    loosened: set[tuple[Place, str]] = field(default_factory=set)
    quiet: set[str] = field(default_factory=set)

    @property
    def size(self) -> int:
        """How much that is."""
        return len(self.kept) + self.keeps_all + len(self.restored) + len(self.loosened) + len(self.quiet)


def correct(
    proof: Proof, homes: Mapping[str, str], sizes: Mapping[str, int], given: Mapping[str, Leniency]
) -> bool:
    """Let collections off what a trial says against them; returns whether anything is left to try.

    Args:
        proof: What the trial said.
        homes: The collection of each file, by the name that reports have for the file.
        sizes: How many files each collection has.
        given: What each is let off so far; this grows.
    """
    before = [own.size for own in given.values()]
    kept = {name: frozenset(own.kept) for name, own in given.items()}
    for finding in proof.lost:
        home = homes.get(finding.file)
        if home is not None and finding.path:
            place = _place(finding.path)
            # Where its own role does not bring it back, the rule compared the field with others.
            given[home].keeps_all |= place[0] in kept[home]
            given[home].kept.add(place[0])
            # Rules may have spoken because the shipped schema says of which form the field is.
            given[home].restored.add((place, _KEYWORDS.get(finding.code, "format")))
    told = {(homes.get(finding.file), finding.code) for finding in proof.before.findings}
    habits: defaultdict[tuple[str, str, Place], set[str]] = defaultdict(set)
    for finding in proof.new:
        if finding.collection in given:
            place = _place(finding.path) if finding.code in _KEYWORDS else ()
            habits[finding.collection, finding.code, place].add(finding.file)
    for (home, code, place), files in habits.items():
        if len(files) <= _FEWEST or len(files) * _HABIT <= sizes[home]:
            continue
        if code in _KEYWORDS:
            given[home].loosened.add((place, _KEYWORDS[code]))
        elif not code.startswith(("FM", "NL", "SCH")) and (home, code) not in told:
            given[home].quiet.add(code)
    return before != [own.size for own in given.values()]


def restore(schema: dict[str, Any], shipped: State, keywords: Iterable[tuple[Place, str]]) -> None:
    """Put keywords into a schema that `infer_schema` made, as the shipped schema has them at their places."""
    for place, keyword in keywords:
        holder, known = _holder(place, keyword), shipped
        for step in holder:
            known = known.item(0) if step == "[]" else known.field(step)
        part = _part(schema, holder)
        said = [own[keyword] for own, *_ in known.parts if keyword in own]
        if part is None or not said or (keyword == "format" and "anyOf" in part):
            continue
        if keyword == "required":
            part["required"] = sorted({*part.get("required", ()), *said[0]} & part["properties"].keys())
        elif keyword == "additionalProperties":
            part["properties"].pop(place[-1], None)
            part["additionalProperties"] = said[0]
        else:
            part[keyword] = said[0]


def loosen(schema: dict[str, Any], taken_back: Iterable[tuple[Place, str]]) -> None:
    """Take keywords out of a schema that `infer_schema` made."""
    for place, keyword in taken_back:
        part = _part(schema, _holder(place, keyword))
        if part is None:
            continue
        if keyword == "required":
            for rule in (part, *(kind["then"] for kind in part.get("allOf", ()))):
                if place[-1] in rule.get("required", ()):
                    rule["required"].remove(place[-1])
        elif keyword == "additionalProperties":
            part.pop("additionalProperties", None)
            part.pop("patternProperties", None)
        elif _drop(part, keyword):
            said = part.get("$comment", "").replace(", taken for mistakes", "")
            part["$comment"] = f"{said}; no `{keyword}`, which many files miss".removeprefix("; ")


def _drop(part: dict[str, Any], keyword: str) -> bool:
    """Drop a keyword, and with it the words that may stand in place of a format."""
    return part.pop(keyword, None) is not None or (
        keyword == "format" and part.pop("anyOf", None) is not None
    )


def why_lost(finding: Finding, site: Site, checked: Collection[str]) -> str:
    """Why a configuration silences a finding, in a few words."""
    if finding.file not in checked:
        return "`exclude` leaves out the folder of the generator"
    if finding.code == "DAT002" and site.schedules:
        return f"{site.generator} holds back what has a date to come"
    if site.yaml_version != "1.2" and finding.code.startswith("FM"):
        return f"{site.generator} reads YAML by version {site.yaml_version}"
    return "the schema of the collection says otherwise of the field"


def _place(path: str) -> Place:
    return tuple("[]" if step.startswith("[") else step for step in _STEPS.findall(path))


def _holder(place: Place, keyword: str) -> Place:
    """Where a keyword stands that concerns a field: one that names fields stands in what holds them."""
    return place[:-1] if keyword in ("required", "additionalProperties") else place


def _part(schema: dict[str, Any], place: Place) -> dict[str, Any] | None:
    part: dict[str, Any] | None = schema
    for step in place:
        if part is not None:
            part = part.get("items") if step == "[]" else part.get("properties", {}).get(step)
    return part
