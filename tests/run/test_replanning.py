"""Where only the content of few articles changed, a run is planned by the one before it, as by a walk."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from calls import archive, call, git, settled, write
from test_edited import told

from newslint.run import discovery, projects, replanning
from newslint.run.cache import FOLDER, answers
from newslint.system import stamps

__all__ = ["archive", "settled"]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="other systems' times say too little")

ANOTHER = "---\ntitle: Another\n---\n"


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How each run was planned."""
    found: list[str] = []
    plan, planned_again = projects.plan, replanning.planned_again

    def by_a_walk(*given: Any) -> Any:
        found.append("by a walk")
        return plan(*given)

    def by_a_run(*given: Any) -> Any:
        works = planned_again(*given)
        found.extend(["by a run"] if works else [])
        return works

    monkeypatch.setattr(projects, "plan", by_a_walk)
    monkeypatch.setattr(replanning, "planned_again", by_a_run)
    return found


@pytest.fixture
def how(plans: list[str]) -> Callable[..., str]:
    """Checks, makes sure that it is right, and tells how that was planned."""

    def check(*arguments: str) -> str:
        plans.clear()
        said = call("check", *arguments)[:3]
        planned = "".join(plans)
        assert said == told("check", "--no-cache", *arguments)
        return planned

    return check


def replace(make: Callable[[str], None]) -> None:
    Path("3.md").unlink()
    make("3.md")


def edit(number: int) -> None:
    for name in range(number):
        write(f"{name}.md", f"---\ntitle: Another {name}\n---\n")()


