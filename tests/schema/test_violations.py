import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from newslint.schema.compiled import Schema, load_schema
from newslint.schema.violations import Violation

if TYPE_CHECKING:
    import jsonschema_rs

D3 = "http://json-schema.org/draft-03/schema#"
D7 = "http://json-schema.org/draft-07/schema#"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def load(folder: Path, raw: Any) -> Schema:
    path = folder / "schema.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    return load_schema(path)


def brief(violation: Violation) -> dict[str, Any]:
    """What a violation says beyond path and keyword, where it says anything."""
    said = {
        "name": violation.name,
        "at_key": violation.at_key,
        "because": violation.because,
        "alternatives": violation.alternatives,
    }
    return {key: value for key, value in said.items() if value}


def key(name: str) -> dict[str, Any]:
    return {"name": name, "at_key": True}


CASES: list[tuple[Any, Any, list[tuple[tuple[str | int, ...], str, dict[str, Any]]]]] = [
    ({"type": "string"}, 1, [((), "type", {})]),
    ({"properties": {"a": {"enum": [1]}, "b": {"const": 1}}}, {"a": 2, "b": 2}, [
        (("a",), "enum", {}), (("b",), "const", {}),
    ]),
    ({"required": ["a", "b", "c"]}, {"b": 1}, [
        ((), "required", {"name": "a"}), ((), "required", {"name": "c"}),
    ]),
    ({"properties": {"a": True}, "patternProperties": {r"^\p{Lu}": True}, "additionalProperties": False},
     {"y": 1, "a": 1, "É": 1, "x": 1},
     [(("y",), "additionalProperties", key("y")), (("x",), "additionalProperties", key("x"))]),
    ({"additionalProperties": {"type": "string"}}, {"a": 1}, [(("a",), "type", {})]),
    ({"allOf": [{"properties": {"a": True}}], "unevaluatedProperties": False}, {"a": 1, "b": 1, "c": 1}, [
        (("b",), "unevaluatedProperties", key("b")), (("c",), "unevaluatedProperties", key("c")),
    ]),
    ({"propertyNames": {"pattern": "^[a-z]+$"}}, {"A": 1, "b": 1}, [(("A",), "pattern", {"at_key": True})]),
    ({"properties": {"propertyNames": {"type": "string"}}}, {"propertyNames": 1}, [
        (("propertyNames",), "type", {}),
    ]),
    ({"properties": {"a": {"uniqueItems": True}}}, {"a": [1, True, 1.0, [0], [False], [0.0], 1]}, [
        (("a", 2), "uniqueItems", {}), (("a", 5), "uniqueItems", {}), (("a", 6), "uniqueItems", {}),
    ]),
    ({"prefixItems": [True], "items": False}, [1, 2, 3], [((1,), "items", {})]),
    ({"items": {"type": "string"}}, ["", 1, 2], [((1,), "type", {}), ((2,), "type", {})]),
    ({"contains": {"const": 1}}, [2], [((), "contains", {})]),
    ({"dependentRequired": {"a": ["b", "c"]}}, {"a": 1}, [
        ((), "required", {"name": "b", "because": "a"}), ((), "required", {"name": "c", "because": "a"}),
    ]),
    ({"dependentSchemas": {"a": {"required": ["b"]}}}, {"a": 1}, [((), "required", {"name": "b"})]),
    ({"$schema": D7, "dependencies": {"a": ["b"], "c": {"required": ["d"]}}}, {"a": 1, "c": 1}, [
        ((), "required", {"name": "b", "because": "a"}), ((), "required", {"name": "d"}),
    ]),
    ({"$schema": D7, "items": [True], "additionalItems": False}, [1, 2], [((1,), "items", {})]),
    ({"$schema": D3, "properties": {"a": {"required": True}, "b": {"required": True}}}, {}, [
        ((), "required", {"name": "a"}), ((), "required", {"name": "b"}),
    ]),
    ({"$schema": D3, "properties": {"a": {"required": True}, "b": {"required": False}, "c": {}}}, {}, [
        ((), "required", {"name": "a"}),
    ]),
    ({"$schema": D3, "dependencies": {"a": "b"}}, {"a": 1}, [
        ((), "required", {"name": "b", "because": "a"}),
    ]),
    ({"properties": {"a": False}}, {"a": 1}, [(("a",), "false", {"at_key": True})]),
    ({"patternProperties": {"^a": False}}, {"ab": 1}, [(("ab",), "false", {"at_key": True})]),
    ({"properties": {"x": {"prefixItems": [True, False]}}}, {"x": [1, 2]}, [
        (("x", 1), "false", {"at_key": True}),
    ]),
    ({"$schema": D7, "properties": {"a": {"properties": {"b": False}}}}, {"a": {"b": 1}}, [
        (("a", "b"), "false", {"at_key": True}),
    ]),
    ({"not": {"type": "object"}}, {}, [((), "not", {})]),
    ({"if": {"required": ["a"]}, "then": {"required": ["b"]}}, {"a": 1}, [((), "required", {"name": "b"})]),
    # Of several branches the nearest one is explained.
    ({"anyOf": [{"type": "string"}, {"type": ["integer", "null"]}]}, [], [((), "type", {})]),
    ({"anyOf": [{"const": "a"}, {"enum": ["b", "c"]}]}, "d", [((), "enum", {})]),
    ({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, {}, [
        ((), "required", {"name": "a", "alternatives": ("a", "b")}),
    ]),
    ({"anyOf": [{"type": "string"}, {"type": "object", "required": ["a"]}]}, {}, [
        ((), "required", {"name": "a"}),
    ]),
    ({"oneOf": [
        {"properties": {"kind": {"const": "x"}, "size": {"type": "string"}, "n": {"type": "string"}}},
        {"properties": {"kind": {"const": "y"}, "size": {"type": "string"}}},
     ]}, {"kind": "x", "size": 1, "n": 1}, [(("size",), "type", {}), (("n",), "type", {})]),
    ({"anyOf": [{"required": ["a", "b"]}, {"required": ["c"], "maxProperties": 9}]}, {}, [
        ((), "required", {"name": "c"}),
    ]),
    ({"anyOf": [
        {"type": "string"}, {"anyOf": [{"type": "array"}, {"properties": {"a": {"type": "string"}}}]},
     ]}, {"a": 1}, [(("a",), "type", {})]),
    ({"oneOf": [{"type": "integer"}, {"minimum": 1}]}, 2, [((), "oneOf", {})]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("schema", "value", "expected"), CASES, ids=[json.dumps(case[0])[:60] for case in CASES]
)
def test_one_violation_for_each_thing_to_mend(
    folder: Path, schema: Any, value: Any, expected: list[tuple[tuple[str | int, ...], str, dict[str, Any]]]
) -> None:
    found = load(folder, schema).violations(value)
    assert [(violation.path, violation.keyword, brief(violation)) for violation in found] == expected


def test_merged_branches_list_what_each_allows(folder: Path) -> None:
    schema = load(folder, {"anyOf": [{"const": ["a"]}, {"enum": ["b", "c"]}]})
    assert [violation.limit for violation in schema.violations("d")] == [[["a"], "b", "c"]]
    schema = load(folder, {"anyOf": [{"type": "string"}, {"type": ["integer", "null"]}]})
    assert [violation.limit for violation in schema.violations([])] == [["string", "integer", "null"]]


def test_a_repeated_item_names_the_first(folder: Path) -> None:
    (violation,) = load(folder, {"uniqueItems": True}).violations(
        [{"a": 1, "b": [2]}, 3, {"b": [2.0], "a": 1}]
    )
    assert (violation.path, violation.limit) == ((2,), 0)


def test_the_same_violation_through_two_branches_is_one(folder: Path) -> None:
    rule = {"properties": {"a": {"type": "string"}}}
    assert len(load(folder, {"allOf": [rule, rule]}).violations({"a": 1})) == 1


def test_refused_fields_of_many_mappings_are_asked_for_at_once(folder: Path) -> None:
    item = {"type": "object", "properties": {"a": True}, "unevaluatedProperties": False}
    schema = load(folder, {"properties": {"items": {"type": "array", "items": item}}})
    assert schema.gate is not None
    iter_errors = schema.gate.iter_errors
    asked: list[Any] = []

    class Counting:
        def iter_errors(self, value: Any) -> Any:
            asked.append(value)
            return iter_errors(value)

    schema.gate = cast("jsonschema_rs.Validator", Counting())
    value = {"items": [{"a": 1, f"x{number}": 1} for number in range(50)]}
    found = schema.violations(value)
    assert [violation.path for violation in found] == [("items", n, f"x{n}") for n in range(50)]
    assert len(asked) == 2  # in its own words, and for the names
