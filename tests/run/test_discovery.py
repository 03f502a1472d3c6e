"""Which files a run checks."""

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from newslint.config.project import Overrides, Projects
from newslint.errors import NewslintError
from newslint.run import discovery
from newslint.run.discovery import discover, display_name
from newslint.system.contained import Content, read


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(path: str, text: str = "---\n---\n") -> None:
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def names(*paths: str, as_walked: bool = False) -> list[str]:
    projects = Projects(overrides=Overrides(force_exclude=as_walked))
    return [job.name for job, _ in discover(map(Path, paths or (".",)), projects)]


def test_a_walk_takes_content_files_in_the_order_of_their_names() -> None:
    for name in ("b.md", "a/z.txt", "a.markdown", "c.mdx", "d.HTML", "e.py", "f.yaml", "a/b/c.md"):
        write(name)
    assert names() == ["a.markdown", "a/b/c.md", "a/z.txt", "b.md", "c.mdx", "d.HTML"]


def test_a_walk_takes_every_kind_of_page_with_front_matter() -> None:
    kinds = ("qmd", "Rmd", "njk", "liquid", "adoc", "org", "rst", "mdoc")
    for kind in kinds:
        write(f"a.{kind}")
    assert names() == sorted(f"a.{kind}" for kind in kinds)


def test_folders_of_templates_are_passed_over_unless_a_pattern_names_them() -> None:
    for folder in ("archetypes", "scaffolds", "_includes", "_layouts", "_partials", "posts"):
        write(f"site/{folder}/a.md")
    assert names() == ["site/posts/a.md"]
    assert names("site/archetypes") == ["site/archetypes/a.md"]
    assert names("site/archetypes/a.md", as_walked=True) == []
    write("newslint.toml", '[[collections]]\nname = "x"\nfiles = ["site/_partials/*.md"]\n')
    assert names() == ["site/_partials/a.md", "site/posts/a.md"]
    assert names("site/_partials/a.md", as_walked=True) == ["site/_partials/a.md"]
    write("newslint.toml", 'include = ["**/_layouts/*.md", "posts/*"]\n')
    assert names() == ["site/_layouts/a.md"]


def test_what_a_walk_passes_over_is_told_with_the_reason() -> None:
    Path(".git").mkdir()
    write(".gitignore", "secret.md\nout/\n")
    write("newslint.toml", 'exclude = ["old/", "b.md"]\n')
    for name in (
        "a.md",
        "b.md",
        "c.py",
        "secret.md",
        "out/a.md",
        "old/a.md",
        ".hidden/a.md",
        "_includes/a.md",
    ):
        write(name)
    told: dict[str, list[str]] = {}
    found = discover([Path()], Projects(), lambda name, why: told.setdefault(why, []).append(name))
    assert [job.name for job, _ in found] == ["a.md"]
    assert {why: sorted(names) for why, names in told.items()} == {
        "by their names": [".gitignore", "c.py", "newslint.toml"],
        "since they are excluded": ["b.md", "old/"],
        "since git ignores them": ["out/", "secret.md"],
        "as folders of tools": [".git/", ".hidden/"],
        "as folders of templates": ["_includes/"],
    }


def test_a_file_is_listed_once_and_named_files_are_marked() -> None:
    write("a/b.md")
    write("a/c.md")
    found = discover([Path("a"), Path("a/b.md"), Path("a/../a/b.md"), Path()], Projects())
    assert [(job.name, job.named) for job, _ in found] == [("a/b.md", True), ("a/c.md", False)]


def test_hidden_folders_and_those_of_tools_are_passed_over_unless_they_are_named() -> None:
    for name in (".git/x.md", ".obsidian/x.md", "node_modules/p/readme.md", "_site/x.html", "content/x.md"):
        write(name)
    assert names() == ["content/x.md"]
    assert names(".obsidian") == [".obsidian/x.md"]


