"""`newslint clean` removes caches, and nothing else."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from test_cli import Run, run, write

from newslint.run.cache.folder import remove_cache

__all__ = ["run"]

FOLDER = ".newslint_cache"
NONE = "newslint: there is no cache to remove\n"


@pytest.fixture
def archive(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two projects, each with a cache."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSLINT_CACHE_DIR", raising=False)
    for folder in ("one", "two/deep"):
        write(f"{folder}/newslint.toml", "")
        for number in range(20):
            write(f"{folder}/{number}.md", "---\ntitle: The harbour\n---\n")
    assert run("check", ".").status == 0
    return tmp_path


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_all_caches_below_a_folder_go(run: Run, archive: Path) -> None:
    caches = {f"one/{FOLDER}", f"two/deep/{FOLDER}"}
    assert files(archive) >= caches
    ended = run("clean")
    assert ended.status == 0
    assert sorted(ended.err.splitlines()) == [f"newslint: removed {name}" for name in sorted(caches)]
    assert not any(FOLDER in name for name in files(archive))
    assert run("clean") == (0, "", NONE)


@pytest.mark.parametrize("path", ["one", f"one/{FOLDER}"])
def test_other_caches_stay(run: Run, archive: Path, path: str) -> None:
    assert run("clean", path) == (0, "", f"newslint: removed one/{FOLDER}\n")
    assert f"two/deep/{FOLDER}" in files(archive)


def test_a_cache_elsewhere_is_named(run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("check", "one", "--cache-dir", "kept/here").status == 0
    write("kept/here/mine.txt", "x")
    assert run("clean", "--cache-dir", "kept/here") == (0, "", "newslint: removed the cache in kept/here\n")
    assert files(archive / "kept") == {"here", "here/mine.txt"}
    monkeypatch.setenv("NEWSLINT_CACHE_DIR", "kept/here")
    assert run("check", "one").status == 0
    assert run("clean") == (0, "", "newslint: removed the cache in kept/here\n")
    assert run("clean") == (0, "", NONE)
    assert f"one/{FOLDER}" in files(archive)


def test_a_link_that_the_user_names_is_followed(run: Run, archive: Path) -> None:
    (archive / "real").mkdir()
    (archive / "link").symlink_to("real")
    assert run("check", "one", "--cache-dir", "link").status == 0
    assert len(files(archive / "real")) == 3
    assert run("clean", "--cache-dir", "link").status == 0
    assert (archive / "link").is_symlink()


def test_a_file_is_no_place_for_a_cache(run: Run, archive: Path) -> None:
    write("taken", "x")
    told = "newslint: --cache-dir: this is no folder: taken\n"
    assert run("check", "one", "--cache-dir", "taken") == (2, "", told)
    below = "newslint: --cache-dir: this is no folder: taken/cache\n"
    assert run("check", "one", "--cache-dir", "taken/cache") == (2, "", below)
    assert run("check", "one", "--cache-dir", "new/cache").status == 0
    assert (archive / "taken").read_text(encoding="utf-8") == "x"


def test_what_others_keep_stays(run: Run, archive: Path) -> None:
    database = next(name for name in files(archive) if name.startswith("one/") and name.endswith(".db"))
    foreign = (
        "mine.db", f"newslint-{'0' * 31}.db", f"newslint-{'0' * 32}.db.bak", "notes.txt", "below/newslint.db",
    )  # fmt: skip
    for name in foreign:
        write(f"one/{FOLDER}/{name}", "x")
    write(f"one/{FOLDER}/.gitignore", "!mine.db\n")
    write(f"{database}-journal", "x")
    (archive / "one" / FOLDER / f"newslint-{'1' * 32}.db").mkdir()
    target = archive / "target"
    target.write_text("x")
    (archive / "one" / FOLDER / f"newslint-{'2' * 32}.db").symlink_to(target)
    assert run("clean", "one") == (0, "", f"newslint: removed the cache in one/{FOLDER}\n")
    assert files(archive / "one" / FOLDER) == {
        *foreign, "below", ".gitignore", f"newslint-{'1' * 32}.db", f"newslint-{'2' * 32}.db",
    }  # fmt: skip
    assert target.read_text() == "x"


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.write_text("x")])
def test_a_folder_that_is_not_ours_stays(run: Run, archive: Path, make: Callable[[Path], object]) -> None:
    run("clean")
    path = archive / FOLDER
    make(path)
    assert run("clean") == (0, "", NONE)
    assert run("clean", "--cache-dir", FOLDER) == (0, "", NONE)
    assert path.exists()


def test_the_cache_of_another_tool_stays(run: Run, archive: Path) -> None:
    write(".other/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# other\n")
    write(".other/.gitignore", "*\n")
    write(".other/data.db", "x")
    assert run("clean", "--cache-dir", ".other") == (0, "", NONE)
    assert files(archive / ".other") == {"CACHEDIR.TAG", ".gitignore", "data.db"}


def test_links_are_not_followed(run: Run, archive: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    assert run("check", "one", "--cache-dir", str(outside)).status == 0
    before = files(outside)
    assert len(before) == 3
    run("clean")
    (archive / FOLDER).symlink_to(outside)
    (archive / "one" / "link").symlink_to(outside.parent)
    assert run("clean") == (0, "", NONE)
    assert files(outside) == before


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("nowhere", "no such folder"),
        ("one/1.md", "no folder; name the one with the cache"),
        ("x" * 300, "no such folder"),
    ],
)
def test_a_path_must_be_a_folder(run: Run, archive: Path, path: str, said: str) -> None:
    assert run("clean", "two", path) == (2, "", f"newslint: {path}: {said}\n")
    assert f"two/deep/{FOLDER}" in files(archive), "nothing is done by halves"


def test_what_cannot_be_removed_is_told(run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "unlink", refuse)
    ended = run("clean", "one")
    assert ended == (2, "", f"newslint: one/{FOLDER}: can't remove the cache: permission denied\n")
    assert f"one/{FOLDER}" in files(archive)


def test_names_are_shown_escaped(run: Run, archive: Path) -> None:
    (archive / "one").rename(archive / "a\x1b[2J")
    (archive / "two").rename(archive / os.fsdecode(b"\xe9"))
    said = run("clean").err
    assert "\x1b" not in said
    assert said.count("newslint: removed ") == 2


def test_no_folder_is_no_cache(tmp_path: Path) -> None:
    assert not remove_cache(tmp_path / "nowhere")
    assert not remove_cache(tmp_path)
    assert tmp_path.is_dir()
