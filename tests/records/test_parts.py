"""Files of records are divided and read: whatever the parts, the records and their places are the same."""

import bz2
import csv
import gzip
import io
import json
import lzma
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.finding import Span
from newslint.records.parts import Part, Terms, divide, kind_in, kind_of, read_part
from newslint.source import Source

TERMS, AMPLE = Terms(1000), Terms(10**6)
_START = Span(0, 0)
CUT_OFF = "the array is never closed: the file was cut off, or an item is broken"
UNCLOSED = "a quote is opened in it and not closed, or its cells are not as many as the header's"
OR_UNCLOSED = ", or a quote is opened in it and not closed"
LONE_RETURN = "a carriage return without a line feed stands in it"
CHANGED = "the file changed while it was read"
MORE = "something stands behind the end of the array, and is not read"

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
records = st.lists(st.dictionaries(texts, values, max_size=3), max_size=12)
sizes = st.integers(1, 200)
SIGNS = (b'"', b"\\", b"{", b"}", b"[", b"]", b",", b"\n", b"\r", b" ", b"x", b"\xc3", b"\0")
cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff"), max_size=9)


class _Counted(io.BytesIO):
    """A file that counts what is read of it."""

    lines = amount = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        self.lines += 1
        found = super().readline(size)
        self.amount += len(found)
        return found

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        self.amount += len(found)
        return found


def read(kind: str, data: bytes, size: int, terms: Terms = TERMS) -> list[Source]:
    file = io.BytesIO(data)
    parts = [*divide(kind, file, terms, size)]
    # Parts are read in any order.
    found = [[*read_part("dump", file, part, terms)] for part in reversed(parts)]
    return [source for sources in reversed(found) for source in sources]


def told(sources: list[Source]) -> list[tuple[int, int, int, str | None, str]]:
    """Number, line, column, error and text of each."""
    return [(s.record, *s.place_of(_START)[:2], s.error, s.text) for s in sources]


