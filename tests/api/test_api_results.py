"""What the Python API returns is what the JSON report says, field by field."""

import copy
import dataclasses
import json
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from apisite import json_report, write_site

import newslint
from newslint import Report, Table, check_files, load_config


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_site(tmp_path)


def compare(result: Any, data: Any, path: str = "report") -> int:
    """Hold attributes against the fields of JSON; give how many values were equal."""
    if isinstance(data, dict):
        if isinstance(result, Mapping):
            assert list(result) == list(data), path
            return sum(compare(result[key], value, f"{path}[{key}]") for key, value in data.items())
        own = {field.name for field in dataclasses.fields(result)} - {"internal_errors", "warnings"}
        if getattr(result, "record", 0) is None:
            own.remove("record")
        assert own == set(data), path
        return sum(compare(getattr(result, key), value, f"{path}.{key}") for key, value in data.items())
    if isinstance(data, list):
        assert isinstance(result, tuple)
        assert len(result) == len(data), path
        items = enumerate(zip(result, data, strict=True))
        return sum(compare(*pair, f"{path}[{number}]") for number, pair in items)
    assert type(result) is type(data), path
    assert result == data, path
    return 1


@pytest.mark.usefixtures("site")
def test_every_attribute_is_the_field_of_that_name(capsys: pytest.CaptureFixture[str]) -> None:
    said = json_report(capsys, ".")
    report = check_files(".", config=load_config())
    assert compare(report, said) > 500
    assert report.to_dict() == said
    assert json.loads(json.dumps(report.to_dict())) == said


@pytest.mark.usefixtures("site")
def test_the_comparison_has_something_of_everything() -> None:
    """What no finding has can't be compared."""
    report = check_files(".", config=load_config())
    findings = report.findings
    assert {finding.severity for finding in findings} == {"error", "warning", "info"}
    assert {finding.fix.safety for finding in findings if finding.fix is not None} == {"safe", "unsafe"}
    assert any(finding.fix is None for finding in findings)
    assert any(finding.help is None for finding in findings)
    assert any(finding.related for finding in findings)
    assert [(f.file, f.untold) for f in findings if f.untold] == [("pages/many.md", 4)]
    assert report.summary.unread == (newslint.Unread("Org keywords", 1, ("notes.org",)),)
    assert report.summary.by_collection == {
        "news": newslint.CollectionCounts(4, 11),
        "pages": newslint.CollectionCounts(5, 13),
    }


@pytest.mark.usefixtures("site")
def test_a_finding_reads_as_in_the_report() -> None:
    report = check_files("news/three.md", config=load_config())
    mojibake = next(finding for finding in report.findings if finding.code == "TXT001")
    assert (mojibake.line, mojibake.column, mojibake.end_line, mojibake.end_column) == (22, 30, 22, 33)
    assert mojibake.fix == newslint.Fix("safe", "replace `â€™` by `’`", (newslint.Edit(22, 30, 22, 33, "’"),))
    assert report.summary.files == 1
    assert report.summary.by_code == {"IMG001": 1, "TXT001": 1}
    assert report.summary.by_severity == {"error": 2, "warning": 0, "info": 0}
    assert report.tool == newslint.Tool("newslint", newslint.__version__)


@pytest.mark.usefixtures("site")
def test_results_are_frozen_and_travel() -> None:
    report = check_files(".", config=load_config())
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.findings = ()  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.findings[0].line = 1  # type: ignore[misc]
    with pytest.raises(TypeError):
        report.summary.by_code["TXT001"] = 0  # type: ignore[index]
    again = pickle.loads(pickle.dumps(report))  # noqa: S301 - our own
    assert again == copy.deepcopy(report) == report
    assert hash(again) == hash(report)
    assert isinstance(again, Report)


@pytest.mark.slow
def test_an_archive_reads_as_in_the_report(
    shared: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = shared / "corpus" / "power-apps"
    if not archive.is_dir():
        pytest.skip("the archive is not here")
    monkeypatch.chdir(archive)
    said = json_report(capsys, ".")
    assert compare(check_files(".", config=load_config()), said) > 1000


def test_a_table_is_a_mapping_that_stays() -> None:
    given = {"b": 1, "a": 2}
    table = Table(given)
    given["c"] = 3
    assert table == {"b": 1, "a": 2}
    assert list(table) == ["b", "a"]
    assert len(table) == 2
    assert repr(table) == "{'b': 1, 'a': 2}"
    assert hash(table) == hash(Table({"a": 2, "b": 1}))
    assert hash(table) != hash(Table({"a": 2, "b": 2}))
    assert table.get("c") is None
