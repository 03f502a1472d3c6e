"""Corners of schemas: unnamed fields, references that lead nowhere, and checks that take too long."""

import json
from pathlib import Path
from typing import Any

import pytest

from newslint.document import parse_document
from newslint.errors import NewslintError
from newslint.lint.corpus import check
from newslint.lint.settings import Settings
from newslint.rules import BY_CODE
from newslint.schema.compiled import Schema, load_schema
from newslint.schema.violations import identity
from newslint.source import Source

DRAFT_7 = "http://json-schema.org/draft-07/schema"
URL, HEAD = {"x-newslint-role": "url"}, {"x-newslint-role": "headline"}
BACKTRACKING = "^(a|aa|b)+(?=c)c$"


def load(folder: Path, raw: Any) -> Schema:
    path = folder / "schema.json"
    path.write_text(raw if isinstance(raw, str) else json.dumps(raw), encoding="utf-8")
    return load_schema(path)


def roles_of(schema: Schema, text: str) -> dict[str, set[str]]:
    document = parse_document(Source("a.md", f"---\n{text}---\n".encode()), lambda _: schema)
    return {str(node.path[-1]): set(node.roles) for node in document.nodes if node.path}


# -- roles of fields that are not named


@pytest.mark.parametrize("keyword", ["additionalProperties", "unevaluatedProperties"])
def test_fields_that_nothing_matches_have_the_role_of_all_others(tmp_path: Path, keyword: str) -> None:
    inner = {"properties": {"named": {}}, "patternProperties": {"^img_": HEAD, "^x": {}}, keyword: URL}
    schema = load(tmp_path, {"properties": {"links": inner}})
    text = "links:\n  named: a\n  img_one: b\n  other: c\n  xy: d\n  img_two: e\n  more: f\n"
    assert roles_of(schema, text) == {
        "links": set(),
        "named": set(),
        "img_one": {"headline"},
        "other": {"url"},
        "xy": set(),
        "img_two": {"headline"},
        "more": {"url"},
    }


def test_a_named_field_that_a_pattern_matches_has_both_roles(tmp_path: Path) -> None:
    schema = load(tmp_path, {"properties": {"a": URL}, "patternProperties": {"a": HEAD}})
    assert roles_of(schema, "a: x\nab: y\nb: z\n") == {
        "a": {"headline", "url"},
        "ab": {"headline"},
        "b": set(),
    }


def test_one_additional_schema_for_all_where_no_pattern_decides(tmp_path: Path) -> None:
    schema = load(tmp_path, {"properties": {"a": {}}, "additionalProperties": URL})
    assert roles_of(schema, "a: x\nb: y\nc: z\n") == {"a": set(), "b": {"url"}, "c": {"url"}}


def test_names_that_the_schema_does_not_know_are_not_kept(tmp_path: Path) -> None:
    state = load(tmp_path, {"properties": {"a": URL}, "patternProperties": {"^x": HEAD}}).start
    assert state.field("a") is state.field("a")
    assert state.field("xy").roles == {"headline"}
    assert state.field("b").roles == frozenset()
    assert list(state.known_fields) == ["a"]


@pytest.mark.parametrize(
    "unread",
    [
        {"extends": 5},
        {"extends": {"properties": 5}},
        {"extends": {"patternProperties": {"(": HEAD}}},
        {"extends": {"patternProperties": {"^a": HEAD, "(": HEAD}}},
        {"extends": {"allOf": 5}},
        {"$schema": DRAFT_7, "dependentSchemas": 5},
        {"$schema": DRAFT_7, "dependentSchemas": {"z": {"patternProperties": {"(": HEAD}}}},
    ],
    ids=json.dumps,
)
def test_a_keyword_of_another_draft_may_hold_anything(tmp_path: Path, unread: Any) -> None:
    schema = load(tmp_path, {**unread, "properties": {"b": URL}})
    assert roles_of(schema, "a: x\nb: y\n") == {"a": set(), "b": {"url"}}


@pytest.mark.parametrize("keyword", ["$dynamicRef", "$recursiveRef"])
def test_a_reference_of_another_draft_may_lead_nowhere(tmp_path: Path, keyword: str) -> None:
    raw = {"$schema": DRAFT_7, "properties": {"a": {keyword: "#nowhere", **URL}}}
    assert roles_of(load(tmp_path, raw), "a: x\n") == {"a": {"url"}}


# -- what the schema has against values


def said(schema: Schema, text: str, *codes: str) -> list[tuple[str, str]]:
    rules = tuple(BY_CODE[code] for code in codes)
    settings = Settings(rules, schema=schema)
    report = check([Source("a.md", f"---\n{text}---\n".encode())], settings)
    assert report.internal_errors == ()
    return [(finding.code, finding.path) for finding in report.findings]


def test_repeated_objects_are_those_with_equal_fields(tmp_path: Path) -> None:
    schema = load(tmp_path, {"properties": {"tags": {"uniqueItems": True}}})
    text = "tags: [{a: 1, b: 2}, {a: 2, b: 1}, {b: 2, a: 1.0}, {a: 1}, {a: '1', b: 2}, {a: 2, b: 1}]\n"
    assert said(schema, text, "SCH008") == [("SCH008", "tags[2]"), ("SCH008", "tags[5]")]


