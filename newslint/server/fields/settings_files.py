"""Configurations and schemas that are open in the editor; open it for what is known of their fields."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from newslint.config.layers import NAMES, SECTION
from newslint.config.settings_schema import settings_schema
from newslint.finding import Path, is_own_code
from newslint.rule import Catalogue
from newslint.schema.field_schema import State
from newslint.schema.roles import KEYWORD

SCHEMA_SETTING: Final = ("collections", "schema")
"""The path, without positions, of the setting that names a schema."""


def is_configuration(path: str) -> bool:
    """Whether a file is a configuration by its name."""
    return PurePath(path).name in NAMES


def is_json(path: str) -> bool:
    """Whether a file may be a schema by its name."""
    return path.endswith(".json")


def settings(catalogue: Catalogue) -> State:
    """What the schema of configurations says of their root, where there are some rules."""
    return settings_schema(tuple(rule for rule in catalogue.rules if is_own_code(rule.code))).start


def path_in_settings(path: Path, file: str) -> Path | None:
    """The path of a setting, given its path in the file; None for what belongs to other programs."""
    if PurePath(file).name != "pyproject.toml":
        return path
    return path[len(SECTION) :] if path[: len(SECTION)] == SECTION else None


def selectors(catalogue: Catalogue) -> Mapping[str, str]:
    """What stands for rules in a configuration, and what it means; beginnings of codes are left out."""
    rules = catalogue.rules
    families = {family: f"all rules {family}..." for family in catalogue.families}
    codes = {rule.code: f"{rule.name}: {rule.summary}" for rule in rules}
    names = {rule.name: f"{rule.code}: {rule.summary}" for rule in rules}
    return {"ALL": "every rule", **families, **codes, **names}


def is_role(path: Path) -> bool:
    """Whether a place in a schema holds a role."""
    return KEYWORD in path[-2:]