@given(records, sizes, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_lines_are_records_whatever_the_parts(
    made: list[dict[str, Any]],
    size: int,
    end: str,
    is_marked: Any,
    is_ended: Any,
) -> None:
    lines = [json.dumps(record, ensure_ascii=False) for record in made]
    text = end.join(lines) + (end if is_ended else "")
    data = (b"\xef\xbb\xbf" if is_marked else b"") + text.encode()
    expected = [
        (number, number, 1 + (is_marked and number == 1), None, line) for number, line in enumerate(lines, 1)
    ]
    assert told(read("jsonl", data, size, AMPLE)) == expected


@given(records, sizes, st.sampled_from([None, 1, "\t"]), st.booleans(), st.booleans())
def test_items_are_records_whatever_the_parts(
    made: list[dict[str, Any]],
    size: int,
    indent: Any,
    is_ascii: Any,
    is_marked: Any,
) -> None:
    text = json.dumps(made, ensure_ascii=is_ascii, indent=indent)
    data = (b"\xef\xbb\xbf" if is_marked else b"") + text.encode()
    found = read("json", data, size, AMPLE)
    assert [json.loads(source.text) for source in found] == made
    assert [source.record for source in found] == [*range(1, len(made) + 1)]
    whole = Source("dump", data)
    at = 0
    for source in found:
        at = whole.text.index(source.text, at + 1)
        assert source.range_of(_START)[:2] == whole.line_column(at)
        at += len(source.text) - 1


@given(
    st.lists(st.dictionaries(st.text(max_size=3), st.text(max_size=9), min_size=1), min_size=2, max_size=9),
    sizes,
    st.sampled_from([None, 1, "\t"]),
    st.sampled_from(["", " ", "\r\n\n"]),
    st.booleans(),
)
def test_objects_one_behind_the_other_are_records_whatever_the_parts(
    made: list[dict[str, str]],
    size: int,
    indent: Any,
    between: str,
    is_marked: Any,
) -> None:
    text = between.join(json.dumps(record, ensure_ascii=False, indent=indent) for record in made)
    data = (b"\xef\xbb\xbf" if is_marked else b"") + text.encode()
    if kind_in("json", io.BytesIO(data), AMPLE.most) == "jsonl":
        return
    found = read("json", data, size, AMPLE)
    assert [json.loads(source.text) for source in found] == made
    assert [source.record for source in found] == [*range(1, len(made) + 1)]
    whole = Source("dump", data)
    at = 0
    for source in found:
        at = whole.text.index(source.text, at)
        assert source.range_of(_START)[:2] == whole.line_column(at)
        at += len(source.text)


@given(
    st.lists(st.lists(cells, min_size=2, max_size=2).filter(any), max_size=9),
    sizes, st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]), st.booleans(),
)  # fmt: skip
def test_rows_are_records_whatever_the_parts(
    rows: list[list[str]],
    size: int,
    delimiter: str,
    end: str,
    is_marked: Any,
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerows([["title", "note"], *rows])
    data = (b"\xef\xbb\xbf" if is_marked else b"") + out.getvalue().encode()
    line = 2
    expected = []
    for number, row in enumerate(rows, 1):
        fields = {name: text for name, text in zip(("title", "note"), row, strict=True) if text}
        expected.append((number, line, 1, None, json.dumps(fields, ensure_ascii=False)))
        line += 1 + sum(text.count("\n") for text in row)
    assert told(read("csv", data, size, AMPLE)) == expected


def test_a_line_of_blanks_is_no_record_and_counts_as_a_line() -> None:
    found = read("jsonl", b'{"a": 1}\n\n \t\r\n{"b": 2}', 1)
    assert told(found) == [(1, 1, 1, None, '{"a": 1}'), (4, 4, 1, None, '{"b": 2}')]


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_line_that_is_too_long_is_told_and_the_rest_is_read(size: int) -> None:
    data = b'{"a": 1}\n{"b": "%s"}\r\n{"c": 3}\n' % (b"x" * 30)
    most = len(b'{"b": ""}') + 30
    assert [s.error for s in read("jsonl", data, size, Terms(most))] == [None, None, None]
    found = read("jsonl", data, size, Terms(most - 1))
    assert told(found) == [
        (1, 1, 1, None, '{"a": 1}'),
        (2, 2, 1, "it is larger than 38 bytes", ""),
        (3, 3, 1, None, '{"c": 3}'),
    ]


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_last_line_that_is_too_long_is_told(size: int) -> None:
    found = read("jsonl", b'{"a": 1}\n{"b": "xxxxxxxxx"}', size, Terms(9))
    assert [(s.record, s.error) for s in found] == [(1, None), (2, "it is larger than 9 bytes")]


@pytest.mark.parametrize("size", [1, 1000])
def test_an_item_that_is_too_large_is_told_and_the_rest_is_read(size: int) -> None:
    data = b'[{"a": 1},\n {"b": "%s"},\n {"c": 3}]' % (b"x" * 600_000)
    found = read("json", data, size)
    assert told(found) == [
        (1, 1, 2, None, '{"a": 1}'),
        (2, 2, 2, "it is larger than 1,000 bytes", ""),
        (3, 3, 2, None, '{"c": 3}'),
    ]


@pytest.mark.parametrize("size", [1, 1000])
@pytest.mark.parametrize(
    ("data", "items"),
    [
        ('[{"a": 1,}, {"b": 2}]', ['{"a": 1,}', '{"b": 2}']),
        ('[{"a": [1}, {"b": 2}]', ['{"a": [1}', '{"b": 2}']),
        ('[{"a": "x},\n{"b": 2}]', ['{"a": "x}', '{"b": 2}']),
        ('[{"a": 1}}, {"b": 2}]', ['{"a": 1}}', '{"b": 2}']),
        ('[{"a": 1} {"b": 2}, 3, [4, 5], "x, y"]', ['{"a": 1} {"b": 2}', "3", "[4, 5]", '"x, y"']),
        ('[{"a": "\\"}, {"}, {"b": 2}]', ['{"a": "\\"}, {"}', '{"b": 2}']),
        ('[{"a": 1, {"b": 2}]', ['{"a": 1, {"b": 2}']),
        ("[\n]", []),
        ("[1,,2]", ["1", "2"]),
    ],
)  # fmt: skip
def test_a_broken_item_ends_at_its_comma(data: str, items: list[str], size: int) -> None:
    assert [source.text for source in read("json", data.encode(), size)] == items


@pytest.mark.parametrize(
    ("data", "items", "error"),
    [
        ('[{"a": 1}, {"b": 2}', ['{"a": 1}', '{"b": 2}'], CUT_OFF),
        ('[{"a": 1}', ['{"a": 1}'], CUT_OFF),
        ('[{"a": 1}] {"b": 2}', ['{"a": 1}'], MORE),
        ("[] x", [], MORE),
    ],
)  # fmt: skip
def test_an_array_that_does_not_end_as_it_should_is_told(data: str, items: list[str], error: str) -> None:
    *found, last = read("json", data.encode(), 1)
    assert [source.text for source in found] == items
    assert (last.record, last.error) == (0, error)


def test_brackets_that_are_never_closed_are_not_counted_without_end() -> None:
    data = b'[{"a": 1},' + b"[" * 3_000_000
    file = _Counted(data)
    parts = [*divide("json", file, TERMS, 1)]
    assert file.amount < 500_000
    found = [source for part in parts for source in read_part("dump", file, part, TERMS)]
    assert [(s.record, s.error or s.text) for s in found] == [
        (1, '{"a": 1}'), (2, "it is larger than 1,000 bytes"), (0, CUT_OFF),
    ]  # fmt: skip


@pytest.mark.parametrize(("levels", "trouble"), [(1000, None), (1001, CUT_OFF)])
def test_an_item_has_no_more_levels_than_a_record_may_have_bytes(levels: int, trouble: str | None) -> None:
    # The braces of the first block are what counts.
    item = b"[" * levels + b" " * 300_000 + b"]" * levels
    found = read("json", b"[" + item + b',{"b": 2}]', 10**6)
    assert (found[0].record, found[0].error) == (1, "it is larger than 1,000 bytes")
    assert [s.text or s.error for s in found[1:]] == ['{"b": 2}' if trouble is None else trouble]


def test_the_place_of_an_item_counts_characters() -> None:
    text = '[{"a": "é😀"}, {"b": "é"},\n{"c": 1}]'
    assert [(line, column) for _, line, column, *_ in told(read("json", text.encode(), 1))] == [
        (1, 2), (1, 15), (2, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ("a,a\n1,2\n", "its header has `a` twice"),
        ("a,b,c,c,b\n1,2,3,4,5\n", "its header has `b` twice"),
        ("a,,a\n1,2,3\n", "its header has `a` twice"),
        (", ,\n1,2,3\n", "no column of its header has a name"),
        ("a\rb\r", f"its header is no row of CSV: {LONE_RETURN}"),
        ("t\udce4tle,b\n1,2\n", "its header is not UTF-8"),
        ("\n1,2,3\n", "its first line is empty, and no header"),
    ],
)
def test_a_header_that_names_no_fields_is_told_once(data: str, error: str) -> None:
    (found,) = read("csv", data.encode("utf-8", "surrogateescape"), 1)
    assert (found.record, found.error) == (0, error)


def test_a_column_without_a_name_is_no_field() -> None:
    found = read("csv", b",title,\n0,A,x\n1,B,\n2,C\n", 1)
    assert [source.error or source.text for source in found] == [
        '{"title": "A"}', '{"title": "B"}', "it has 2 cells, and the header 3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("a|b|c;d", ["a", "b", "c;d"]),
        ("a|b;c", ["a|b", "c"]),
        ("a;b,c", ["a;b", "c"]),
        ("a\tb|c", ["a", "b|c"]),
    ],
)
def test_the_delimiter_is_the_one_that_the_header_has_most_of(header: str, fields: list[str]) -> None:
    delimiter = header[len(fields[0])]
    (found,) = read("csv", f"{header}\n{delimiter.join('123'[: len(fields)])}\n".encode(), 1)
    assert [*json.loads(found.text)] == fields


