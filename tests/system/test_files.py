"""Files are written whole or not at all."""

import os
from pathlib import Path

import pytest

from newslint.errors import NewslintError
from newslint.system.atomic_write import write_text


def test_a_file_is_made_and_replaced_with_its_mode_kept(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    write_text(target, "first é\n")
    assert target.read_bytes() == "first é\n".encode()
    target.chmod(0o640)
    write_text(target, "second\n")
    assert target.read_text(encoding="utf-8") == "second\n"
    assert target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_a_new_file_gets_the_mode_that_the_user_wants(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_text(tmp_path / "report.txt", "x")
    finally:
        os.umask(old)
    assert (tmp_path / "report.txt").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_text(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text(encoding="utf-8") == "new"


def test_what_is_in_the_way_is_named_and_nothing_is_left_behind(tmp_path: Path) -> None:
    with pytest.raises(NewslintError, match="can't write: no such file or directory"):
        write_text(tmp_path / "missing" / "report.txt", "x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(NewslintError, match="can't write: is a directory"):
        write_text(tmp_path / "folder", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_failure_in_the_middle_keeps_the_old_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old", encoding="utf-8")

    def full(self: Path, other: Path) -> None:
        raise OSError(28, "No space left on device", str(self), None, str(other))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(NewslintError, match="no space left on device"):
        write_text(target, "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_a_device_is_written_to_directly() -> None:
    write_text(Path(os.devnull), "x")
    assert not Path(os.devnull).is_file()
