"""A record is a document: its identity, its places, and what rules may ask of it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from newslint.document import Document, parse_document
from newslint.finding import Finding, Range, Report, Span, where
from newslint.lint.corpus import check
from newslint.lint.fact_store import FactStore, pack
from newslint.lint.settings import Settings
from newslint.records.one import of_line, of_mapping, of_object, of_text
from newslint.rules import RULES
from newslint.source import Source

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SETTINGS = Settings(tuple(rule for rule in RULES if rule.default), now=NOW)
STORY = (
    '{"category": "news", "title": "Harbour reopens", "webUrl": "https://www.example.com/harbour",'
    ' "publishedDateTime": "2023-05-02T06:30:00Z", "excerpt": "The first ferries left at dawn.",'
    ' "type": "article", "provider": {"name": "Harbour Post", "domain": "example.com"}%s}'
)


def document(source: Source) -> Document:
    return parse_document(source, lambda _: None)


def report(*sources: Source) -> Report:
    return check(sources, SETTINGS)


def told(found: Report) -> list[tuple[str, str, int, str]]:
    return [(f.code, f.file, f.record, f.message) for f in found.findings]


def of_code(found: Report, code: str) -> list[Finding]:
    return [finding for finding in found.findings if finding.code == code]


def test_places_of_a_line_speak_of_the_file() -> None:
    source = of_line("dump.jsonl", b'{"title": "Caf\xc3\xa9 "}', 17)
    node = document(source).node_at(("title",))
    assert node is not None
    assert (node.value, source.record, source.document) == ("Café ", 17, "dump.jsonl:17")
    assert source.range_of(node.span) == Range(17, 11, 17, 18)
    assert source.span_of(Range(17, 11, 17, 18)) == node.span
    assert source.line_of(node.start) == 17
    assert source.line_column(node.start) == (1, 11)
    assert source.line_text(17) == '{"title": "Café "}'
    assert source.excerpt(Range(17, 11, 17, 18)) == ('{"title": "Café "}', 1)


def test_a_line_behind_a_byte_order_mark_begins_in_the_second_column() -> None:
    source = of_line("dump.jsonl", b'{"a": 1}', 1, column=2)
    assert source.range_of(Span(1, 4)) == Range(1, 3, 1, 6)
    assert source.span_of(Range(1, 3, 1, 6)) == Span(1, 4)
    assert source.excerpt(Range(1, 3, 1, 6)) == ('{"a": 1}', 2)


def test_what_ends_a_line_elsewhere_ends_none_in_a_record() -> None:
    source = of_line("dump.jsonl", b'{"a":\r1}', 4)
    assert source.range_of(Span(6, 7)) == Range(4, 7, 4, 8)


def test_places_of_an_object_of_several_lines_speak_of_the_file() -> None:
    source = of_object("dump.json", b'{"a": 1,\n "b": 2}', 3, line=10, column=5)
    assert (source.record, source.document) == (3, "dump.json:3")
    assert source.range_of(Span(1, 4)) == Range(10, 6, 10, 9)
    assert source.range_of(Span(10, 13)) == Range(11, 2, 11, 5)
    assert source.range_of(Span(0, 17)) == Range(10, 5, 11, 9)
    for span in (Span(1, 4), Span(10, 13), Span(0, 17)):
        assert source.span_of(source.range_of(span)) == span
    assert source.excerpt(Range(10, 6, 10, 9)) == ('{"a": 1,', 5)
    assert source.excerpt(Range(11, 2, 11, 5)) == (' "b": 2}', 1)
    assert source.excerpt(Range(12, 1, 12, 1)) == ("", 1)
    assert source.line_text(11) == ' "b": 2}'


def test_of_a_long_line_what_stands_around_a_place_is_shown() -> None:
    text = '{"a": "' + "x" * 1000 + '", "title": "y"}'
    source = of_line("dump.jsonl", text.encode(), 2)
    place = source.range_of(Span(text.index('"y"'), text.index('"y"') + 3))
    excerpt, column = source.excerpt(place)
    assert column == place.column - 400
    assert excerpt == text[column - 1 :]
    assert source.excerpt(Range(2, 1, 2, 2)) == (text[:800], 1)
    edge = of_line("dump.jsonl", b"x" * 800, 1)
    assert edge.excerpt(Range(1, 700, 1, 701)) == ("x" * 800, 1)


def test_a_finding_counts_columns_of_its_excerpt() -> None:
    text = STORY % f', "x": "{"y" * 900}", "note": "a\u200bb"'
    (finding,) = of_code(report(of_line("dump.jsonl", text.encode(), 5)), "TXT003")
    place = finding.range_in_excerpt
    assert finding.excerpt_column == finding.range.column - 400 > 1
    assert finding.excerpt[place.column - 1 : place.end_column - 1] == "\u200b"


def test_a_place_is_named_by_its_line_and_by_its_record_where_that_is_another_number() -> None:
    place = Range(17, 3, 17, 4)
    assert where("dump.jsonl", place, 17) == "dump.jsonl:17"
    assert where("dump.json", place, 3) == "dump.json:17 (record 3)"
    assert where("a.md", place) == "a.md:17"


@pytest.mark.parametrize(
    ("line", "code", "column", "message"),
    [
        ('{"title": "A",}', "FM015", 14, "the record is not valid JSON: a comma with nothing behind it"),
        ("{title: 1}", "FM015", 2, "the record is not valid JSON: a key without quotes"),
        (
            '{"title": "A"',
            "FM015",
            1,
            "the record is not valid JSON: a brace is opened here and never closed",
        ),
        ('{"a": 1} {"b": 2}', "FM015", 10, "the record is not valid JSON: text behind the end of the object"),
        ("[1, 2]", "FM004", 1, "a record must be an object, not an array"),
        ('"title"', "FM004", 1, "a record must be an object, not a single value"),
        ("null", "FM004", 1, "a record must be an object, not a single value"),
        ('{"a": 1, "a": 2}', "FM005", 10, "`a` is already given on line 7"),
    ],
)
def test_a_broken_record_is_told_at_its_place_and_as_nothing_else(
    line: str, code: str, column: int, message: str
) -> None:
    found = report(of_line("dump.jsonl", line.encode(), 7)).findings
    assert [(f.code, f.range.line, f.range.column, f.message) for f in found] == [(code, 7, column, message)]


def test_bytes_that_are_no_text_are_told_by_their_place_in_the_record() -> None:
    (finding,) = of_code(report(of_line("d.jsonl", b'{"title": "caf\xe9 noir"}', 2)), "FM006")
    assert finding.message == "not UTF-8: byte 0xE9 at offset 14 of the record can't be decoded"
    assert finding.range == Range(2, 15, 2, 16)


def test_a_record_that_can_not_be_read_says_so() -> None:
    (finding,) = report(of_line("d.jsonl", b"", 2, error="it is larger than 9 bytes")).findings
    assert (finding.code, finding.range) == ("FM013", Range(2, 1, 2, 1))
    assert finding.message == "the record can't be read: it is larger than 9 bytes"
    advice = "the record was not checked; `max-file-bytes` under `[limits]` says how large one may be"
    assert finding.help == advice


def test_records_of_one_file_are_two_documents() -> None:
    found = report(of_line("d.jsonl", (STORY % "").encode(), 1), of_line("d.jsonl", (STORY % "").encode(), 4))
    assert [(f.range.line, f.record, f.message, f.help) for f in of_code(found, "COR001")] == [
        (
            1,
            1,
            "`webUrl` is the address of d.jsonl:4 too: the same article twice",
            "keep one of the two records",
        ),
        (
            4,
            4,
            "`webUrl` is the address of d.jsonl:1 too: the same article twice",
            "keep one of the two records",
        ),
    ]
    assert (found.files, found.records) == (1, 2)


def test_one_record_is_not_compared_with_itself() -> None:
    text = STORY % ', "relatedArticles": [{"webUrl": "https://www.example.com/harbour"}]'
    assert of_code(report(of_line("d.jsonl", text.encode(), 1)), "COR001") == []


def test_records_are_compared_within_their_file_alone() -> None:
    line = (STORY % "").encode()
    front = b"---\n" + line + b"\n---\n"
    found = report(of_line("a.jsonl", line, 1), of_line("b.jsonl", line, 1), Source("c.md", front))
    assert of_code(found, "COR001") == []
    assert (found.files, found.records) == (3, 2)
    twice = report(Source("c.md", front), Source("d.md", front))
    assert [f.file for f in of_code(twice, "COR001")] == ["c.md", "d.md"]


@pytest.mark.parametrize("most_in_memory", [1, 1000])
def test_facts_of_records_are_kept_by_file(most_in_memory: int) -> None:
    store = FactStore(most_in_memory)
    for name, record in (("a.jsonl", 1), ("a.jsonl", 2), ("b.md", 0), ("c.jsonl", 9), ("a.jsonl", 3)):
        source = of_line(name, b'{"k": 1}', record) if record else Source(name, b'{"k": 1}')
        facts = next(rule.check(document(source), rule.options()) for rule in RULES if rule.code == "KEY001")
        store.add(name, pack("KEY001", source, facts), record)
    assert sorted(store.scopes) == ["", "a.jsonl", "c.jsonl"]
    found = {
        scope: [[f.where for f in group] for group in store.groups("KEY001", with_single=True, scope=scope)]
        for scope in store.scopes
    }
    assert found == {
        "": [["b.md:1"]],
        "a.jsonl": [["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"]],
        "c.jsonl": [["c.jsonl:9"]],
    }


def test_the_name_of_a_file_of_records_says_nothing_of_their_dates() -> None:
    line = (STORY % "").encode()
    name = "_posts/2021-01-01-dump.jsonl"
    assert told(report(of_line(name, line, 1))) == told(report(of_line("dump.jsonl", line, 1))) == []
    assert document(of_line(name, line, 3)).file_name == ""
    assert document(of_line(name, line, 3)).place_in_archive == f"{name}/3"
    assert document(Source("a/b.md", b"")).place_in_archive == "a/b.md"


def test_the_name_of_a_file_of_records_tells_their_language() -> None:
    assert document(of_line("en/dump.de.jsonl", b'{"title": "A"}', 1)).edition.language == "de"


def test_a_comment_in_a_text_silences_nothing_in_a_record() -> None:
    line = STORY % ', "note": "a\u200bb # newslint: ignore[TXT003]"'
    assert [f.code for f in report(of_line("d.jsonl", line.encode(), 1)).findings] == ["TXT003"]


def test_an_article_that_is_a_text_has_its_own_lines_and_comments() -> None:
    text = "---\ntitle: a\u200bb{}\n---\n"
    found = report(
        of_text("cms", text.format(""), 1), of_text("cms", text.format(" # newslint: ignore[TXT003]"), 2)
    )
    assert [(f.code, f.record, f.range.line, f.excerpt) for f in of_code(found, "TXT003")] == [
        ("TXT003", 1, 2, "title: a\u200bb"),
    ]


def test_an_article_without_front_matter_is_told_by_its_record() -> None:
    assert told(report(of_text("cms", b"Text.", 3)))[0][:3] == ("FM001", "cms", 3)


def test_a_mapping_is_written_on_one_line() -> None:
    source = of_mapping("rows", {"title": "a\nb", "n": 1}, 8)
    assert (source.text, source.record) == ('{"title": "a\\nb", "n": 1}', 8)
    assert source.range_of(Span(0, 1)) == Range(8, 1, 8, 2)
    assert of_mapping("rows.csv", {}, 8, line=20).range_of(Span(0, 1)) == Range(20, 1, 20, 2)


def test_a_mapping_and_its_line_have_the_same_findings() -> None:
    fields: dict[str, Any] = {
        "title": "Harbour reopens &amp; closes ",
        "tags": ["a", "a "],
        "date": "2023-13-01",
    }
    one = report(of_mapping("d", fields, 2))
    other = report(of_line("d", of_mapping("d", fields, 1).data, 2))
    assert one.findings == other.findings
    assert {f.code for f in one.findings} >= {"TXT007", "TXT002", "DAT006"}
