"""Records: what is found in mappings and texts, told apart by their numbers, and compared with each other."""

import gc
import json
import weakref
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from apisite import FILES, json_report, write_site
from hypothesis import given
from hypothesis import strategies as st

import newslint
from newslint import NewslintError, check_files, check_records, check_text, load_config
from newslint.api.spool import Spool
from newslint.lint.examiner import Examiner

NEWS = [FILES[f"news/{name}.md"] for name in ("old-four", "one", "three", "two")]
FLAW = "---\ntitle: The gateâ€™s lamp\n---\n"
Told = list[tuple[int | None, str, str]]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_site(tmp_path)


def fields_of(text: str) -> dict[str, Any]:
    fields: dict[str, Any] = yaml.safe_load(text.split("---\n")[1])
    return fields


def told(report: newslint.Report) -> Told:
    return [(finding.record, finding.path, finding.code) for finding in report.findings]


COMPARED = [
    (3, "webUrl", "COR001"),
    (3, "provider.name", "COR003"),
    (3, "related[0].provider.name", "COR003"),
    (4, "webUrl", "COR001"),
]


@pytest.mark.parametrize("kind", ["mappings", "texts", "both"])
def test_records_are_checked_and_compared_as_files_are(site: Path, kind: str) -> None:
    given = [
        fields_of(text) if kind == "mappings" or (kind == "both" and number % 2) else text
        for number, text in enumerate(NEWS)
    ]
    config = load_config(site, settings="limits.max-findings = 100")
    report = check_records(given, name="news/dump.md", config=config)
    files = check_files("news", config=load_config(site, settings="per-file-ignores = {}"))
    order = ["news/old-four.md", "news/one.md", "news/three.md", "news/two.md"]
    expected = [(order.index(f.file) + 1, f.path, f.code) for f in files.findings]
    expected.insert(1, (1, "related[0].excerpt", "TXT001"))  # which a setting silences in the file
    assert sorted(told(report), key=str) == sorted(expected, key=str)
    assert [place for place in told(report) if "COR" in place[2]] == COMPARED
    assert {f.file for f in report.findings} == {"news/dump.md"}
    assert (report.summary.files, report.summary.records) == (1, 4)
    assert report.summary.by_collection == {"news": newslint.CollectionCounts(1, len(report.findings))}


def test_a_place_is_the_record_and_the_field() -> None:
    report = check_records([{"title": "Lamp"}, {"title": "The gateâ€™s lamp"}, "", FLAW])
    mapping, empty, text = report.findings
    assert (mapping.file, mapping.record, mapping.line, mapping.path) == ("<records>", 2, 2, "title")
    assert mapping.column == len('{"title": "The gate') + 1
    assert (empty.record, empty.line, empty.code) == (3, 1, "FM001")
    assert (text.record, text.line, text.column, text.path) == (4, 2, 16, "title")
    assert report.to_dict()["findings"][0]["record"] == 2


def test_a_comparison_names_the_other_record() -> None:
    report = check_records([fields_of(NEWS[3]), fields_of(NEWS[2])])
    one, two = (finding for finding in report.findings if finding.code == "COR001")
    assert one.message == "`webUrl` is the address of <records>:2 too: the same article twice"
    assert [(place.file, place.record, place.message) for place in one.related] == [
        ("<records>", 2, "the same article")
    ]
    assert [place.record for place in two.related] == [1]


def test_what_all_decide_comes_with_a_fix_as_in_files(site: Path) -> None:
    found = [f for f in check_records(NEWS, name="x").findings if f.code == "COR003"]
    files = [f for f in check_files(site / "news", config=load_config(site)).findings if f.code == "COR003"]
    assert [(f.line, f.column, f.fix) for f in found] == [(f.line, f.column, f.fix) for f in files]
    assert all(f.fix is not None for f in found)
    quiet = load_config(site, settings='unfixable = ["COR003"]')
    again = [f for f in check_records(NEWS, name="x", config=quiet).findings if f.code == "COR003"]
    assert [f.fix for f in again] == [None] * len(found)


