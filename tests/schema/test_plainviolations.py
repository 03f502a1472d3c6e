"""What the fast validator explains alone is what jsonschema explains."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.document import parse_document
from newslint.errors import NewslintError
from newslint.schema.compiled import Schema, _compile, choose, load_schema, shipped_schema
from newslint.schema.violations import Violation, collect
from newslint.source import Source

CASES = Path(__file__).parents[1] / "cases"


def told(violations: list[Violation]) -> list[tuple[str, str, str, str, str]]:
    return sorted((repr(v.path), v.keyword, v.name, repr(v.limit), repr(v.value)) for v in violations)


def by_jsonschema(schema: Schema, value: Any) -> list[Violation]:
    return collect(schema._explainer.iter_errors(value), lambda _: ())


def test_in_every_case() -> None:
    explained = 0
    for schema in (shipped_schema("article"), shipped_schema("front-matter")):
        for path in sorted(CASES.glob("*/*/*.*")):
            if path.suffix not in (".md", ".txt", ".html") or not path.is_file():
                continue
            document = parse_document(Source(path.name, path.read_bytes()), choose)
            value = None if document.root is None else document.root.value
            if value is None or schema.accepts(value):
                continue
            plain = schema._plain_violations(value)
            if plain is not None:
                explained += 1
                assert told(plain) == told(by_jsonschema(schema, value)), path
    assert explained > 500


SCALARS = (
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["", "a", "ab", "2020-01-01", "1.5"])
)
LEAVES = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["string", "integer", "number", "null", ["string", "null"]]),
        "enum": st.lists(SCALARS, min_size=1, max_size=3),
        "const": SCALARS,
        "format": st.sampled_from(["date", "uri", "nothing"]),
        "pattern": st.sampled_from(["^a", "b$"]),
        "minimum": st.integers(-5, 5),
        "exclusiveMaximum": st.integers(-5, 5),
        "minLength": st.integers(0, 3),
        "maxLength": st.integers(0, 3),
    },
)
NAMES = st.sampled_from(["a", "b", "type", "required", "properties", "if", "$ref", "not", "1", "01"])
SCHEMAS = st.recursive(
    LEAVES,
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            "properties": st.dictionaries(NAMES, inner, max_size=3),
            "required": st.lists(NAMES, unique=True, max_size=3),
            "items": inner,
            "allOf": st.lists(inner, min_size=1, max_size=2),
            "anyOf": st.lists(inner, min_size=1, max_size=2),
            "not": inner,
            "if": inner,
            "then": inner,
            "else": inner,
            "additionalProperties": st.booleans() | inner,
            "propertyNames": inner,
            "contains": inner,
            "dependentRequired": st.dictionaries(NAMES, st.lists(NAMES, unique=True, max_size=2), max_size=2),
            "dependentSchemas": st.dictionaries(NAMES, inner, max_size=2),
            "prefixItems": st.lists(inner, min_size=1, max_size=2),
            "minItems": st.integers(0, 3),
            "maxProperties": st.integers(0, 3),
            "patternProperties": st.dictionaries(st.sampled_from(["^a", "e"]), inner, max_size=2),
            "$defs": st.fixed_dictionaries({"x": inner}),
            "$ref": st.just("#/$defs/x"),
        },
    ),
    max_leaves=6,
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=8,
)


@given(SCHEMAS, st.dictionaries(NAMES, VALUES, max_size=4))
def test_for_any_schema(raw: dict[str, Any], value: Any) -> None:
    schema = compiled({"$defs": {"x": {"type": "string"}}, **raw})
    if schema is None:
        return
    plain = schema._plain_violations(value)
    if plain:
        assert told(plain) == told(by_jsonschema(schema, value))


@pytest.mark.parametrize("name", ["1", "01"])
def test_a_name_of_digits_is_no_position(name: str) -> None:
    for raw in ({"additionalProperties": {"type": "integer"}}, {"properties": {name: {"type": "integer"}}}):
        schema = compiled({**raw, "x-list": [{}, {}]})
        assert schema is not None
        found = schema.violations({"1": 1, "01": 1, name: None})
        assert [(v.path, v.keyword) for v in found] == [((name,), "type")]


def test_unknown_fields_are_told_one_by_one() -> None:
    raw = {"properties": {"a": {}}, "patternProperties": {"^q": {}}, "additionalProperties": False}
    schema = compiled({"properties": {"m": raw}})
    assert schema is not None
    found = schema._plain_violations({"m": {"z": 1, "a": 2, "q1": 3, "b": 4}})
    assert [(v.path, v.name, v.value, v.at_key) for v in found or ()] == [
        (("m", "z"), "z", 1, True),
        (("m", "b"), "b", 4, True),
    ]


def compiled(raw: dict[str, Any]) -> Schema | None:
    try:
        return _compile("s.json", raw, Path("s.json").absolute(), (shipped_schema, ("article",)))
    except NewslintError:  # a reference to nowhere
        return None


@pytest.mark.parametrize(
    "raw",
    [
        {"properties": {"a": {"$id": "https://example.com/a", "type": "string"}}},
        {"$ref": "other.json"},
        {"$schema": "http://json-schema.org/draft-04/schema#", "properties": {"a": {"type": "string"}}},
    ],
)
def test_what_a_path_does_not_tell_is_left_to_jsonschema(tmp_path: Path, raw: dict[str, Any]) -> None:
    (tmp_path / "other.json").write_text('{"properties": {"a": {"type": "string"}}}', encoding="utf-8")
    (tmp_path / "s.json").write_text(json.dumps(raw), encoding="utf-8")
    schema = load_schema(tmp_path / "s.json")
    assert schema._plain_violations({"a": 1}) is None
    assert [(v.path, v.keyword, v.limit) for v in schema.violations({"a": 1})] == [(("a",), "type", "string")]