# What is done to an archive, and how the run after it is planned; an empty word if it is told again.
CHANGES: dict[str, tuple[Callable[[], object], str]] = {
    "nothing": (lambda: None, ""),
    "a file's content": (lambda: edit(1), "by a run"),
    "as many as may be otherwise": (lambda: edit(4), "by a run"),
    "one more than that": (lambda: edit(5), "by a walk"),
    "a file that is no article any more": (write("3.md", "no article\n"), "by a run"),
    "a file that is a pipe": (lambda: replace(os.mkfifo), "by a run"),
    "a file and a configuration": (write("newslint.toml", 'ignore = ["FM009"]\n'), "by a walk"),
    "a baseline": (lambda: call("check", "--update-baseline"), "by a walk"),
}


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--output-format", "junit"),
        (".", "--corpus", "."),
        ("0.md", "7.md", "--corpus", "."),
    ],
)
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.usefixtures("archive")
def test_a_run_is_planned_by_the_one_before_it(
    change: str, arguments: tuple[str, ...], how: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST_CHANGED", 4)
    git("init")
    write("newslint.toml", "")()
    assert how(*arguments) == "by a walk"
    do, planned = CHANGES[change]
    do()
    if " and " in change:
        write("3.md", ANOTHER)()
    assert how(*arguments) == planned
    assert how(*arguments) == ""
    write("7.md", "---\ntitle: One more\n---\n")()
    assert how(*arguments) == "by a run"
    assert how(*arguments) == ""


@pytest.mark.usefixtures("archive", "settled")
def test_nothing_is_asked_twice(how: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither folders are read again, nor is a file looked at that is as it was."""
    write("f/0.md", ANOTHER)()
    assert how() == "by a walk"
    write("3.md", ANOTHER)()
    asked: list[str] = []
    begun: list[object] = []
    real, planned_again = stamps._lstat, replanning.planned_again

    def lstat(path: Any) -> Any:
        if begun:
            asked.append(os.fspath(path))
        return real(path)

    def plan(*given: Any) -> Any:
        begun.append(1)
        monkeypatch.setattr(os, "scandir", None)
        return planned_again(*given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stamps, "_lstat", lstat)
        patch.setattr(replanning, "planned_again", plan)
        patch.setattr("newslint.run.cache.recording.drop_oldest", lambda *_: [])
        patch.setattr("newslint.run.cache.recording.prepare", lambda _: None)
        call("check")
    assert {path for path in asked if path.endswith(".md")} == {"3.md"}
    assert how() == ""


@pytest.mark.parametrize("place", ["..", "f"])
@pytest.mark.usefixtures("archive")
def test_what_lies_elsewhere_is_walked_through(
    place: str, how: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("f/0.md", ANOTHER)()
    monkeypatch.chdir("f")
    where = ("..",) if place == ".." else (".", "--corpus", "..")
    assert how(*where) == "by a walk"
    write("0.md", "---\ntitle: A third\n---\n")()
    assert how(*where) == "by a walk"


@pytest.mark.parametrize("text", ["title: yes\n", "title: no article\n"])
@pytest.mark.usefixtures("archive")
def test_several_projects_are_walked_through(text: str, how: Callable[..., str]) -> None:
    """Of one that has no articles, it is told what is wrong with its configuration."""
    write("f/newslint.toml", '[[collections]]\nname = "n"\nfiles = ["none/*"]\n')()
    if "yes" in text:
        write("f/0.md", f"---\n{text}---\n")()
    assert how() == "by a walk"
    write("3.md", ANOTHER)()
    assert how() == "by a walk"
    assert "has no file" in call("check").err


@pytest.mark.usefixtures("archive")
def test_files_some_of_which_are_named_are_walked_through(how: Callable[..., str]) -> None:
    write("f/0.md", ANOTHER)()
    assert how("f", *(f"{number}.md" for number in range(20))) == "by a walk"
    write("3.md", ANOTHER)()
    assert how("f", *(f"{number}.md" for number in range(20))) == "by a walk"


@pytest.mark.parametrize(
    ("arguments", "planned"),
    [((), "by a run"), (("--select", "FM"), "by a walk"), (("--since", "HEAD"), "by a walk")],
)
@pytest.mark.usefixtures("archive")
def test_a_walk_is_needed_where_others_are_looked_for_later_or_git_is_asked(
    arguments: tuple[str, ...], planned: str, how: Callable[..., str]
) -> None:
    git("init")
    git("add", ".")
    git("-c", "user.name=A", "-c", "user.email=a@a.example", "commit", "-m", "All")
    assert how(*arguments) == "by a walk"
    write("3.md", ANOTHER)()
    assert how(*arguments) == planned


@pytest.mark.usefixtures("archive")
def test_files_of_records_are_divided_anew(how: Callable[..., str]) -> None:
    write("newslint.toml", 'include = ["*.md", "*.jsonl"]\n')()
    write("all.jsonl", '{"title": "Another"}\n')()
    assert how() == "by a walk"
    write("3.md", ANOTHER)()
    assert how() == "by a walk"


@pytest.mark.usefixtures("archive")
def test_settings_are_read_as_ever(how: Callable[..., str]) -> None:
    """What an article says may decide on them."""
    write("newslint.toml", 'generator = "hugo"\nselect = ["ALL"]\n')()
    write("content/authors/ada/_index.md", "---\ntitle: Ada\n---\n")()
    write("content/a.md", "---\ntitle: A pier\nauthors: [ada, bob]\n---\n")()
    assert how() == "by a walk"
    for text in ("---\ntitle: Bob\n---\n", "no article\n"):
        write("content/authors/ada/_index.md", text)()
        assert how() in ("by a walk", "by a run")


@pytest.mark.usefixtures("archive")
def test_an_answer_that_nearly_holds_ends_when_it_would(how: Callable[..., str]) -> None:
    year = datetime.now(UTC).year + 2
    write("soon.md", f"---\ntitle: Soon\ndate: {year}-03-05T00:00:00Z\n---\n")()
    assert how() == "by a walk"
    write("3.md", ANOTHER)()
    assert how() == "by a run"
    (run,) = Path(FOLDER).glob("*.run")
    until = float(run.read_bytes().split(b"\0")[2])
    assert until <= datetime(datetime.now(UTC).year + 1, 1, 1, tzinfo=UTC).timestamp()


def new_file(name: str) -> Callable[[], object]:
    return write(name, ANOTHER)


def rename(name: str, other: str) -> Callable[[], object]:
    return lambda: Path(name).rename(other)


# What is done to the names in an archive, and how the run after it is planned.
NAMES: dict[str, tuple[Callable[[], object], str]] = {
    "a new file": (new_file("new.md"), "by a run"),
    "a new file below": (new_file("f/new.md"), "by a run"),
    "a new file in a new folder": (new_file("f/h/new.md"), "by a run"),
    "a new file in a new folder for tools": (new_file("f/_site/new.md"), "by a run"),
    "a new file of another kind": (write("f/new.txt", "A note.\n"), "by a run"),
    "a file less": (lambda: Path("f/0.md").unlink(), "by a run"),
    "a file that is a folder": (lambda: replace(os.mkdir), "by a run"),
    "a file that is a link": (lambda: replace(lambda name: Path(name).symlink_to("4.md")), "by a run"),
    "a file with another name": (rename("3.md", "c.md"), "by a run"),
    "a file in another folder": (rename("3.md", "f/g/c.md"), "by a run"),
    "a folder with another name": (rename("f/g", "f/h"), "by a walk"),
    "a folder less": (lambda: shutil.rmtree("f"), "by a walk"),
    "the last article of a folder": (lambda: Path("f/g/2.md").unlink(), "by a run"),
    "the first article of a folder": (new_file("empty/new.md"), "by a walk"),
    "all articles": (lambda: [*map(os.remove, Path().rglob("*.md"))], "by a walk"),
    "a configuration in a folder": (write("f/newslint.toml", 'ignore = ["FM"]\n'), "by a walk"),
    "what git ignores in a folder": (write("f/.gitignore", "0.md\n"), "by a run"),
    "a repository in a folder": (lambda: git("init", "f"), "by a run"),
    "a file of records": (write("f/a.jsonl", '{"title": "Another"}\n'), "by a walk"),
}


@pytest.mark.parametrize("arguments", [(), (".", "--corpus", "f")])
@pytest.mark.parametrize("change", NAMES)
@pytest.mark.usefixtures("archive")
def test_folders_with_other_names_are_walked_through_anew(
    change: str, arguments: tuple[str, ...], how: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newslint.run.scheduler.FEW", 0)
    git("init")
    write("newslint.toml", 'include = ["*.md", "*.jsonl"]\n')()
    for name in ("f/0.md", "f/1.md", "f/g/2.md"):
        write(name, ANOTHER)()
    Path("empty").mkdir()
    Path("f").mkdir(exist_ok=True)
    assert how(*arguments) == "by a walk"
    do, planned = NAMES[change]
    do()
    Path("f").mkdir(exist_ok=True)
    assert how(*arguments) == planned
    write("7.md", "---\ntitle: One more\n---\n")()
    write("f/8.md", "---\ntitle: One more\n---\n")()
    how(*arguments)
    assert how(*arguments) == ""


# What is named, what is new then, and how that is planned.
NAMED: dict[str, tuple[tuple[str, ...], str, str]] = {
    "a folder": (("f", "--corpus", "."), "f/new.md", "by a run"),
    "a folder by a longer way": (("f/../f", "--corpus", "."), "f/new.md", "by a run"),
    "a folder by its path": (("{here}/f", "--corpus", "."), "f/new.md", "by a run"),
    "a corpus": (("f", "--corpus", "g"), "g/new.md", "by a run"),
    "both, as one new file is": (("f", "--corpus", "."), "new.md", "by a walk"),
    "a file in a corpus": (("f/0.md", "--corpus", "."), "f/new.md", "by a walk"),
    "a file and its folder": (("f/g/2.md", "f/g"), "f/g/new.md", "by a walk"),
    "a file beside a corpus": (("f/0.md", "--corpus", "g"), "g/new.md", "by a run"),
    "a file that a walk would find": (("f/0.md", "--config", "force-exclude=true"), "f/new.md", ""),
}


@pytest.mark.parametrize("what", NAMED)
def test_folders_are_walked_through_for_what_they_were(
    what: str, archive: Path, how: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newslint.run.scheduler.FEW", 0)
    write("newslint.toml", "")()
    for name in ("f/0.md", "f/1.md", "f/g/2.md", "g/3.md"):
        write(name, ANOTHER)()
    arguments, new, planned = NAMED[what]
    arguments = tuple(word.format(here=archive) for word in arguments)
    assert how(*arguments) == "by a walk"
    write(new, ANOTHER)()
    assert how(*arguments) == planned
    assert how(*arguments) == ""


@pytest.mark.usefixtures("archive")
def test_who_looks_for_a_picture_walks_through_nothing(
    how: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It asks for the names in folders, too, whose articles nobody named."""
    monkeypatch.setattr("newslint.run.scheduler.FEW", 0)
    write("newslint.toml", "force-exclude = true\n")()
    write("hugo.toml", 'title = "A"\nbaseURL = "https://a.example/"\n')()
    named = ("content/p/index.md", "--select", "ALL", "--cache-dir", "../cache")
    write(named[0], "---\ntitle: A\nimage: none.png\n---\n")()
    assert how(*named) == "by a walk"
    (run,) = Path("../cache").glob("*.run")
    assert f"\0n{Path('content/p').absolute()}\0".encode() in run.read_bytes()
    write("content/p/new.md", ANOTHER)()
    assert how(*named) == "by a walk"


@pytest.mark.parametrize(("number", "planned"), [(4, "by a run"), (5, "by a walk")])
@pytest.mark.usefixtures("archive")
def test_so_many_folders_may_hold_other_names(
    number: int, planned: str, how: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST_CHANGED", 4)
    for folder in range(6):
        write(f"{folder}/0.md", ANOTHER)()
    assert how() == "by a walk"
    for folder in range(number):
        write(f"{folder}/notes.txt", "A note.\n")()
    assert how() == planned


@pytest.mark.usefixtures("archive")
def test_no_folder_is_walked_through_twice(how: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newslint.run.scheduler.FEW", 0)
    for name in ("f/0.md", "f/g/1.md", "h/2.md"):
        write(name, ANOTHER)()
    assert how("f", "h") == "by a walk"
    for name in ("f/new.md", "f/g/new.md", "h/new.md"):
        write(name, ANOTHER)()
    walked: list[Path] = []
    real = discovery.walk

    def walk(folder: Path, *rest: Any) -> Any:
        walked.append(folder)
        return real(folder, *rest)

    monkeypatch.setattr(replanning, "walk", walk)
    assert how("f", "h") == "by a run"
    assert sorted(walked) == [Path("f"), Path("h")]
