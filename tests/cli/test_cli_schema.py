"""`newslint schema`, and bundled schemas by name wherever a schema can be named."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from newslint import cli
from newslint.schema.bundled import BUNDLED
from newslint.schema.compiled import schema_folder


class Result(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Result]
WRONG = "---\ntitle: Harbour reopens\naliases: {a: b}\n---\n"
TOLD = "SCH003 `aliases` must be a list, text, a number or null, not a mapping"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run the command line in a folder with one article."""
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(WRONG, encoding="utf-8")

    def call(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["newslint", *arguments])
        return Result(cli.main(), *capsys.readouterr())

    return call


# -- naming one


def test_check_takes_a_name(run: Run) -> None:
    found = run("check", "--schema", "hugo", "--output-format", "concise")
    assert (found.status, found.out.splitlines()[0]) == (1, f"a.md:3:10: {TOLD}")
    assert run("check", "--schema", "front-matter").status == 0


def test_check_says_what_is_no_name(run: Run) -> None:
    assert run("check", "--schema", "hogo") == (
        2,
        "",
        "newslint: no schema and no file is called `hogo`; did you mean `hugo`?\n",
    )
    found = run("check", "--schema", "hugo.json")
    assert found == (2, "", "newslint: hugo.json: can't read the schema: no such file or directory\n")


def test_check_takes_no_folder(run: Run) -> None:
    Path("own").mkdir()
    told = "newslint: own: can't read the schema: is a directory\n"
    assert run("check", "--schema", "own") == (2, "", told)
    assert run("check", "--schema", "own/") == (2, "", told)


def test_check_takes_a_file_without_an_ending(run: Run) -> None:
    Path("own").write_text('{"required": ["author"]}', encoding="utf-8")
    found = run("check", "--schema", "own", "--output-format", "concise")
    assert found.out.splitlines()[0] == "a.md:1:1: SCH001 `author` is missing"


def test_a_collection_takes_a_name(run: Run) -> None:
    config = Path("newslint.toml")
    config.write_text('[[collections]]\nname = "a"\nfiles = ["*.md"]\nschema = "hugo"\n', encoding="utf-8")
    assert f"a.md:3:10: {TOLD}" in run("check", "--output-format", "concise").out
    assert run("config", "files").out == "a.md: a (hugo)\n"
    config.write_text(config.read_text("utf-8").replace("hugo", "hogo"), encoding="utf-8")
    assert run("check") == (
        2,
        "",
        (
            "newslint: newslint.toml:4:10: `collections[0].schema`: no schema and no file is called `hogo`; "
            "did you mean `hugo`?\n"
        ),
    )


def test_a_configuration_that_is_extended_takes_a_name(run: Run) -> None:
    Path("base.toml").write_text(
        '[[collections]]\nname = "a"\nfiles = ["*.md"]\nschema = "hugo"\n', encoding="utf-8"
    )
    Path("newslint.toml").write_text('extend = "base.toml"\n', encoding="utf-8")
    assert f"a.md:3:10: {TOLD}" in run("check", "--output-format", "concise").out


def test_a_document_takes_a_name(run: Run) -> None:
    for opening in ("$schema: hugo\n", "# yaml-language-server: $schema=hugo\n"):
        Path("a.md").write_text(WRONG.replace("---\n", f"---\n{opening}", 1), encoding="utf-8")
        found = run("check", "--output-format", "concise")
        assert (found.status, found.out.splitlines()[0]) == (1, f"a.md:4:10: {TOLD}")
    Path("a.md").write_text("---\n$schema: hogo\ntitle: A\n---\n", encoding="utf-8")
    found = run("check", "--output-format", "concise")
    assert "a.md:2:10: SCH010" in found.out
    assert "no schema and no file is called `hogo`; did you mean `hugo`?" in found.out