def test_bytes_of_a_cell_that_are_no_text_stay_what_they_are() -> None:
    (found,) = read("csv", b"a,b\nd\xe4wn,\xc3\xa4\n", 1)
    assert found.data == b'{"a": "d\xe4wn", "b": "\xc3\xa4"}'


def test_lines_of_a_cell_end_with_a_line_feed() -> None:
    (found,) = read("csv", b'a,b\r\n"x\r\ny\r\n","1\r2"\r\n', 1)
    assert json.loads(found.text) == {"a": "x\ny\n", "b": "1\r2"}


def test_a_cell_of_which_no_json_can_be_made_breaks_its_row() -> None:
    deep = json.loads("[" * 201 + "]" * 201)
    terms = Terms(10**6, lambda _: lambda _, text: deep if text == "deep" else text)
    found = read("csv", b"a\ndeep\nx\n", 1, terms)
    path = "a[0][0][0][0]"
    assert told(found) == [
        (1, 2, 1, f"`{path}` holds more than 200 levels, or itself", ""),
        (2, 3, 1, None, '{"a": "x"}'),
    ]


@pytest.mark.parametrize("size", [1, 1000])
def test_a_ragged_row_is_told_and_the_rest_is_read(size: int) -> None:
    found = read("csv", b"a,b\n1\n\n2,3,4\n5,6\n", size)
    assert told(found) == [
        (1, 2, 1, "it has 1 cell, and the header 2", ""),
        (3, 4, 1, "it has 3 cells, and the header 2", ""),
        (4, 5, 1, None, '{"a": "5", "b": "6"}'),
    ]


