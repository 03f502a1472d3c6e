"""What settings come to, alone, with a base and with the command line."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from config_schema import SETTINGS
from plugins import write_plugin

from newslint.config.layers import inline_layer, read_layers
from newslint.config.project import Overrides, Project, Projects, build
from newslint.finding import Severity
from newslint.rules import RULES
from newslint.system.contained import Boundary


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("static", "content"):
        Path(folder).mkdir()
    Path("s.json").write_text("{}", encoding="utf-8")


def project(text: str, base: str | None = None) -> Project:
    """The project of a configuration in this folder, with a base in the folder `base`."""
    if base is not None:
        for folder in ("base/static", "base/content"):
            Path(folder).mkdir(parents=True)
        Path("base/base.toml").write_text(base, encoding="utf-8")
        text = f"extend = 'base/base.toml'\n{text}"
    Path("newslint.toml").write_text(text, encoding="utf-8")
    return build(read_layers(Path("newslint.toml").absolute()), allow_plugins=True)


def here(path: str) -> str:
    return str(Path.cwd() / path)


def codes(found: Project) -> set[str]:
    return {rule.code for rule in found.rules}


def severity(found: Project, code: str) -> Severity:
    return next(rule.severity for rule in found.rules if rule.code == code)


CHANGES: dict[str, tuple[str, Callable[[Project], Any], Any]] = {
    "extend": ("extend = 'base/base.toml'", lambda found: len(found.configs), 2),
    "select": ("select = ['FM001', 'mojibake']", codes, {"FM001", "TXT001"}),
    "ignore": ("ignore = ['FM']", lambda found: "FM001" in codes(found), False),
    "extend-select": ("extend-select = ['IMG005']", lambda found: "IMG005" in codes(found), True),
    "include": ("include = ['*.tex']", lambda found: found.includes(here("a.tex")), True),
    "exclude": ("exclude = ['x/']", lambda found: found.exclude.match(here("x/a.md")), True),
    "respect-gitignore": ("respect-gitignore = false", lambda found: found.respect_gitignore, False),
    "force-exclude": ("force-exclude = true", lambda found: found.force_exclude, True),
    "yaml-version": ("yaml-version = '1.1'", lambda found: found.yaml_version, "1.1"),
    "generator": ("generator = 'hugo'", lambda found: found.generator, ("hugo", "")),
    "image-root": ("image-root = 'static'", lambda found: str(found.image_root).endswith("static"), True),
    "corpus": ("corpus = ['content']", lambda found: [path.name for path in found.corpus], ["content"]),
    "baseline": ("baseline = 'b.json'", lambda found: found.baseline and found.baseline.name, "b.json"),
    "fail-on": ("fail-on = 'never'", lambda found: found.fail_on, "never"),
    "max-warnings": ("max-warnings = 0", lambda found: found.max_warnings, 0),
    "output-format": ("output-format = 'json'", lambda found: found.output_format, "json"),
    "fixable": ("fixable = ['TXT001']", lambda found: found.fixable, {"TXT001"}),
    "unfixable": ("unfixable = ['ALL']", lambda found: found.fixable, frozenset()),
    "per-file-ignores": (
        "[per-file-ignores]\n'a.md' = ['FM001']",
        lambda found: found.ignored(here("a.md")),
        {"FM001"},
    ),
    "collections": (
        "[[collections]]\nname = 'n'\nfiles = ['a.md']",
        lambda found: getattr(found.collection_of(here("a.md")), "name", None),
        "n",
    ),
    "rules": ("[rules.FM001]\nseverity = 'info'", lambda found: severity(found, "FM001"), Severity.INFO),
    "follow-links": (
        "follow-links = ['base']",
        lambda found: [Path(name).name for name in found.boundary.followed],
        ["base"],
    ),
    "house-rules": (
        "[[house-rules]]\ncode = 'HOUSE001'\nname = 'a-b'\nfield = 'a'\nrequired = true",
        lambda found: "HOUSE001" in codes(found),
        True,
    ),
    "presets": ("presets = ['search-engines']", lambda found: "SEARCH001" in codes(found), True),
    "plugins": ("plugins = ['tide']", lambda found: "TIDE001" in codes(found), True),
    "limits": ("[limits]\nmax-depth = 7", lambda found: found.limits.max_depth, 7),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_no_setting_is_silently_ignored(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text, look, expected = CHANGES[name]
    write_plugin(Path("packages"))
    monkeypatch.syspath_prepend("packages")
    Path("base").mkdir()
    Path("base/base.toml").write_text("", encoding="utf-8")
    assert look(project("")) != expected
    assert look(project(text)) == expected


REPLACED = [
    ("fail-on", "'error'", "'info'", lambda found: found.fail_on, "error"),
    ("exclude", "['a']", "['b']", lambda found: found.exclude.patterns, ["a"]),
    ("ignore", "['TXT']", "['FM']", lambda found: "FM001" in codes(found), True),
    ("yaml-version", "'1.1'", "'1.2'", lambda found: found.yaml_version, "1.1"),
    ("max-warnings", "0", "9", lambda found: found.max_warnings, 0),
    ("corpus", "[]", "['content']", lambda found: found.corpus, ()),
]


@pytest.mark.parametrize(("name", "value", "base", "look", "expected"), REPLACED)
def test_a_setting_takes_the_place_of_that_of_the_base(
    name: str, value: str, base: str, look: Callable[[Project], Any], expected: object
) -> None:
    assert look(project(f"{name} = {value}\n", f"{name} = {base}\n")) == expected


def test_tables_are_merged_with_those_of_the_base() -> None:
    found = project(
        "extend-select = ['IMG005']\n[limits]\nmax-depth = 7\n[rules.DAT002]\nseverity = 'error'\n"
        "[per-file-ignores]\n'a.md' = ['FM']\n",
        "extend-select = ['NL']\nimage-root = 'static'\nbaseline = 'b.json'\n[limits]\nmax-depth = 9\n"
        "max-bytes = 5\n[rules.future-date]\ntolerance-days = 4\nseverity = 'info'\n"
        "[per-file-ignores]\n'a.md' = ['SCH']\n'b.md' = ['TXT001']\n",
    )
    assert (found.limits.max_depth, found.limits.max_bytes) == (7, 5)
    assert severity(found, "DAT002") is Severity.ERROR
    assert found.options["DAT002"].tolerance_days == 4
    assert "IMG005" in codes(found)
    assert found.image_root == Path.cwd() / "base/static"
    assert found.baseline == Path.cwd() / "base/b.json"
    assert {code[:2] for code in found.ignored(here("a.md"))} == {"FM"}
    assert found.ignored(here("base/b.md")) == {"TXT001"}
    assert found.ignored(here("b.md")) == set(), "patterns are relative to the file that they stand in"


def test_the_first_collection_takes_a_file_and_those_of_the_base_come_last() -> None:
    found = project(
        "[[collections]]\nname = 'authors'\nfiles = ['authors/']\n"
        "[[collections]]\nname = 'articles'\nfiles = ['*.md', 'news/*.tex']\nexclude = ['_index.md']\n"
        "schema = 's.json'\n",
        "[[collections]]\nname = 'base'\nfiles = ['*.md']\n"
        "[[collections]]\nname = 'authors'\nfiles = ['*']\n",
    )

    def name_of(path: str) -> str | None:
        collection = found.collection_of(here(path))
        return None if collection is None else collection.name

    assert name_of("authors/ann.md") == "authors"
    assert name_of("news/a.md") == "articles"
    assert name_of("news/_index.md") is None
    assert name_of("base/a.md") == "articles"
    assert name_of("base/_index.md") == "base"
    assert found.includes(here("news/a.tex")), "a walk takes the files of collections"
    assert not found.includes(here("a.tex"))


def test_a_collection_is_called_by_its_schema_unless_it_has_a_name() -> None:
    table = "[[collections]]\nfiles = ['x']\n"
    found = project(f"{table}{table}schema = 'article'\n{table}schema = 's.json'\n")
    assert [collection.name for collection in found.collections] == ["collections[0]", "article", "s"]


def samples() -> list[tuple[str, str, str, object]]:
    values: dict[object, tuple[str, object]] = {
        bool: ("true", True),
        int: ("3", 3),
        float: ("0.5", 0.5),
        frozenset[str]: ("['x']", frozenset({"x"})),
    }
    return [
        (rule.code, option, *values[kind]) for rule in RULES for option, kind in rule.option_types.items()
    ]


@pytest.mark.parametrize(("code", "option", "text", "value"), samples())
def test_every_option_of_a_rule_can_be_set(code: str, option: str, text: str, value: object) -> None:
    found = project(f"[rules.{code}]\n{option.replace('_', '-')} = {text}\n")
    assert getattr(found.options[code], option) == value


def test_a_folder_belongs_to_the_nearest_configuration() -> None:
    Path("newslint.toml").write_text("fail-on = 'error'\n", encoding="utf-8")
    Path("content/news").mkdir()
    Path("content/news/newslint.toml").write_text("max-warnings = 1\n", encoding="utf-8")
    projects = Projects()
    outer, inner = projects.of(Path.cwd() / "content"), projects.of(Path.cwd() / "content/news")
    assert (outer.fail_on, outer.max_warnings) == ("error", None)
    assert (inner.fail_on, inner.max_warnings) == ("warning", 1), "nothing is merged without `extend`"
    assert projects.below(Path.cwd() / "content/news", outer, {"newslint.toml", "a.md"}) is inner
    assert projects.below(Path.cwd() / "content/x", outer, {"a.md"}) is outer


def test_the_command_line_goes_before_configurations_and_its_settings_before_all_files() -> None:
    Path("newslint.toml").write_text("fail-on = 'error'\nmax-warnings = 1\n", encoding="utf-8")
    folder = Path.cwd()
    assert Projects(inline=["fail-on = 'never'"]).of(folder).fail_on == "never"
    assert Projects(inline=["fail-on = 'never'"]).of(folder).max_warnings == 1
    assert (
        Projects(inline=["fail-on = 'never'"], overrides=Overrides(fail_on="info")).of(folder).fail_on
        == "info"
    )
    assert Projects(isolated=True).of(folder).fail_on == "warning"
    assert Projects(isolated=True, inline=["fail-on = 'never'"]).of(folder).fail_on == "never"
    assert Projects(overrides=Overrides(no_baseline=True)).of(folder).baseline is None


def test_a_project_may_be_that_of_all_folders_around_its_own() -> None:
    for name in ("site/newslint.toml", "site/sub/newslint.toml", "other/newslint.toml"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(f"max-warnings = {len(name)}\n", encoding="utf-8")
    root = Path.cwd()
    site = Projects().of(root / "site")
    projects = Projects.around(site, overrides=Overrides(fail_on="info"))
    home = projects.of(root / "site")
    assert (home.max_warnings, home.fail_on) == (18, "info")
    for folder in ("site/news/deep", "other", "other/deep", "."):
        assert projects.of(root / folder) is home
    inner = projects.of(root / "site/sub/deep")
    assert (inner.max_warnings, inner.fail_on) == (22, "info")
    assert projects.nearest(root / "site/sub") is inner
    assert projects.below(root / "site/sub", home, {"newslint.toml"}) is inner
    assert projects.below(root / "other", home, {"newslint.toml"}) is home
    assert projects.below(root / "site", home, {"newslint.toml"}) is home
    assert projects.read == [home, inner]
    Path("site/newslint.toml").unlink()
    assert projects.nearest(root / "site/news") is home, "it was read"
    line = partial(inline_layer, ["max-warnings = 1"], "settings", root)
    above = Projects.around(site, [line])
    assert above.of(root / "site/sub").max_warnings == 1
    assert above.of(root / "site").max_warnings == 18, "they were put to use"


def test_settings_of_the_command_line_leave_a_project_in_its_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    project("baseline = 'b.json'\nexclude = ['content/']\n")
    root = Path.cwd()
    monkeypatch.chdir("content")
    alone, changed = (Projects(inline=inline).of(Path.cwd()) for inline in ((), ["fail-on = 'error'"]))
    assert alone.folder == changed.folder == root
    assert alone.configs == changed.configs == (root / "newslint.toml",)
    assert alone.baseline == changed.baseline == root / "b.json"
    assert alone.boundary == changed.boundary == Boundary(root)


def test_without_a_configuration_a_project_is_where_one_works() -> None:
    for found in (Projects(isolated=True), Projects(isolated=True, inline=["fail-on = 'error'"])):
        here = found.of(Path.cwd() / "content")
        assert (here.folder, here.configs, here.boundary) == (Path.cwd(), (), Boundary())


def test_the_command_line_chooses_from_the_rules_of_the_configuration() -> None:
    Path("newslint.toml").write_text(
        "select = ['FM']\n[rules.FM001]\nseverity = 'info'\n[rules.TXT001]\nseverity = 'info'\n",
        encoding="utf-8",
    )

    def chosen(**overrides: Any) -> set[str]:
        return codes(Projects(overrides=Overrides(**overrides)).of(Path.cwd()))

    assert chosen(select=("TXT001",)) == {"TXT001"}
    assert chosen(ignore=("FM00",)) == {rule.code for rule in RULES if rule.code.startswith(("FM01", "FM02"))}
    assert "TXT001" in chosen(extend_select=("TXT001",))