def test_what_git_ignores_is_passed_over_in_a_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    write(".gitignore", "drafts/\n*.txt\n!keep.txt\n/top.md\n")
    write("deep/.gitignore", "secret.md\n!note.txt\n")
    for name in (
        "drafts/a.md", "note.txt", "keep.txt", "top.md", "deep/top.md", "deep/secret.md", "deep/note.txt",
        "deep/er/secret.md", "a.md",
    ):  # fmt: skip
        write(name)
    exists = Path.exists
    with monkeypatch.context() as patch:  # the tests themselves may be run in a repository
        patch.setattr(Path, "exists", lambda path: path.name != ".git" and exists(path))
        everything = names()
    assert "drafts/a.md" in everything, "outside a repository .gitignore means nothing"
    Path(".git").mkdir()
    assert names() == ["a.md", "deep/note.txt", "deep/top.md", "keep.txt"]
    assert names("deep") == ["deep/note.txt", "deep/top.md"], "files above the folder apply too"
    assert names("deep/secret.md") == ["deep/secret.md"], "a named file is always checked"


def test_as_walked_treats_named_files_like_found_ones() -> None:
    Path(".git").mkdir()
    write(".gitignore", "ignored.md\n")
    for name in ("a.md", "ignored.md", "script.py"):
        write(name)
    assert names("a.md", "ignored.md", "script.py", as_walked=True) == ["a.md"]
    assert not discover([Path("a.md")], Projects(overrides=Overrides(force_exclude=True)))[0][0].named


def test_as_walked_passes_over_the_folders_of_tools() -> None:
    for name in (".github/x.md", "a/node_modules/p/x.md", "a/.b/c/x.md", "a/x.md"):
        write(name)
    assert names(".github/x.md", "a/node_modules/p/x.md", "a/.b/c/x.md", "a/x.md", as_walked=True) == [
        "a/x.md"
    ]
    write(".site/newslint.toml", "")
    write(".site/x.md")
    assert names(".site/x.md", as_walked=True) == [".site/x.md"], "what lies above the project doesn't count"


def test_a_name_that_no_file_can_have_is_an_error_that_names_it() -> None:
    with pytest.raises(NewslintError, match=r"no such file or folder$"):
        discover([Path("n" * 300)], Projects())


def test_a_gitignore_with_many_wildcards_counts_like_any_other() -> None:
    Path(".git").mkdir()
    write(".gitignore", f"{'a*' * 100}b\n{'a*' * 100}c.md\n")
    for name in (f"{'a' * 200}.md", f"{'a' * 200}c.md"):
        write(name)
    assert names() == [f"{'a' * 200}.md"]


def test_what_lies_in_an_ignored_folder_cannot_be_taken_back() -> None:
    Path(".git").mkdir()
    write(".gitignore", "drafts/\n!keep.md\n!drafts/keep.md\n")
    write("drafts/.gitignore", "!*\n")
    for name in ("drafts/keep.md", "keep.md", "drafts/x/keep.md"):
        write(name)
    assert names() == ["keep.md"]
    assert names("drafts", "drafts/x") == []
    assert names("drafts/keep.md", "drafts/x/keep.md", "keep.md", as_walked=True) == ["keep.md"]


def test_a_repository_in_a_repository_has_its_own_rules() -> None:
    Path(".git").mkdir()
    write(".gitignore", "*.txt\n/passed-over/\n")
    for folder in ("theme", "passed-over"):
        Path(folder, ".git").mkdir(parents=True)
        write(f"{folder}/.gitignore", "*.html\n")
        write(f"{folder}/a.txt")
        write(f"{folder}/a.html")
    write("a.txt")
    write("a.html")
    assert names() == names(".", "theme") == ["a.html", "theme/a.txt"]
    assert names("theme/a.txt", "theme/a.html", as_walked=True) == ["theme/a.txt"]


def test_a_gitignore_that_is_no_file_is_not_waited_for() -> None:
    Path(".git").mkdir()
    os.mkfifo(".gitignore")
    Path("a/.gitignore").mkdir(parents=True)
    write("a/x.md")
    assert names() == ["a/x.md"]


def test_a_missing_path_is_an_error_that_names_it() -> None:
    with pytest.raises(NewslintError, match=r"^nowhere\.md: no such file or folder$"):
        discover([Path("nowhere.md")], Projects())


