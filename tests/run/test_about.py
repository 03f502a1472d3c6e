"""What a report says of its run."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newslint.finding import About
from newslint.run.about import about

NOW = datetime(2024, 5, 2, 6, 30, 59, tzinfo=UTC)
WHEN = "2024-05-02 06:30 UTC"


def git(folder: Path, *arguments: str) -> str:
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    done = subprocess.run(["git", *name, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_folder_that_git_does_not_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "harbour"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert about([Path()], NOW) == About("harbour", "", WHEN)
    assert about([Path("-")], NOW).archive == "harbour"
    assert about([Path("a"), Path("b/c.md"), Path("d")], NOW).archive == "harbour: a, b/c.md, d"
    assert about([Path("a"), Path("b"), Path("c"), Path("d")], NOW).archive == "harbour: a, b, c, ..."


def test_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tmp_path / "harbour" / "content"
    content.mkdir(parents=True)
    git(content.parent, "init", "-q")
    monkeypatch.chdir(content)
    assert about([Path()], NOW) == About("harbour/content", "", WHEN)
    (content / "a.md").write_text("x")
    git(content, "add", ".")
    git(content, "commit", "-qm", "a")
    commit = git(content, "rev-parse", "--short", "HEAD")
    assert about([Path()], NOW) == About("harbour/content", commit, WHEN)
    (content / "b.md").write_text("not known to git")
    assert about([Path()], NOW).commit == commit
    (content / "a.md").write_text("y")
    monkeypatch.chdir(content.parent)
    assert about([Path()], NOW) == About("harbour", f"{commit}, with changes", WHEN)
    git(content, "add", ".")
    assert about([Path()], NOW).commit == f"{commit}, with changes"
