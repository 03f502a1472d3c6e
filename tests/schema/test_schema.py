import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newslint.document import parse_document
from newslint.errors import NewslintError
from newslint.schema.bundled import BUNDLED
from newslint.schema.compiled import Schema, as_list, choose, load_schema, schema_folder, shipped_schema
from newslint.schema.keywords import DRAFT_3, DRAFTS
from newslint.schema.roles import ROLES
from newslint.source import Source

DRAFT_7 = "http://json-schema.org/draft-07/schema"
GATED = ("https://json-schema.org/draft/2019-09/schema", "https://json-schema.org/draft/2020-12/schema")


def load(folder: Path, raw: Any, name: str = "schema.json") -> Schema:
    path = folder / name
    path.write_text(raw if isinstance(raw, str) else json.dumps(raw), encoding="utf-8")
    return load_schema(path)


# -- roles

HEAD = {"x-newslint-role": "headline"}
ROLE_CASES: list[tuple[Any, tuple[str | int, ...]]] = [
    ({"properties": {"a": {"$ref": "#/$defs/x"}}, "$defs": {"x": HEAD}}, ("a",)),
    ({"properties": {"a": {"$ref": "#/$defs/x~1y%20~0z"}}, "$defs": {"x/y ~z": HEAD}}, ("a",)),
    ({"properties": {"a": {"$ref": "#here"}}, "$defs": {"x": {"$anchor": "here", **HEAD}}}, ("a",)),
    ({"properties": {"a": {"$ref": "beside.json#/$defs/x"}}}, ("a",)),
    ({"properties": {"a": {"$ref": "beside.json#/$defs/y"}}}, ("a",)),
    ({"properties": {"a": HEAD, "b": {"$ref": "#"}}}, ("b", "b", "a")),
    ({"properties": {"a": {"$ref": "#/$defs/x", **HEAD}}, "$defs": {"x": {}}}, ("a",)),
    ({"allOf": [{"properties": {"a": HEAD}}]}, ("a",)),
    ({"properties": {"a": {"anyOf": [{"type": "null"}, HEAD]}}}, ("a",)),
    ({"oneOf": [{"oneOf": [{"properties": {"a": HEAD}}]}]}, ("a",)),
    ({"if": {}, "then": {"properties": {"a": HEAD}}}, ("a",)),
    ({"if": {}, "else": {"properties": {"a": HEAD}}}, ("a",)),
    ({"dependentSchemas": {"z": {"properties": {"a": HEAD}}}}, ("a",)),
    ({"patternProperties": {r"^\p{L}+$": HEAD}}, ("é",)),
    ({"additionalProperties": HEAD, "properties": {"b": True}}, ("a",)),
    ({"unevaluatedProperties": HEAD}, ("a",)),
    ({"properties": {"a": {"items": HEAD}}}, ("a", 7)),
    ({"properties": {"a": {"prefixItems": [True, HEAD]}}}, ("a", 1)),
    ({"properties": {"a": {"prefixItems": [True], "items": HEAD}}}, ("a", 5)),
    ({"$schema": DRAFT_7, "properties": {"a": {"items": [True, HEAD]}}}, ("a", 1)),
    ({"$schema": DRAFT_7, "properties": {"a": {"items": [True], "additionalItems": HEAD}}}, ("a", 2)),
    ({"$schema": DRAFT_3, "extends": {"properties": {"a": {"$ref": "#/x"}}}, "x": HEAD}, ("a",)),
]


def roles_at(schema: Schema, path: tuple[str | int, ...]) -> frozenset[str]:
    state = schema.start
    for part in path:
        state = state.field(part) if isinstance(part, str) else state.item(part)
    return state.roles


@pytest.mark.parametrize(("raw", "path"), ROLE_CASES)
def test_roles_are_found_through_every_keyword(tmp_path: Path, raw: Any, path: tuple[str | int, ...]) -> None:
    beside = {"$defs": {"x": HEAD, "y": {"$ref": "#/$defs/x"}}}
    (tmp_path / "beside.json").write_text(json.dumps(beside), encoding="utf-8")
    schema = load(tmp_path, raw)
    assert roles_at(schema, path) == {"headline"}
    assert roles_at(schema, path) == {"headline"}
    assert roles_at(schema, (*path, "no", 0)) == frozenset()