@pytest.mark.parametrize("url", ["s3://bucket/a.jsonl", "file:///a", "https://example.org/a.md"])
def test_a_url_is_named_as_it_was_typed(url: str) -> None:
    with pytest.raises(NewslintError, match=f"^{url}: no such file or folder; `--engine dask` reads URLs$"):
        discover([Path(url)], Projects())


def test_links_to_folders_are_not_followed_and_links_to_files_are_read() -> None:
    write("real/a.md")
    Path("loop").symlink_to(".", target_is_directory=True)
    Path("link.md").symlink_to("real/a.md")
    Path("dangling.md").symlink_to("nothing.md")
    assert names() == ["dangling.md", "link.md", "real/a.md"]
    assert read(Path("link.md"), 8) == Content(b"---\n---\n")
    assert read(Path("dangling.md"), 8) == Content(b"", "no such file or directory")


def test_what_is_no_regular_file_is_not_waited_for() -> None:
    os.mkfifo("pipe.md")
    assert read(Path("pipe.md"), 8) == Content(b"", "it is not a regular file")
    assert read(Path("/dev/null"), 8) == Content(b"", "it is not a regular file")
    Path("folder.md").mkdir()
    assert read(Path("folder.md"), 8).trouble in ("is a directory", "it is not a regular file")
    assert names("folder.md") == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_says_so() -> None:
    write("a.md")
    Path("a.md").chmod(0)
    assert read(Path("a.md"), 8) == Content(b"", "permission denied")


def test_names_are_relative_to_the_working_directory(tmp_path: Path) -> None:
    assert display_name(tmp_path / "content" / "a.md") == "content/a.md"
    assert display_name(Path("content/./a.md")) == "content/a.md"
    assert display_name(tmp_path.parent / "other" / "a.md") == "../other/a.md"


@pytest.mark.parametrize(
    "shown", [".", "..", "../here", "news", "./news/../news/", "news//in", "../here/news", "/", "//"]
)
def test_found_files_are_called_what_display_name_calls_them(
    shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("here/a.md", "here/news/in/b.md", "c.md", "there/news/d\\.md"):
        write(name)
    monkeypatch.chdir(tmp_path / "here")
    walked = Path(shown) if shown.strip("/") else Path(shown + str(tmp_path))
    found = discover([walked, walked.absolute()], Projects(isolated=True))
    assert found
    assert all(job.name == display_name(Path(job.path)) for job, _ in found)


def test_a_folder_that_cannot_be_read_is_named_and_its_neighbours_are_walked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("a/x.md", "b/y.md", "b/c/z.md", "d.md"):
        write(name)
    scan = os.scandir

    def refuse(path: str | Path) -> object:
        if Path(path) == Path("b"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr("newslint.run.discovery.os.scandir", refuse)
    found = {job.name: job for job, _ in discover([Path()], Projects())}
    assert sorted(found) == ["a/x.md", "b", "d.md"]
    assert not found["b"].named
    assert found["b"].path == os.path.abspath("b")  # noqa: PTH100 - links stay


def test_a_link_that_leads_to_itself_is_a_file_that_cannot_be_read() -> None:
    write("a.md")
    Path("self.md").symlink_to("self.md")
    Path("one.md").symlink_to("two.md")
    Path("two.md").symlink_to("one.md")
    assert names() == ["a.md", "one.md", "self.md", "two.md"]
    assert read(Path("self.md"), 8) == Content(b"", "too many levels of symbolic links")


class Entry:
    """What `os.scandir` gives on Windows."""

    def __init__(self, tag: int, *, is_folder: bool = True) -> None:
        self._tag, self._is_folder = tag, is_folder

    def is_dir(self, *, follow_symlinks: bool) -> bool:
        assert not follow_symlinks
        return self._is_folder

    def stat(self, *, follow_symlinks: bool) -> SimpleNamespace:
        assert not follow_symlinks
        return SimpleNamespace(st_reparse_tag=self._tag)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (Entry(0), True),
        (Entry(0, is_folder=False), False),
        (Entry(0xA0000003), False),  # a junction
        (Entry(0x9000001A), True),  # a folder that OneDrive keeps
    ],
)
def test_a_junction_is_a_link(entry: Any, *, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "_HAS_JUNCTIONS", True)
    assert discovery._is_folder(entry) is expected
