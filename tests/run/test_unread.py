"""What has something like front matter and was not read is counted, by reason, in every report."""

import json
from pathlib import Path

import pytest

from newslint import cli

FILES = {
    "a.md": "---\ntitle: Harbour\n---\n",
    "b.org": "#+title: Harbour\n\nText\n",
    "c.org": "#+title: Quay\n\nText\n",
    "d.md": "\n---\ntitle: Pier\ndate: 2026-01-05\n---\n",
    "e.md": "No front matter.\n",
}


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        Path(name).write_text(text)
    return tmp_path


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["newslint", "check", *arguments, "."])
        status = cli.main()
    return status, *capfd.readouterr()


@pytest.mark.parametrize("options", [("--no-cache",), ("--cache-dir", "kept"), ("--no-cache", "--jobs", "2")])
def test_the_summary_counts_what_was_not_read(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.setattr("newslint.run.scheduler.FEW", 0)
    for _ in range(2):
        status, out, err = run(capfd, *options)
        assert status == 1
        assert "Checked 1 file: 1 error, 2 info." in out
        assert "Not read: 2 files with Org keywords (b.org, c.org)." in out
        assert "Not read: 1 file with a broken opening (d.md)." in out
        assert err == ""


def test_programs_get_reasons_and_examples(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "--no-cache", "--output-format", "json")
    summary = json.loads(out)["summary"]
    assert summary["files"] == 1
    assert summary["unread"] == [
        {"reason": "Org keywords", "files": 2, "examples": ["b.org", "c.org"]},
        {"reason": "a broken opening", "files": 1, "examples": ["d.md"]},
    ]


@pytest.mark.parametrize(("files", "shown", "given"), [(3, 3, 3), (4, 3, 4), (10, 3, 10), (11, 3, 10)])
def test_of_many_files_some_are_named(
    capfd: pytest.CaptureFixture[str], files: int, shown: int, given: int
) -> None:
    names = ["b.org", "c.org", *(f"c{number:02}.org" for number in range(3, files + 1))]
    for name in names:
        Path(name).write_text(FILES["b.org"])
    more = ", ..." if files > shown else ""
    said = f"Not read: {files} files with Org keywords ({', '.join(names[:shown])}{more}).\n"
    assert said in run(capfd, "--no-cache")[1]
    summary = json.loads(run(capfd, "--no-cache", "--output-format", "json")[1])["summary"]
    assert summary["unread"][0] == {"reason": "Org keywords", "files": files, "examples": names[:given]}
    codes = ", ".join(f"<code>{name}</code>" for name in names[:shown])
    said = f"{files} files with Org keywords were not read, such as {codes}."
    assert said in run(capfd, "--no-cache", "--output-format", "html")[1]


def test_html_shows_them(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "--no-cache", "--output-format", "html")
    assert "2 files with Org keywords were not read, such as <code>b.org</code>, <code>c.org</code>." in out
    assert "1 file with a broken opening was not read, such as <code>d.md</code>." in out


def test_ignoring_the_rule_or_a_baseline_hides_the_finding_and_not_the_count(
    capfd: pytest.CaptureFixture[str],
) -> None:
    status, out, _ = run(capfd, "--no-cache", "--ignore", "FM017,FM018")
    assert (status, "Not read: 2 files with Org keywords" in out) == (0, True)
    run(capfd, "--no-cache", "--update-baseline")
    status, out, _ = run(capfd, "--no-cache")
    assert status == 0
    assert "3 known from the baseline" in out
    assert "Not read: 1 file with a broken opening (d.md)." in out


def test_a_run_that_read_nothing_although_articles_are_there_failed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Path("a.md").unlink()
    status, _, err = run(capfd, "--no-cache", "--exit-zero")
    assert status == 2
    assert "no article was read, and 3 with something like front matter can't be" in err
    for name in ("b.org", "c.org", "d.md"):
        Path(name).unlink()
    assert run(capfd, "--no-cache")[0] == 0, "nothing is there to read"