def test_roles_follow_from_formats_and_addresses(tmp_path: Path) -> None:
    schema = load(tmp_path, {"properties": {"a": {"format": "uri"}, "b": {"x-newslint-role": ["amp-url"]}}})
    assert roles_at(schema, ("a",)) == {"format:uri", "url"}
    assert roles_at(schema, ("b",)) == {"amp-url", "url"}
    assert schema.start.field_names() == ["a", "b"]


@pytest.mark.parametrize(
    ("detect", "expected"),
    [({"of": ["a", "b"]}, (1, "ab")), ({"atLeast": 2, "of": ["a"]}, (2, "a")), ({}, (1, ""))],
)
def test_one_field_marks_a_document_unless_the_schema_says_more(
    tmp_path: Path, detect: dict[str, Any], expected: tuple[int, str]
) -> None:
    least, fields = load(tmp_path, {"x-newslint-detect": detect}).detect
    assert (least, "".join(sorted(fields))) == expected


# -- broken schemas

BROKEN: list[tuple[str, str]] = [
    ('{\n "a": }', ":2:7: the schema is not valid JSON: Expecting value"),
    ("", ":1:1: the schema is not valid JSON: Expecting value"),
    ("[]", ": a schema is a JSON object, or true or false"),
    ("3", ": a schema is a JSON object, or true or false"),
    ("[" * 100_000, ": the schema is nested too deeply"),
    ('{"properties": 5}', ": the schema is not valid at #/properties: 5 is not of type 'object'"),
    ('{"properties": {"a": {"minLength": "x"}}}', "#/properties/a/minLength: 'x' is not of type 'integer'"),
    (
        '{"$schema": "http://x.example/"}',
        ": unknown `$schema` http://x.example/; drafts 3 to 2020-12 are known",
    ),
    ('{"$schema": "https://json-schema.org/draft/2020-21/schema"}', "did you mean"),
    ('{"$schema": 3}', ": unknown `$schema` 3"),
    ('{"$id": "http://["}', ": `$id` is not a URL: http://["),
    ('{"$id": 5}', "#/$id: 5 is not of type 'string'"),
    ('{"$ref": 5}', "#/$ref: 5 is not of type 'string'"),
    ('{"pattern": "("}', "#/pattern: '(' is not a 'regex'"),
    ('{"patternProperties": {"(": {}}}', "'(' is not a 'regex'"),
    ('{"$ref": "#/$defs/x"}', "at #/$ref: Pointer '/$defs/x' does not exist"),
    (
        '{"properties": {"a": {"$ref": "#/x"}, "b": {"items": {"$ref": "#/y"}}}, "x": {}}',
        "at #/properties/b/items/$ref: Pointer '/y' does not exist",
    ),
    ('{"$ref": "#x"}', "Anchor 'x' does not exist"),
    ('{"a": {}, "not": {"$ref": "nowhere.json#/a"}}', "at #/not/$ref: "),
    ('{"$ref": "nowhere.json"}', "nowhere.json: can't read the schema: no such file or directory"),
    ('{"$ref": "syntax.json"}', "syntax.json:1:2: the schema is not valid JSON"),
    (
        '{"$ref": "role.json"}',
        "role.json: unknown role `hedline` at #/x-newslint-role; did you mean `headline`?",
    ),
    (
        '{"$ref": "http://x.example/y.json"}',
        "`$ref` leads to http://x.example/y.json, and nothing is fetched",
    ),
    ('{"$ref": "file://x.example/y.json"}', "nothing is fetched from the network"),
    ('{"$ref": "#/foo", "foo": {"properties": 5}}', "5 is not of type"),
    ('{"$ref": "#"}', ": a `$ref` in the schema leads back to itself without end"),
    ('{"allOf": [{"$ref": "#"}]}', "leads back to itself without end"),
    (
        '{"x-newslint-role": "hedline"}',
        ": unknown role `hedline` at #/x-newslint-role; did you mean `headline`?",
    ),
    ('{"items": [{"x-newslint-role": ["url", {}]}]}', ""),
    ('{"$defs": {"a": {"x-newslint-role": {}}}}', ": unknown role `{}` at #/$defs/a/x-newslint-role"),
    ('{"minimum": NaN}', "null is not of type"),
    ('{"maxLength": 1e400}', "#/maxLength: inf is not of type 'integer'"),
]
BROKEN += [
    (json.dumps({"$schema": DRAFT_3, **raw}), said)
    for raw, said in (
        ({"required": 5}, "#/required: 5 is not of type 'boolean'"),
        ({"patternProperties": {"(": {}}}, "`(` is not a regular expression"),
        ({"dependencies": {"a": 5}}, "#/dependencies/a"),
        ({"type": "sting"}, "Unknown type 'sting'"),
        ({"$ref": "#/x"}, "a `$ref` can't be resolved: Pointer '/x' does not exist"),
        ({"extends": {"$ref": "#"}}, "leads back to itself without end"),
    )
]


