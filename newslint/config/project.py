"""Settings put to use for the files below a folder; open it to add a setting, or to follow one."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from newslint.config.generators import Owner, owner_of
from newslint.config.globs import Globs, mistakes_in
from newslint.config.layers import (
    NAMES,
    ConfigError,
    Layer,
    check_layer,
    config_in,
    find_config,
    inline_layer,
    read_layers,
)
from newslint.config.own_site import own_hosts_of
from newslint.config.permalinks import permalinks_of
from newslint.config.selection import find_selector, select_rules
from newslint.config.vocabularies import vocabularies_of
from newslint.document import Vocabulary
from newslint.errors import NewslintError
from newslint.finding import Path as KeyPath
from newslint.finding import Severity
from newslint.frontmatter.nodes import Limits
from newslint.knowledge.permalinks.pattern import Permalinks
from newslint.light_tuples import NamedTuple
from newslint.rule import Catalogue, Rule
from newslint.rules import BUILT_IN
from newslint.schema.bundled import named_schema
from newslint.schema.compiled import Schema, load_schema
from newslint.system.contained import Boundary
from newslint.system.tracked import Repositories
from newslint.text.wording import shorten

if TYPE_CHECKING:
    from newslint.config.own_rules import Scope

SUFFIXES: Final = (
    ".md", ".markdown", ".mdx", ".mdoc", ".qmd", ".rmd", ".txt", ".html", ".njk", ".liquid", ".adoc", ".org",
    ".rst",
)  # fmt: skip
"""The endings of files that a walk takes for content, unless `include` says otherwise."""

TEMPLATES: Final = frozenset({"_includes", "_layouts", "_partials", "archetypes", "scaffolds"})
"""Folders in which Jekyll, Eleventy, Sphinx, Hugo and Hexo keep what pages are made from."""

BASELINE: Final = "newslint-baseline.json"
_OF_OWN_RULES: Final = ("house-rules", "presets", "plugins")
_NO_OPTIONS: Final[Mapping[str, Any]] = {}  # nothing that is read-only can be sent to another process

Threshold = Literal["error", "warning", "info", "never"]


class Collection(NamedTuple):
    """Files that are bound to a schema; None binds each file by what it is.

    `allow_schema_override`: the schema that a file names itself takes its place.
    """

    name: str
    files: Globs = Globs()
    exclude: Globs = Globs()
    schema: Schema | None = None
    allow_schema_override: bool = False

    def takes(self, path: str) -> bool:
        """Whether a file, named by its absolute path, belongs to it."""
        return self.files.match(path) and not self.exclude.match(path)


class Project(NamedTuple):
    """The settings that hold for the files below a folder; see docs/configuration.md for each.

    Paths are absolute. `configs` are the files that the settings come from, the nearest first. `catalogue`
    has the rules that there are, and `rules` those that run. `own_hosts` are those of the site, as its files
    say, `vocabularies` the names that it has, as in `Document`, and `permalinks` tells the addresses of its
    pages, where they are known. `boundary` is what no link leads out of. `scopes` tell of some rules which
    files they look at.
    """

    folder: Path
    configs: tuple[Path, ...] = ()
    catalogue: Catalogue = BUILT_IN
    rules: tuple[Rule, ...] = BUILT_IN.defaults
    options: Mapping[str, Any] = _NO_OPTIONS
    include: Globs | None = None
    exclude: Globs = Globs()
    respect_gitignore: bool = True
    force_exclude: bool = False
    yaml_version: str = ""
    generator: Owner = Owner()
    own_hosts: frozenset[str] = frozenset()
    vocabularies: Mapping[str, Vocabulary] | None = None
    permalinks: Permalinks | None = None
    image_root: Path | None = None
    corpus: tuple[Path, ...] = ()
    baseline: Path | None = None
    fail_on: Threshold = "warning"
    max_warnings: int | None = None
    fixable: frozenset[str] = frozenset(BUILT_IN.by_code)
    output_format: str = "full"
    per_file_ignores: tuple[tuple[Globs, frozenset[str]], ...] = ()
    collections: tuple[Collection, ...] = ()
    limits: Limits = Limits()
    boundary: Boundary = Boundary()
    scopes: "tuple[Scope, ...]" = ()

    def collection_of(self, path: str) -> Collection | None:
        """The first collection that takes a file, named by its absolute path."""
        return next((found for found in self.collections if found.takes(path)), None)

    def ignored(self, path: str) -> frozenset[str]:
        """The codes of the rules that don't run for a file, named by its absolute path."""
        found = [codes for globs, codes in self.per_file_ignores if globs.match(path)]
        if self.scopes:
            collection = self.collection_of(path)
            name = "" if collection is None else collection.name
            found.append(frozenset(scope.code for scope in self.scopes if not scope.has(path, name)))
        return frozenset().union(*found)

    def names_templates(self, folder: str) -> bool:
        """Whether the configuration asks for the files in a folder of templates."""
        patterns = [] if self.include is None else self.include.patterns
        patterns = [*patterns, *(p for collection in self.collections for p in collection.files.patterns)]
        return any(folder in pattern.split("/") for pattern in patterns)

    def includes(self, path: str) -> bool:
        """Whether a walk takes a file, named by its absolute path, for content."""
        named = path.lower().endswith(SUFFIXES) if self.include is None else self.include.match(path)
        return named or any(collection.takes(path) for collection in self.collections)


