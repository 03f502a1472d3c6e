"""However an archive is parted, a run through an engine finds what a run in one process finds."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from here import CASES, Here, in_one_process, request_for

from newslint.engine.run import report_of
from newslint.finding import CorpusHit, Report
from newslint.run.work import Work

# Rules that compare, and one that asks what all articles say.
CODES = ("COR001", "COR003", "COR004", "COR005", "COR006", "COR008", "COR009", "KEY001", "DAT003", "FM009")


@cache
def archive() -> tuple[Work, Report]:
    """Some cases of these rules, and what is found where they are checked together."""
    some = [folder for code in CODES for folder in sorted((CASES / code).iterdir())[::3]]
    folders = [*some, CASES / "COR009", CASES / "KEY001"]
    request, work = request_for(*folders)
    return work, in_one_process(request, work)


def in_order(report: Report) -> Report:
    """The same, with the names of files sorted: their order means nothing."""
    return report._replace(checked=tuple(sorted(report.checked)))


@pytest.mark.parametrize(
    ("seed", "largest", "workers"), [(1, 1, 1), (2, 3, 2), (3, 17, 3), (4, 50, 9), (5, 500, 1), (6, 500, 2)]
)
def test_any_parts_say_the_same(seed: int, largest: int, workers: int) -> None:
    work, expected = archive()
    files = list(work.files)
    Random(seed).shuffle(files)
    report = report_of(work._replace(files=tuple(files)), Here(workers), largest=largest)
    assert in_order(report) == in_order(expected)


def test_there_is_something_to_compare_and_to_ask() -> None:
    work, expected = archive()
    engine = Here()
    report_of(work, engine)
    assert {finding.code for finding in expected.findings} >= set(CODES)
    assert expected.evidence
    assert expected.decided
    assert {"examine", "answer", "_examined_again", "_judged", "_judged_together", "tell"} <= set(
        engine.begun
    )


def test_each_document_is_counted_once() -> None:
    work, _ = archive()
    counted: list[None] = []
    report_of(work, Here(), lambda: counted.append(None), largest=7)
    assert len(counted) == len(work.files)


def test_what_was_only_counted_is_found_again(tmp_path: Path) -> None:
    """Every place of a spelling that is rarer is told, of however many only some travelled."""
    for number in range(200):
        name = "Harbour Post" if number % 3 else "HarbourPost"
        provider = f"provider: {{name: {name}, domain: example.com}}"
        text = f"---\ncategory: news\npublishedDateTime: 2023-05-02T06:30:00Z\n{provider}\n---\n"
        (tmp_path / f"{number:03}.md").write_text(text, encoding="utf-8")
    silenced = tmp_path / "000.md"
    comment = "# newslint: ignore[COR003]\nprovider"
    silenced.write_text(silenced.read_text(encoding="utf-8").replace("provider", comment), encoding="utf-8")
    request, work = request_for(tmp_path)
    expected = in_one_process(request, work)
    assert sum(finding.code == "COR003" for finding in expected.findings) == 66
    for largest in (10, 100):
        assert in_order(report_of(work, Here(), largest=largest)) == in_order(expected)


def test_records_of_a_dump_are_checked_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records are compared with each other and not with files; findings name them, however parts are made."""
    monkeypatch.setattr("newslint.records.parts.PART", 2000)
    for dump, other in (("a.jsonl", "HarbourPost"), ("b.jsonl", "Harbour Post")):
        with (tmp_path / dump).open("w", encoding="utf-8") as file:
            for number in range(120):
                name = other if number % 5 == 0 else "Harbour Post"
                record = {
                    "category": "news",
                    "title": f"t{number}  \u00c3\u00a9" if number == 77 else f"t{number}",
                    "publishedDateTime": "2023-05-02T06:30:00Z",
                    "provider": {"name": name, "domain": "example.com"},
                }
                file.write(json.dumps(record) + "\n")
            file.write('{"broken": \n')
    article = "---\ncategory: news\nprovider: {name: HARBOUR POST, domain: example.com}\n---\n"
    (tmp_path / "c.md").write_text(article, encoding="utf-8")
    request, work = request_for(tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "c.md")
    expected = in_one_process(request, work)
    assert expected.records > 240
    codes = [finding.code for finding in expected.findings if finding.file.endswith("a.jsonl")]
    assert codes.count("COR003") == 24
    assert "TXT001" in codes
    parts = sum(1 for job in work.files[:2] for _ in work.session.dumps.divided(job))
    for many, together in ((500, 1), (parts // 3, 3), (1, 16)):
        monkeypatch.setattr("newslint.engine.run._MANY_PARTS", many)
        engine = Here(2)
        assert in_order(report_of(work, engine)) == in_order(expected)
        assert engine.begun.count("examine") == 1 + -(-parts // together)
    assert parts > 16


class Interrupted(Here):
    """Somebody presses Ctrl-C once so many stages have their results."""

    def __init__(self, stages: int) -> None:
        super().__init__()
        self.stages = stages

    def results(self, begun: Sequence[bytes], done: Callable[[int], None] = lambda _: None) -> Iterator[Any]:
        if not self.stages:
            raise KeyboardInterrupt
        self.stages -= 1
        return super().results(begun, done)


@pytest.mark.parametrize(("stages", "is_examined"), [(0, False), (1, True), (3, True)])
def test_an_interrupted_run_tells_what_was_found(stages: int, *, is_examined: bool) -> None:
    work, expected = archive()
    report = report_of(work, Interrupted(stages))
    assert report.interrupted
    assert report.files == (expected.files if is_examined else 0)
    assert bool(report.findings) is is_examined
    assert not any(finding.code.startswith("COR") for finding in report.findings)


def test_a_rule_that_raises_is_told_once_and_says_nothing(tmp_path: Path) -> None:
    for number in range(40):
        head = "category: news\npublishedDateTime: 2023-05-02T06:30:00Z"
        text = f"---\n{head}\ntopics: [Sea {number % 9}, sea]\n---\n"
        (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
    _, work = request_for(tmp_path, select=("COR009",))
    (rule,) = work.session.settings.rules
    broken = rule._replace(compare=fail, judges_groups_alone=True)
    session = work.session.having(rules=(broken,))
    report = report_of(work._replace(session=session), Here(3), largest=3)
    (line,) = report.internal_errors
    assert line.startswith("COR009 failed on the whole corpus: ValueError('no')")
    assert report.findings == ()


def fail(groups: object, options: object) -> Iterator[CorpusHit]:
    """A comparison that raises."""
    del groups, options
    raise ValueError("no")
