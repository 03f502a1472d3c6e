"""Parquet of many types: a value that Python can't hold breaks its row, and the rest is read."""

import io
import json
import warnings
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

import pytest

from newslint.finding import Span
from newslint.records.columns import divide, read
from newslint.records.parts import Part, Terms

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

TERMS = Terms(10**6)
RANGE = "holds a moment or a duration that is out of range"


def written(table: Any, **options: Any) -> bytes:
    file = io.BytesIO()
    pq.write_table(table, file, **options)
    return file.getvalue()


def divided(data: bytes, size: int = 1) -> list[Part]:
    return [*divide(io.BytesIO(data), TERMS, size, 0)]


def rows(data: bytes, size: int = 1, numbers: Sequence[int] = ()) -> list[Any]:
    """What each row says, or why it can't be read; they are numbered from 1, unless told otherwise."""
    found = [source for part in divided(data, size) for source in read("d", io.BytesIO(data), part, TERMS)]
    expected = [*(numbers or range(1, len(found) + 1))]
    assert [source.record for source in found] == expected
    assert [source.place_of(Span(0, 0))[0] for source in found] == expected
    return [source.error or json.loads(source.text) for source in found]


def column(values: Sequence[Any], kind: Any) -> bytes:
    return written(pa.table({"c": pa.array(values, kind)}))


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        ([1001, None], pa.timestamp("ns"), [{"c": "1970-01-01T00:00:00.000001"}, {}]),
        ([1001], pa.timestamp("ns", "+05:30"), [{"c": "1970-01-01T05:30:00.000001+05:30"}]),
        ([0], pa.timestamp("s", "Europe/Berlin"), [{"c": "1970-01-01T01:00:00+01:00"}]),
        ([0], pa.timestamp("s", "Mars/Base"), [{"c": "1970-01-01T00:00:00+00:00"}]),
        ([1001], pa.time64("ns"), [{"c": "00:00:00.000001"}]),
        ([1_500_000_001], pa.duration("ns"), [{"c": 1.5}]),
        ([[1001]], pa.list_(pa.timestamp("ns")), [{"c": ["1970-01-01T00:00:00.000001"]}]),
        ([[1001]], pa.large_list(pa.timestamp("ns")), [{"c": ["1970-01-01T00:00:00.000001"]}]),
        ([[1001]], pa.list_(pa.timestamp("ns"), 1), [{"c": ["1970-01-01T00:00:00.000001"]}]),
        ([{"x": 1001}], pa.struct({"x": pa.time64("ns")}), [{"c": {"x": "00:00:00.000001"}}]),
        ([[("k", 1001)]], pa.map_(pa.string(), pa.time64("ns")), [{"c": {"k": "00:00:00.000001"}}]),
        ([[(1001, 1)]], pa.map_(pa.time64("ns"), pa.int8()), [{"c": {"00:00:00.000001": 1}}]),
        ([7, 10**8], pa.date32(), [{"c": "1970-01-08"}, f"`c` {RANGE}"]),
        ([10**15, 7], pa.timestamp("s"), [f"`c` {RANGE}", {"c": "1970-01-01T00:00:07"}]),
        ([[10**8], [7]], pa.list_(pa.date32()), [f"`c` {RANGE}", {"c": ["1970-01-08"]}]),
        (
            [[("k", 1), ("k", 2)], [("k", 3)]], pa.map_(pa.string(), pa.int32()),
            ["`c` holds a map with one key twice", {"c": {"k": 3}}],
        ),
    ],
)  # fmt: skip
def test_values_of_a_type(values: list[Any], kind: Any, expected: list[Any]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert rows(column(values, kind)) == expected


@pytest.mark.parametrize("error", [ValueError, ZoneInfoNotFoundError])
def test_a_zone_that_a_library_does_not_know_is_utc(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(zone: str, **named: Any) -> Any:
        if zone == "UTC":
            return real(zone, **named)
        raise error(zone)

    real = pa.lib.string_to_tzinfo
    data = column([0], pa.timestamp("s", "Europe/Berlin"))
    monkeypatch.setattr(pa.lib, "string_to_tzinfo", refuse)
    assert rows(data) == [{"c": "1970-01-01T00:00:00+00:00"}]


def test_a_dictionary_is_what_its_values_are() -> None:
    words = pa.array(["a", "b", "a"]).dictionary_encode()
    moments = pa.array([1001, 2001, 1001], pa.timestamp("ns")).dictionary_encode()
    found = rows(written(pa.table({"w": words, "m": moments})))
    assert [(row["w"], row["m"][-6:]) for row in found] == [("a", "000001"), ("b", "000002"), ("a", "000001")]


def test_the_first_value_that_can_not_be_held_is_told() -> None:
    days = [pa.array([1, day, 3], pa.date32()) for day in (2, 10**8, 10**9)]
    assert rows(written(pa.table(dict(zip("abc", days, strict=True))))) == [
        {"a": "1970-01-02", "b": "1970-01-02", "c": "1970-01-02"},
        f"`b` {RANGE}",
        {"a": "1970-01-04", "b": "1970-01-04", "c": "1970-01-04"},
    ]


def test_a_text_that_is_no_text_breaks_its_row() -> None:
    starts, letters = b"\0\0\0\0\1\0\0\0\3\0\0\0", b"A\xffB"
    texts = pa.Array.from_buffers(pa.string(), 2, [None, pa.py_buffer(starts), pa.py_buffer(letters)])
    assert rows(written(pa.table({"title": texts}))) == [
        {"title": "A"}, "`title` holds a text that is not UTF-8",
    ]  # fmt: skip


def test_two_columns_of_one_name_are_told() -> None:
    table = pa.Table.from_arrays([pa.array(["A"])] * 4, names=["a", "b", "c", "b"])
    assert [part.trouble for part in divided(written(table))] == ["two of its columns are called `b`"]


def test_small_row_groups_share_a_part() -> None:
    data = written(pa.table({"n": [*range(70)]}), row_group_size=10)
    one = pq.ParquetFile(io.BytesIO(data)).metadata.row_group(0).total_byte_size
    places = [part[1:5] for part in divided(data, 3 * one)]
    assert places == [(0, 3, 1, 1), (3, 6, 31, 31), (6, 7, 61, 61)]
    assert [part[1:3] for part in divided(data, 3 * one + 1)] == [(0, 4), (4, 7)]
    assert [part[1:3] for part in divided(data, 2 * one + 1)] == [(0, 3), (3, 6), (6, 7)]
    assert rows(data, 3 * one) == [{"n": number} for number in range(70)]


def test_row_groups_without_rows_are_no_part() -> None:
    file = io.BytesIO()
    empty, full = pa.table({"n": pa.array([], pa.int64())}), pa.table({"n": [1, 2]})
    with pq.ParquetWriter(file, full.schema) as writer:
        for table in (empty, full, empty, full, empty):
            writer.write_table(table)
    assert rows(file.getvalue()) == [{"n": 1}, {"n": 2}, {"n": 1}, {"n": 2}]
    assert divided(written(empty)) == []


@pytest.mark.parametrize("size", [1, 10**9])
def test_behind_a_damaged_row_group_the_next_one_is_read(size: int) -> None:
    table = pa.table({"n": [*range(10_000)]})
    data = bytearray(written(table, row_group_size=4000, use_dictionary=False, compression="none"))
    at = pq.ParquetFile(io.BytesIO(data)).metadata.row_group(1).column(0).data_page_offset
    data[at : at + 20] = b"\xff" * 20
    found = rows(bytes(data), size, [*range(1, 4002), *range(8001, 10_001)])
    assert found[:4000] == [{"n": number} for number in range(4000)]
    assert found[4000].endswith("; nor can those up to row 8,000")
    assert found[4001:] == [{"n": number} for number in range(8000, 10_000)]


def test_a_damaged_row_that_is_the_last_one_has_none_behind_it() -> None:
    data = bytearray(written(pa.table({"n": [1]}), use_dictionary=False, compression="none"))
    at = pq.ParquetFile(io.BytesIO(data)).metadata.row_group(0).column(0).data_page_offset
    data[at : at + 20] = b"\xff" * 20
    (found,) = rows(bytes(data))
    assert isinstance(found, str)
    assert "nor can" not in found


class _Counted(io.BytesIO):
    """A file that knows the largest piece that is read of it."""

    largest = 0

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        self.largest = max(self.largest, len(piece))
        return piece


@pytest.mark.slow
def test_a_large_row_group_is_read_piece_by_piece() -> None:
    texts = [f"{number:030}" * 100 for number in range(2000)]
    data = written(pa.table({"t": texts}), compression="none", use_dictionary=False)
    file = _Counted(data)
    (part,) = divide(file, TERMS, 1, 0)
    assert sum(1 for _ in read("d", file, part, TERMS)) == 2000
    assert file.largest < len(data) / 2