class Overrides(NamedTuple):
    """What the command line says of every project; None and empty where it says nothing."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    schema: Schema | None = None
    exclude: tuple[str, ...] = ()
    respect_gitignore: bool | None = None
    force_exclude: bool | None = None
    image_root: Path | None = None
    baseline: Path | None = None
    no_baseline: bool = False
    fail_on: Threshold | None = None
    max_warnings: int | None = None
    paths: tuple[Path, ...] = ()

    def of(self, project: Project) -> Project:
        """The project as the command line wants it.

        Raises:
            NewslintError: a selector stands for no rule, or a pattern can't be used.
        """
        changes: dict[str, Any] = {
            name: getattr(self, name)
            for name in (
                "respect_gitignore",
                "force_exclude",
                "image_root",
                "baseline",
                "fail_on",
                "max_warnings",
            )
            if getattr(self, name) is not None
        }
        if self.paths:
            changes["boundary"] = project.boundary.with_named(self.paths)
        if self.no_baseline:
            changes["baseline"] = None
        if self.exclude:
            for _, why in mistakes_in(self.exclude):
                raise NewslintError(f"--exclude: {why}")
            changes["exclude"] = project.exclude | Globs([(Path.cwd(), self.exclude)])
        if self.schema is not None:
            changes["collections"] = tuple(
                collection._replace(schema=self.schema) for collection in project.collections
            )
        chosen = select_rules(
            project.catalogue, self.select, self.ignore, self.extend_select, start=project.rules
        )
        known = {rule.code: rule for rule in project.rules}
        rules = tuple(known.get(rule.code, rule) for rule in chosen)
        return project._replace(rules=rules, **changes)


class Projects:
    """The projects of a run, each read once.

    A folder belongs to the project of the nearest configuration. `config` takes the place of all of them,
    `isolated` of any; `inline` are settings that stand above all, as lines of TOML. With `tell_all` a
    configuration with mistakes does not end the run: they are kept in `mistakes`, and the defaults hold.
    Plug-ins are loaded with `allow_plugins` only, which is for the person who runs this to say.
    `repositories` is what git said of the folders of the run.
    """

    def __init__(  # noqa: PLR0913 - what the command line says, each with a default
        self,
        config: Path | None = None,
        *,
        isolated: bool = False,
        inline: Sequence[str] = (),
        overrides: Overrides | None = None,
        tell_all: bool = False,
        allow_plugins: bool = False,
    ) -> None:
        self.mistakes: list[str] = []
        self._around: Project | None = None
        self.repositories = Repositories()
        self._tell_all = tell_all
        self._allow_plugins = allow_plugins
        self.overrides = Overrides() if overrides is None else overrides
        # Made anew each time: what can't be used is taken out of them.
        self._above: tuple[Callable[[], Layer], ...] = (
            (partial(inline_layer, tuple(inline)),) if inline else ()
        )
        self._by_folder: dict[Path, Project] = {}
        self._by_config: dict[Path | None, Project] = {}
        self._fixed = self._project(config) if config is not None or isolated else None

    @classmethod
    def of_one(cls, project: Project) -> "Projects":
        """One project for all folders, wherever its settings come from."""
        projects = cls()
        projects._fixed = projects._by_config[None] = project
        return projects

    @classmethod
    def around(
        cls,
        project: Project,
        above: Sequence[Callable[[], Layer]] = (),
        overrides: Overrides | None = None,
        *,
        allow_plugins: bool = False,
    ) -> "Projects":
        """One project for all folders, but for those in its own that have a configuration themselves.

        There what `above` makes stands above that, and `overrides` stand above all.
        """
        projects = cls(overrides=overrides, allow_plugins=allow_plugins)
        projects._above = tuple(above)
        projects._around = project = projects.overrides.of(project)
        projects._by_config[project.configs[0] if project.configs else None] = project
        return projects

    @property
    def read(self) -> list[Project]:
        """The projects that were read so far."""
        return list(self._by_config.values())

    def of(self, folder: Path) -> Project:
        """The project that a folder belongs to; the folder's path is absolute.

        Raises:
            ConfigError: every mistake in the configuration.
        """
        if self._fixed is not None:
            return self._fixed
        found = self._by_folder.get(folder)
        if found is None:
            found = self._by_folder[folder] = self.nearest(folder)
        return found

    def nearest(self, folder: Path) -> Project:
        """The same, found anew for whoever asks about folders without end: only projects are kept."""
        if self._fixed is not None:
            return self._fixed
        around = self._around
        if around is None:
            return self._project(find_config(folder))
        if folder.is_relative_to(around.folder):
            for parent in (folder, *folder.parents):
                if parent == around.folder:
                    break
                config = config_in(parent)
                if config is not None:
                    return self._project(config)
        return around

    def below(self, folder: Path, project: Project, names: Iterable[str]) -> Project:
        """The project of a folder that holds files with these names; its parent belongs to `project`."""
        if self._fixed is not None or set(NAMES).isdisjoint(names):
            return project
        if self._around is not None and not folder.is_relative_to(self._around.folder):
            return project
        config = config_in(folder)
        return project if config is None else self._project(config)

    def _project(self, config: Path | None) -> Project:
        known = self._by_config.get(config)
        if known is None:
            try:
                known = self._read(config)
            except NewslintError as error:
                if not self._tell_all:
                    raise
                self.mistakes += str(error).split("\n")
                known = Project(Path.cwd())
            self._by_config[config] = known
        return known

    def _read(self, config: Path | None) -> Project:
        layers = [] if config is None else read_layers(Path(os.path.abspath(config)))  # noqa: PTH100 - with its links
        above = [make() for make in self._above]
        return self.overrides.of(build([*above, *layers], allow_plugins=self._allow_plugins))


def build(layers: Sequence[Layer], home: Path | None = None, *, allow_plugins: bool = False) -> Project:
    """Check settings and put them to use, the nearest layer first.

    Args:
        layers: The settings.
        home: The folder of the project where no file holds any; the working directory, unless told otherwise.
        allow_plugins: Whether to load those that are named.

    Raises:
        ConfigError: every mistake in the layers at once.
    """
    files = [layer for layer in layers if layer.path is not None]
    folder = files[0].folder if files else home or Path.cwd()
    builder = _Builder(layers, allow_plugins=allow_plugins)
    limits = {name.replace("-", "_"): value for name, value in builder.table("limits").items()}
    severities, options = builder.rules()
    catalogue = builder.catalogue
    chosen = select_rules(
        catalogue,
        builder.selectors("select"),
        builder.selectors("ignore"),
        builder.selectors("extend-select"),
    )
    fixable = select_rules(
        catalogue,
        ["ALL"] if builder.layer_with("fixable") is None else builder.selectors("fixable"),
        builder.selectors("unfixable"),
        start=(),
    )
    generator = Owner(named) if (named := builder.value("generator", "")) else owner_of(folder)
    project = Project(
        folder=folder,
        configs=tuple(layer.path for layer in files if layer.path is not None),
        catalogue=catalogue,
        rules=tuple(
            rule._replace(severity=severities[rule.code], is_severity_set=True)
            if rule.code in severities
            else rule
            for rule in chosen
        ),
        options=options,
        include=builder.globs("include"),
        exclude=builder.globs("exclude") or Globs(),
        respect_gitignore=builder.value("respect-gitignore", True),  # noqa: FBT003 - a default
        force_exclude=builder.value("force-exclude", False),  # noqa: FBT003 - a default
        yaml_version=builder.value("yaml-version", ""),
        generator=generator,
        own_hosts=own_hosts_of(folder),
        vocabularies=vocabularies_of(Path(generator.folder or folder), generator.name),
        permalinks=permalinks_of(Path(generator.folder or folder), generator.name),
        image_root=builder.image_root(),
        corpus=builder.corpus(),
        baseline=builder.baseline(folder),
        fail_on=builder.value("fail-on", "warning"),
        max_warnings=builder.value("max-warnings", None),
        fixable=frozenset(rule.code for rule in fixable),
        output_format=builder.value("output-format", "full"),
        per_file_ignores=builder.per_file_ignores(),
        collections=builder.collections,
        limits=Limits(**limits),
        boundary=Boundary(folder if files else None, builder.followed()),
        scopes=builder.scopes,
    )
    mistakes = [line for layer in layers for line in layer.messages()]
    if mistakes:
        raise ConfigError(mistakes)
    return project


class _Builder:
    """Reads settings out of layers, and notes what the schema of configurations can't know."""

    def __init__(self, layers: Sequence[Layer], *, allow_plugins: bool) -> None:
        self.layers = layers
        self.schemas: dict[str, Schema] = {}
        own = None
        if any(key in layer.values for layer in layers for key in _OF_OWN_RULES):
            from newslint.config.own_rules import OwnRules  # noqa: PLC0415 - few projects have any

            own = OwnRules(layers, allow_plugins=allow_plugins)
        announced = () if own is None else own.announced()
        for layer in layers:
            check_layer(layer, announced, lacks_some=own is not None and own.lacks_some)
        self.collections = self._collections()
        self.catalogue, self.scopes = (BUILT_IN, ()) if own is None else own.read(self.names)

    def layer_with(self, key: str) -> Layer | None:
        return next((layer for layer in self.layers if key in layer.values), None)

    def value(self, key: str, default: Any) -> Any:
        layer = self.layer_with(key)
        return default if layer is None else layer.values[key]

    def added(self, key: str) -> list[Any]:
        return [value for layer in self.layers for value in layer.values.get(key, ())]

    def table(self, key: str) -> dict[str, Any]:
        return {
            name: value
            for layer in reversed(self.layers)
            for name, value in layer.values.get(key, {}).items()
        }

    def globs(self, key: str) -> Globs | None:
        layer = self.layer_with(key)
        return None if layer is None else _globs(layer, (key,), layer.values[key])

    def image_root(self) -> Path | None:
        layer = self.layer_with("image-root")
        if layer is None:
            return None
        path = _joined(layer, layer.values["image-root"])
        if not os.path.isdir(path):  # noqa: PTH112 - raises nothing
            layer.complain(("image-root",), _no_folder(path))
        return path

    def corpus(self) -> tuple[Path, ...]:
        layer = self.layer_with("corpus")
        if layer is None:
            return ()
        paths = [_joined(layer, value) for value in layer.values["corpus"]]
        for index, path in enumerate(paths):
            if not os.path.exists(path):  # noqa: PTH110 - raises nothing
                layer.complain(
                    ("corpus", index), f"there is no such file or folder: {shorten(os.path.relpath(path))}"
                )
        return tuple(paths)

    def followed(self) -> list[Path]:
        """The folders that links may lead to."""
        layer = self.layer_with("follow-links")
        if layer is None:
            return []
        paths = [_joined(layer, value) for value in layer.values["follow-links"]]
        for index, path in enumerate(paths):
            if not os.path.isdir(path):  # noqa: PTH112 - raises nothing
                layer.complain(("follow-links", index), _no_folder(path))
        return paths

    def baseline(self, folder: Path) -> Path:
        layer = self.layer_with("baseline")
        return folder / BASELINE if layer is None else _joined(layer, layer.values["baseline"])

    def per_file_ignores(self) -> tuple[tuple[Globs, frozenset[str]], ...]:
        found: dict[str, tuple[Globs, frozenset[str]]] = {}
        for layer in reversed(self.layers):
            for pattern, selectors in layer.values.get("per-file-ignores", {}).items():
                globs = _globs(layer, ("per-file-ignores", pattern), [pattern])
                found[pattern] = (globs, self._codes(selectors))
        return tuple(found.values())

    @property
    def names(self) -> list[str]:
        """What the collections are called."""
        return [collection.name for collection in self.collections]

    def selectors(self, key: str) -> list[str]:
        """The selectors of a setting; without those of rules that have mistakes, which are told."""
        given = self.added(key) if key == "extend-select" else self.value(key, ())
        return [selector for selector in given if find_selector(self.catalogue, selector) is not None]

    def _collections(self) -> tuple[Collection, ...]:
        found: dict[str, Collection] = {}
        for layer in self.layers:
            own: set[str] = set()
            for index, table in enumerate(layer.values.get("collections", ())):
                if not table:  # left out, because it has mistakes
                    continue
                collection = self._collection(layer, index, table)
                if collection.name in own:
                    layer.complain(
                        ("collections", index, "name") if "name" in table else ("collections", index),
                        f"two collections are called `{shorten(collection.name)}`; give each its own `name`",
                    )
                own.add(collection.name)
                found.setdefault(collection.name, collection)
        return tuple(found.values())

    def _collection(self, layer: Layer, index: int, table: Mapping[str, Any]) -> Collection:
        schema = None
        if "schema" in table:
            try:
                schema = self._load(layer, table["schema"])
            except NewslintError as error:
                layer.complain(("collections", index, "schema"), str(error))
        return Collection(
            table.get("name") or _short_name(table.get("schema")) or f"collections[{index}]",
            _globs(layer, ("collections", index, "files"), table["files"]),
            _globs(layer, ("collections", index, "exclude"), table.get("exclude", ())),
            schema,
            table.get("allow-schema-override", False),
        )

    def _load(self, layer: Layer, named: str) -> Schema:
        return named_schema(named, os.path.relpath(_joined(layer, named)), self._load_file)

    def _load_file(self, path: str) -> Schema:
        if path not in self.schemas:
            self.schemas[path] = load_schema(Path(path))
        return self.schemas[path]

    def rules(self) -> tuple[dict[str, Severity], dict[str, Any]]:
        """Severities and options, by code."""
        given: dict[str, dict[str, Any]] = {}
        for layer in reversed(self.layers):
            seen: dict[str, str] = {}
            for name, table in layer.values.get("rules", {}).items():
                rule = self.catalogue.named(name)
                if rule is None:  # it has mistakes, which are told
                    continue
                code = rule.code
                if code in seen:
                    layer.complain(
                        ("rules", name), f"this is the rule `{seen[code]}`, which stands here too; keep one"
                    )
                seen[code] = name
                for option, value in table.items():
                    if value != value:  # noqa: PLR0124 - only nan differs from itself
                        layer.complain(("rules", name, option), "must be a number, not nan")
                given.setdefault(code, {}).update(table)
        severities, options = {}, {}
        for code, table in given.items():
            if "severity" in table:
                severities[code] = Severity(table["severity"])
            own = {name: value for name, value in table.items() if name != "severity"}
            if own:
                options[code] = _options(self.catalogue.by_code[code], own)
        return severities, options

    def _codes(self, selectors: Iterable[str]) -> frozenset[str]:
        found = (find_selector(self.catalogue, selector) for selector in selectors)
        return frozenset(rule.code for known in found if known is not None for rule in known[1])


def _globs(layer: Layer, path: KeyPath, patterns: Sequence[str]) -> Globs:
    """The patterns of a setting; mistakes are noted at their items."""
    mistakes = list(mistakes_in(patterns))
    for index, why in mistakes:
        layer.complain(path if path[0] == "per-file-ignores" else (*path, index), why)
    return Globs() if mistakes else Globs([(layer.folder, patterns)])


def _options(rule: Rule, table: Mapping[str, Any]) -> Any:
    return rule.options(
        **{
            name.replace("-", "_"): frozenset(value) if isinstance(value, list) else value
            for name, value in table.items()
        }
    )


def _joined(layer: Layer, path: str) -> Path:
    return Path(os.path.abspath(layer.folder / path))  # noqa: PTH100 - as the person sees the path


def _no_folder(path: Path) -> str:
    """Why a path that is no folder won't do."""
    what = "this is no folder" if os.path.lexists(path) else "there is no such folder"
    return f"{what}: {shorten(os.path.relpath(path))}"


def _short_name(schema: str | None) -> str:
    return "" if schema is None else Path(schema).name.removesuffix(".json").removesuffix(".schema")