@pytest.mark.parametrize(("text", "said"), BROKEN, ids=[text[:60] for text, _ in BROKEN])
def test_a_broken_schema_is_one_clear_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "role.json").write_text('{"x-newslint-role": "hedline"}', encoding="utf-8")
    (tmp_path / "syntax.json").write_text("{", encoding="utf-8")
    with pytest.raises(NewslintError) as caught:  # noqa: PT012 - some show only when they are used
        schema = load(tmp_path, text)
        schema.start.field("a")
        schema.violations({"a": 1})
    assert said in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path))
    assert "\n" not in str(caught.value)


def test_files_that_are_no_schema(tmp_path: Path) -> None:
    (tmp_path / "latin.json").write_bytes(b'{"title": "\xe9"}')
    for name, said in (
        ("none.json", "none.json: can't read the schema: no such file or directory"),
        ("", ": can't read the schema: is a directory"),
        ("latin.json", "latin.json: the schema is not UTF-8 (byte 11)"),
    ):
        with pytest.raises(NewslintError) as caught:
            load_schema(tmp_path / name)
        assert str(caught.value).endswith(said)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_bytes(b"\xef\xbb\xbftrue")
    assert load_schema(tmp_path / "s.json").accepts({})


def test_references_stay_beside_a_schema_with_an_identifier(tmp_path: Path) -> None:
    (tmp_path / "a b.json").write_text('{"type": "string"}', encoding="utf-8")
    schema = load(
        tmp_path, {"$id": "https://x.example/s/main.json", "properties": {"a": {"$ref": "a%20b.json"}}}
    )
    assert [violation.path for violation in schema.violations({"a": 1})] == [("a",)]


# -- drafts and verdicts

