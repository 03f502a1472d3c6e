"""Plans a starting configuration and writes it: everything or nothing; open it to follow `init`."""

import json
import os
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from newslint.config.generators import recognise
from newslint.errors import NewslintError
from newslint.start.inference import infer_schema
from newslint.start.settings import HOOK, bindings, config_text
from newslint.start.survey import survey
from newslint.system.atomic_write import write_text
from newslint.system.contained import LARGEST_CONFIGURATION, Boundary, read
from newslint.text.wording import count as counted

CONFIG: Final = "newslint.toml"
_HIDDEN_CONFIG: Final = ".newslint.toml"
_HOOKS: Final = ".pre-commit-config.yaml"


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to write."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What `newslint init` is about to write.

    `seen` and `next_steps` are lines for the terminal. `snippet` is the hook to add to a file of pre-commit
    that is there already, or that belongs to a folder above; empty where `files` has it.
    """

    files: tuple[PlannedFile, ...]
    seen: tuple[str, ...]
    next_steps: tuple[str, ...]
    snippet: str = ""


def plan(folder: Path) -> Plan:
    """Look at a folder and plan its configuration; nothing is written.

    Raises:
        NewslintError: the folder does not exist.
    """
    if not folder.is_dir():
        raise NewslintError(f"{folder}: no such folder")
    site = recognise(folder)
    found = survey(folder, site)
    bound = bindings(found.collections)
    schemas = [
        PlannedFile(
            folder / binding.schema,
            json.dumps(infer_schema(binding.collection.profile, binding.name, site.reserved), indent=2)
            + "\n",
        )
        for binding in bound
    ]
    config = PlannedFile(folder / CONFIG, config_text(site, found, bound))
    seen = [f"{site.generator} site" if site.seen else "an archive without a generator"]
    seen += [f"{b.name}: {counted(b.collection.profile.total, 'file')}, schema in {b.schema}" for b in bound]
    seen += [f"{counted(found.unbound, 'file')} in no collection"] if found.unbound else []
    hook = _hook_file(folder)
    steps = (
        "run `newslint check` and read what it finds",
        "edit the schemas where they say too much or too little: each field says how often it was seen",
        "set aside what can't be corrected now: `newslint check --update-baseline`",
        f"check every commit: add the hook below to {_HOOKS}" if hook is None else "run `pre-commit install`",
    )
    if hook is None:
        return Plan((*schemas, config), tuple(seen), steps, HOOK)
    return Plan((*schemas, hook, config), tuple(seen), steps)


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
            _make_folder(file.path.parent)
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


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NewslintError(
            f"{folder}: can't make the folder: {(error.strerror or str(error)).lower()}"
        ) from error
