"""Files and folders: what `check_files` finds is what the command line finds in them."""

import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest
from apisite import FILES, json_report, write_site

import newslint
from newslint import NewslintError, check_files, cli, load_config
from newslint.run.projects import lint

FLAW = "---\ntitle: The gateâ€™s lamp\n---\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_site(tmp_path)


def places(report: newslint.Report) -> list[str]:
    return [f"{finding.file}:{finding.line} {finding.code}" for finding in report.findings]


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    "paths",
    [(".",), ("news",), ("news", "pages/about.md"), ("own", "loose.md"), ("news/two.md",), ()],
    ids=str,
)
def test_paths_are_checked_as_the_command_line_does(
    capsys: pytest.CaptureFixture[str], paths: tuple[str, ...]
) -> None:
    report = check_files(paths, config=load_config())
    assert report.warnings == report.internal_errors == ()
    if paths:
        assert report.to_dict() == json_report(capsys, *paths)
        assert check_files(paths).to_dict() == json_report(capsys, "--isolated", *paths)
    else:
        assert (report.findings, report.summary.files) == ((), 0)


@pytest.mark.usefixtures("site")
def test_articles_are_compared_within_their_project() -> None:
    found = places(check_files("news", config=load_config()))
    assert [place for place in found if "COR" in place] == [
        "news/three.md:6 COR001",
        "news/three.md:12 COR003",
        "news/three.md:27 COR003",
        "news/two.md:6 COR001",
    ]
    (Path("own") / "three.md").write_bytes(Path("news/three.md").read_bytes())
    assert places(check_files([Path("news"), "own"], config=load_config()))[: len(found)] == found


def test_one_path_is_a_list_of_one(site: Path) -> None:
    config = load_config(site)
    for path in ("loose.md", Path("loose.md")):
        assert places(check_files(path, config=config)) == ["loose.md:3 FM009", "loose.md:4 TXT002"]
    assert places(check_files(iter(["loose.md"]), config=config)) == ["loose.md:3 FM009", "loose.md:4 TXT002"]


def test_names_begin_at_the_working_directory(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = load_config(site)
    here = places(check_files(site, config=config))
    monkeypatch.chdir(site / "news")
    there = places(check_files(site, config=config))
    moved = [place.removeprefix("news/") if place.startswith("news/") else f"../{place}" for place in here]
    assert sorted(there) == sorted(moved)
    assert Path(check_files(site, config=config).findings[0].file).exists()


def test_a_file_elsewhere_goes_by_the_configuration_that_is_given(site: Path) -> None:
    outside = site / "outside"
    inside = site / "inside"
    outside.mkdir()
    inside.mkdir()
    (inside / "newslint.toml").write_text('select = ["TXT"]\n')
    (outside / "newslint.toml").write_text('select = ["FM"]\n')
    (outside / "a.md").write_text(FLAW.replace("---\n", "---\nflag: NO\n", 1), encoding="utf-8")
    assert places(check_files("outside", config=load_config("inside"))) == ["outside/a.md:3 TXT001"]
    assert places(check_files("outside", config=load_config("outside"))) == ["outside/a.md:2 FM009"]
    assert places(check_files("outside", config=load_config())) == ["outside/a.md:2 FM009"]
    assert places(check_files("outside")) == ["outside/a.md:2 FM009", "outside/a.md:3 TXT001"]


def test_a_baseline_counts_where_that_is_asked_for(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["newslint", "check", "--update-baseline", "--no-cache", "."])
        assert cli.main() == 0
    capsys.readouterr()
    (site / "news" / "five.md").write_text(FLAW, encoding="utf-8")
    config = load_config(site)
    with_it, without = (check_files(".", config=config, baseline=asked) for asked in (True, False))
    assert with_it.to_dict() == json_report(capsys, ".")
    assert {finding.file for finding in with_it.findings} == {"news/five.md"}
    assert with_it.summary.known > 20
    assert without.to_dict() == json_report(capsys, "--no-baseline", ".")
    assert without == check_files(".", config=config)
    assert without.summary.known == 0
    assert check_files(".", baseline=True) == check_files(".")
    (site / "newslint-baseline.json").write_text("[]")
    assert check_files(".", config=config) == without
    with pytest.raises(NewslintError, match=r"^newslint-baseline.json:1: this is not a baseline"):
        check_files(".", config=config, baseline=True)


def test_files_are_read_anew_each_time(site: Path) -> None:
    config = load_config(site)
    before = check_files("own", config=config)
    (site / "own" / "gate.md").write_text("---\ntitle: The gate’s lamp\n---\n", encoding="utf-8")
    assert check_files("own", config=config).findings == ()
    (site / "own" / "gate.md").write_text(FILES["own/gate.md"], encoding="utf-8")
    assert check_files("own", config=config) == before
    (site / "own" / "newslint.toml").write_text('select = ["FM"]\n')
    assert places(check_files("own", config=config)) == ["own/gate.md:3 FM009"]
    (site / "newslint.toml").unlink()  # read once
    assert places(check_files("news", config=config)) == places(check_files("news", config=config))
    assert "SCH001" in "".join(places(check_files("pages/no-author.md", config=config)))


def test_a_call_leaves_no_trace(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = sorted(path.relative_to(site) for path in site.rglob("*"))
    environment, folder = dict(os.environ), Path.cwd()
    handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    config = load_config(site)
    check_files(".", config=config, baseline=True)
    for name, text in FILES.items():
        newslint.check_text(text, name=name, config=config)
        newslint.fix_text(text, name=name, config=config, unsafe=True)
    assert sorted(path.relative_to(site) for path in site.rglob("*")) == before
    assert (dict(os.environ), Path.cwd()) == (environment, folder)
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == handlers
    assert capfd.readouterr() == ("", "")


def test_what_is_missing_is_told_in_one_line(site: Path) -> None:
    with pytest.raises(NewslintError) as caught:
        check_files(["news", "nwes"], config=load_config(site))
    assert str(caught.value) == "nwes: no such file or folder"
    with pytest.raises(NewslintError, match=r"^-: no such file or folder$"):
        check_files("-")


def test_what_is_probably_meant_otherwise_is_a_warning(site: Path) -> None:
    with (site / "newslint.toml").open("a") as file:
        file.write('\n[[collections]]\nname = "empty"\nfiles = ["nothing/*.md"]\n')
    config = load_config(site)
    said = "newslint.toml: the collection `empty` has no file: `nothing/*.md`"
    assert check_files(".", config=config).warnings == (said,)
    assert check_files("news", config=config).warnings == ()


def test_what_git_can_not_tell_is_a_warning(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / ".git").mkdir()
    (site / ".git" / "index").write_bytes(b"no index")
    (site / ".gitignore").write_text("own/\n")

    def fail(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "run", fail)
    report = check_files(".", config=load_config(site))
    (warning,) = report.warnings
    assert warning.startswith(f"{site}: git can't tell which ignored files it keeps track of")
    assert not any(finding.file.startswith("own/") for finding in report.findings)


def test_a_stopped_call_is_stopped(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = lint

    def interrupted(*arguments: Any) -> list[Any]:
        return [result._replace(found=result.found._replace(interrupted=True)) for result in real(*arguments)]

    monkeypatch.setattr("newslint.api.checking.lint", interrupted)
    with pytest.raises(KeyboardInterrupt):
        check_files(".", config=load_config(site))
