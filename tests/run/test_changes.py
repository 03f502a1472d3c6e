import os
import re
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.errors import NewslintError
from newslint.run.git import WHOLE, Changes, _ChangedFile, _WorkTree, changed_since, staged, touched_lines
from newslint.source import Source
from newslint.system import tracked
from newslint.system.contained import Content

LARGEST = 1_000_000  # bytes


def data_of(changes: Changes, path: str | Path) -> bytes | None:
    content = changes.read(path, LARGEST)
    if content is None:
        return None
    assert content.trouble is None
    return content.data


# Every setting that changes what git prints.
HOSTILE_SETTINGS = """
[user]
    name = Somebody
    email = somebody@example.org
[color]
    ui = always
    diff = always
[core]
    quotePath = true
    pager = false
    autocrlf = true
    safecrlf = false
    attributesFile = {folder}/attributes
    abbrev = 4
[diff]
    external = false
    noPrefix = false
    mnemonicPrefix = true
    srcPrefix = old/
    dstPrefix = new/
    renames = false
    renameLimit = 1
    relative = true
    context = 9
    interHunkContext = 9
    algorithm = patience
    indentHeuristic = false
    autoRefreshIndex = false
    ignoreSubmodules = none
    orderFile = {folder}/missing
    submodule = log
    suppressBlankEmpty = true
    wsErrorHighlight = all
    colorMoved = zebra
[diff "upper"]
    textconv = false
    command = false
    binary = true
[status]
    showUntrackedFiles = no
    relativePaths = true
    short = true
[pager]
    diff = false
"""
HOSTILE_VARIABLES = {
    "GIT_DIFF_OPTS": "--unified=9",
    "GIT_EXTERNAL_DIFF": "false",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_PAGER": "false",
    "GIT_TRACE": "1",
    "LANGUAGE": "de",
}


