"""Where `newslint init` names the schema of a generator instead of writing one."""

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from newslint import cli
from newslint.schema.bundled import bundled_schema
from newslint.start import plan, write
from newslint.start.presets import is_covered


def posts(folder: Path, count: int, more: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = f"title: Crane number {number}\ndate: 2024-05-{10 + number}\ntags: [port]\n{more}"
        (folder / f"p{number}.md").write_text(f"---\n{text}---\nText.\n", encoding="utf-8")


def collections(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((folder / "newslint.toml").read_text("utf-8"))["collections"]
    return found


@pytest.fixture
def hexo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of Hexo, which is the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "_config.yml").write_text("title: Pier\nsource_dir: source\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("count", "schema"), [(19, "hexo"), (20, "schemas/posts.schema.json")])
def test_few_files_are_bound_to_the_preset(hexo: Path, count: int, schema: str) -> None:
    posts(hexo / "source/_posts", count)
    planned = plan(hexo)
    write(planned)
    (collection,) = collections(hexo)
    assert collection["schema"] == schema
    assert (hexo / "schemas").exists() == (schema != "hexo")
    text = (hexo / "newslint.toml").read_text("utf-8")
    assert ("# Too few files to learn more from than what the generator documents.\n" in text) == (
        count == 19
    )
    told = "schema `hexo`, which ships with newslint" if count == 19 else f"schema in {schema}"
    assert planned.seen == ("Hexo site", f"posts: {count} files, {told}")


def test_the_preset_is_checked_against(hexo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts(hexo / "source/_posts", 6)
    write(plan(hexo))
    wrong = hexo / "source/_posts/p3.md"
    wrong.write_text(wrong.read_text("utf-8").replace("tags: [port]", "tags: {port: 1}"), encoding="utf-8")
    sys.argv = ["newslint", "check", "--output-format", "json"]
    assert cli.main() == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(f["file"], f["code"], f["path"]) for f in found] == [("source/_posts/p3.md", "SCH003", "tags")]


@pytest.mark.parametrize(
    "more", ["publishedAt: 2024-05-01\n", "panorama: {src: /a.jpg, width: 640, height: 480}\n"]
)
def test_a_role_that_the_preset_does_not_give_needs_a_schema_of_its_own(hexo: Path, more: str) -> None:
    posts(hexo / "source/_posts", 8, more)
    write(plan(hexo))
    (collection,) = collections(hexo)
    assert collection["schema"] == "schemas/posts.schema.json"


def test_an_archive_without_a_generator_has_no_preset(tmp_path: Path) -> None:
    posts(tmp_path / "texts", 6)
    write(plan(tmp_path))
    assert [c["schema"] for c in collections(tmp_path)] == ["schemas/articles.schema.json"]


def test_a_schema_beside_a_preset_is_written_alone(hexo: Path) -> None:
    posts(hexo / "source/_posts", 30)
    posts(hexo / "source/notes", 8, "mood: calm\nplace: quay\nweather: rain\n")
    write(plan(hexo))
    assert {c["name"]: c["schema"] for c in collections(hexo)} == {
        "posts": "schemas/posts.schema.json",
        "source": "hexo",
    }
    assert [path.name for path in (hexo / "schemas").iterdir()] == ["posts.schema.json"]


ROLE = "x-newslint-role"


@pytest.mark.parametrize(
    ("properties", "covered"),
    [
        ({}, True),
        ({"mood": {"type": "string"}}, True),
        ({"updated": {ROLE: "updated"}}, True),
        ({"updated": {ROLE: ["updated", "published"]}}, False),
        ({"mood": {ROLE: "summary"}}, False),
        ({"mood": {"properties": {"a": {"type": "string"}}}}, True),
        ({"mood": {"properties": {"a": {ROLE: "url"}}}}, False),
        ({"mood": {"items": {"type": "string"}}}, True),
        ({"mood": {"items": {ROLE: "topic"}}}, False),
        ({"tags": {"items": {ROLE: "topic"}}}, True),
    ],
)
def test_roles_decide_whether_a_preset_says_as_much(properties: dict[str, Any], covered: bool) -> None:  # noqa: FBT001
    preset = bundled_schema("hexo").start
    assert is_covered({"properties": properties}, 19, preset) is covered
    assert not is_covered({"properties": properties}, 20, preset)
