"""What the rules find in a labelled archive of real articles, and of errors planted into it.

Skipped where the archive is not at hand. `make accuracy` prints what these tests only hold.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest
from accuracy import Score, described, main, placed, score
from archive import SCHEMAS, AbsentError, Archive, Label, read_archive, related, schema_of
from planters import PLANTERS
from planting import Planted, plant_all, sound_alarms

from newslint.finding import Report, Severity
from newslint.rules import BY_CODE

pytestmark = pytest.mark.slow

ENOUGH = 0.98


@pytest.fixture(scope="module")
def archive(shared: Path) -> Archive:
    try:
        return read_archive(shared / "corpus")
    except AbsentError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def report(archive: Archive) -> Report:
    return archive.lint()


@pytest.fixture(scope="module")
def result(archive: Archive, report: Report) -> Score:
    return score(archive, report)


@pytest.fixture(scope="module")
def planted(archive: Archive, report: Report) -> Mapping[str, Planted]:
    return {planted.code: planted for planted in plant_all(archive, report)}


def lines(labels: list[Label]) -> str:
    return "\n".join(map(described, labels))


def test_whole_archive_is_read(archive: Archive, report: Report) -> None:
    assert (report.files, len(archive.labels)) == (758, 4713)
    assert report.internal_errors == ()


def test_schemas_describe_the_archive(archive: Archive, report: Report) -> None:
    assert {schema_of(name).name for name in archive.sources} >= {"article"}
    assert len({schema_of(name).name for name in archive.sources}) == len(SCHEMAS)
    assert [placed(finding) for finding in report.findings if finding.code.startswith("SCH")] == []


def test_recall(result: Score) -> None:
    assert result.recall() >= ENOUGH, lines(result.misses())


def test_no_false_alarm(result: Score) -> None:
    assert [placed(finding) for finding, _ in result.alarms] == []


def test_no_unexplained_error(result: Score) -> None:
    errors = [finding for finding in result.unexplained if finding.severity is Severity.ERROR]
    assert [placed(finding) for finding in errors] == []


def test_no_false_alarm_without_configuration(archive: Archive) -> None:
    report = archive.lint(described=False)
    result = score(archive, report)
    assert report.internal_errors == ()
    assert [placed(finding) for finding, _ in result.alarms] == []
    assert not [finding for finding in result.unexplained if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("code", PLANTERS)
def test_planted_errors(planted: Mapping[str, Planted], code: str) -> None:
    if code not in BY_CODE:
        pytest.skip(f"there is no rule {code} yet")
    found = planted[code]
    assert found.planted >= 150
    assert found.recall >= ENOUGH, "\n".join(found.missed)


def test_sound_changes_make_no_finding(archive: Archive, report: Report) -> None:
    assert sound_alarms(archive, report) == []


@pytest.mark.parametrize(
    ("path", "other", "expected"),
    [
        ("images[0]", "images[0]", True),
        ("images[0]", "images[0].url", True),
        ("provider.images[0].width", "provider", True),
        ("images[0].width", "images[0].height", False),
        ("images[1]", "images[10]", False),
        ("webUrl", "webUrlOld", False),
        ("images[0].width", "provider.images[0].width", False),
        ("", "title", False),
        ("", "", True),
    ],
)
def test_related(path: str, other: str, expected: bool) -> None:  # noqa: FBT001
    assert related(path, other) is related(other, path) is expected


def test_absent_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["accuracy.py", "--corpus", str(tmp_path)])
    assert main() == 0
    assert "Nothing to measure" in capsys.readouterr().out
