"""Writes `newslint.toml` and the pre-commit snippet, with reasons; open it to word them."""

import re
from collections.abc import Collection as Some
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from newslint.config.project import SUFFIXES
from newslint.schema.bundled import BUNDLED
from newslint.start.patterns import MOST_LEFT_OUT, Patterns, escaped, exactly, make_exact, sign_free
from newslint.start.site import Site
from newslint.start.survey import Collection, Folder, Survey
from newslint.text.wording import count as counted

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
    """A collection under its name, with its schema and the patterns of its files.

    The schema is the path of a file, or the name of one that ships.
    """

    name: str
    schema: str
    collection: Collection
    patterns: Patterns

    @property
    def is_bundled(self) -> bool:
        """Whether the schema ships with newslint."""
        return self.schema in BUNDLED


def bindings(collections: Iterable[Collection], paths: Sequence[str]) -> list[Binding]:
    """Name the collections after their folders, each name once, and bind each to its files of all `paths`.

    A collection that can't be told from what lies beside it in so many patterns that a person reads them is
    left out. Those whose patterns must be asked first come first: the pages of folders, then the deepest.
    """
    chosen = [(name, collection) for name, collection in _named(collections) if collection.files]
    while True:
        alone = len(chosen) == 1
        ordered = sorted(chosen, key=lambda c: _order(c[1]))
        bound = [
            Binding(name, f"schemas/{name}.schema.json", c, Patterns(_globs(c, paths, alone=alone)))
            for name, c in ordered
        ]
        make_exact([(binding.patterns, binding.collection.files) for binding in bound], paths)
        vague = [b.name for b in bound if len(b.patterns.exclude) > MOST_LEFT_OUT]
        if not vague:
            return bound
        # The others must be without its files then, too.
        chosen = [(name, collection) for name, collection in chosen if name != vague[0]]


def _order(collection: Collection) -> tuple[bool, int, int]:
    depths = [len(folder) for folder in collection.folders]
    return not collection.is_sections, -min(depths), -max(depths)


def _named(collections: Iterable[Collection]) -> Iterator[tuple[str, Collection]]:
    taken: set[str] = set()
    for collection in collections:
        name = base = _slug(collection)
        number = 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        yield name, collection


def config_text(
    site: Site,
    found: Survey,
    bound: Sequence[Binding],
    quiet: Mapping[str, Some[str]] = MappingProxyType({}),
) -> str:
    """The text of `newslint.toml`.

    Args:
        site: What the generator decides.
        found: What was found.
        bound: The collections, in the order in which they are asked.
        quiet: The codes of the rules that are left out in a collection, by its name.
    """
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
    unbound = found.files - sum(len(binding.collection.files) for binding in bound)
    if unbound:
        lines += [
            "",
            f"# {counted(unbound, 'file')} in no collection below:",
            "# newslint takes the shipped schema that fits the fields of each.",
        ]
    for binding in bound:
        lines += ["", *_collection_lines(binding, site.section_names)]
    if site.schedules:
        lines += [
            "",
            f"# {site.generator} holds back what has a date to come until that day.",
            "[rules.future-date]",
            "tolerance-days = 366",
        ]
    if any(quiet.values()):
        lines += ["", "# What these rules look for is usual there.", "[per-file-ignores]"]
        for binding in bound:
            codes = _array(sorted(quiet.get(binding.name, ())))
            lines += [
                f"{_quoted(glob)} = {codes}" for glob in binding.patterns.files if quiet.get(binding.name)
            ]
    return "\n".join(lines) + "\n"


def _image_root_lines(image_root: str, found: Survey) -> Iterable[str]:
    line = f"image-root = {_quoted(image_root)}"
    if found.pictures.are_there:
        return ["# Where an image such as /img/a.jpg lies.", line]
    missing = f"{found.pictures.missing:,} of {found.pictures.named:,}"
    return [f"# {missing} images that were looked for don't lie there:", f"# {line}"]


def _collection_lines(binding: Binding, section_names: Sequence[str]) -> Iterable[str]:
    collection = binding.collection
    total, fields = collection.profile.total, len(collection.profile.fields)
    yield f"# {counted(total, 'file')} with {counted(fields, 'different field')}."
    if collection.broken:
        yield f"# {counted(len(collection.broken), 'file')} more can't be read: `newslint check` says why."
    if collection.lost:
        yield f"# {counted(len(collection.lost), 'file')} more lost their front matter."
    if collection.free:
        yield f"# {counted(len(collection.free), 'file')} more without front matter, which is right here."
    yield "[[collections]]"
    yield f"name = {_quoted(binding.name)}"
    yield f"files = {_array(binding.patterns.files)}"
    aside = _aside(binding, section_names)
    if aside:
        yield "# Pages beside the articles, or files without front matter."
        yield f"exclude = {_array(aside)}"
    if binding.is_bundled:
        yield "# Too few files to learn more from than what the generator documents."
    yield f"schema = {_quoted(binding.schema)}"


def _globs(collection: Collection, paths: Sequence[str], *, alone: bool) -> list[str]:
    """Patterns for the files of a collection; `alone` says that it is the only one."""
    if collection.is_sections:
        return _section_globs(collection, paths)
    beginnings: list[str] = []
    for folder in sorted(collection.folders):
        # Beside others, the root holds its own files and folders of years.
        beginnings += ["/", "/[0-9]*/**/"] if not (folder or alone) else [f"{escaped(folder)}**/"]
    return [
        f"{beginning}*{sign_free(ending)}"
        for beginning in beginnings
        for ending in sorted(collection.endings)
    ]


def _section_globs(collection: Collection, paths: Sequence[str]) -> list[str]:
    """Patterns for the pages of folders: by name, where all pages of a name are such, or one by one."""
    files = [PurePosixPath(path) for path in sorted(collection.files)]
    shared = _shared([file.parts[:-1] for file in files])
    by_glob: dict[str, list[str]] = {}
    for file in files:
        stem, *language = file.stem.split(".", 1)
        name = f"{sign_free(stem)}{'.*' if language else ''}{sign_free(file.suffix)}"
        by_glob.setdefault(f"{escaped(shared)}**/{name}", []).append(str(file))
    found: list[str] = []
    for glob, own in by_glob.items():
        others = Patterns([glob]).taken(paths) - collection.files
        bundles = any(not PurePosixPath(path).stem.startswith("_") for path in others)
        found += [exactly(path) for path in own] if bundles else [glob]
    return found


def _aside(binding: Binding, section_names: Sequence[str]) -> list[str]:
    """What a collection is without; sooner or later pages about the archive come to its root.

    `section_names` are those of pages that describe folders: the next one is no article either.
    """
    usual = (
        {"CHANGELOG.md", "CONTRIBUTING.md", "README.md"} if () in binding.collection.folders else set[str]()
    )
    collection = binding.collection
    own = {PurePosixPath(path).name.partition(".")[0] for path in collection.files}
    if not collection.is_sections:
        usual |= {f"{name}.*" for name in section_names if name not in own}
    return sorted({f"**/{name}" for name in usual}.union(binding.patterns.exclude))


def _shared(folders: Sequence[Folder]) -> Folder:
    """The innermost folder around all of these."""
    levels = zip(*folders, strict=False)
    return tuple(names[0] for names in takewhile(lambda names: len(set(names)) == 1, levels))


def _slug(collection: Collection) -> str:
    """A name made of the innermost folder around all files of a collection."""
    shared = _shared(collection.folders)
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