@pytest.mark.parametrize("size", [1, 1000])
@pytest.mark.parametrize("end", ["\n3,z\n", '\n3,"z"\n'])
def test_a_quote_that_is_not_closed_breaks_one_line(size: int, end: str) -> None:
    found = read("csv", f'a,b\n0,"w\nw"\n1,"x\n2,y{end}'.encode(), size)
    assert told(found) == [
        (1, 2, 1, None, '{"a": "0", "b": "w\\nw"}'),
        (2, 4, 1, UNCLOSED, ""),
        (3, 5, 1, None, '{"a": "2", "b": "y"}'),
        (4, 6, 1, None, '{"a": "3", "b": "z"}'),
    ]


@pytest.mark.parametrize(("lines", "last"), [(20, None), (21, UNCLOSED)])
def test_quotes_that_are_never_closed_are_not_looked_for_again_and_again(
    lines: int, last: str | None
) -> None:
    # Each line closes a quote and opens another one: from whichever one reads, one row goes up to the end.
    data = b"a,b\n" + b'x","\n' * 2000 + b'1,"z' + b"\n" * (lines - 1) + b'"\n'
    file = _Counted(data)
    (part,) = divide("csv", file, AMPLE)
    assert file.lines < 100_000 + 2000 * (10 + 20 + 10)  # not 2,000,000
    found = told([*read_part("dump", file, part, AMPLE)])
    assert found[:2000] == [(number, number + 1, 1, UNCLOSED, "") for number in range(1, 2001)]
    assert found[2000][:4] == (2001, 2002, 1, last)


def test_long_lines_are_not_looked_for_quotes_again_and_again() -> None:
    data = b"a,b\n" + b'x","\n' * 400 + b"y" * 200_000 + b"\n"
    file = _Counted(data)
    (part,) = divide("csv", file, AMPLE)
    # It costs as much as 1,000 lines: so 73 times from the first lines, then from the last 20, and as a row.
    assert 94 * 200_001 < file.amount < 95 * 200_001
    found = told([*read_part("dump", file, part, AMPLE)])
    assert found == [(number, number + 1, 1, UNCLOSED, "") for number in range(1, 401)] + [
        (401, 402, 1, "it has 1 cell, and the header 2", "")
    ]


def test_a_row_goes_on_up_to_the_bytes_of_a_record() -> None:
    data = b'a,b\n1,"xx\nyy\n"\n2,z\n'
    assert [s.error for s in read("csv", data, 1, Terms(10))] == [None, None]
    assert [s.error for s in read("csv", data, 1, Terms(9))] == [
        f"it is larger than 9 bytes{OR_UNCLOSED}", "it has 1 cell, and the header 2", UNCLOSED, None,
    ]  # fmt: skip


def test_a_quote_where_none_belongs_is_read_as_others_do() -> None:
    found = read("csv", b'a,b\n"x" y,2\n5" disk,"z"\n', 1)
    assert [source.text for source in found] == ['{"a": "x y", "b": "2"}', '{"a": "5\\" disk", "b": "z"}']


