"""What values become in JSON, and what is refused."""

import json
from collections import OrderedDict
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

import pytest

from newslint.errors import NewslintError
from newslint.records import values
from newslint.records.values import written_as_json


class Kind(Enum):
    NEWS = "news"


class Text(str):
    __slots__ = ()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (True, "true"),
        (7, "7"),
        (1.5, "1.5"),
        ("é", '"é"'),
        (Text("a"), '"a"'),
        ("\ud800", '"\\ud800"'),
        ("\udce4 \ud83d", '"\\udce4 \\ud83d"'),
        (float("inf"), '"Infinity"'),
        (-float("inf"), '"-Infinity"'),
        (date(2023, 5, 2), '"2023-05-02"'),
        (datetime(2023, 5, 2, 6, 30), '"2023-05-02T06:30:00"'),  # noqa: DTZ001 - it has no offset
        (datetime(2023, 5, 2, 6, 30, tzinfo=UTC), '"2023-05-02T06:30:00+00:00"'),
        (datetime(2023, 5, 2, tzinfo=timezone(timedelta(hours=2))), '"2023-05-02T00:00:00+02:00"'),
        (time(6, 30), '"06:30:00"'),
        (timedelta(minutes=1.5), "90.0"),
        (Decimal("19.99"), "19.99"),
        (Decimal("1E+2"), "100"),
        (Decimal("3.00"), "3"),
        (Decimal("Infinity"), '"Infinity"'),
        (Decimal("1E+9999"), '"Infinity"'),
        (b"caf\xc3\xa9", '"café"'),
        (bytearray(b"a"), '"a"'),
        (b"\xff\x00", '"/wA="'),
        (Kind.NEWS, '"news"'),
        (UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        (PurePosixPath("a/b"), '"a/b"'),
        ((1, "a"), '[1, "a"]'),
        ({"b", "a"}, '["a", "b"]'),
        ([1, float("nan")], "[1, null]"),
        (OrderedDict({1: {"a": None}}), '{"1": {"a": null}}'),
        ({Kind.NEWS: 1, None: 2, True: 3}, '{"news": 1, "None": 2, "True": 3}'),
        (10**3400, "1" + "0" * 3400),
    ],
)
def test_a_value_becomes(value: Any, written: str) -> None:
    assert written_as_json({"k": value}, "r:1").decode() == f'{{"k": {written}}}'


@pytest.mark.parametrize("value", [float("nan"), Decimal("nan")])
def test_a_field_that_is_not_a_number_is_left_out(value: Any) -> None:
    assert written_as_json({"a": 1, "k": value, "m": {"k": value}}, "r:1") == b'{"a": 1, "m": {}}'


def test_values_of_numpy() -> None:
    numpy = pytest.importorskip("numpy")
    fields = {
        "i": numpy.int64(3), "f": numpy.float32(0.5), "b": numpy.bool_(True), "s": numpy.str_("a"),  # noqa: FBT003
        "n": numpy.float64("nan"), "d": numpy.datetime64("2023-05-02T06:30:00", "ns"),
        "t": numpy.datetime64("NaT", "ns"), "a": numpy.array([[1, 2]]), "o": numpy.array(5),
        "m": numpy.array(["2023-05-02"], dtype="datetime64[ns]"),
    }  # fmt: skip
    assert json.loads(written_as_json(fields, "r:1")) == {
        "i": 3, "f": 0.5, "b": True, "s": "a", "d": "2023-05-02T06:30:00.000000000", "a": [[1, 2]], "o": 5,
        "m": ["2023-05-02T00:00:00.000000000"],
    }  # fmt: skip
    with pytest.raises(NewslintError, match="`k` is a `longdouble`"):
        written_as_json({"k": numpy.longdouble(1)}, "r:1")


def test_values_of_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    fields = {"t": pandas.Timestamp("2023-05-02T06:30Z"), "n": pandas.NaT, "a": pandas.NA, "l": [pandas.NA]}
    assert json.loads(written_as_json(fields, "r:1")) == {"t": "2023-05-02T06:30:00+00:00", "l": [None]}


def endless() -> dict[str, Any]:
    fields: dict[str, Any] = {}
    fields["k"] = fields
    return fields


def within(levels: int) -> list[Any]:
    """A list in so many lists."""
    made: list[Any] = []
    for _ in range(levels):
        made = [made]
    return made


def test_so_many_levels_are_written() -> None:
    written = written_as_json({"a": within(199)}, "r:1")
    assert written == b'{"a": ' + b"[" * 200 + b"]" * 200 + b"}"


def test_what_holds_itself_is_refused_on_any_stack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "_DEEPEST", 10**6)
    with pytest.raises(NewslintError, match=r"^r:1: it holds too many levels, or itself$"):
        written_as_json(endless(), "r:1")


def test_bytes_that_are_no_text_stay_what_they_are() -> None:
    assert written_as_json({"caf\udce9": "caf\udcc3\udca9"}, "r:1") == b'{"caf\xe9": "caf\xc3\xa9"}'


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"a": [object()]}, "r:1: `a[0]` is a `object`, which JSON can't say; make it text"),
        ({"a": {"b": 1j}}, "r:1: `a.b` is a `complex`, which JSON can't say; make it text"),
        ({"n": 10**3500}, "r:1: `n` has more digits than programs can read"),
        ({"n": -(10**3500)}, "r:1: `n` has more digits than programs can read"),
        (endless(), "r:1: `k.k.k.k.k` holds more than 200 levels, or itself"),
        ({"a": within(200)}, "r:1: `a[0][0][0][0]` holds more than 200 levels, or itself"),
        ([1], "r:1: a record is a mapping of fields, or an article's text, not `list`"),
    ],
)
def test_what_is_nothing_in_json_is_refused(fields: Any, said: str) -> None:
    with pytest.raises(NewslintError) as error:
        written_as_json(fields, "r:1")
    assert str(error.value) == said
