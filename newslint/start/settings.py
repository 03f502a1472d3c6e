"""Writes `newslint.toml` and the pre-commit snippet, with reasons; open it to word them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from newslint.config.generators import Site
from newslint.config.project import SUFFIXES
from newslint.start.survey import Collection, Survey, has_lost_front_matter
from newslint.text.wording import count as counted

_GLOB_SIGNS = re.compile(r"([\\*?\[\]!#])")
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_ROOT_NAME = "articles"
# More would keep a commit waiting for seconds.
_MOST_COMPARED: Final = 2_000

HOOK: Final = f"""\
repos:
  - repo: local
    hooks:
      - id: newslint
        name: newslint
        entry: newslint check --force-exclude
        language: system
        files: (?i)\\.({"|".join(suffix[1:] for suffix in SUFFIXES)})$
"""
"""A `.pre-commit-config.yaml` that runs the installed newslint on the files of a commit."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A collection under its name, with the path of its schema."""

    name: str
    schema: str
    collection: Collection


def bindings(collections: Iterable[Collection]) -> list[Binding]:
    """Name the collections after their folders, each name once."""
    found: list[Binding] = []
    taken: set[str] = set()
    for collection in collections:
        name = base = _slug(collection)
        number = 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        found.append(Binding(name, f"schemas/{name}.schema.json", collection))
    return found


def config_text(site: Site, found: Survey, bound: Sequence[Binding]) -> str:
    """The text of `newslint.toml`."""
    known = site.seen or "no generator was recognised"
    lines = [
        f"# Written by `newslint init`, which read {counted(found.files, 'file')}. It is yours to edit.",
        f"# Kind of site: {site.generator} ({known}).",
    ]
    if site.yaml_version != "1.2":
        lines += [
            "",
            f"# {site.generator} reads YAML by version {site.yaml_version}.",
            f'yaml-version = "{site.yaml_version}"',
        ]
    if site.image_root is not None:
        lines += ["", *_image_root_lines(site.image_root, found)]
    if site.exclude:
        lines += ["", "# Folders of the generator.", f"exclude = {_array(site.exclude)}"]
    if found.files <= _MOST_COMPARED:
        lines += ["", "# A commit of a few files is compared with all articles.", 'corpus = ["."]']
    if found.unbound:
        lines += [
            "",
            f"# {counted(found.unbound, 'file')} in no collection below:",
            "# newslint takes the shipped schema that fits the fields of each.",
        ]
    # The first collection whose globs match binds a file: the deepest folders come first.
    for binding in sorted(bound, key=lambda b: -max(len(folder) for folder in b.collection.folders)):
        lines += ["", *_collection_lines(binding, alone=len(bound) == 1)]
    if site.schedules:
        lines += [
            "",
            f"# {site.generator} holds back what has a date to come until that day.",
            "[rules.future-date]",
            "tolerance-days = 366",
        ]
    return "\n".join(lines) + "\n"


def _image_root_lines(image_root: str, found: Survey) -> Iterable[str]:
    line = f"image-root = {_quoted(image_root)}"
    if found.pictures.are_there:
        return ["# Where an image such as /img/a.jpg lies.", line]
    missing = f"{found.pictures.missing:,} of {found.pictures.named:,}"
    return [f"# {missing} images that were looked for don't lie there:", f"# {line}"]


def _collection_lines(binding: Binding, *, alone: bool) -> Iterable[str]:
    collection = binding.collection
    fields = len(collection.profile.fields)
    yield f"# {counted(collection.profile.total, 'file')} with {fields:,} different fields."
    if collection.broken:
        yield f"# {counted(collection.broken, 'file')} more can't be read: `newslint check` says why."
    yield "[[collections]]"
    yield f"name = {_quoted(binding.name)}"
    yield f"files = {_array(_globs(collection, alone=alone))}"
    aside = _aside(collection)
    if aside:
        yield "# Pages beside the articles, or files without front matter."
        yield f"exclude = {_array(aside)}"
    yield f"schema = {_quoted(binding.schema)}"


def _globs(collection: Collection, *, alone: bool) -> list[str]:
    """Patterns for the files of a collection; `alone` says that it is the only one."""
    beginnings: list[str] = []
    for folder in sorted(collection.folders):
        # Beside others, the root holds its own files and folders of years.
        beginnings += ["/", "/[0-9]*/**/"] if not (folder or alone) else [f"{_escaped(folder)}**/"]
    return [
        f"{beginning}*{_sign_free(ending)}"
        for beginning in beginnings
        for ending in sorted(collection.endings)
    ]


def _aside(collection: Collection) -> list[str]:
    """Patterns for the files below the folders of a collection that are none of its articles."""
    exact = [path for path in collection.aside if path.rpartition("/")[2].startswith("index.")]
    if not has_lost_front_matter(collection):
        exact += collection.bare
    # Sooner or later such pages come to the folder of every archive.
    usual = {"CHANGELOG.md", "CONTRIBUTING.md", "README.md"} if () in collection.folders else set[str]()
    anywhere = usual | {path.rpartition("/")[2] for path in collection.aside} - {
        p.rpartition("/")[2] for p in exact
    }
    return [f"**/{_sign_free(name)}" for name in sorted(anywhere)] + [
        _escaped(path.split("/")).removesuffix("/") for path in sorted(exact)
    ]


def _escaped(folder: Sequence[str]) -> str:
    """A folder as the beginning of a glob, which the leading slash ties to the folder of the config."""
    return "/" + "".join(f"{_sign_free(part)}/" for part in folder)


def _sign_free(part: str) -> str:
    # Git keeps a blank at the end only behind a backslash.
    part = _GLOB_SIGNS.sub(r"\\\1", part)
    return f"{part[:-1]}\\ " if part.endswith(" ") else part


def _slug(collection: Collection) -> str:
    """A name made of the innermost folder around all files of a collection."""
    levels = zip(*collection.folders, strict=False)
    shared = [names[0] for names in takewhile(lambda names: len(set(names)) == 1, levels)]
    last = shared[-1] if shared else _ROOT_NAME
    return _NO_SLUG.sub("-", last.casefold()).strip("-")[:40] or _ROOT_NAME


def _array(texts: Iterable[str]) -> str:
    return "[" + ", ".join(map(_quoted, texts)) + "]"


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    escaped = "".join(_toml_character(c) for c in text.encode("utf-8", "replace").decode())
    return f'"{escaped}"'


def _toml_character(c: str) -> str:
    if c in '"\\':
        return f"\\{c}"
    return f"\\u{ord(c):04x}" if ord(c) < 0x20 or ord(c) == 0x7F else c
