"""Plans a starting configuration and writes it: everything or nothing; open it to follow `init`."""

import json
import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final

from newslint.errors import NewslintError
from newslint.finding import Finding
from newslint.knowledge.date_readers import DATE_WORDS
from newslint.run.discovery import display_name
from newslint.schema.bundled import bundled_schema
from newslint.start.articles import given_elsewhere
from newslint.start.corrections import Leniency, correct, loosen, restore, why_lost
from newslint.start.inference import infer_schema, meaning_of_articles
from newslint.start.presets import is_covered, widen
from newslint.start.proof import Proof, by_severity, check_with, check_without, compare, summary
from newslint.start.settings import HOOK, Binding, bindings, config_text
from newslint.start.site import Site, recognise
from newslint.start.survey import Survey, survey
from newslint.system.atomic_write import make_folder, write_text
from newslint.system.contained import LARGEST_CONFIGURATION, Boundary, read
from newslint.text.wording import count as counted

CONFIG: Final = "newslint.toml"
_HIDDEN_CONFIG: Final = ".newslint.toml"
_HOOKS: Final = ".pre-commit-config.yaml"
_MOST_TRIALS: Final = 3
_MOST_TOLD: Final = 10
_MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to write."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What `newslint init` is about to write.

    `seen`, `next_steps` and `proof` are lines for the terminal. `snippet` is the hook to add to a file of
    pre-commit that is there already, or that belongs to a folder above; empty where `files` has it. `proof`
    is empty where there was nothing to try the configuration on.
    """

    files: tuple[PlannedFile, ...]
    seen: tuple[str, ...]
    next_steps: tuple[str, ...]
    proof: tuple[str, ...] = ()
    snippet: str = ""


def plan(folder: Path) -> Plan:
    """Look at a folder, plan its configuration, and try it; nothing is written there.

    Raises:
        NewslintError: the folder does not exist, or is none.
    """
    if not os.path.isdir(folder):  # noqa: PTH112 - raises nothing
        what = "no folder; name the one of the archive" if os.path.lexists(folder) else "no such folder"
        raise NewslintError(f"{folder}: {what}")
    site = recognise(folder)
    found = survey(folder, site)
    tried = _tried(folder, site, found)
    bound = sorted(tried.bound, key=lambda binding: -len(binding.collection.files))
    schemas = [PlannedFile(folder / b.schema, tried.schemas[b.schema]) for b in bound if not b.is_bundled]
    config = PlannedFile(folder / CONFIG, tried.config)
    unbound = found.files - sum(len(binding.collection.files) for binding in bound)
    seen = [f"{site.generator} site" if site.seen else "an archive without a generator"]
    seen += [f"{b.name}: {counted(len(b.collection.files), 'file')}, {_schema_told(b)}" for b in bound]
    seen += [f"{counted(unbound, 'file')} in no collection"] if unbound else []
    seen += (
        [] if found.files else ["no articles found, so that the configuration says nothing of their fields"]
    )
    hook = _hook_file(folder)
    steps: tuple[str, ...] = (
        "run `newslint check` and read what it finds",
        "edit the schemas where they say too much or too little: each field says how often it was seen",
        "set aside what can't be corrected now: `newslint check --update-baseline`",
        f"check every commit: add the hook below to {_HOOKS}" if hook is None else "run `pre-commit install`",
    )
    if not found.files:
        steps = (
            "name the folder with the articles, or run `newslint init --force` when some are here",
            steps[-1],
        )
    proof = tuple(_told(tried, site)) if found.files else ()
    if hook is None:
        return Plan((*schemas, config), tuple(seen), steps, proof, HOOK)
    return Plan((*schemas, hook, config), tuple(seen), steps, proof)


@dataclass(frozen=True, slots=True)
class _Tried:
    """A configuration, and what came out when it was tried."""

    bound: list[Binding]
    config: str
    schemas: dict[str, str]
    given: Mapping[str, Leniency]
    proof: Proof


def _tried(folder: Path, site: Site, found: Survey) -> _Tried:
    """Try a configuration, and correct it until nothing more can be: at most so many times."""
    now = datetime.now(UTC)
    before = check_without(folder, now)
    bound = bindings(found.collections, found.paths)
    given = {b.name: Leniency(quiet={"FM001"} if b.collection.free else set()) for b in bound}
    sizes = {binding.name: len(binding.collection.files) for binding in bound}
    homes = {display_name(folder / path): b.name for b in bound for path in b.collection.files}
    for _ in range(_MOST_TRIALS):
        schemas: dict[str, str] = {}
        named: list[Binding] = []
        for binding in bound:
            schema = _schema(binding, site, given[binding.name])
            if _is_preset_enough(binding, schema, site, given[binding.name]):
                named.append(replace(binding, schema=site.name))
            else:
                named.append(binding)
                schemas[binding.schema] = json.dumps(schema, indent=2) + "\n"
        config = config_text(site, found, named, {name: own.quiet for name, own in given.items()})
        proof = compare(before, check_with(folder, config, schemas, now))
        tried = _Tried(named, config, schemas, given, proof)
        if not correct(proof, homes, sizes, given):
            break
    return tried


def _is_preset_enough(binding: Binding, schema: Mapping[str, Any], site: Site, given: Leniency) -> bool:
    files = binding.collection.profile.total
    return bool(site.name and not given.loosened) and is_covered(
        schema, files, bundled_schema(site.name).start
    )


def _schema(binding: Binding, site: Site, given: Leniency) -> dict[str, Any]:
    collection = binding.collection
    elsewhere = given_elsewhere(map(PurePosixPath, collection.names), titled=site.titled)
    kept = collection.profile.fields.keys() if given.keeps_all else given.kept
    schema = infer_schema(collection.profile, binding.name, site.reserved, kept, elsewhere)
    if site.name:
        words = DATE_WORDS.get(site.name, ())
        widen(schema, collection.profile, bundled_schema(site.name).raw, words)
    restore(schema, meaning_of_articles(collection.profile), sorted(given.restored))
    loosen(schema, sorted(given.loosened))
    return schema


def _told(tried: _Tried, site: Site) -> Iterator[str]:
    """What the trial came to, the result in the last line."""
    for binding in tried.bound:
        name, free = binding.name, len(binding.collection.free)
        if free:
            files = f"{counted(free, 'file')} {'has' if free == 1 else 'have'} no front matter"
            yield f"{name}: {files}, which {site.generator} does not ask for: FM001 is left out there"
        for code in sorted(tried.given[name].quiet - ({"FM001"} if free else set())):
            yield f"{name}: {code} would tell of many files, and is left out there"
    for binding in tried.bound:
        yield from _left_out(binding)
    proof = tried.proof
    lines = [f"{_line(finding)}: {finding.message}" for finding in by_severity(proof.new)]
    yield from _some("new", lines)
    checked = set(proof.after.checked)
    lines = [f"{_line(f)}: {why_lost(f, site, checked)}" for f in by_severity(proof.lost)]
    yield from _some("no longer told", lines)
    yield summary(proof)


def _left_out(binding: Binding) -> Iterator[str]:
    collection = binding.collection
    if collection.left_out:
        shown = ", ".join(sorted(collection.left_out)[:_MOST_NAMED])
        more = ", ..." if len(collection.left_out) > _MOST_NAMED else ""
        count = counted(len(collection.left_out), "file")
        yield f"{binding.name}: {count} left out that lack what the rest has ({shown}{more})"


def _line(finding: Finding) -> str:
    return f"  {finding.file}:{finding.range.line} {finding.code}"


def _some(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"{title}:"
        yield from lines[:_MOST_TOLD]
    if len(lines) > _MOST_TOLD:
        yield f"  and {len(lines) - _MOST_TOLD:,} more"


def write(planned: Plan, *, force: bool = False) -> None:
    """Write the files of a plan, or none of them.

    Raises:
        NewslintError: a file exists already and `force` is not given, or one can't be written.
    """
    folder = planned.files[-1].path.parent
    _refuse_hidden(folder)
    present = [file.path for file in planned.files if os.path.lexists(file.path)]
    if not force:
        if _has_table(folder / "pyproject.toml"):
            raise NewslintError(
                f"{folder / 'pyproject.toml'}: configures newslint already; use --force to go on"
            )
        if present:
            verb = f"and {len(present) - 1} more exist" if len(present) > 1 else "exists"
            raise NewslintError(f"{present[0]} {verb} already; use --force to overwrite")
    written: list[Path] = []
    new_folders = {file.path.parent for file in planned.files if not file.path.parent.exists()}
    try:
        for file in planned.files:
            make_folder(file.path.parent)
            write_text(file.path, file.text)
            written.append(file.path)
    except NewslintError:
        for path in written:
            if path not in present:
                with suppress(OSError):
                    path.unlink()
        for made in new_folders:
            with suppress(OSError):
                made.rmdir()
        raise


def _schema_told(binding: Binding) -> str:
    if binding.is_bundled:
        return f"schema `{binding.schema}`, which ships with newslint"
    return f"schema in {binding.schema}"


def _hook_file(folder: Path) -> PlannedFile | None:
    """The file of pre-commit's hooks, where the folder is a repository that has none."""
    path = folder / _HOOKS
    return PlannedFile(path, HOOK) if (folder / ".git").exists() and not os.path.lexists(path) else None


def _refuse_hidden(folder: Path) -> None:
    hidden = folder / _HIDDEN_CONFIG
    if os.path.lexists(hidden):
        raise NewslintError(f"{hidden}: goes before {CONFIG}; remove or rename it first")


def _has_table(path: Path) -> bool:
    try:
        text = read(path, LARGEST_CONFIGURATION, Boundary()).data.decode()
        return "newslint" in tomllib.loads(text).get("tool", {})
    except ValueError:
        return False