def test_a_row_that_is_no_csv_is_told_and_the_rest_is_read() -> None:
    found = read("csv", b"a,b\n1,2\rx\n3,4\n", 1)
    assert [(s.record, s.error) for s in found] == [(1, LONE_RETURN), (2, None)]


@pytest.mark.parametrize("size", [1, 1000])
def test_a_line_of_csv_that_is_too_long_is_told_and_the_rest_is_read(size: int) -> None:
    large = "it is larger than 10 bytes"
    data = b'a,b\n1,xxxxxxxx\n3,xxxxxxxxx\n4,"y\n%s\n5,z\n6,%s' % (b"x" * 2_100_000, b"x" * 20)
    assert told(read("csv", data, size, Terms(10))) == [
        (1, 2, 1, None, '{"a": "1", "b": "xxxxxxxx"}'),
        (2, 3, 1, large, ""),
        (3, 4, 1, f"{large}{OR_UNCLOSED}", ""),
        (4, 5, 1, large, ""),
        (5, 6, 1, None, '{"a": "5", "b": "z"}'),
        (6, 7, 1, large, ""),
    ]


def test_cells_mean_what_the_terms_say() -> None:
    terms = Terms(1000, lambda fields: lambda field, text: (fields, field, int(text)))
    (found,) = read("csv", b"n\n7\n", 1, terms)
    assert json.loads(found.text) == {"n": [["n"], "n", 7]}


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf_16_is_told(mark: bytes) -> None:
    (found,) = read("jsonl", mark + b"{\0", 1)
    assert (found.record, found.error) == (0, "it is UTF-16, and records are read as UTF-8")


@pytest.mark.parametrize("kind", ["jsonl", "json", "csv"])
def test_an_empty_file_holds_no_records(kind: str) -> None:
    assert read(kind, b"", 1) == []


def test_parts_are_of_about_the_size() -> None:
    data = b'{"a": 1}\n' * 100
    parts = [*divide("jsonl", io.BytesIO(data), TERMS, 90)]
    assert [(p.start, p.end, p.record, p.line) for p in parts[:2]] == [(0, 90, 1, 1), (90, 180, 11, 11)]
    assert len(parts) == 10
    array = b"[" + b",".join([b'{"a": 1}'] * 100) + b"]"
    assert [(p.start, p.end, p.record) for p in divide("json", io.BytesIO(array), TERMS, 80)][:2] == [
        (1, 81, 1), (82, 162, 10),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "kind"),
    [("a.jsonl", "jsonl"), ("a.NDJSON", "jsonl"), ("b/a.json", "json"), ("a.csv", "csv"),
     ("a.parquet", "parquet"), ("a.md", ""), ("jsonl", ""), ("a.jsonl.md", ""),
     ("a.jsonl.gz", "jsonl"), ("a.csv.ZST", "csv"), ("a.json.xz", "json"), ("a.jsonl.bz2", "jsonl"),
     ("a.md.gz", ""), ("a.gz", ""), ("a.jsonl.gz.gz", "")],
)  # fmt: skip
def test_the_ending_of_a_name_tells_how_a_file_holds_records(path: str, kind: str) -> None:
    assert kind_of(path) == kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"[", "json"),
        (b" \r\n\t[{", "json"),
        (b"\xef\xbb\xbf[", "json"),
        (b"\x1f\x8b\x08", "json"),
        (b'{"a": [', ""),
        (b"", ""),
        (b"x[", ""),
        (b'{"a": 1}\n{"b": 2}\n', "jsonl"),
        (b'\xef\xbb\xbf{"a": 1}\n{', "jsonl"),
        (b' \n\n{"a": 1} \r\n\r\n  {', "jsonl"),
        (b'{"a": "%s"}\n{' % (b"x" * 9000), "jsonl"),
        (b'{"a": "%s"}\n{' % (b"x" * 20_000), ""),
        (b'{"a": 1}\n', ""),
        (b'{"a": 1}\nx', ""),
        (b'{"a": 1}', ""),
        (b'{"a": {\n"b": 2}}', ""),
        (b'{\n"a": 1}\n{', "objects"),
        (b'{\n"a": 1}{"b": 2}', "objects"),
        (b'\xef\xbb\xbf{\n"a": 1} \t\r\n{\n}', "objects"),
        (b'{"a": {}}{"b": 2}', "objects"),
        (b'{"a": "}\\n{\\"", "b": "}{\\""}', ""),
        (b'{"a": "}{}"}', ""),
        (b'{"a": "}{}"} {{< b >}}', ""),
        (b'{"a": "}{}"} x', ""),
        (b'{"a": 1} {b', ""),
        (b'{"a": 1} [{}{}]', ""),
        (b'{"a": "%s"} {"b": 2}' % (b"x" * 9_991), "objects"),
        (b'{"a": "%s"} {"b": 2}' % (b"x" * 9_992), ""),
        (b'"a"}\n{', ""),
    ],
)
def test_json_holds_records_as_an_array_or_as_lines(data: bytes, kind: str) -> None:
    assert kind_in("json", io.BytesIO(data), 10_000) == kind
    assert kind_in("jsonl", io.BytesIO(data), 10_000) == "jsonl"


