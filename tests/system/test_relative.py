"""From one drive of Windows to another leads no relative path."""

import ntpath
import re
from pathlib import Path

import pytest

from newslint.system.relative import relative

PACKAGE = Path(__file__).parents[2] / "newslint"
# They name what lies in a folder that they come from, or have an answer of their own.
MAY = {"system/relative.py", "config/vocabularies.py", "run/baseline.py"}


def test_a_path_is_named_from_the_working_directory_or_a_folder(tmp_path: Path) -> None:
    assert relative(Path("a") / ".." / "b.md") == "b.md"
    assert relative(tmp_path / "b.md", tmp_path / "a") == str(Path("..", "b.md"))


@pytest.mark.parametrize(
    ("path", "start", "expected"),
    [
        (r"C:\work\a.md", "C:\\", r"work\a.md"),
        (r"D:\work\..\a.md", "C:\\", r"D:\a.md"),
        (r"\\server\share\a.md", "C:\\", r"\\server\share\a.md"),
    ],
)
def test_what_lies_on_another_drive_has_its_whole_name(
    path: str, start: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.path.relpath", ntpath.relpath)
    monkeypatch.setattr("os.path.abspath", ntpath.abspath)
    assert relative(path, start) == expected


def test_nobody_else_asks_for_a_relative_path() -> None:
    asking = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\brelpath\(", path.read_text(encoding="utf-8"))
    }
    assert asking == MAY