@pytest.fixture(autouse=True)
def environment(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nobody's settings, and no repository around; the file with the settings of git."""
    for name in os.environ:
        if name.startswith("GIT_") and name != "GIT_CEILING_DIRECTORIES":  # no repository lies above
            monkeypatch.delenv(name)
    settings = tmp_path_factory.mktemp("home") / "gitconfig"
    settings.write_text("[user]\nname = Somebody\nemail = somebody@example.org\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return settings


class Repository:
    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main", *options)

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return os.fsdecode(done.stdout).strip()

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.fsencode(text))
        return path

    def commit(self, **files: str) -> str:
        """Commit everything, with files whose names end with `.md`; the name of the commit."""
        for name, text in files.items():
            self.write(f"{name}.md", text)
        self.git("add", "--all")
        self.git("commit", "-q", "--allow-empty", "-m", "message")
        return self.git("rev-parse", "HEAD")

    def names(self, changes: Changes) -> list[str]:
        return [os.path.relpath(path, self.folder) for path in changes.paths]

    def since(self, rev: str = "HEAD") -> list[str]:
        return self.names(changed_since(rev, self.folder))

    def staged(self) -> list[str]:
        return self.names(staged(self.folder))


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    repository = Repository(tmp_path / "repository")
    monkeypatch.chdir(repository.folder)
    return repository


def numbered(count: int) -> str:
    return "".join(f"line {number}\n" for number in range(1, count + 1))


# Which files


def test_since_lists_what_differs_on_the_disk_and_staged_what_differs_in_the_index(
    repository: Repository,
) -> None:
    repository.commit(kept="a\n", edited="a\n", staged="a\n", gone="a\n", moved="some words\n")
    repository.write("edited.md", "b\n")
    repository.write("staged.md", "b\n")
    repository.write("new.md", "a\n")
    repository.write("untracked.md", "a\n")
    repository.write(".gitignore", "ignored.md\n")
    repository.write("ignored.md", "a\n")
    repository.git("rm", "-q", "gone.md")
    repository.git("mv", "moved.md", "other.md")
    repository.git("add", "staged.md", "new.md", ".gitignore")
    assert repository.staged() == [".gitignore", "new.md", "other.md", "staged.md"]
    assert repository.since() == [
        ".gitignore",
        "edited.md",
        "new.md",
        "other.md",
        "staged.md",
        "untracked.md",
    ]


def test_since_counts_only_one_side_of_a_fork(repository: Repository) -> None:
    repository.commit(ours="a\n", theirs="a\n")
    repository.git("checkout", "-q", "-b", "topic")
    repository.commit(ours="b\n")
    repository.git("checkout", "-q", "main")
    repository.commit(theirs="b\n")
    repository.git("checkout", "-q", "topic")
    assert repository.since("main") == ["ours.md"]
    repository.git("checkout", "-q", "--detach")
    assert repository.since("main") == ["ours.md"]


@pytest.mark.parametrize("rev", ["HEAD~1", "v1", "annotated", "HEAD^{/first}", ":/first", "@~", "main@{1}"])
def test_a_commit_has_many_names(repository: Repository, rev: str) -> None:
    repository.commit(a="a\n")
    repository.git("commit", "--amend", "-q", "-m", "first")
    repository.git("tag", "v1")
    repository.git("tag", "-m", "message", "annotated")
    repository.commit(b="a\n")
    assert repository.since(rev) == ["b.md"]


def test_without_a_common_commit_the_two_are_compared(repository: Repository) -> None:
    repository.commit(a="a\n", b="a\n")
    repository.git("checkout", "-q", "--orphan", "other")
    assert repository.since("main") == []
    repository.commit(b="b\n")
    assert repository.since("main") == ["b.md"]


def test_before_the_first_commit(repository: Repository) -> None:
    assert repository.staged() == []
    repository.write("a.md", "a\n")
    repository.git("add", "a.md")
    with staged() as changes:
        assert repository.names(changes) == ["a.md"]
        assert changes.lines("a.md") == [WHOLE]
        assert data_of(changes, "a.md") == b"a\n"
    with pytest.raises(NewslintError, match=r"git knows no commit `HEAD`$"):
        changed_since("HEAD")


def test_a_shallow_clone(repository: Repository, tmp_path: Path) -> None:
    first = repository.commit(a="a\n")
    repository.commit(b="a\n")
    repository.git("checkout", "-q", "-b", "topic", "HEAD~1")
    repository.commit(c="a\n")
    clone = Repository(tmp_path / "clone")
    clone.git("remote", "add", "origin", repository.folder.as_uri())
    clone.git("fetch", "-q", "--depth=1", "origin", "main", "topic:topic")
    clone.git("checkout", "-q", "topic")
    clone.git("update-ref", "refs/remotes/origin/main", "FETCH_HEAD")
    assert clone.since("origin/main") == ["c.md"]
    with pytest.raises(NewslintError, match=f"`{first}`; this clone is shallow: run `git fetch --unshallow`"):
        clone.since(first)


def test_a_file_that_was_only_touched_has_not_changed(repository: Repository) -> None:
    repository.commit(a="a\n")
    os.utime(repository.folder / "a.md", (1, 1))
    assert repository.since() == []


def test_a_new_mode_is_a_change_without_lines(repository: Repository) -> None:
    repository.commit(a="a\n")
    (repository.folder / "a.md").chmod(0o755)
    assert changed_since("HEAD").lines("a.md") == []
    repository.git("add", "a.md")
    with staged() as changes:
        assert repository.names(changes) == ["a.md"]
        assert changes.lines("a.md") == []


def test_links_are_no_files_but_become_and_cease_to_be(repository: Repository) -> None:
    repository.commit(a="a\n", target="a\n")
    (repository.folder / "link.md").symlink_to("target.md")
    repository.commit()
    for name in ("a.md", "link.md"):
        (repository.folder / name).unlink()
    (repository.folder / "a.md").symlink_to("target.md")
    (repository.folder / "untracked.md").symlink_to("target.md")
    repository.write("link.md", "a\n")
    assert repository.since() == ["link.md"]
    assert changed_since("HEAD").lines("link.md") == [WHOLE]
    repository.git("add", "--all")
    assert repository.staged() == ["link.md"]


def test_submodules_and_nested_repositories_are_no_files(repository: Repository, tmp_path: Path) -> None:
    other = Repository(tmp_path / "other")
    other.commit(a="a\n")
    repository.commit(a="a\n")
    repository.git(
        "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other.folder), "inner.md"
    )
    nested = Repository(repository.folder / "nested.md")
    nested.commit(a="a\n")
    assert repository.staged() == [".gitmodules"]
    assert repository.since() == [".gitmodules"]
    inner = repository.folder / "inner.md"
    (inner / "b.md").write_text("a\n", encoding="utf-8")
    assert changed_since("HEAD", inner).paths == [str(inner / "b.md")]


def test_conflicts_count_on_the_disk_and_not_in_the_index(repository: Repository) -> None:
    repository.commit(a=numbered(9), removed="some words\n")
    repository.git("checkout", "-q", "-b", "topic")
    repository.commit(a=numbered(9).replace("line 5", "ours"), added="ours\n", removed="other words\n")
    repository.git("checkout", "-q", "main")
    repository.git("rm", "-q", "removed.md")
    repository.commit(a=numbered(9).replace("line 5", "theirs"), added="theirs\n", clean="a\n")
    with pytest.raises(subprocess.CalledProcessError):
        repository.git("merge", "topic")
    repository.write("clean.md", "b\n")
    repository.git("add", "clean.md")
    assert repository.staged() == ["clean.md"]
    with staged() as changes:
        assert changes.lines("clean.md") == [(1, 2)]
        assert changes.lines("a.md") == []
    since = changed_since("HEAD")
    assert repository.names(since) == ["a.md", "added.md", "clean.md", "removed.md"]
    # The markers and the other side, around the line of this side.
    assert since.lines("a.md") == [(5, 5), (7, 9)]


def test_a_sparse_checkout(repository: Repository) -> None:
    repository.write("in/a.md", "a\n")
    repository.write("out/a.md", "a\n")
    repository.commit()
    repository.write("in/a.md", "b\n")
    repository.write("out/a.md", "b\n")
    repository.commit()
    repository.git("sparse-checkout", "set", "in")
    assert not (repository.folder / "out").exists()
    assert repository.since("HEAD~1") == ["in/a.md"]


def test_a_linked_work_tree(repository: Repository, tmp_path: Path) -> None:
    repository.commit(a="a\n")
    other = tmp_path / "linked"
    repository.git("worktree", "add", "-q", "-b", "topic", str(other))
    (other / "a.md").write_text("b\n", encoding="utf-8")
    assert changed_since("main", other).paths == [str(other / "a.md")]
    assert repository.since() == []


def test_files_that_are_only_announced(repository: Repository) -> None:
    repository.commit()
    repository.write("a.md", "a\n")
    repository.git("add", "--intent-to-add", "a.md")
    assert repository.staged() == []
    assert repository.since() == ["a.md"]


# Names


NAMES = (
    "plain.md", "two words.md", " lead.md", "trail ", "tab\there.md", "line\nbreak.md", 'quo"te.md',
    '"quoted".md', "back\\slash.md", "Größe.md", "Grö\tße.md", "\udcff\udce9.md", "-option.md",
    ":colon.md", "*.md", "bell\a\x1b[31m.md", "a b/c d.md", "b/a.md", "dev/null", "+++ x.md",
    "@@ -1 +1 @@.md", "a => b.md",
)  # fmt: skip


@pytest.mark.parametrize("folder", ["plain", "with blanks", "Größe", "line\nbreak", "back\\slash", "\udcff"])
def test_every_name_survives(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = Repository(tmp_path / folder)
    monkeypatch.chdir(repository.folder)
    repository.commit()
    for name in NAMES:
        repository.write(name, f"{name}\n")
    assert changed_since("HEAD").paths == sorted(str(repository.folder / name) for name in NAMES)
    repository.commit()
    for name in NAMES:
        repository.write(name, f"{name}\nchanged {name}\nend\n")
    repository.git("add", "--all")
    for quoting in ("true", "false"):
        repository.git("config", "core.quotePath", quoting)
        with staged() as changes:
            for name in NAMES:
                lines = 1 + name.count("\n")
                assert name in changes
                assert data_of(changes, name) == os.fsencode(f"{name}\nchanged {name}\nend\n")
                assert changes.lines(name) == [(1 + lines, 2 + 2 * lines)]
    assert changed_since("HEAD").paths == sorted(str(repository.folder / name) for name in NAMES)


def test_renamed_files_keep_their_lines(repository: Repository) -> None:
    for name in NAMES:
        repository.write(f"old/{name}", f"{name}\n{numbered(9)}")
    repository.commit()
    for name in NAMES:
        (repository.folder / f"new/{name}").parent.mkdir(parents=True, exist_ok=True)
        repository.git("mv", "--", f"old/{name}", f"new/{name}")
    with staged() as changes:
        assert len(changes.paths) == len(NAMES)
        assert [changes.lines(f"new/{name}") for name in NAMES] == [[]] * len(NAMES)
    for name in NAMES:
        repository.write(f"new/{name}", f"{name}\n{numbered(8)}the end\n")
    repository.git("add", "--all")
    with staged() as changes:
        for name in NAMES:
            last = 10 + name.count("\n")
            assert changes.lines(f"new/{name}") == [(last, last + 1)]


def test_the_caller_may_stand_anywhere_and_spell_paths_in_any_way(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    repository.write("posts/deep/a.md", "a\n")
    repository.write("b.md", "a\n")
    (tmp_path / "link").symlink_to(repository.folder / "posts")
    monkeypatch.chdir(repository.folder / "posts")
    repository.commit()
    repository.write("posts/deep/a.md", "b\n")
    repository.write("c.md", "a\n")
    for folder in (Path(), Path("deep"), repository.folder, tmp_path / "link", tmp_path / "link" / "deep"):
        changes = changed_since("HEAD", folder)
        assert repository.names(changes) == ["c.md", "posts/deep/a.md"]
        for path in (
            "deep/a.md",
            "./deep/../deep/a.md",
            tmp_path / "link/deep/a.md",
            Path("deep/a.md"),
            "../c.md",
        ):
            assert path in changes, path
            assert changes.touches(path, 1, 1)
        for path in ("a.md", "../b.md", "deep", "..", "/", tmp_path / "missing/a.md"):
            assert path not in changes, path
            assert not changes.touches(path, 1, 1)


# Lines


# What happens to some of nine lines, and the lines that it touches.
EDITS = (
    ("one line", {5: "new\n"}, [(5, 5)]),
    ("two places", {2: "new\n", 7: "new\n"}, [(2, 2), (7, 7)]),
    ("neighbours but one", {2: "new\n", 4: "new\n"}, [(2, 2), (4, 4)]),
    ("more lines than before", {3: "new\nnew\nnew\n"}, [(3, 5)]),
    ("fewer lines than before", {3: "new\n", 4: "", 5: ""}, [(3, 3)]),
    ("added in front", {1: "new\nline 1\n"}, [(1, 1)]),
    ("removed in the middle", {4: "", 5: ""}, [(3, 4)]),
    ("removed at the start", {1: ""}, [(1, 1)]),
    ("removed at the end", {9: ""}, [(8, 9)]),
    ("the last line", {9: "new\n"}, [(9, 10)]),
    ("the last line ending", {9: "line 9"}, [(9, 9)]),
    ("everything removed", dict.fromkeys(range(1, 10), ""), [(1, 1)]),
    ("what looks like a patch", {4: "++ b/x.md\n@@ -1 +1 @@\ndiff --git a b\n", 5: "-- a/x.md\n"}, [(4, 7)]),
    ("control characters", {5: "a\0b\x1b\n"}, [(5, 5)]),
)


def edited(edits: dict[int, str]) -> str:
    return "".join(edits.get(number, f"line {number}\n") for number in range(1, 10))


def be_hostile(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = environment.parent
    (folder / "attributes").write_text("*.md diff=upper\n", encoding="utf-8")
    environment.write_text(HOSTILE_SETTINGS.replace("{folder}", str(folder)), encoding="utf-8")
    for variable, value in HOSTILE_VARIABLES.items():
        monkeypatch.setenv(variable, value)


@pytest.mark.parametrize("hostile", [False, True], ids=["plain", "hostile"])
def test_lines_of_edits_whatever_the_configuration(
    repository: Repository, environment: Path, monkeypatch: pytest.MonkeyPatch, *, hostile: bool
) -> None:
    for name, _, _ in EDITS:
        repository.write(f"posts/{name}.md", numbered(9))
    repository.write("posts/Größe.md", numbered(9))
    repository.write("posts/same.md", numbered(9))
    repository.commit()
    if hostile:
        be_hostile(environment, monkeypatch)
    for name, edits, _ in EDITS:
        repository.write(f"posts/{name}.md", edited(edits))
    repository.git("mv", "posts/Größe.md", "posts/other name.md")
    repository.write("posts/other name.md", edited({5: "new\n"}))
    repository.write("untracked.md", "a\n")
    os.utime("posts/same.md", (1, 1))
    expected = {f"posts/{name}.md": lines for name, _, lines in EDITS}
    monkeypatch.chdir(repository.folder / "posts")
    since = changed_since("HEAD")
    assert repository.names(since) == sorted([*expected, "posts/other name.md", "untracked.md"])
    assert since.lines("../untracked.md") == [WHOLE]
    repository.git("add", "--all")
    with staged() as changes:
        assert repository.names(changes) == repository.names(since)
        for answer in (changes, changed_since("HEAD")):
            assert answer.lines("other name.md") == [(5, 5)]
            assert {name: answer.lines(repository.folder / name) for name in expected} == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [("b\na\nc\n", "a\na\nb\n"), ("k:\n  b:\n  a: 1\n  b:\n", "k:\n  b:\n  a: 1\n\n\n  a: 1\n  b:\n")],
    ids=["algorithm", "indent heuristic"],
)
def test_where_edits_are_ambiguous_the_configuration_does_not_choose(
    repository: Repository, environment: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    repository.commit(a=old)
    repository.write("a.md", new)
    before = changed_since("HEAD").lines("a.md")
    be_hostile(environment, monkeypatch)
    assert changed_since("HEAD").lines("a.md") == before


def test_touches_is_about_any_line_of_both_ranges(repository: Repository) -> None:
    repository.commit(a=numbered(9))
    repository.write("a.md", edited({4: "new\nnew\n"}))
    changes = changed_since("HEAD")
    touched = {
        (first, last)
        for first in range(1, 10)
        for last in range(first, 10)
        if changes.touches("a.md", first, last)
    }
    assert touched == {
        (first, last) for first in range(1, 10) for last in range(first, 10) if first <= 5 and last >= 4
    }


def test_attributes_make_no_article_binary(repository: Repository) -> None:
    repository.write(".gitattributes", "*.md -diff\n*.txt binary\n")
    repository.write("a.txt", numbered(9))
    repository.commit(a=numbered(9))
    repository.write("a.md", edited({5: "new\n"}))
    repository.write("a.txt", edited({5: "new\n"}))
    changes = changed_since("HEAD")
    assert changes.lines("a.md") == changes.lines("a.txt") == [(5, 5)]


@pytest.mark.parametrize("ending", ["\r", "\r\n", "\n"])
def test_lines_are_counted_as_findings_count_them(repository: Repository, ending: str) -> None:
    repository.git("config", "core.autocrlf", "false")
    repository.commit(a=f"one{ending}two{ending}three\nfour\nfive{ending}six\n")
    repository.write("a.md", f"one{ending}two{ending}three\nFOUR\nfive{ending}six\n")
    assert changed_since("HEAD").lines("a.md") == [(4, 4)]
    repository.git("add", "a.md")
    repository.write("a.md", "")  # the index decides
    with staged() as changes:
        assert changes.lines("a.md") == [(4, 4)]


def test_line_endings_that_git_converts(repository: Repository) -> None:
    repository.git("config", "core.autocrlf", "true")
    repository.commit(a="one\r\ntwo\r\nthree\r\n")
    repository.write("a.md", "one\r\nTWO\r\nthree\r\n")
    assert changed_since("HEAD").lines("a.md") == [(2, 2)]
    repository.git("add", "a.md")
    with staged() as changes:
        assert data_of(changes, "a.md") == b"one\nTWO\nthree\n"


@given(st.lists(st.sampled_from([b"a", b"\r", b"\n", b"\r\n", b"\xff"])).map(b"".join), st.data())
def test_ranges_agree_with_source(data: bytes, draw: st.DataObject) -> None:
    git_starts = [0, *(match.end() for match in re.finditer(rb"\n", data) if match.end() < len(data))]
    first = draw.draw(st.integers(1, len(git_starts)))
    last = draw.draw(st.integers(first, len(git_starts)))
    # One code point stands for each of these bytes, so that offsets in the text and in the data are the same.
    starts = Source("a.md", data).line_starts
    end = git_starts[last] - 1 if last < len(git_starts) else len(data)
    expected = bisect_right(starts, git_starts[first - 1]), bisect_right(starts, end)
    assert touched_lines(data, [(first, last)]) == [expected]


@given(st.binary(max_size=20), st.integers(1, 99), st.integers(0, 99))
def test_ranges_never_leave_the_file(data: bytes, first: int, more: int) -> None:
    [(start, end)] = touched_lines(data, [(first, first + more)])
    assert 1 <= start <= end <= len(re.split(rb"\r\n|\r|\n", data))


# Content


def test_staged_content_is_that_of_the_index(repository: Repository) -> None:
    contents = {"empty.md": "", "half.md": "\udcff\udcfe\0\n", "no end.md": "a", "large.md": "x" * 300_000}
    for name, text in contents.items():
        repository.write(name, text)
    repository.git("add", "--all")
    for name in contents:
        repository.write(name, "of the disk")
    (repository.folder / "empty.md").unlink()
    repository.write("untracked.md", "a")
    with staged() as changes:
        for name, text in (*contents.items(), *reversed(contents.items())):
            assert data_of(changes, name) == os.fsencode(text)
        assert data_of(changes, "untracked.md") is None
        assert data_of(changes, repository.folder / "missing.md") is None
    repository.commit()
    repository.write("half.md", "a")
    assert data_of(changed_since("HEAD"), "half.md") is None


def test_a_partly_staged_file(repository: Repository) -> None:
    repository.commit(a=numbered(9))
    repository.write("a.md", edited({2: "new\nnew\n"}))
    repository.git("add", "a.md")
    repository.write("a.md", edited({8: "new\n"}))
    with staged() as changes:
        assert changes.lines("a.md") == [(2, 3)]
        assert data_of(changes, "a.md") == edited({2: "new\nnew\n"}).encode()
    assert changed_since("HEAD").lines("a.md") == [(8, 8)]


def test_no_process_is_left(repository: Repository) -> None:
    repository.write("a.md", "a\n")
    repository.git("add", "a.md")
    changes = staged()
    changes.close()  # nothing has started
    for _ in range(2):
        assert data_of(changes, "a.md") == b"a\n"
        assert changes._blobs is not None
        process = changes._blobs._process
        assert process is not None
        assert process.poll() is None
        changes.close()
        assert process.returncode == 0


def test_what_is_staged_is_read_up_to_a_size(repository: Repository) -> None:
    repository.write("long.md", "---\n" + "a" * 96)
    repository.write("short.md", "b\n")
    repository.git("add", "--all")
    with staged() as changes:
        assert changes.read("long.md", 100) == Content(b"---\n" + b"a" * 96)
        refused = Content(b"", "it is larger than 99 bytes: 100", b"---\n" + b"a" * 96)
        assert changes.read("long.md", 99) == refused
        assert changes.read("short.md", 99) == Content(b"b\n"), "nothing is left of the one before"


def test_a_lost_object_and_a_lost_process_are_errors(repository: Repository) -> None:
    repository.write("a.md", "a\n")
    repository.write("b.md", "b\n")
    repository.git("add", "--all")
    name = repository.git("rev-parse", ":a.md")
    (repository.folder / ".git/objects" / name[:2] / name[2:]).unlink()
    with staged() as changes:
        with pytest.raises(NewslintError, match=r"^a\.md: git can't read what is staged"):
            data_of(changes, "a.md")
        assert data_of(changes, "b.md") == b"b\n"
        assert changes._blobs is not None
        assert changes._blobs._process is not None
        changes._blobs._process.kill()
        changes._blobs._process.wait()
        with pytest.raises(NewslintError, match=r"^b\.md: git can't read what is staged"):
            data_of(changes, "b.md")


# Hooks


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (["commit", "-m", "x"], {"staged.md": "staged"}),
        (["commit", "-m", "x", "--all"], {"edited.md": "of the disk", "staged.md": "of the disk"}),
        (["commit", "-m", "x", "edited.md"], {"edited.md": "of the disk"}),
    ],
    ids=["index", "all", "one file"],
)
@pytest.mark.parametrize("linked", [False, True], ids=["repository", "linked work tree"])
def test_hooks_see_what_is_about_to_be_committed(
    repository: Repository, tmp_path: Path, command: list[str], expected: dict[str, str], *, linked: bool
) -> None:
    repository.commit(edited="a\n", staged="a\n")
    hook = repository.write(
        ".git/hooks/pre-commit",
        f"""#!{sys.executable}
import os, sys
sys.path[:0] = {sys.path!r}
from newslint.run.git import staged
with staged() as changes:
    seen = {{os.path.relpath(path): changes.read(path, 1000).data.decode() for path in changes.paths}}
    lines = [changes.lines(path) for path in changes.paths]
with open({str(tmp_path / "seen")!r}, "w") as file:
    print(seen, lines, file=file)
""",
    )
    hook.chmod(0o755)
    if linked:
        repository.git("worktree", "add", "-q", "-b", "topic", str(tmp_path / "linked"))
        repository.folder = tmp_path / "linked"
    repository.write("staged.md", "staged")
    repository.git("add", "staged.md")
    repository.write("staged.md", "of the disk")
    repository.write("edited.md", "of the disk")
    repository.write("sub/c.md", "a")
    subprocess.run(["git", *command], cwd=repository.folder, check=True, capture_output=True)
    seen = (tmp_path / "seen").read_text(encoding="utf-8")
    assert seen == f"{expected} {[[(1, 1)]] * len(expected)}\n"


# Errors


def message_of(call: Callable[[], object]) -> str:
    with pytest.raises(NewslintError) as caught:
        call()
    message = str(caught.value)
    assert "\n" not in message
    assert len(message) < 400
    return message


def test_outside_a_repository(tmp_path: Path) -> None:
    expected = f"{tmp_path}: not in a git repository; --since and --staged need one"
    assert message_of(lambda: staged(tmp_path)) == expected
    assert message_of(lambda: changed_since("main", tmp_path)) == expected


def test_a_repository_without_files(tmp_path: Path) -> None:
    Repository(tmp_path / "bare", "--bare")
    assert message_of(lambda: staged(tmp_path / "bare")) == "git: this operation must be run in a work tree"


def test_git_runs_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert message_of(lambda: staged(tmp_path / "missing")) == f"{tmp_path / 'missing'}: no such folder"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert message_of(staged) == "git is not installed; --since and --staged need it"
    (tmp_path / "git").write_text("", encoding="utf-8")
    assert message_of(staged) == "git can't be run (Permission denied); --since and --staged need it"


def test_what_git_complains_of_is_passed_on(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TRACE", "1")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # as if somebody else owned the repository
    message = message_of(staged)
    assert message.startswith(
        f"git: detected dubious ownership in repository at '{repository.folder}' To add an"
    )
    assert f"git config --global --add safe.directory {repository.folder}"[:60] in message


@pytest.mark.parametrize(
    "rev",
    [
        "missing", "-h", "--help", "--output=stolen", "--all", "^main", "main..main", "main...", "a b",
        "HEAD:a.md", "HEAD^{tree}", "HEAD~9", "*", "\n", "\udcff", "$(touch stolen)", ";touch stolen",
        "0" * 40, "x" * 9999,
    ],
    ids=ascii,
)  # fmt: skip
def test_what_is_no_commit(repository: Repository, rev: str) -> None:
    repository.commit(a="a\n")
    assert message_of(lambda: changed_since(rev)).startswith("--since: git knows no commit `")
    assert {path.name for path in repository.folder.iterdir()} == {".git", "a.md"}


def test_hints_for_unknown_commits(repository: Repository, tmp_path: Path) -> None:
    repository.commit(a="a\n")
    repository.git("branch", "release/2")
    clone = tmp_path / "clone"
    repository.git("clone", "-q", str(repository.folder), str(clone))
    expected = "--since: git knows no commit `release/2`; did you mean `origin/release/2`?"
    assert message_of(lambda: changed_since("release/2", clone)) == expected
    assert (
        message_of(lambda: changed_since("", clone)) == "--since: git knows no commit ``; the name is empty"
    )


# Size


def test_the_number_of_calls_does_not_grow(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(200):
        repository.write(f"{number}.md", "a\n")
    repository.commit()
    for number in range(200):
        repository.write(f"{number}.md", "b\n")
    repository.git("add", "--all")
    started: list[list[str]] = []
    popen = subprocess.Popen.__init__

    def count(self: "subprocess.Popen[bytes]", arguments: list[str], **options: object) -> None:
        started.append(arguments)
        popen(self, arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess.Popen, "__init__", count)
    with staged() as changes:
        assert all(data_of(changes, f"{number}.md") == b"b\n" for number in range(200))
        assert all(changes.touches(f"{number}.md", 1, 1) for number in range(200))
    assert len(started) == 4
    started.clear()
    changes = changed_since("HEAD")
    assert len(changes.paths) == 200
    assert len(started) == 4
    assert all(changes.touches(f"{number}.md", 1, 1) for number in range(200))
    assert len(started) == 5


def test_a_git_that_gives_no_answer_is_named(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(arguments: list[str], *, timeout: float, **_: object) -> None:
        raise subprocess.TimeoutExpired(arguments, timeout)

    monkeypatch.setattr(subprocess, "run", wait)
    with pytest.raises(
        NewslintError, match=r"^git gave no answer in 120 s to `git rev-parse`; a `.gitignore`"
    ):
        changed_since("HEAD", repository.folder)


@pytest.mark.parametrize("is_composing", [True, False])
def test_on_macos_a_letter_and_its_accent_are_one_to_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_composing: bool
) -> None:
    monkeypatch.setattr("newslint.system.tracked._IS_COMPOSING", is_composing)
    tree = _WorkTree(tmp_path, str(tmp_path))
    changes = Changes(tree, "HEAD", [_ChangedFile("caf\u00e9/\u00e9t\u00e9.md".encode(), is_new=True)])
    assert (tmp_path / "cafe\u0301" / "e\u0301te\u0301.md" in changes) is is_composing
    assert tmp_path / "caf\u00e9" / "\u00e9t\u00e9.md" in changes
    assert tmp_path / "cafe" / "ete.md" not in changes
    repository = tracked.Repository(str(tmp_path))
    repository.__dict__["_names"] = ["caf\u00e9.md".encode()]
    assert repository.tracks(str(tmp_path / "cafe\u0301.md")) is is_composing
    assert repository.tracks(str(tmp_path / "caf\u00e9.md"))
