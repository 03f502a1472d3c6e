"""Configurations on the command line: messages, exit statuses and `newslint config`."""

import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from newslint import cli

ARTICLE = "---\ntitle: Harbour reopens\n---\n"


class Result(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run the command line in a folder with one article."""
    monkeypatch.chdir(tmp_path)
    write("a.md", ARTICLE)

    def call(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["newslint", *arguments])
        return Result(cli.main(), *capsys.readouterr())

    return call


def write(path: str, text: str = "") -> None:
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "command", [["check"], ["config", "check"], ["config", "show"], ["config", "files"], ["check", "a.md"]]
)
def test_every_command_tells_all_mistakes_and_ends_with_two(run: Run, command: list[str]) -> None:
    write("newslint.toml", "selct = ['FM']\nimage-root = 'nowhere'\n")
    assert run(*command) == (
        2,
        "",
        (
            "newslint: newslint.toml:1:1: unknown setting `selct`; did you mean `select`?\n"
            "newslint: newslint.toml:2:14: `image-root`: there is no such folder: nowhere\n"
        ),
    )


def test_config_check_tells_the_mistakes_of_every_configuration_on_the_way(run: Run) -> None:
    write("newslint.toml", "selct = 1\n")
    write("b/.newslint.toml", "x = [\n")
    write("c/newslint.toml", "fail-on = 'error'\n")
    result = run("config", "check")
    assert result.status == 2
    assert sorted(line.split(":")[1].strip() for line in result.err.splitlines()) == [
        "b/.newslint.toml",
        "newslint.toml",
    ]
    assert run("config", "check", "c") == (0, "c/newslint.toml: no mistakes\n", "")


def test_config_check_says_when_there_is_none(run: Run) -> None:
    assert run("config", "check") == (0, "no configuration found; the defaults hold\n", "")


def test_control_characters_in_a_configuration_can_not_drive_the_terminal(run: Run) -> None:
    write("newslint.toml", '"\\u001b[31m\\n\\u202e" = 1\n[rules."a\\nb"]\n')
    result = run("check")
    assert result.status == 2
    assert len(result.err.splitlines()) == 2
    assert result.err.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["--config", "fail-onn = 'error'"],
            "--config:1:1: unknown setting `fail-onn`; did you mean `fail-on`?",
        ),
        (["--config", "fail-on = error"], "--config:1:11: the file is not valid TOML"),
        (["--config", "extend = 'x.toml'"], "--config:1:10: `extend`: only a file can extend another"),
        (["--config", "fail-on='error'", "--config", "fail-on='info'"], "--config:2:"),
        (["--config", "none.toml"], "none.toml: no such file; a setting is given as 'key = value'"),
        (["--config", "."], "no such file"),
        (["--config", "x" * 5000], "no such file"),
        (["--config", "x.toml", "--config", "y.toml"], "--config takes one file"),
        (["--config", "x.toml", "--isolated"], "--isolated uses no configuration file"),
        (["--config", "pyproject.toml"], "pyproject.toml: there is no table `[tool.newslint]`"),
        (["--exclude", "!"], "--exclude: the pattern `!` has a syntax that .gitignore doesn't know"),
    ],
)
def test_a_wrong_configuration_on_the_command_line_is_one_line(
    run: Run, arguments: list[str], words: str
) -> None:
    for name in ("x.toml", "y.toml", "pyproject.toml"):
        write(name)
    result = run("check", *arguments)
    assert (result.status, result.out) == (2, "")
    assert words in result.err
    assert result.err.count("\n") == 1


def test_settings_on_the_command_line_stand_above_all_configurations(run: Run) -> None:
    write("newslint.toml", "fail-on = 'error'\n")
    write("a.md", "---\ncountry: NO\n---\n")
    assert run("check").status == 0
    assert run("check", "--config", 'fail-on = "warning"').status == 1
    assert run("check", "--isolated").status == 1
    assert run("check", "--isolated", "--config", 'fail-on = "error"').status == 0
    long = "select = [" + '"FM009", ' * 100 + "]"
    assert run("check", "--config", long, "--fail-on", "never").status == 0


def test_a_named_configuration_takes_the_place_of_all_and_keeps_its_folder(run: Run) -> None:
    write("other/x.toml", "[[collections]]\nname = 'x'\nfiles = ['/b/']\n")
    for name in ("newslint.toml", "b/newslint.toml"):
        write(name, "selct = 1\n")
    write("b/b.md", ARTICLE)
    write("other/b/c.md", ARTICLE)
    result = run("config", "files", "--config", "other/x.toml")
    assert result == (0, "a.md\nb/b.md\nother/b/c.md: x\n", "")


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        (None, "can't read the schema: no such file or directory"),
        ("{", "s.json:1:2: the schema is not valid JSON"),
        ('{"type": "strin"}', "the schema is not valid at #/type"),
        ("[]", "a schema is a JSON object"),
        ('{"x-newslint-role": "headlin"}', "did you mean `headline`?"),
    ],
)
def test_a_schema_that_is_no_use_is_told_at_the_setting(run: Run, schema: str | None, words: str) -> None:
    write("newslint.toml", "[[collections]]\nname = 'n'\nfiles = ['*.md']\nschema = 's.json'\n")
    if schema is not None:
        write("s.json", schema)
    result = run("check")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("newslint: newslint.toml:4:10: `collections[0].schema`: s.json")
    assert words in result.err


def test_collections_bind_articles_videos_and_authors_to_schemas(run: Run) -> None:
    write(
        "newslint.toml",
        "".join(
            f"[[collections]]\nfiles = ['{name}/', '{name[:3]}-*.md']\nschema = '{name}.json'\n"
            for name in ("articles", "videos", "authors")
        ),
    )
    for name, required in (("articles", "title"), ("videos", "length"), ("authors", "name")):
        write(f"{name}.json", f'{{"required": ["{required}"]}}')
        write(f"{name}/a.md", ARTICLE)
    write("vid-a.md", ARTICLE)
    assert run("config", "files").out.splitlines() == [
        "a.md",
        "articles/a.md: articles (articles.json)",
        "authors/a.md: authors (authors.json)",
        "vid-a.md: videos (videos.json)",
        "videos/a.md: videos (videos.json)",
    ]
    result = run("check", "--select", "SCH001", "--output-format", "concise")
    assert [line.split(" SCH001 ")[-1] for line in result.out.splitlines()[:-1]] == [
        "`name` is missing",
        "`length` is missing",
        "`length` is missing",
    ]


SHOWN = """\
include = ["*.md", "*.rst"]
exclude = ["x/", "\\u007f\\U0001f600"]
fail-on = "error"
ignore = ["FM"]
image-root = "static"
limits.max-depth = 7
per-file-ignores."a.md" = ["URL009"]
rules.future-date.tolerance-days = inf
rules.DAT003.severity = "error"
rules.tracking-parameter.extra-parameters = ["x\\u200b", "😀"]
[[collections]]
name = "n"
files = ["a.md"]
schema = "article"
"""


def test_config_show_prints_toml_that_says_what_holds(run: Run) -> None:
    write("static/img")
    write("newslint.toml", SHOWN)
    result = run("config", "show", "a.md")
    assert result.status == 0
    given, shown = tomllib.loads(SHOWN), tomllib.loads(result.out)
    for name in ("include", "exclude", "fail-on", "image-root", "collections"):
        assert shown[name] == given[name], name
    assert shown["per-file-ignores"] == {"a.md": ["URL009"]}
    assert shown["limits"]["max-depth"] == 7
    assert shown["rules"]["DAT002"] == {"severity": "warning", "tolerance-days": float("inf")}
    assert shown["rules"]["DAT003"]["severity"] == "error"
    assert "FM001" not in shown["rules"]
    assert "URL009" not in shown["rules"], "ignored for this file"
    assert "# in the collection n, with the schema: article" in result.out
    assert result.out.replace("\n", "").isprintable()
    shown = tomllib.loads(run("config", "show").out)
    assert run("config", "show").out.rstrip("\n") + "\n" == run("config", "show").out
    assert shown["rules"]["URL009"]["extra-parameters"] == ["x\u200b", "😀"]


def test_config_show_names_the_configurations_and_a_file_that_is_passed_over(run: Run) -> None:
    write("base.toml", "exclude = ['a.md']\n")
    write("newslint.toml", "extend = 'base.toml'\n")
    lines = run("config", "show", "a.md").out.splitlines()
    assert lines[0] == "# settings from newslint.toml, which extends base.toml"
    assert "# a walk passes over it" in lines
    for name in ("b.md", "b.py"):
        write(name)
    assert "# a walk passes over it" not in run("config", "show", "b.md").out
    write("newslint.toml", "ignore = ['FM001']\n[per-file-ignores]\n'a.md' = ['FM002']\n")
    lines = run("config", "show", "a.md").out.splitlines()
    assert [line.partition(": ")[2] for line in lines if re.match("# (FM00[12]|IMG005) ", line)] == [
        "off",
        "ignored for this file",
        "off by default",
    ]
    Path("newslint.toml").unlink()
    assert "# a walk passes over it" in run("config", "show", "b.py").out
    assert run("config", "show", "no.md") == (2, "", "newslint: no.md: no such file or folder\n")


NAMES = [
    ("title: Harbour\n$schema: s.json", True),
    ("$schema: ./s.json\ntitle: Harbour", True),
    ("$schema: /s.json\ntitle: Harbour", True),
    ("# yaml-language-server: $schema=s.json\ntitle: Harbour", True),
    ("# yaml-language-server: $schema=https://example.com/s.json\ntitle: Harbour", False),
    ("title: '# yaml-language-server: $schema=s.json'", False),
    ("title: Harbour", False),
]


@pytest.mark.parametrize(("text", "binds"), NAMES)
def test_a_document_can_name_its_schema(run: Run, text: str, binds: bool) -> None:  # noqa: FBT001
    write("newslint.toml")
    write("s.json", '{"required": ["author"]}')
    write("a.md", f"---\n{text}\n---\n")
    assert (
        "`author` is missing" in run("check", "--select", "SCH001", "--output-format", "concise").out
    ) is binds


@pytest.mark.parametrize("reference", ["../s.json", "/../s.json", "link.json", "%2e%2e/s.json"])
def test_the_schema_of_a_document_never_lies_outside_its_project(run: Run, reference: str) -> None:
    write("s.json", "{}")
    write("site/newslint.toml")
    Path("site/link.json").symlink_to("../s.json")
    write("site/a.md", f'---\n$schema: "{reference}"\n---\n')
    result = run("check", "site", "--output-format", "concise")
    assert result.status == 1
    assert "SCH010" in result.out
    assert "outside the project" in result.out


def test_the_group_alone_shows_its_commands(run: Run) -> None:
    result = run("config")
    assert result.status == 2
    for command in ("show", "check", "files"):
        assert command in result.out


def test_config_show_names_every_setting_also_without_a_configuration(run: Run) -> None:
    shown = tomllib.loads(run("config", "show").out)
    assert {name: shown[name] for name in ("exclude", "corpus", "fail-on", "yaml-version")} == {
        "exclude": [],
        "corpus": [],
        "fail-on": "warning",
        "yaml-version": "1.2",
    }
    assert (shown["respect-gitignore"], shown["force-exclude"]) == (True, False)
    write("newslint.toml", "respect-gitignore = false\nforce-exclude = true\nbaseline = 'known.json'\n")
    result = run("config", "show")
    shown = tomllib.loads(result.out)
    assert (shown["respect-gitignore"], shown["force-exclude"]) == (False, True)
    assert 'baseline = "known.json"  # not there yet\n' in result.out


def test_show_tells_the_generator_and_its_files(run: Run) -> None:
    assert "\n# generator: none is known\n" in run("config", "show").out
    write("docs/hugo.toml")
    assert '\ngenerator = "hugo"  # in docs\n' in run("config", "show").out
    write("hugo.toml")
    assert '\ngenerator = "hugo"\n' in run("config", "show").out
