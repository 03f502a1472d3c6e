"""A labelled archive of real articles: its files, what people said of them, and the schemas for them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from newslint.finding import Report
from newslint.light_dataclasses import replace
from newslint.lint.corpus import gather
from newslint.lint.examiner import Examiner, Outcome
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.rules import BUILT_IN, RULES
from newslint.schema.compiled import Schema, load_schema, shipped_schema
from newslint.source import Source

REPOSITORY = Path(__file__).resolve().parents[1]
CORPUS = REPOSITORY.parent / "shared" / "corpus"
NAME = "power-apps"

# Each folder holds another kind of item.
SCHEMAS = {
    "_news": "article",
    "_learning/videos": "video",
    "_learning/courses": "course",
    "_learning/collections": "collection",
    "_samples": "sample",
    "_communities": "community",
    "_people": "person",
}
# How a label names what follows the front matter; no field can be called so.
BODY = "(body)"


class AbsentError(Exception):
    """The archive is not here; it isn't part of the repository."""


@dataclass(frozen=True)
class Label:
    """What people said of one place: a `defect`, `not-defect` or `debatable`.

    `paths` are its field and the fields that would be as good; the empty path is the whole file. `group`
    joins the labels of one defect that lies in several files.
    """

    file: str
    paths: tuple[str, ...]
    line: int
    category: str
    family: str
    verdict: str
    why: str
    group: str


@dataclass(frozen=True)
class Archive:
    """The files by name, the labels, the codes that may report each category, and the sizes that bind."""

    sources: Mapping[str, Source]
    labels: tuple[Label, ...]
    codes: Mapping[str, frozenset[str]]
    hints: tuple[Mapping[str, Any], ...]

    def lint(self, *, described: bool = True, all_rules: bool = False) -> Report:
        """Lint all files in one run: bound to their schemas, or as they bind without a configuration."""
        settings = Settings(rules=RULES if all_rules else BUILT_IN.defaults)
        examiners: dict[Schema | None, Examiner] = {}

        def outcomes() -> Iterator[Outcome]:
            for name, source in self.sources.items():
                schema = schema_of(name) if described else None
                if schema not in examiners:
                    examiners[schema] = Examiner(replace(settings, schema=schema))
                job = Job(name, named=False)
                yield Outcome(job, examiners[schema].examine(job, source))

        return gather(outcomes(), settings, lambda job: self.sources[job.name])


# Rules that tell what was labelled before there were any.
_RULES_SINCE = (
    ("excerpt.boilerplate", "TXT014"),
    ("excerpt.truncated", "COR010"),
    ("text.whitespace", "TXT015"),
)


def read_archive(folder: Path) -> Archive:
    """Read the archive.

    Raises:
        AbsentError: it is not there; the message says what is missing.
    """
    for needed in (f"{NAME}.jsonl", f"{NAME}.exact-hints.jsonl", "category_codes.json", NAME):
        if not (folder / needed).exists():
            raise AbsentError(f"the labelled archive is not here: {folder / needed} does not exist")
    paths = sorted(path for path in (folder / NAME).rglob("*") if path.suffix in (".md", ".txt"))
    names = [path.relative_to(folder).as_posix() for path in paths]
    codes = json.loads((folder / "category_codes.json").read_text(encoding="utf-8"))
    for category, code in _RULES_SINCE:
        codes.setdefault(category, []).append(code)
    return Archive(
        {name: Source(name, path.read_bytes()) for name, path in zip(names, paths, strict=True)},
        tuple(_label(raw) for raw in _lines(folder / f"{NAME}.jsonl")),
        {category: frozenset(names) for category, names in codes.items()},
        tuple(_lines(folder / f"{NAME}.exact-hints.jsonl")),
    )


def schema_of(name: str) -> Schema:
    """The schema that describes the items in the folder of a file."""
    folder = name.removeprefix(f"{NAME}/").rpartition("/")[0]
    return _schema(SCHEMAS[folder])


def related(path: str, other: str) -> bool:
    """Whether two fields are one, or one is part of the other."""
    if path == other:
        return True
    short, long = sorted((path, other), key=len)
    return bool(short) and long.startswith((f"{short}.", f"{short}["))


def by_file(labels: Iterable[Label]) -> dict[str, list[Label]]:
    """The labels of each file."""
    found: dict[str, list[Label]] = {}
    for label in labels:
        found.setdefault(label.file, []).append(label)
    return found


@cache
def _schema(name: str) -> Schema:
    if name == "article":
        return shipped_schema(name)
    return load_schema(Path(__file__).parent / "schemas" / f"{name}.schema.json")


def _label(raw: Mapping[str, Any]) -> Label:
    return Label(
        file=raw["rel"],
        paths=(raw["path"], *raw.get("alt", ())),
        line=raw["line"],
        category=raw["category"],
        family=raw["family"],
        verdict=raw["verdict"],
        why=raw["why"],
        group=raw.get("group", ""),
    )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)
