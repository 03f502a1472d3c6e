"""A .gitignore hides no file that git keeps track of, and git is asked only where something is ignored."""

import errno
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import hostile
import pytest

from newslint.config.project import Overrides, Projects
from newslint.run.discovery import discover
from newslint.system import tracked
from newslint.system.tracked import Repository

DAMAGED = "---\ntitle: A fine long title\nexcerpt: the harbour\u00e2\u20ac\u2122s\n---\nText.\n"


@pytest.fixture(autouse=True)
def _nobodys_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path / "site")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that git was asked about."""
    folders: list[str] = []
    run = subprocess.run

    def counted(command: object, **more: object) -> object:
        if command is tracked._COMMAND:
            folders.append(str(more["cwd"]))
        return run(command, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", counted)
    return folders


def git(*arguments: str, cwd: str = ".") -> str:
    done = subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True)
    return os.fsdecode(done.stdout)


def write(path: str, text: str = "---\n---\n") -> None:
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def repository(*names: str, ignoring: str, add: tuple[str, ...] = ()) -> None:
    git("init", "-q")
    write(".gitignore", ignoring)
    for name in names:
        write(name)
    if add:
        git("add", "-f", "--", *add)


def found(*paths: str, force_exclude: bool = False) -> list[str]:
    projects = Projects(overrides=Overrides(force_exclude=force_exclude))
    names = [job.name for job, _ in discover(map(Path, paths or (".",)), projects)]
    assert projects.repositories.troubles == []
    return names


def test_an_ignored_file_is_found_if_it_is_tracked() -> None:
    repository("a.md", "b.md", "x/c.md", ignoring="*.md\n", add=("a.md", "x/c.md"))
    assert found() == found("a.md", "b.md", "x/c.md", force_exclude=True) == ["a.md", "x/c.md"]
    assert found("x") == ["x/c.md"]


def test_tracked_files_below_ignored_folders_are_found_and_nothing_else_there() -> None:
    names = ("drafts/a.md", "drafts/b.md", "drafts/x/y/c.md", "drafts/z/d.md", "drafts-2/e.md")
    repository(*names, ignoring="/drafts*/\n", add=("drafts/a.md", "drafts/x/y/c.md"))
    assert found() == ["drafts/a.md", "drafts/x/y/c.md"]
    assert found(*names, force_exclude=True) == ["drafts/a.md", "drafts/x/y/c.md"]
    assert found("drafts", "drafts/z") == ["drafts/a.md", "drafts/x/y/c.md"]


def test_folders_of_tools_and_excluded_ones_stay_passed_over() -> None:
    repository("node_modules/a.md", ".b/a.md", "drafts/a.md", ignoring="*\n", add=(".",))
    write("newslint.toml", 'exclude = ["drafts/"]\n')
    assert found() == []


def test_names_that_are_no_text() -> None:
    git("init", "-q")
    write(".gitignore", "*.md\n")
    names = [b"\xff\n.md", "é.md".encode(), b'"a".md']
    for name in names:
        Path(os.fsdecode(name)).write_bytes(b"")
    git("add", "-f", ".")
    assert found() == sorted(map(os.fsdecode, names))


def test_a_repository_is_asked_once_for_all_its_folders(asked: list[str]) -> None:
    repository("a.md", "b/c.md", "d/e/f.md", "g.txt", ignoring="*.md\nd/\n", add=("a.md", "b/c.md"))
    projects = Projects(overrides=Overrides(force_exclude=True))
    for _ in range(2):
        assert [job.name for job, _ in discover([Path(), Path("b"), Path("b/c.md")], projects)] == [
            "a.md",
            "b/c.md",
            "g.txt",
        ]
    assert asked == [str(Path.cwd())]


@pytest.mark.parametrize("ignoring", ["", "node_modules/\n.cache/\n*.log\n__pycache__/\n_site/\n"])
def test_git_is_not_asked_where_no_content_is_ignored(ignoring: str, asked: list[str]) -> None:
    names = ("a.md", "x/b.md", "a.log", "node_modules/x/a.md", ".cache/a.md")
    repository(*names, ignoring=ignoring, add=("a.md",))
    assert found() == ["a.md", "x/b.md"]
    assert found("a.md", "a.log", force_exclude=True) == ["a.md"]
    assert asked == []


def test_git_is_not_asked_before_anything_was_added_nor_where_nobody_wants_it(asked: list[str]) -> None:
    repository("a.md", "b/c.md", ignoring="*.md\n")
    assert found() == []
    git("add", "-f", "a.md")
    projects = Projects(overrides=Overrides(respect_gitignore=False))
    assert len(discover([Path()], projects)) == 2
    assert asked == []


def test_every_repository_is_asked_on_its_own(asked: list[str]) -> None:
    repository("a.md", ignoring="*.md\n", add=("a.md",))
    git("init", "-q", "theme")
    write("theme/.gitignore", "*.md\n")
    write("theme/a.md")
    write("theme/b.md")
    git("add", "-f", "b.md", cwd="theme")
    assert found() == ["a.md", "theme/b.md"]
    assert sorted(asked) == [str(Path.cwd()), str(Path.cwd() / "theme")]


def test_a_submodule_in_an_ignored_folder_is_looked_into() -> None:
    repository(ignoring="/theme\n")
    git("init", "-q", "theme")
    write("theme/a.md")
    git("add", "a.md", cwd="theme")
    git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "a", cwd="theme")
    assert found() == []
    git("-c", "advice.addEmbeddedRepo=false", "add", "-f", "theme")
    assert found() == ["theme/a.md"]


def test_a_linked_work_tree_has_its_own_index() -> None:
    repository("a.md", ignoring="*.md\n", add=("a.md", ".gitignore"))
    git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "a")
    git("worktree", "add", "-q", "../other")
    write("../other/b.md")
    assert found("../other") == ["../other/a.md"]


def test_the_repository_of_a_hook_is_not_taken_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    git("init", "-q", "../hooked")
    write("../hooked/b.md")
    git("add", "b.md", cwd="../hooked")
    repository("a.md", "b.md", ignoring="*.md\n", add=("a.md",))
    monkeypatch.setenv("GIT_DIR", str(Path("../hooked/.git").resolve()))
    monkeypatch.setenv("GIT_INDEX_FILE", str(Path("../hooked/.git/index").resolve()))
    monkeypatch.setenv("GIT_WORK_TREE", str(Path("../hooked").resolve()))
    assert found() == ["a.md"]


def test_nothing_that_a_repository_names_is_run(tmp_path: Path) -> None:
    repository("a.md", ignoring="*.md\n", add=("a.md",))
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n", encoding="utf-8")
    trap.chmod(0o755)
    settings = {
        "core.fsmonitor": str(trap),
        "core.hooksPath": str(tmp_path),
        "core.pager": str(trap),
        "core.editor": str(trap),
        "core.sshCommand": str(trap),
        "core.untrackedCache": "true",
        "alias.ls-files": f"!{trap}",
        "pager.ls-files": str(trap),
        "trace2.eventTarget": "/dev/null",
    }
    for name, value in settings.items():
        git("config", name, value)
    for hook in ("post-index-change", "fsmonitor-watchman", "query-watchman"):
        os.link(trap, tmp_path / hook)
    assert found() == ["a.md"]
    assert not (tmp_path / "sprung").exists()


def test_without_git_what_is_ignored_is_passed_over_with_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    repository("a.md", "b/c.md", "d.txt", ignoring="*.md\n", add=("a.md",))
    monkeypatch.setenv("PATH", "")
    projects = Projects()
    assert [job.name for job, _ in discover([Path()], projects)] == ["d.txt"]
    (trouble,) = projects.repositories.troubles
    assert trouble.startswith(str(Path.cwd()))
    assert trouble.endswith("all of them were passed over (git is not installed)")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "git"), "permission denied"),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), "cannot allocate memory"),
        (OSError("Nothing but words"), "nothing but words"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "git"), "git is not installed"),
        (subprocess.TimeoutExpired("git", 1), "it gave no answer"),
        (subprocess.CalledProcessError(128, "git", stderr=b"fatal: no way\nout\n"), "no way out"),
        (subprocess.CalledProcessError(128, "git", stderr=b"warning: x\nfatal: no way\n"), "no way"),
        (subprocess.CalledProcessError(128, "git", stderr=b"error: b\xe9d\n"), "error: b\ufffdd"),
        (subprocess.CalledProcessError(1, "git", stderr=b" \n"), "it failed without a word"),
    ],
)
def test_why_git_gave_no_answer(error: Exception, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    repository("a.md", ignoring="*.md\n", add=("a.md",))

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(subprocess, "run", fail)
    known = Repository(str(Path.cwd()))
    assert not known.tracks(str(Path("a.md").absolute()))
    assert known.trouble is not None
    assert known.trouble.endswith(f"all of them were passed over ({words})")


def damage_index() -> None:
    Path(".git/index").write_bytes(b"no index")


def belong_to_somebody_else() -> None:
    os.environ["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "1"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [(damage_index, "index file"), (belong_to_somebody_else, "dubious ownership")],
)
def test_what_git_refuses_is_told_once(
    spoil: Callable[[], None], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository("a.md", "b.txt", ignoring="*.md\n", add=("a.md",))
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "0")
    spoil()
    for arguments in (["check", "--no-cache", "-q"], ["config", "files"], ["check", "--show-files"]):
        done = hostile.run(*arguments, cwd=Path.cwd())
        assert done.returncode == 0
        said = done.stderr.decode()
        assert said.startswith("newslint: warning: ")
        assert words in said
        assert [
            line for line in said.splitlines() if not line.startswith("newslint: passed over")
        ] == said.splitlines()[:1]


def test_a_pipe_in_place_of_an_index_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    repository("a.md", ignoring="*.md\n", add=("a.md",))
    Path(".git/index").unlink()
    os.mkfifo(".git/index")
    monkeypatch.setattr(tracked, "_PATIENCE", 0.1)
    known = Repository(str(Path.cwd()))
    assert not known.tracks(str(Path("a.md").absolute()))
    assert known.trouble is not None
    assert known.trouble.endswith("(it gave no answer)")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "--force-exclude", "bad.md", "drafts/bad.md"],
        ["check", "--staged"],
        ["check", "--staged", "--force-exclude", "bad.md", "drafts/bad.md"],
        ["check", "--since", "HEAD"],
        ["check", "--show-files"],
        ["check", "--show-files", "--staged"],
        ["config", "files"],
    ],
)
def test_no_way_of_asking_passes_over_a_tracked_file(arguments: list[str]) -> None:
    repository("b.md", "drafts/c.md", ignoring="/*.md\ndrafts/\n")
    git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "a", "--allow-empty")
    for name in ("bad.md", "drafts/bad.md"):
        write(name, DAMAGED)
    git("add", "-f", "bad.md", "drafts/bad.md")
    more = ["--no-cache", "--output-format", "concise"] * (arguments[0] == "check")
    done = hostile.run(*arguments, *more, cwd=Path.cwd())
    names = {line.partition(":")[0] for line in done.stdout.decode().splitlines() if ".md" in line}
    assert names == {"bad.md", "drafts/bad.md"}
    assert [line for line in done.stderr.splitlines() if not line.startswith(b"newslint: passed over")] == []
    lists_only = "--show-files" in arguments or arguments[0] == "config"
    assert done.returncode == (0 if lists_only else 1)


def test_a_staged_file_that_is_gone_from_the_disk_is_checked_too() -> None:
    repository(ignoring="*.md\n")
    write("bad.md", DAMAGED)
    git("add", "-f", "bad.md")
    Path("bad.md").unlink()
    done = hostile.run("check", "--staged", "--no-cache", cwd=Path.cwd())
    assert done.returncode == 1
    assert b"bad.md:3" in done.stdout
