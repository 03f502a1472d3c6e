"""What `newslint config show` prints: settings as TOML with comments; open it when one is missing there."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from newslint.config.generators import Owner
from newslint.config.project import SUFFIXES, Project
from newslint.finding import is_own_code
from newslint.rule import Rule
from newslint.text.display import escape, escape_path


def settings_text(project: Project, file: str | None) -> str:
    """The settings of a project; with a file (its absolute path) also what holds for that one."""
    return (
        "\n".join(
            [
                *_head(project, file),
                "",
                *_settings(project),
                "",
                *_rules(project, file),
                *_collections(project),
            ]
        )
        + "\n"
    )


def _head(project: Project, file: str | None) -> Iterator[str]:
    names = [escape_path(os.path.relpath(path)) for path in project.configs]
    yield f"# settings from {', which extends '.join(names)}" if names else "# no configuration: the defaults"
    if file is None:
        return
    yield f"# for {escape_path(os.path.relpath(file))}"
    collection = project.collection_of(file)
    if collection is None:
        yield "# in no collection: bound to a schema by its fields"
    else:
        schema = "chosen by its fields" if collection.schema is None else escape(collection.schema.name)
        yield f"# in the collection {escape(collection.name)}, with the schema: {schema}"
    if not project.includes(file) or project.exclude.match(file):
        yield "# a walk passes over it"


def _settings(project: Project) -> Iterator[str]:
    include = [f"*{suffix}" for suffix in SUFFIXES] if project.include is None else project.include.patterns
    yield f"include = {_toml(include)}"
    yield f"exclude = {_toml(project.exclude.patterns)}"
    yield f"respect-gitignore = {_toml(project.respect_gitignore)}"
    yield f"force-exclude = {_toml(project.force_exclude)}"
    unset = "" if project.yaml_version else "  # not set: FM009 tells what other versions read otherwise"
    yield f"yaml-version = {_toml(project.yaml_version or '1.2')}{unset}"
    yield _generator(project.generator)
    if project.image_root is not None:
        yield f"image-root = {_toml(_path(project.image_root))}"
    yield f"corpus = {_toml([_path(path) for path in project.corpus])}"
    followed = [_path(Path(folder)) for folder in project.boundary.followed]
    yield f"follow-links = {_toml(followed)}"
    if project.baseline is not None:
        missing = "" if os.path.exists(project.baseline) else "  # not there yet"  # noqa: PTH110 - raises nothing
        yield f"baseline = {_toml(_path(project.baseline))}{missing}"
    yield f"fail-on = {_toml(project.fail_on)}"
    if project.max_warnings is not None:
        yield f"max-warnings = {project.max_warnings}"
    yield f"unfixable = {_toml(sorted(project.catalogue.by_code.keys() - project.fixable))}"
    yield f"output-format = {_toml(project.output_format)}"
    for limit, most in project.limits._asdict().items():
        yield f"limits.{limit.replace('_', '-')} = {most}"
    for globs, codes in project.per_file_ignores:
        yield f"per-file-ignores.{_toml(globs.patterns[0])} = {_toml(sorted(codes))}"


def _rules(project: Project, file: str | None) -> Iterator[str]:
    """Every rule that runs with its severity and options, then those that don't."""
    ignored = frozenset[str]() if file is None else project.ignored(file)
    running = [rule for rule in project.rules if rule.code not in ignored]
    yield f"# {len(running)} of {len(project.catalogue.rules)} rules run"
    for rule in running:
        options = project.options.get(rule.code)
        changed = "" if options is None else f", {_options(rule, options)}"
        yield f"rules.{rule.code} = {{ severity = {_toml(rule.severity.value)}{changed} }}  # {_named(rule)}"
    codes = {rule.code for rule in running}
    for code, rule in project.catalogue.by_code.items():
        if code not in codes:
            why = "ignored for this file" if code in ignored else "off" if rule.default else "off by default"
            yield f"# {code} {rule.name}: {why}"


def _named(rule: Rule) -> str:
    """The name of a rule; of one that newslint has no page of, also what it says."""
    return f"{rule.name}: {escape(rule.summary)}" if is_own_code(rule.code) else rule.name


def _collections(project: Project) -> Iterator[str]:
    for collection in project.collections:
        yield from ("", "[[collections]]", f"name = {_toml(collection.name)}")
        yield f"files = {_toml(collection.files.patterns)}"
        if collection.exclude:
            yield f"exclude = {_toml(collection.exclude.patterns)}"
        if collection.schema is not None:
            yield f"schema = {_toml(collection.schema.name)}"
        if collection.allow_schema_override:
            yield "allow-schema-override = true"


def _options(rule: Rule, options: object) -> str:
    defaults = rule.options()
    changed = [
        f"{name.replace('_', '-')} = {_toml(_plain(getattr(options, name)))}"
        for name in rule.option_types
        if getattr(options, name) != getattr(defaults, name)
    ]
    return ", ".join(changed)


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


def _generator(owner: Owner) -> str:
    if not owner.name:
        return "# generator: none is known"
    return f"generator = {_toml(owner.name)}" + (
        f"  # in {_path(Path(owner.folder))}" if owner.folder else ""
    )


def _path(path: Path) -> str:
    return os.path.relpath(path).replace(os.sep, "/")


def _toml(value: object) -> str:
    if isinstance(value, float):
        return repr(value)
    # JSON and TOML write text, integers, booleans and lists of them alike, but for what can't be printed.
    text = json.dumps(value, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in text)