SCHEMAS: list[Any] = [
    *({"type": name} for name in ("null", "boolean", "integer", "number", "string", "array", "object")),
    *({word: value} for word in ("const",) for value in (None, True, 0, 1, 1.0, "a", [1], {"a": 1}, 2**64)),
    *({"enum": [value, "z"]} for value in (False, 1, [True], {"a": 1.0}, 10**30)),
    *({"multipleOf": value} for value in (1, 2, 0.1, 0.01, 1.5, 1e-8, 10**10)),
    *(
        {word: value}
        for word in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
        for value in (0, 1.5, 2**53, 10**30)
    ),
    *(
        {word: value}
        for word in ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
        for value in (0, 1, 2)
    ),
    *({"pattern": value} for value in ("^a$", r"^\d$", r"^\w$", "^.$", r"\p{L}", r"\s", "(?i)A", "^(a|b)+$")),
    *({"patternProperties": {value: False}} for value in ("^a$", r"^\d$", r"\p{L}")),
    *(
        {"patternProperties": {value: True}, "additionalProperties": False}
        for value in ("^a", r"\d", r"\p{L}")
    ),
    {"patternProperties": {r"\p{L}": True}, "unevaluatedProperties": False},
    {"uniqueItems": True},
    {"required": ["a", "b"]},
    {"dependentRequired": {"a": ["b"]}},
    {"dependentSchemas": {"a": {"required": ["b"]}}},
    {"properties": {"a": {"type": "string"}}},
    {"properties": {"a": False}},
    {"additionalProperties": {"type": "integer"}},
    {"properties": {"a": True}, "unevaluatedProperties": False},
    {
        "anyOf": [{"properties": {"a": {"type": "string"}}}, {"required": ["b"]}],
        "unevaluatedProperties": False,
    },
    {"propertyNames": {"maxLength": 1}},
    {"propertyNames": False},
    {"items": {"type": "integer"}},
    {"items": False},
    {"items": True, "unevaluatedItems": False},
    {"unevaluatedItems": False},
    {"contains": {"const": 1}},
    {"contains": {"const": 1}, "minContains": 2, "maxContains": 2},
    {"contains": {"const": 1}, "minContains": 0},
    {"anyOf": [{"type": "integer"}, {"minLength": 2}]},
    {"oneOf": [{"type": "integer"}, {"minimum": 1}]},
    {"allOf": [{"type": "integer"}, {"minimum": 1}]},
    {"not": {"type": "integer"}},
    {"if": {"type": "integer"}, "then": {"minimum": 1}, "else": {"type": "string"}},
    {"$ref": "#/$defs/a", "$defs": {"a": {"type": "integer"}}, "minimum": 1},
    {"properties": {"a": {"$ref": "#"}}, "additionalProperties": False},
    *(
        {"format": name}
        for name in (
            *("date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname"),
            *("ipv4", "ipv6", "uri", "uri-reference", "iri", "iri-reference", "uuid", "uri-template"),
            *("json-pointer", "relative-json-pointer", "regex", "ip-address", "host-name", "no-such-format"),
        )
    ),
]
NEWER: list[Any] = [
    {"prefixItems": [{"type": "integer"}]},
    {"prefixItems": [True], "items": False},
    {"prefixItems": [True], "unevaluatedItems": False},
    {"contains": {"const": 1}, "unevaluatedItems": False},
    {"$dynamicRef": "#n", "$defs": {"a": {"$dynamicAnchor": "n", "type": "integer"}}},
]
INSTANCES: list[Any] = [
    *(None, True, False, 0, 1, -1, 2, 1.0, -0.0, 1.5, 0.3, 4.35, 19.99, 1e-7, 1e22, 1e308, 2**53 + 1, 2**64),
    *(-(2**63) - 1, 10**30, 10**400, "", "a", "ab", "abc", "é", "e\u0301", "😀", "a\n", "1", "٣", [], [1]),
    *([1, 1], [1, 1.0], [1, True], [0, False], [[1], [True]], [{"a": 1}, {"a": 1.0}], [1, 2, 3], [2**64] * 2),
    *({}, {"a": 1}, {"a": 1, "b": 2}, {"a": "x"}, {"b": 1}, {"ab": 1}, {"a": {"a": 1}}, {"é": 1}, {"a\n": 1}),
    *("2024-01-01T00:00:00Z", "2024-01-01 00:00:00Z", "2024-02-30T00:00:00Z", "2024-01-01", "2024-1-1"),
    *("12:00:00Z", "12:00:00", "P1D", "P1W2D", "a@b.example", "a@é.example", "b.example", "-b", "1.2.3.4"),
    *("01.2.3.4", "::1", "::1%0", "http://a/b", "/a", "http://é/", "http://a b", "{x}", "{x", "/~1", "/~2"),
    *("0#", "1/a", "[a", r"\p{L}", {"٣": 1}, {"a": None}, 10**4000),
]


@pytest.mark.parametrize("draft", GATED)
def test_both_validators_give_the_same_verdict(tmp_path: Path, draft: str) -> None:
    differ = []
    for raw in [*SCHEMAS, *(NEWER if "2020" in draft else [])]:
        schema = load(tmp_path, {"$schema": draft, **raw})
        assert schema.gate is not None
        differ += [
            (raw, value)
            for value in INSTANCES
            if schema.gate.is_valid(value) == bool(schema.violations(value))
        ]
    assert differ == []


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text("ab1é\n"),
    lambda values: (
        st.lists(values, max_size=3) | st.dictionaries(st.text("ab1é\n", max_size=2), values, max_size=3)
    ),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.sampled_from([*SCHEMAS, *NEWER]), VALUES)
def test_both_validators_agree_on_any_value(tmp_path: Path, raw: Any, value: Any) -> None:
    schema = load(tmp_path, raw)
    assert schema.accepts(value) is not bool(schema.violations(value))