def test_objects_are_equal_in_all_fields_or_not_at_all() -> None:
    different = [
        {},
        {"a": 1},
        {"a": 2},
        {"b": 1},
        {"a": 1, "b": 1},
        {"a": {"b": 1}},
        {"a": [1]},
        [],
        [{}],
        "{}",
    ]
    assert len({identity(item) for item in different}) == len(different)
    assert identity({"a": 1, "b": [2.0]}) == identity({"b": [2], "a": 1.0})


def test_the_nearest_branch_has_the_kind_that_is_written(tmp_path: Path) -> None:
    def branch(kind: str, *fields: str) -> dict[str, Any]:
        named = {name: {"type": "integer"} for name in fields}
        return {"properties": {"kind": {"const": kind}, **named}, "required": ["kind", *fields]}

    # The written kind has two mistakes, and the other branch only that of another kind.
    raw = {"properties": {"part": {"anyOf": [branch("video", "size"), branch("image", "width", "height")]}}}
    schema = load(tmp_path, raw)
    found = schema.violations({"part": {"kind": "image", "size": 1, "width": "a", "height": "b"}})
    assert [(v.path, v.keyword) for v in found] == [(("part", "width"), "type"), (("part", "height"), "type")]


def test_a_kind_deeper_in_the_value_tells_branches_less_apart(tmp_path: Path) -> None:
    deep = {"properties": {"of": {"properties": {"kind": {"const": "x"}}}}}
    flat = {"properties": {"a": {"type": "integer"}, "b": {"type": "integer"}}}
    schema = load(tmp_path, {"anyOf": [flat, deep]})
    found = schema.violations({"a": "1", "b": "2", "of": {"kind": "y"}})
    assert [(v.path, v.keyword) for v in found] == [(("of", "kind"), "const")]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ({"properties": {"$schema": {"type": "string"}}, "required": ["$schema"]}, []),
        ({"properties": {"$schema": {"const": "./other.json"}}}, [("SCH004", "$schema")]),
        ({"additionalProperties": False, "properties": {"a": {}}}, []),
        ({"properties": {"a": {"type": "string"}}}, [("SCH003", "a")]),
        ({"required": ["a", "b"]}, [("SCH001", "b")]),
    ],
)
def test_a_schema_may_speak_of_the_field_that_names_it(
    tmp_path: Path, raw: Any, found: list[tuple[str, str]]
) -> None:
    schema = load(tmp_path, raw)
    assert (
        said(schema, "$schema: ./pier.json\na: 1\n", "SCH001", "SCH002", "SCH003", "SCH004", "SCH009")
        == found
    )


# -- schemas that can't be read


@pytest.mark.parametrize("escape", [r"\ud800", r"\udfff", r"pier \uDC00"])
def test_half_a_character_is_told_as_such(tmp_path: Path, escape: str) -> None:
    with pytest.raises(NewslintError) as error:
        load(tmp_path, f'{{"title": "{escape}"}}')
    assert str(error.value) == (
        f"{tmp_path / 'schema.json'}: an escape in the schema is only half of a character, "
        "such as `\\ud800`; write it whole"
    )


def test_two_halves_are_a_character(tmp_path: Path) -> None:
    assert load(tmp_path, r'{"properties": {"\ud83d\udea2": {}}}').knows("🚢")


# -- work


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ({"prefixItems": [{}, {"pattern": BACKTRACKING}]}, ["", "a" * 50_000]),
        ({"$schema": DRAFT_7, "items": [{}, {"pattern": BACKTRACKING}]}, ["", "a" * 50_000]),
        ({"items": {"pattern": BACKTRACKING}}, ["", "a" * 50_000]),
        ({"propertyNames": {"pattern": BACKTRACKING}}, {"": 1, "a" * 50_000: 1}),
        ({"patternProperties": {BACKTRACKING: {}}}, {"": 1, "a" * 50_000: 1}),
        ({"properties": {"k": {"pattern": BACKTRACKING}}}, {"k": "a" * 50_000}),
        ({"additionalProperties": {"pattern": BACKTRACKING}}, {"k": "a" * 50_000}),
        ({"contains": {"pattern": BACKTRACKING}}, ["a" * 50_000]),
    ],
    ids=[
        "prefixItems", "items-of-draft-7", "items", "propertyNames", "patternProperties", "properties",
        "additionalProperties", "contains",
    ],
)  # fmt: skip
def test_a_match_that_may_not_end_is_refused_wherever_the_pattern_stands(
    tmp_path: Path, raw: Any, value: Any
) -> None:
    schema = load(tmp_path, raw)
    with pytest.raises(NewslintError, match="the schema asks so much of this document"):
        schema.accepts(value)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ({"prefixItems": [{}, {"pattern": BACKTRACKING}]}, ["a" * 50_000, "bc", "a" * 50_000]),
        ({"prefixItems": [{}, {"pattern": BACKTRACKING}]}, {"a": "a" * 50_000}),
        ({"propertyNames": {"pattern": BACKTRACKING}}, {"bc": "a" * 50_000}),
        ({"propertyNames": {"pattern": BACKTRACKING}}, ["a" * 50_000]),
        ({"properties": {"k": {"pattern": BACKTRACKING}}}, {"j": "a" * 50_000}),
    ],
    ids=["other-items", "no-list", "short-name", "no-mapping", "other-field"],
)
def test_a_long_text_that_no_such_pattern_is_asked_of_is_fine(tmp_path: Path, raw: Any, value: Any) -> None:
    assert load(tmp_path, raw).accepts(value)