@pytest.mark.parametrize("size", [1, 1000])
@pytest.mark.parametrize(
    ("data", "items"),
    [
        ('{\n"a": }\n{"b": 2}', ['{\n"a": }', '{"b": 2}']),
        ('{\n"a": 1}\n{"b": "}\n{"c": 3}', ['{\n"a": 1}', '{"b": "}', '{"c": 3}']),
        ('{\n"a": 1} {"b": 2}, {"c": 3},', ['{\n"a": 1}', '{"b": 2}', '{"c": 3}']),
        ('{\n"a": 1} {"b": 2} x {"c": 3}', ['{\n"a": 1}', '{"b": 2}', 'x {"c": 3}']),
        ('{\n"a": 1} {"b": 2}] {"c": 3}', ['{\n"a": 1}', '{"b": 2}', "]", '{"c": 3}']),
        ('{\n"a": 1} {"b": [2}} {"c": 3}', ['{\n"a": 1}', '{"b": [2}', "}", '{"c": 3}']),
        ('{\n"a": 1} {"b": 2', ['{\n"a": 1}', '{"b": 2']),
        ('{\n"a": 1} {}\n', ['{\n"a": 1}', "{}"]),
    ],
)
def test_nothing_between_objects_is_passed_over(data: str, items: list[str], size: int) -> None:
    assert [source.text for source in read("json", data.encode(), size)] == items


@pytest.mark.parametrize("size", [1, 1000])
def test_lines_of_a_json_file_are_records(size: int) -> None:
    found = read("json", b'\xef\xbb\xbf{"a": 1}\n\n{"b": }\n{"c": 3}', size)
    assert told(found) == [
        (1, 1, 2, None, '{"a": 1}'), (3, 3, 1, None, '{"b": }'), (4, 4, 1, None, '{"c": 3}'),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["jsonl", "json", "csv", "parquet"])
@pytest.mark.parametrize(
    ("data", "error"),
    [
        (gzip.compress(b"{}", mtime=0), "it is compressed by gzip; unpack it first"),
        (bz2.compress(b"{}"), "it is compressed by bzip2; unpack it first"),
        (lzma.compress(b"{}"), "it is compressed by xz; unpack it first"),
        (b"\x28\xb5\x2f\xfd\x20", "it is compressed by Zstandard; unpack it first"),
        (b"PK\3\4\x14", "it is a ZIP file; unpack it first"),
    ],
)
def test_what_is_compressed_is_told(kind: str, data: bytes, error: str) -> None:
    (found,) = read(kind, data, 1)
    assert (found.record, found.error) == (0, error)


