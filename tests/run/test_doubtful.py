"""What a configuration probably means otherwise, told by `check` and refused by `config check`."""

import subprocess
from pathlib import Path

import pytest

from newslint import cli


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    site = tmp_path / "site"
    (site / "content").mkdir(parents=True)
    monkeypatch.chdir(site)
    (site / "content" / "a.md").write_text("---\ntitle: Harbour\n---\n")
    (site / "news.json").write_text('{"properties": {"title": {"minLenght": 3}}}')
    return site


def configure(files: str, schema: str = "") -> None:
    line = f'schema = "{schema}"\n' if schema else ""
    Path("newslint.toml").write_text(f'[[collections]]\nname = "news"\nfiles = ["{files}"]\n{line}')


def said(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["newslint", *arguments])
        status = cli.main()
    return status, capfd.readouterr().err.splitlines()


EMPTY = "newslint.toml: the collection `news` has no file: `contnet/`"
MISSPELT = "news.json: `minLenght` at #/properties/title is no keyword; did you mean `minLength`?"


@pytest.mark.parametrize(
    ("files", "schema", "told"),
    [
        ("contnet/", "", [EMPTY]),
        ("content/", "news.json", [MISSPELT]),
        ("contnet/", "news.json", [EMPTY, MISSPELT]),
        ("content/", "article", []),
    ],
)
def test_collections_without_files_and_misspelt_keywords(
    capfd: pytest.CaptureFixture[str], files: str, schema: str, told: list[str]
) -> None:
    configure(files, schema)
    _, warnings = said(capfd, "check", "--no-cache", "--select", "FM", ".")
    assert warnings == [f"newslint: warning: {line}" for line in told]
    assert said(capfd, "config", "check") == (2 if told else 0, [f"newslint: {line}" for line in told])


def test_only_a_walk_through_the_whole_project_tells_that_a_collection_is_empty(
    capfd: pytest.CaptureFixture[str],
) -> None:
    configure("drafts/")
    Path("drafts").mkdir()
    assert said(capfd, "check", "--no-cache", "content")[1] == []
    assert said(capfd, "check", "--no-cache", "content/a.md")[1] == []
    assert len(said(capfd, "check", "--no-cache", ".")[1]) == 1
    assert len(said(capfd, "check", "--no-cache", "..")[1]) == 1


def test_where_only_changes_are_looked_at_no_collection_is_said_to_be_empty(
    capfd: pytest.CaptureFixture[str],
) -> None:
    configure("content/", "news.json")
    person = ("-c", "user.name=A", "-c", "user.email=a@b.example")
    for command in (("init", "--quiet"), ("add", "."), (*person, "commit", "--quiet", "--message=a")):
        subprocess.run(["git", *command], check=True)
    assert said(capfd, "check", "--no-cache", "--since=HEAD", ".")[1] == [f"newslint: warning: {MISSPELT}"]


def test_a_base_may_speak_of_files_that_others_have(capfd: pytest.CaptureFixture[str]) -> None:
    configure("drafts/")
    Path("newslint.toml").rename("base.toml")
    Path("newslint.toml").write_text('extend = "base.toml"\n')
    assert said(capfd, "check", "--no-cache", ".")[1] == []


def test_a_schema_of_the_command_line_is_doubted_too(capfd: pytest.CaptureFixture[str]) -> None:
    assert said(capfd, "check", "--no-cache", "--schema", "news.json", ".")[1] == [
        f"newslint: warning: {MISSPELT}"
    ]
