"""What an answer may take is never less than what it takes: else a long answer would be begun."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from newslint.schema.answer import Answer
from newslint.schema.compiled import Schema, load_schema

ARTICLE = {"a": [1, 2, {"b": "x"}], "c": None, "d": "pier"}


def load(folder: Path, raw: Any) -> Schema:
    path = folder / "schema.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    return load_schema(path)


def size(value: Any) -> int:
    """How many values there are in one, itself included."""
    if isinstance(value, dict):
        return 1 + sum(map(size, value.values()))
    return 1 + sum(map(size, value)) if isinstance(value, list) else 1


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ({"type": "object"}, [1, 2, 3]),
        ({"type": "array"}, ARTICLE),
        ({"type": "string"}, 7),
        ({"type": ["string", "null"]}, ARTICLE),
        ({"required": ["x", "y", "a"]}, ARTICLE),
        ({"dependentRequired": {"a": ["x", "y"], "z": ["v"]}}, ARTICLE),
        ({"propertyNames": {"maxLength": 0}}, ARTICLE),
        ({"const": 1}, ARTICLE),
        ({"const": ARTICLE}, "text"),
        ({"enum": [1, [2, 3]]}, ARTICLE),
        ({"enum": ["a", "b"]}, "c"),
        ({"additionalProperties": False}, ARTICLE),
        ({"maxProperties": 1}, ARTICLE),
        ({"minProperties": 9}, ARTICLE),
        ({"maxItems": 1}, [1, 2, 3]),
        ({"minItems": 9}, [1, 2, 3]),
        ({"uniqueItems": True}, [1, 2, 1]),
        ({"contains": {"type": "string"}}, [1, 2, 3]),
        ({"not": {}}, ARTICLE),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, ARTICLE),
        ({"oneOf": [{}, {}]}, ARTICLE),
        ({"unevaluatedProperties": False}, ARTICLE),
        ({"unevaluatedItems": False}, [1, 2, 3]),
        ({"maxLength": 1, "pattern": "^a"}, "text"),
        ({"minimum": 9, "multipleOf": 2}, 7),
        ({"anyOf": [{"type": "null"}, {"maxLength": 1}]}, "text"),
        ({"properties": {"a": {"items": {"type": "null"}}, "d": {"type": "null"}}}, ARTICLE),
        ({"items": {"required": ["x", "y"]}}, [{}, {"x": 1}, {"y": [1, 2]}]),
        ({"items": {"enum": ["a", "b"]}}, ["a", "c", "d"]),
        ({"items": {"type": "null"}}, ["a", 1, "d"]),
        ({"items": {"type": "null"}}, [[1], [2, 3]]),
        ({"items": {"type": "null"}}, [1, {"a": "b"}]),
        ({"additionalProperties": {"type": "null"}}, ARTICLE),
    ],
)
def test_no_more_is_told_or_copied_than_was_counted(tmp_path: Path, raw: Any, value: Any) -> None:
    errors = list(jsonschema_rs.validator_for(raw).iter_errors(value))
    assert errors
    answer = load(tmp_path, raw)._answer(value)
    assert answer.errors >= len(errors)
    assert answer.copied >= sum(size(error.instance) for error in errors)
    assert answer.is_fast
    assert answer.is_slow


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ({"type": "object", "title": "an article"}, ARTICLE),
        ({"type": ["null", "array"], "description": "x"}, [1, 2]),
        ({"maxLength": 3, "pattern": "x", "minimum": 3, "format": "date"}, ARTICLE),
        ({"required": ["a", "c"]}, ARTICLE),
        ({"required": ["a"], "propertyNames": {}}, [1]),
        ({"dependentRequired": {"a": ["c"], "z": ["v"]}}, ARTICLE),
        ({"enum": ["a", "b"]}, "b"),
        ({"const": "a", "enum": ["a", "b"]}, "a"),
    ],
)
def test_what_cannot_be_wrong_is_not_counted(tmp_path: Path, raw: Any, value: Any) -> None:
    answer = load(tmp_path, raw)._answer(value)
    assert (answer.errors, answer.copied) == (0, 0)


def test_a_field_that_is_missing_copies_its_mapping_once_for_each(tmp_path: Path) -> None:
    schema = load(tmp_path, {"required": ["x", "y"]})
    assert schema._answer(ARTICLE).copied == 2 * size(ARTICLE)


def test_long_texts_and_names_take_more_room(tmp_path: Path) -> None:
    schema = load(tmp_path, {"minProperties": 9, "maxProperties": 9})
    short, text, name = {"a": "b"}, {"a": "b" * 500}, {"a" * 500: "b"}
    copied = [schema._answer(value).copied for value in (short, text, name)]
    assert copied == [2 * 2, 2 * (2 + 5), 2 * (2 + 5)]


@pytest.mark.parametrize(
    ("answer", "fast", "slow"),
    [
        (Answer(), True, True),
        (Answer(errors=1, copied=500_000, checks=199_999), True, True),
        (Answer(errors=0, copied=500_001, checks=200_000), False, True),
        (Answer(errors=1, copied=0, checks=200_000), True, False),
        (Answer(errors=200_001, copied=0, checks=0), True, False),
    ],
)
def test_an_answer_that_takes_too_much_is_not_begun(answer: Answer, *, fast: bool, slow: bool) -> None:
    assert (answer.is_fast, answer.is_slow) == (fast, slow)
