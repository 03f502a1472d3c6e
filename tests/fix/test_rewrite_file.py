"""A file of any size is replaced whole, or not at all."""

import os
from pathlib import Path
from typing import IO

import pytest

from newslint.errors import NewslintError
from newslint.fix.replace_file import rewrite_file
from newslint.system.contained import Boundary


def louder(old: IO[bytes], new: IO[bytes]) -> bool:
    for line in old:
        new.write(line.upper())
    return True


def rewrite(path: Path, write: object = louder) -> None:
    rewrite_file(path, write, Boundary(path.parent))  # type: ignore[arg-type]


def test_the_new_content_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"one\r\ntwo")
    path.chmod(0o604)
    rewrite(path)
    assert path.read_bytes() == b"ONE\r\nTWO"
    assert path.stat().st_mode & 0o777 == 0o604
    assert [*tmp_path.iterdir()] == [path]


def test_where_nothing_is_other_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"one")
    before = path.stat()
    rewrite(path, lambda old, new: bool(new.write(old.read()) < 0))
    assert path.stat() == before
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize("how", ["written", "replaced"])
def test_a_file_that_changes_meanwhile_stays_as_it_is_then(tmp_path: Path, how: str) -> None:
    path, other = tmp_path / "a.jsonl", tmp_path / "b"
    path.write_bytes(b"one")
    other.write_bytes(b"new")

    def write(old: IO[bytes], new: IO[bytes]) -> bool:
        if how == "written":
            with path.open("ab") as file:
                file.write(b" and more")
        else:
            other.replace(path)
        return louder(old, new)

    with pytest.raises(NewslintError, match="it changed while newslint was working; run it again"):
        rewrite(path, write)
    assert path.read_bytes() == (b"one and more" if how == "written" else b"new")
    assert not [*tmp_path.glob(".newslint-fix*")]


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    path, link = tmp_path / "a.jsonl", tmp_path / "link.jsonl"
    path.write_bytes(b"one")
    link.symlink_to("a.jsonl")
    rewrite(link)
    assert link.is_symlink()
    assert path.read_bytes() == b"ONE"


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "project"
    inside.mkdir()
    (tmp_path / "a.jsonl").write_bytes(b"one")
    (inside / "a.jsonl").symlink_to("../a.jsonl")
    with pytest.raises(NewslintError, match="a link leads out of the project; name the file itself"):
        rewrite(inside / "a.jsonl")
    assert (tmp_path / "a.jsonl").read_bytes() == b"one"


def test_what_fails_leaves_the_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"one")

    def write(old: IO[bytes], new: IO[bytes]) -> bool:
        del old, new
        raise OSError(28, os.strerror(28))

    with pytest.raises(NewslintError, match="the file is unchanged"):
        rewrite(path, write)
    assert path.read_bytes() == b"one"
    assert [*tmp_path.iterdir()] == [path]


def test_one_of_several_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"one")
    (tmp_path / "b.jsonl").hardlink_to(path)
    with pytest.raises(NewslintError, match="2 hard links"):
        rewrite(path)


def test_nothing_is_open_when_files_change_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, real = tmp_path / "a.jsonl", os.replace
    path.write_bytes(b"one")
    opened: list[IO[bytes]] = []

    def write(old: IO[bytes], new: IO[bytes]) -> bool:
        opened.extend((old, new))
        return louder(old, new)

    def replace(source: Path, target: Path) -> None:
        assert [file.closed for file in opened] == [True, True]  # Windows refuses it otherwise
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    rewrite(path, write)
    assert path.read_bytes() == b"ONE"
