"""What files answered to the questions of rules is remembered, as long as file and questions are the same."""

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newslint.config.project import Projects
from newslint.finding import Finding
from newslint.lint.examiner import Examiner
from newslint.rules import fm_ambiguous_scalar
from newslint.run.cache import testimonies
from newslint.run.cache.store import Cache
from newslint.run.execution import ExecutionOptions
from newslint.run.projects import lint, plan
from newslint.run.request import Request

NOW = datetime(2026, 6, 1, tzinfo=UTC)
FOLDER = ".newslint_cache"


def told(*, cached: bool = True) -> list[Finding]:
    options = ExecutionOptions(1, Path(FOLDER) if cached else None)
    request = Request((Path(),), now=NOW)
    (result,) = lint(request, plan(request, Projects()), options)
    return list(result.report.findings)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One article wonders whether a field is a flag, which it is in the others.

    The quotes around a key keep blocks from being read by lines: each file is asked then.
    """
    monkeypatch.chdir(tmp_path)
    for number in range(20):
        (tmp_path / f"{number}.md").write_text(f"---\n'title': Story {number}\nfeatured: true\n---\n")
    (tmp_path / "a.md").write_text("---\n'title': A\nfeatured: yes\n---\n")
    return tmp_path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were asked since."""
    names: list[str] = []
    real = Examiner.testify

    def testify(self: Examiner, job: Any, *rest: Any) -> Any:
        names.append(job.name)
        return real(self, job, *rest)

    monkeypatch.setattr(Examiner, "testify", testify)
    return names


def test_only_files_that_changed_are_asked_again(archive: Path, asked: list[str]) -> None:
    first = told()
    assert first == told(cached=False)
    assert [(finding.file, finding.code, finding.fix is None) for finding in first] == [
        ("a.md", "FM009", False)
    ]
    assert len(asked) == 2 * 21
    asked.clear()
    assert told() == first
    assert asked == []
    (archive / "3.md").write_text("---\n'title': Story\nfeatured: a text\n---\n")
    (archive / "4.md").rename("b.md")
    (archive / "5.md").unlink()
    again = told()
    assert sorted(asked) == ["3.md", "b.md"]
    assert again == told(cached=False)
    assert [finding.fix for finding in again] != [finding.fix for finding in first], "it is no flag any more"
    asked.clear()
    assert told() == again
    assert asked == []


def test_other_questions_are_asked_of_all(archive: Path, asked: list[str]) -> None:
    told()
    (archive / "3.md").write_text("---\n'title': Story\nfeatured: true\nnew: yes\n---\n")
    asked.clear()
    again = told()
    assert sorted(set(asked)) == sorted(path.name for path in archive.glob("*.md"))
    assert again == told(cached=False)
    (archive / "newslint.toml").write_text('[[collections]]\nname = "n"\nfiles = ["[0-9].md", "a.md"]\n')
    assert told() == told(cached=False)


@pytest.mark.usefixtures("archive")
def test_of_a_rule_that_raised_nothing_is_remembered(asked: list[str]) -> None:
    def fail(_: object) -> str:
        raise ZeroDivisionError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fm_ambiguous_scalar, "_answer", fail)
        told()
    asked.clear()
    assert told() == told(cached=False)
    assert asked != []


@pytest.mark.parametrize(
    "record",
    [
        "", "[]", "7", "{", '{"x": []}', '{"00": 7}', '{"00": [[0]]}', '{"00": [["0", "a"]]}',
        '{"00": [[0, 7]]}', '{"00": [[-1, "a"]]}', '{"00": [[2, "a"]]}', '{"00": [[true, "a"]]}',
        "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_testimony_is_none(tmp_path: Path, record: str) -> None:
    cache = Cache(tmp_path, "0" * 32, 7.0)
    cache.add("/", b"asked", record)
    cache.close()
    assert testimonies.Testimonies(lambda: Cache(tmp_path, "0" * 32, 7.0)).recall(b"asked", 2) == {}


def test_testimonies_are_kept_by_what_was_asked(tmp_path: Path) -> None:
    memory = testimonies.Testimonies(lambda: Cache(tmp_path, "0" * 32, 7.0))
    said = {b"\0\1": [(0, "a"), (1, "é")], b"\2": list[tuple[int, str]]()}
    memory.keep(b"asked", said)
    known = memory.recall(b"asked", 2)
    assert {key: [(number, answer) for number, answer in known[key]] for key in known} == said
    assert memory.recall(b"asked", 1) == {}, "there are fewer questions"
    assert memory.recall(b"other", 2) == {}
    memory.keep(b"other", {})
    assert memory.recall(b"asked", 2) == {}
    with closing(Cache(tmp_path, "0" * 32, 7.0)) as cache:
        assert json.loads(cache.find({"/": b"other"})["/"]) == {}
    assert testimonies.Testimonies(lambda: None).recall(b"asked", 2) == {}
    testimonies.Testimonies(lambda: None).keep(b"asked", said)


def test_what_depends_on_pictures_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article answers whether its picture is there, and stays the same when that is gone."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "newslint.toml").write_text('image-root = "."\n')
    for number in range(20):
        (tmp_path / f"{number}.md").write_text(f"---\ntitle: Story {number}\nimage: /{number}.svg\n---\n")
        (tmp_path / f"{number}.svg").write_text("<svg/>")
    for gone in (1, 18):
        for number in range(gone):
            (tmp_path / f"{number}.svg").unlink(missing_ok=True)
        first = [finding for finding in told() if finding.code == "IMG006"]
        assert first == [finding for finding in told(cached=False) if finding.code == "IMG006"]
        assert [finding.severity.value for finding in first] == ["error"] if gone == 1 else first