def test_all_records_answer_the_questions_of_one() -> None:
    """Whether a field is a flag, only the others tell."""
    word = "---\ntitle: Zoo\nfront: yes\n---\n"
    rows = [{"title": f"Quay {number}", "front": True} for number in range(25)]
    (alone,) = check_records([word]).findings
    assert (alone.code, alone.record, alone.fix) == ("FM009", 1, None)
    (found,) = check_records([*rows[:9], word, *rows[9:]]).findings
    assert (found.code, found.record, found.message) == ("FM009", 10, alone.message)
    assert found.fix is not None
    assert found.fix.edits == (newslint.Edit(3, 8, 3, 11, "true"),)
    texts = [{"title": f"Quay {number}", "front": f"a lamp of {number} watts"} for number in range(25)]
    (other,) = check_records([*texts, word]).findings
    assert other.fix is not None
    assert other.fix.edits == (newslint.Edit(3, 8, 3, 11, '"yes"'),)


def test_of_many_findings_some_are_told_and_the_others_counted(tmp_path: Path) -> None:
    config = load_config(tmp_path, settings="limits.max-findings = 3")
    rows = [{"title": "canâ€™t", "webUrl": f"https://harbour.example/{n}"} for n in range(10)]
    report = check_records(rows, config=config)
    assert [(f.record, f.untold) for f in report.findings] == [(1, 0), (2, 0), (3, 0), (4, 7)]
    assert report.findings[3].message == "7 more of these in this file are not listed"
    assert (report.summary.findings, report.summary.untold) == (10, 7)
    compared = check_records(NEWS[2:] * 5, config=config)
    assert compared.summary.by_code["COR001"] == 10
    assert len([f for f in compared.findings if f.code == "COR001"]) == 4


@pytest.mark.parametrize("size", [1, 2, 25, 26, 300])
def test_the_size_of_parts_changes_nothing(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    articles = [
        f"---\ntitle: Quay {n}\nfront: {'yes' if n % 3 else 'no'}\nlit: dimly {n}\n---\n" for n in range(26)
    ]
    articles[20] = "---\ntitle: Quay 20\nlit: yes\n---\n"
    expected = check_records(articles)
    assert sum(finding.fix is not None for finding in expected.findings) >= 25
    monkeypatch.setattr("newslint.api.records._PART", size)
    assert check_records(articles) == expected


def test_they_are_taken_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    examined: list[int] = []
    real = Examiner.examine

    def examine(self: Examiner, job: Any, source: Any) -> Any:
        examined.append(job.record)
        return real(self, job, source)

    monkeypatch.setattr(Examiner, "examine", examine)

    def rows() -> Iterator[Mapping[str, Any]]:
        for number in range(1, 30):
            assert examined == list(range(1, number))
            yield {"title": f"Lamp {number}"}

    assert check_records(rows()).summary.records == 29


class Row(dict[str, Any]):
    """A mapping that can be watched."""


def test_none_is_kept() -> None:
    alive: weakref.WeakSet[Row] = weakref.WeakSet()

    class Watched(Row):
        __hash__ = object.__hash__  # type: ignore[assignment]

    most = 0

    def rows() -> Iterator[Row]:
        nonlocal most
        for number in range(300):
            row = Watched(fields_of(NEWS[2]), number=number)
            alive.add(row)
            yield row
            del row
            gc.collect(0)
            most = max(most, len(alive))

    report = check_records(rows())
    assert report.summary.records == 300
    assert report.summary.by_code["COR001"] == 300
    assert most <= 3


def test_values_of_programs_are_understood() -> None:
    row: dict[Any, Any] = {
        "title": "Lamp",
        "date": date(2026, 3, 1),
        "at": datetime(2026, 3, 1, 10, tzinfo=UTC),
        "price": Decimal("1.50"),
        "nothing": None,
        "raw": b"quay",
        7: "seven",
    }
    assert check_records([row]).findings == ()


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (7, "dump:2: a record is a mapping of fields, or an article's text, not `int`"),
        (b"---\n---\n", "dump:2: a record is a mapping of fields, or an article's text, not `bytes`"),
        ({"a": [object()]}, "dump:2: `a[0]` is a `object`, which JSON can't say; make it text"),
    ],
)
def test_what_is_no_record_is_told_by_its_number(record: Any, said: str) -> None:
    with pytest.raises(NewslintError) as caught:
        check_records([{"title": "Lamp"}, record], name="dump")
    assert str(caught.value) == said


