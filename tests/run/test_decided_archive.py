"""What the majority of all articles decides of one, however few files are named: in reports and in fixes."""

import json
from pathlib import Path

import pytest
from test_cli import Run, run, write

from newslint.run import scheduler

__all__ = ["run"]

CONFIG = 'corpus = ["news"]\nselect = ["COR003", "COR004", "COR009"]\n'
ODD = {
    "news/block.md": "---\ntags:\n  - ships\n  - 'night-trains' # by hand\n---\nnight-trains\n",
    "news/flow.md": "---\r\ntags: [comunity, night-trains]\r\ntitle: Flow\r\n---\r\n",
    "news/header.md": "Title: Header\nCategory: city news\nDate: 2024-05-16\n\nText.\n",
    "news/object.json": '{"title": "Object", "tags": ["night-trains"]}\n',
    "news/toml.md": "+++\ntitle = 'TOML'\ntags = [\"night-trains\"]\n+++\n",
}
MENDED = {
    "news/block.md": "---\ntags:\n  - ships\n  - 'Night trains' # by hand\n---\nnight-trains\n",
    "news/flow.md": "---\r\ntags: [community, Night trains]\r\ntitle: Flow\r\n---\r\n",
    "news/header.md": "Title: Header\nCategory: City news\nDate: 2024-05-16\n\nText.\n",
    "news/object.json": '{"title": "Object", "tags": ["Night trains"]}\n',
    "news/toml.md": "+++\ntitle = 'TOML'\ntags = [\"Night trains\"]\n+++\n",
}
FIX = ("check", "--fix", "--unsafe-fixes", "--output-format", "concise", "--fail-on", "info")


@pytest.fixture(autouse=True)
def _archive(run: Run) -> None:
    del run
    for number in range(25):
        text = f"title: Quay {number}\ntags: [Night trains, community]\ncategory: City news\n"
        write(f"news/{number:02}.md", f"---\n{text}---\n")
    for name, text in ODD.items():
        Path(name).write_bytes(text.encode())
    write("newslint.toml", CONFIG)


def contents(names: object = MENDED) -> dict[str, str]:
    return {name: Path(name).read_bytes().decode() for name in MENDED if name in str(names)}


@pytest.mark.parametrize(
    "options", [["--no-cache"], ["--jobs", "1"], ["--jobs", "2"]], ids=["no-cache", "cache", "jobs"]
)
def test_fixes_follow_the_majority(run: Run, monkeypatch: pytest.MonkeyPatch, options: list[str]) -> None:
    monkeypatch.setattr(scheduler, "_LEAST", {"fork": 8, "spawn": 8})
    told = run("check", *options, "--output-format", "concise", "news", *ODD)
    assert [line.rpartition(" ")[2] for line in told.out.splitlines() if line.startswith("news/")] == [
        "[*]"
    ] * 6
    assert run("check", "--fix", *options, "news", *ODD).status == 0
    assert contents() == ODD
    fixed = run(*FIX, *options, "news", *ODD)
    assert (fixed.status, fixed.err) == (0, "newslint: fixed 6 findings in 5 files\n")
    assert contents() == MENDED


@pytest.mark.parametrize("name", ODD)
def test_a_hook_mends_as_all_do(run: Run, name: str) -> None:
    assert run(*FIX, name).status == 0
    assert contents(name) == {name: MENDED[name]}
    assert contents() == ODD | {name: MENDED[name]}


def test_alone_an_article_decides_nothing(run: Run) -> None:
    write("newslint.toml", CONFIG.replace("corpus", "#"))
    assert run(*FIX, *ODD).status == 0
    assert contents() == ODD


def test_other_fixes_go_before(run: Run) -> None:
    write("newslint.toml", CONFIG.replace('"COR009"', '"COR009", "FM008", "TXT007"'))
    Path("news/flow.md").write_bytes(b'---\r\ntitle: Flow\ntags: [" night-trains "]\r\n---\r\n')
    run(*FIX, "news/flow.md")
    assert Path("news/flow.md").read_text() == '---\ntitle: Flow\ntags: ["Night trains"]\n---\n'


def test_what_is_known_or_silenced_stays(run: Run) -> None:
    write("news/calm.md", "---\ntags:\n  - night-trains # newslint: ignore[COR004]\n---\n")
    assert run("check", "--update-baseline", "--baseline", "known.json").status == 0
    write("news/new.md", "---\ntags: [night-trains]\n---\n")
    fixed = run(*FIX, "--baseline", "known.json")
    assert fixed.err == "newslint: fixed 1 finding in 1 file\n"
    assert Path("news/new.md").read_text() == "---\ntags: [Night trains]\n---\n"
    assert "night-trains" in Path("news/calm.md").read_text()
    assert contents() == ODD


def test_a_fix_that_touches_an_anchor_is_refused(run: Run) -> None:
    text = "---\ntags: [&a night-trains]\nkind: *a\n---\n"
    write("news/flow.md", text)
    told = run("check", "--fix", "--unsafe-fixes", "news/flow.md")
    assert "can't be fixed safely: `kind` would change too" in told.out
    assert Path("news/flow.md").read_text() == text


def test_a_report_tells_the_edit(run: Run) -> None:
    told = json.loads(run("check", "--output-format", "json", "news/toml.md").out)["findings"]
    assert [(finding["code"], finding["fix"]["safety"]) for finding in told] == [("COR004", "unsafe")]
    assert told[0]["fix"]["message"] == "write `Night trains`"
    assert [edit["replacement"] for edit in told[0]["fix"]["edits"]] == ["Night trains"]