EVERYWHERE: list[tuple[Any, Any, Any]] = [
    ({"type": "integer"}, 1, "1"),
    ({"type": ["integer", "null"]}, None, "1"),
    ({"enum": [1, "a"]}, "a", "b"),
    ({"minimum": 2}, 2, 1),
    ({"maximum": 2}, 2, 3),
    ({"minLength": 1}, "a", ""),
    ({"maxLength": 1}, "😀", "ab"),
    ({"pattern": r"^\p{L}$"}, "é", "1"),
    ({"format": "date-time"}, "2024-01-01T00:00:00Z", "soon"),
    ({"minItems": 1}, [1], []),
    ({"maxItems": 1}, [1], [1, 2]),
    ({"uniqueItems": True}, [1, True], [1, 1]),
    ({"items": {"type": "integer"}}, [1], ["a"]),
    ({"properties": {"a": {"type": "integer"}}}, {"a": 1}, {"a": ""}),
    ({"patternProperties": {r"^\p{L}": {"type": "integer"}}}, {"é": 1}, {"é": ""}),
    ({"properties": {"a": {}}, "additionalProperties": False}, {"a": 1}, {"b": 1}),
    ({"additionalProperties": {"type": "integer"}}, {"a": 1}, {"a": ""}),
    ({"properties": {"a": {"$ref": "#"}}, "additionalProperties": False}, {"a": {"a": {}}}, {"a": {"b": 1}}),
]
FROM_4 = [
    ({"required": ["a"]}, {"a": 1}, {}),
    ({"minProperties": 1}, {"a": 1}, {}),
    ({"maxProperties": 1}, {"a": 1}, {"a": 1, "b": 1}),
    ({"multipleOf": 0.01}, 19.99, 19.999),
    ({"allOf": [{"minimum": 1}, {"maximum": 2}]}, 1, 3),
    ({"anyOf": [{"type": "string"}, {"minimum": 1}]}, "", 0),
    ({"oneOf": [{"type": "integer"}, {"type": "string"}]}, 1, None),
    ({"not": {"type": "string"}}, 1, ""),
]
FROM_6 = [
    ({"const": 1}, 1.0, True),
    ({"contains": {"const": 1}}, [2, 1], [2]),
    ({"exclusiveMinimum": 1}, 2, 1),
    ({"exclusiveMaximum": 1}, 0, 1),
    ({"propertyNames": {"maxLength": 1}}, {"a": 1}, {"ab": 1}),
    ({"properties": {"a": False}}, {"b": 1}, {"a": 1}),
]
BEFORE_2020 = [
    ({"items": [{"type": "integer"}], "additionalItems": False}, [1], [1, 2]),
    ({"items": [{"type": "integer"}]}, [1, ""], [""]),
]
BEFORE_2019 = [
    ({"dependencies": {"a": ["b"]}}, {"a": 1, "b": 1}, {"a": 1}),
    ({"dependencies": {"a": {"properties": {"b": {"type": "string"}}}}}, {"b": 1}, {"a": 1, "b": 1}),
]
OF_4 = [
    ({"minimum": 1, "exclusiveMinimum": True}, 2, 1),
    ({"maximum": 1, "exclusiveMaximum": True}, 0, 1),
]
OF_3 = [
    ({"properties": {"a": {"required": True}}}, {"a": 1}, {}),
    ({"disallow": "string"}, 1, ""),
    ({"divisibleBy": 2}, 4, 3),
    ({"extends": {"minimum": 1}}, 1, 0),
    ({"dependencies": {"a": "b"}}, {"a": 1, "b": 1}, {"a": 1}),
    ({"type": ["integer", {"minLength": 1, "type": "string"}]}, "a", ""),
    ({"format": "ip-address"}, "1.2.3.4", "1.2.3"),
    ({"format": "host-name"}, "a.example", "-"),
]
FROM_7 = [({"if": {"minimum": 1}, "then": {"maximum": 2}, "else": {"minimum": 0}}, 1, 3)]
FROM_2019 = [
    ({"dependentRequired": {"a": ["b"]}}, {"a": 1, "b": 1}, {"a": 1}),
    ({"contains": {"const": 1}, "minContains": 2}, [1, 1], [1]),
    ({"properties": {"a": {}}, "unevaluatedProperties": False}, {"a": 1}, {"b": 1}),
    ({"$ref": "#/$defs/a", "$defs": {"a": {}}, "minimum": 1}, 1, 0),
]