def test_one_that_is_too_long_is_a_finding_and_the_rest_is_read(tmp_path: Path) -> None:
    config = load_config(tmp_path, settings="limits.max-file-bytes = 100")
    long, short = {"title": "x" * 100}, {"title": "canâ€™t"}
    report = check_records([long, short, FLAW, "---\ntitle: " + "x" * 100], config=config)
    codes = [(f.record, f.code) for f in report.findings]
    assert codes == [(1, "FM013"), (2, "TXT001"), (3, "TXT001"), (4, "FM013")]
    assert report.findings[0].message == "the record can't be read: it is larger than 100 bytes"
    edge = {"title": "x" * (100 - len('{"title": ""}'))}
    assert check_records([edge], config=config).findings == ()


def test_a_name_decides_as_that_of_a_text(site: Path) -> None:
    config = load_config(site)
    row = {"title": "The gateâ€™s lamp"}
    assert told(check_records([row], name="pages/dump.md", config=config)) == [
        (1, "author", "SCH001"),
        (1, "title", "TXT001"),
    ]
    assert told(check_records([row], name="pages/dump.jsonl", config=config)) == [(1, "title", "TXT001")]
    assert told(check_records([row], name="news/old-dump.md", config=config))[-1][2] != "TXT001"
    assert told(check_records([row], name="", config=config)) == [(1, "title", "TXT001")]


def test_comments_silence_in_texts() -> None:
    quiet = "---\ntitle: The gateâ€™s lamp # newslint: ignore[TXT001]\n---\n"
    assert told(check_records([FLAW, quiet, FLAW])) == [(1, "title", "TXT001"), (3, "title", "TXT001")]


def test_a_page_may_be_asked_what_a_record_is_not(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text("")
    config = load_config(tmp_path)
    text = "---\ntitle: 'Cranes'\ndate: 2026-03-01 10:00\n---\n"
    assert [f.code for f in check_text(text, name="content/a.md", config=config).findings] == ["DAT006"]
    assert check_records([text], name="content/a.md", config=config).findings == ()


def test_nothing_is_something() -> None:
    report = check_records([])
    assert (report.findings, report.summary.files, report.summary.records) == ((), 0, 0)


def test_what_the_caller_raises_comes_through() -> None:
    def rows() -> Iterator[dict[str, str]]:
        yield {"title": "Lamp"}
        raise ConnectionError("the database is gone")

    with pytest.raises(ConnectionError, match=r"^the database is gone$"):
        check_records(rows())


def test_a_stopped_call_is_stopped() -> None:
    def rows() -> Iterator[dict[str, str]]:
        yield {"title": "Lamp"}
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_records(rows())


def test_the_temporary_file_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Spool] = []

    class Noted(Spool):
        def __init__(self) -> None:
            super().__init__()
            made.append(self)

    monkeypatch.setattr("newslint.api.records.Spool", Noted)
    check_records([{"title": "Lamp"}])
    with pytest.raises(NewslintError):
        check_records([7])  # type: ignore[list-item]
    assert [spool._file.closed for spool in made] == [True, True]


def test_a_dump_and_its_records_are_told_alike(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [fields_of(text) for text in NEWS] + [{"title": "canâ€™t &amp; won’t"}] * 3
    lines = [json.dumps(row, ensure_ascii=False, default=lambda moment: moment.isoformat()) for row in rows]
    (site / "news" / "dump.jsonl").write_text("\n".join(lines), encoding="utf-8")
    config = load_config(site)
    files = check_files("news/dump.jsonl", config=config)
    assert files.to_dict() == json_report(capsys, "news/dump.jsonl")
    records = check_records(rows, name="news/dump.jsonl", config=config)
    assert records.findings == files.findings
    assert records.summary == files.summary
    assert len(records.findings) > 9


ODD = st.sampled_from(["canâ€™t", "&amp;", "NO", "http://harbour.example:80/a b", "2026-13-01", ""])
PLAIN = st.none() | st.booleans() | st.integers(-9, 10**7) | st.floats(allow_nan=False, allow_infinity=False)
NAMES = st.sampled_from(["title", "url", "width"]) | st.text(max_size=5)
VALUES = st.recursive(
    PLAIN | ODD | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["title", "webUrl", "images", "excerpt", "category", "provider", "quality", "publishedDateTime"]
)


@given(st.lists(st.dictionaries(FIELDS | st.text(max_size=5), VALUES, max_size=6), max_size=6))
def test_any_records_are_told_as_those_of_a_dump(rows: list[dict[str, Any]]) -> None:
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    records, dump = check_records(rows, name="dump.jsonl"), check_text(text, name="dump.jsonl")
    assert records.findings == dump.findings
    assert records.internal_errors == dump.internal_errors == ()
    assert records.summary.records == dump.summary.records == len(rows)
