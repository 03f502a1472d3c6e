"""Calls of the program in this process, and an archive for them, for tests of what a run is told again by."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import newslint.__main__
from newslint import cli
from newslint.lint.examiner import Examiner
from newslint.lint.job import Job
from newslint.run.cache import answers, recording
from newslint.source import Source
from newslint.system import stamps


class Said(NamedTuple):
    """What a call came to."""

    status: int
    out: str
    err: str
    told_again: bool


def call(*arguments: str) -> Said:
    """Call the program in this process, with streams that are files."""
    before = sys.argv, sys.stdout, sys.stderr
    sys.argv = ["newslint", *arguments]
    paths = [Path(os.environ["TMPDIR"], name) for name in ("out", "err")]
    streams = [
        io.TextIOWrapper(path.open("wb"), encoding="utf-8", line_buffering=path.name == "err")
        for path in paths
    ]
    try:
        sys.stdout, sys.stderr = streams
        found = newslint.__main__._told_again()
        told_again = isinstance(found, int)
        status = found if isinstance(found, int) else cli.main(found)
        for stream in streams:
            stream.close()
    finally:
        sys.argv, sys.stdout, sys.stderr = before
    out, err = (path.read_text(encoding="utf-8") for path in paths)
    return Said(status, out, err, told_again)


def write(name: str, text: str) -> Callable[[], object]:
    def do() -> None:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)

    return do


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


class Clock:
    """A clock that a test sets."""

    def time(self) -> float:
        return (datetime.now(UTC) + self.ahead).timestamp()

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ahead = timedelta()

        class Now(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
                return datetime.now(tz) + clock.ahead

        clock = self
        monkeypatch.setattr("newslint.run.request.datetime", Now)
        for module in (answers, recording):
            monkeypatch.setattr(module, "time", self.time)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Some more files than are worth a cache, with something to say of each."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for name in ("streams", "home"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "streams"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "CI", "COLUMNS", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    for number in range(20):
        (folder / f"{number}.md").write_text(f"---\ntitle: Story {number}\ncountry: NO\nimage: a.png\n---\n")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file was touched just now, so that its state stands for its content."""
    monkeypatch.setattr(stamps, "_FRESH", -(10**18))


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were examined since."""
    names: list[str] = []
    real = Examiner.examine

    def examine(self: Examiner, job: Job, source: Source) -> Any:
        names.append(job.name)
        return real(self, job, source)

    monkeypatch.setattr(Examiner, "examine", examine)
    return names