def _keywords(draft: str) -> list[tuple[Any, Any, Any]]:
    number = next(i for i, name in enumerate(("-03", "-04", "-06", "-07", "2019", "2020")) if name in draft)
    groups = [
        (EVERYWHERE, 0, 5), (FROM_4, 1, 5), (FROM_6, 2, 5), (FROM_7, 3, 5), (FROM_2019, 4, 5),
        (BEFORE_2020, 0, 4), (BEFORE_2019, 0, 3), (OF_4, 0, 1), (OF_3, 0, 0),
    ]  # fmt: skip
    return [case for cases, first, last in groups if first <= number <= last for case in cases]


@pytest.mark.parametrize("draft", sorted(DRAFTS))
def test_every_keyword_of_every_draft_works(tmp_path: Path, draft: str) -> None:
    for raw, good, bad in _keywords(draft):
        schema = load(tmp_path, {"$schema": f"{draft}#", **raw})
        assert schema.violations(good) == [], raw
        assert schema.violations(bad) != [], raw
        assert not schema.accepts(bad)


def test_keywords_beside_a_reference_are_ignored_where_the_draft_says_so(tmp_path: Path) -> None:
    raw = {
        "$schema": DRAFT_7,
        "definitions": {"a": {}},
        "properties": {"x": {"$ref": "#/definitions/a", "not": {}}},
    }
    assert load(tmp_path, raw).violations({"x": 1}) == []


def test_numbers_that_json_cannot_hold(tmp_path: Path) -> None:
    inf = float("inf")
    for raw, value, valid in (
        ({"type": "number"}, inf, True),
        ({"maximum": 1}, inf, False),
        ({"minimum": 1}, -inf, False),
        ({"multipleOf": 0.1}, inf, False),
        ({"multipleOf": 2}, float("nan"), False),
        ({"multipleOf": 0.1}, 10**400, True),
    ):
        assert (load(tmp_path, raw).violations(value) == []) is valid, (raw, value)


# -- the schemas that ship


@pytest.mark.parametrize("name", BUNDLED)
def test_shipped_schemas_explain_every_field_and_use_known_roles(name: str) -> None:
    load_schema(schema_folder() / f"{name}.schema.json")
    todo: list[Any] = [shipped_schema(name).raw]
    while todo:
        part = todo.pop()
        if isinstance(part, list):
            todo += part
        elif isinstance(part, dict):
            todo += part.values()
            assert set(as_list(part.get("x-newslint-role", []))) <= set(ROLES)
    for state in (shipped_schema(name).start, *_states_below(shipped_schema(name))):
        for key in ("title", "description"):
            assert any(isinstance(part.get(key), str) and part[key] for part, *_ in state.parts), state.parts


def _states_below(schema: Schema) -> list[Any]:
    names = schema.start.field_names()
    assert names
    return [schema.start.field(name) for name in names]


def files(folder: Path, *patterns: str) -> list[Path]:
    return sorted(path for pattern in patterns for path in folder.glob(pattern) if path.is_file())


def violations_of(path: Path) -> tuple[str, list[tuple[Any, ...]]]:
    document = parse_document(Source(path.name, path.read_bytes()), choose)
    assert document.schema is not None
    return document.schema.name, [(v.path, v.keyword, v.name) for v in document.violations()]


def test_news_articles_are_valid_articles(shared: Path) -> None:
    found = {
        path.name: violations_of(path) for path in files(shared, "corpus/power-apps/_news/*.md", "seeds/*")
    }
    assert len(found) > 190
    assert {name: said for name, said in found.items() if said != ("article", [])} == {}


def test_other_collections_are_valid_front_matter(shared: Path) -> None:
    folders = ("_learning", "_people", "_samples", "_communities")
    found = {
        os.fspath(path): violations_of(path)
        for path in files(shared, *(f"corpus/power-apps/{name}/**/*.md" for name in folders))
    }
    assert len(found) > 500
    assert {name: said for name, said in found.items() if said != ("front-matter", [])} == {}