def test_rows_of_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    write_table = pytest.importorskip("pyarrow.parquet").write_table

    schema = pyarrow.schema([
        ("title", pyarrow.string()), ("n", pyarrow.int64()), ("at", pyarrow.timestamp("us", "UTC")),
        ("image", pyarrow.struct([("url", pyarrow.string()), ("alt", pyarrow.string())])),
        ("tags", pyarrow.list_(pyarrow.string())), ("more", pyarrow.map_(pyarrow.string(), pyarrow.int32())),
    ])  # fmt: skip
    rows: list[dict[str, Any]] = [
        {"title": "A", "n": 1, "at": datetime(2023, 5, 2, 6, 30, tzinfo=UTC), "tags": ["x", None],
         "image": {"url": "u", "alt": None}, "more": [("k", 2)]},
        {"title": None, "n": None, "at": None, "image": None, "tags": None, "more": None},
        {"title": "C"},
    ]  # fmt: skip
    path = tmp_path / "rows.parquet"
    write_table(pyarrow.Table.from_pylist(rows, schema), path, row_group_size=2)
    found = read("parquet", path.read_bytes(), 1)
    assert [(s.record, s.range_of(_START).line, json.loads(s.text)) for s in found] == [
        (1, 1, {"title": "A", "n": 1, "at": "2023-05-02T06:30:00+00:00", "image": {"url": "u"},
                "tags": ["x", None], "more": {"k": 2}}),
        (2, 2, {}),
        (3, 3, {"title": "C"}),
    ]  # fmt: skip
    file = io.BytesIO(path.read_bytes())
    assert [part[:5] for part in divide("parquet", file, TERMS, 1)] == [
        ("parquet", 0, 1, 1, 1), ("parquet", 1, 2, 3, 3),
    ]  # fmt: skip


def test_what_is_no_parquet_is_told() -> None:
    pytest.importorskip("pyarrow")
    (found,) = read("parquet", b"text", 1)
    assert found.record == 0
    assert str(found.error).startswith("it is no Parquet: ")


@pytest.mark.parametrize(
    ("kind", "data", "cut", "expected"),
    [
        ("jsonl", '{"a": 1}\n{"b": 2}\n{"c": 3}\n', 9, [(1, 1, None), (2, 2, CHANGED)]),
        ("jsonl", '{"a": 1}\n{"b": 2}\n{"c": 3}\n', 12, [(1, 1, None), (2, 2, CHANGED)]),
        ("jsonl", '{"a": 1}\n{"b": 2}\n{"c": 3}', 25, [(1, 1, None), (2, 2, None), (3, 3, CHANGED)]),
        ("json", '[{"a": 1},\n{"b": 2},\n{"c": 3}]', 11, [(1, 1, None), (2, 2, CHANGED)]),
        ("json", '[{"a": 1},\n{"b": 2},\n{"c": 3}]', 14, [(1, 1, None), (2, 2, None), (3, 2, CHANGED)]),
        ("json", '[{"a": 1},\n{"b": 2}]', 1, [(1, 1, CHANGED)]),
        ("json", '{\n"a": 1} {"b": 2}', 11, [(1, 1, None), (2, 2, None), (3, 2, CHANGED)]),
        ("csv", "a\n1\n2\n3\n", 4, [(1, 2, None), (2, 3, CHANGED)]),
        ("csv", "a\n1\n2\n3\n", 2, [(1, 2, CHANGED)]),
    ],
)
def test_a_file_that_becomes_shorter_is_told(
    kind: str, data: str, cut: int, expected: list[tuple[int, int, str | None]]
) -> None:
    (part,) = divide(kind, io.BytesIO(data.encode()), TERMS, 10**6)
    found = read_part("dump", io.BytesIO(data[:cut].encode()), part, TERMS)
    assert [(s.record, s.place_of(_START)[0], s.error) for s in found] == expected


def test_a_part_with_trouble_has_no_records() -> None:
    (found,) = read_part("dump", io.BytesIO(), Part("jsonl", 0, 0, trouble="gone"), TERMS)
    assert (found.name, found.record, found.error) == ("dump", 0, "gone")


@given(
    st.sampled_from(["jsonl", "json", "objects", "csv"]),
    st.lists(st.sampled_from([*SIGNS])).map(b"".join),
    sizes,
    st.integers(1, 30),
)  # fmt: skip
def test_whatever_a_file_holds_its_parts_say_the_same(kind: str, data: bytes, size: int, most: int) -> None:
    data = {"json": b"[", "objects": b"{}{}"}.get(kind, b"") + data
    kind = kind.replace("objects", "json")
    terms = Terms(most)
    assert told(read(kind, data, size, terms)) == told(read(kind, data, 10**9, terms))