def test_a_schema_of_ours_builds_on_one_by_name(run: Run) -> None:
    Path("mine.json").write_text('{"$ref": "newslint:hugo", "required": ["author"]}', encoding="utf-8")
    told = run("check", "--schema", "mine.json", "--output-format", "concise").out.splitlines()
    assert told[:2] == ["a.md:1:1: SCH001 `author` is missing", f"a.md:3:10: {TOLD}"]


# -- the command


def test_schema_alone_tells_its_commands(run: Run) -> None:
    found = run("schema")
    assert (found.status, found.err) == (2, "")
    assert all(name in found.out for name in ("list", "show", "copy"))


def test_list_names_all(run: Run) -> None:
    found = run("schema", "list")
    assert (found.status, found.err) == (0, "")
    assert [line.split()[0] for line in found.out.splitlines()] == list(BUNDLED)
    assert "front-matter  Front matter\n" in found.out
    assert "zola          Zola page\n" in found.out


def test_list_in_json(run: Run) -> None:
    found = json.loads(run("schema", "list", "--output-format", "json").out)
    assert [entry["name"] for entry in found] == list(BUNDLED)
    assert {tuple(entry) for entry in found} == {("name", "title", "description")}
    assert found[0]["title"] == "News article"


def test_show_prints_the_schema_as_it_is(run: Run) -> None:
    assert run("schema", "show", "zola") == (0, (schema_folder() / "zola.schema.json").read_text("utf-8"), "")
    found = run("schema", "show", "zolla")
    assert found == (2, "", "newslint: no schema and no file is called `zolla`; did you mean `zola`?\n")


def test_a_copy_is_whole_and_works(run: Run) -> None:
    found = run("schema", "copy", "hugo", "own/schemas")
    assert (found.status, found.out) == (0, "")
    assert found.err == (
        "newslint: wrote own/schemas/hugo.schema.json\nnewslint: wrote own/schemas/front-matter.schema.json\n"
    )
    for name in ("hugo", "front-matter"):
        file = f"{name}.schema.json"
        assert Path("own/schemas", file).read_bytes() == (schema_folder() / file).read_bytes()
    assert (
        TOLD
        in run("check", "a.md", "--schema", "own/schemas/hugo.schema.json", "--output-format", "concise").out
    )


def test_a_copy_lies_here_unless_it_is_told_where(run: Run) -> None:
    assert run("schema", "copy", "article").err == "newslint: wrote article.schema.json\n"


def test_a_copy_overwrites_nothing_unless_it_is_told_to(run: Run) -> None:
    Path("front-matter.schema.json").write_text("{}", encoding="utf-8")
    assert run("schema", "copy", "hugo") == (
        2,
        "",
        "newslint: front-matter.schema.json exists already; use --force to overwrite\n",
    )
    assert not Path("hugo.schema.json").exists(), "all or nothing"
    assert run("schema", "copy", "hugo", "--force").status == 0
    assert Path("front-matter.schema.json").read_text("utf-8") != "{}"


@pytest.mark.parametrize("name", ["h.json", "own/hugo.schema.JSON"])
def test_a_copy_takes_no_name_of_a_file(run: Run, name: str) -> None:
    told = f"newslint: {name}: a schema is copied into a folder, under its own name; name a folder\n"
    assert run("schema", "copy", "hugo", name) == (2, "", told)
    assert run("schema", "copy", "hugo", name, "--force") == (2, "", told)
    assert [path.name for path in Path().iterdir()] == ["a.md"]


def test_a_copy_goes_into_a_folder_that_is_there_whatever_it_is_called(run: Run) -> None:
    Path("own.json").mkdir()
    assert (
        run("schema", "copy", "article", "own.json").err == "newslint: wrote own.json/article.schema.json\n"
    )


def test_a_copy_says_why_there_can_be_no_folder(run: Run) -> None:
    assert run("schema", "copy", "article", "a.md") == (
        2,
        "",
        "newslint: a.md: can't make the folder: file exists\n",
    )
