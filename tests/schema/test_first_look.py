"""The first look at values: what it accepts no validator refuses, and sound articles need none."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.schema.compiled import choose, load_schema, schema_folder, shipped_schema
from newslint.schema.first_look import FirstLook
from newslint.schema.references import References

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(path.name.removesuffix(".schema.json") for path in schema_folder().glob("*.schema.json"))
SOUND: dict[str, Any] = {
    "title": "Harbour cranes go electric",
    "excerpt": "The port will replace 14 cranes.",
    "publishedDateTime": "2023-05-02T06:30:00Z",
    "type": "article",
    "webUrl": "https://example.com/cranes",
    "provider": {"name": "Harbour Post", "domain": "example.com", "authors": [{"name": "Ada"}]},
    "topics": ["ports", "power"],
    "quality": 3,
    "images": [{"url": "https://example.com/a.jpg", "width": 800, "isCached": True}],
    "related": [
        {
            "title": "Tugs follow",
            "excerpt": "Two tugs as well.",
            "publishedDateTime": "2023-05-01T06:30:00+02:00",
            "type": "video",
            "originalUrl": "https://example.com/tugs",
            "provider": {"name": "Harbour Post", "domain": "example.com"},
        }
    ],
}


def accepts(raw: dict[str, Any], value: Any) -> bool:
    return FirstLook(raw).accepts(value)


def test_a_sound_article_needs_no_validator() -> None:
    assert accepts(shipped_schema("article").raw, SOUND)
    assert shipped_schema("article").violations(SOUND) == []


@pytest.mark.parametrize(
    "change",
    [
        {"title": 3}, {"title": None}, {"quality": 1.0}, {"quality": True}, {"topics": ["a", "a"]},
        {"topics": "a"}, {"topics": [1, 2]}, {"colour": "red"}, {"webUrl": "no address"},
        {"publishedDateTime": "2023-05-02"},
        {"publishedDateTime": "2023-05-29T06:30:00Z"}, {"publishedDateTime": "2023-13-02T06:30:00Z"},
        {"provider": {"name": "Harbour Post"}}, {"provider": {"domain": "a.example", "name": "a", "x": 1}},
        {"images": [{"width": 1}]}, {"images": {}}, {"related": [{}]}, {"type": "video"},
    ],
)  # fmt: skip
def test_what_is_not_surely_valid_is_for_the_validators(change: dict[str, Any]) -> None:
    value = SOUND | change
    if change == {"type": "video"}:  # then another address is enough, and there is one
        assert accepts(shipped_schema("article").raw, value)
        del value["webUrl"]
    assert not accepts(shipped_schema("article").raw, value)


@pytest.mark.parametrize("missing", ["title", "excerpt", "publishedDateTime", "type", "provider", "webUrl"])
def test_a_field_that_must_be_there_is_missed(missing: str) -> None:
    assert not accepts(shipped_schema("article").raw, {k: v for k, v in SOUND.items() if k != missing})


def test_after_some_values_the_validators_are_asked() -> None:
    look = FirstLook(shipped_schema("article").raw)
    assert [look.accepts(SOUND) for _ in range(10)] == [True] * 8 + [False] * 2


def test_a_schema_that_demands_nothing_takes_everything() -> None:
    look = FirstLook(shipped_schema("front-matter").raw)
    assert all(look.accepts({"title": [3], "date": {"x": None}, "images": 7}) for _ in range(100))


@pytest.mark.parametrize(
    ("raw", "right", "wrong"),
    [
        ({"type": "string"}, ["", "a"], [1, None, [], {}, True]),
        ({"type": ["string", "integer"]}, ["", 1], [1.0, None, True]),
        ({"type": "boolean"}, [True, False], [1, 0, "true"]),
        ({"type": "number"}, [], [1, 1.5, "1"]),
        ({"enum": ["a", 1]}, ["a"], [1, "b", ["a"]]),
        ({"minLength": 2}, ["ab", "éé"], ["a", "", 7]),
        ({"minItems": 1}, [[1]], [[], "a"]),
        ({"minimum": 2}, [2, 3], [1, 2.5, "a"]),
        ({"uniqueItems": True}, [[], ["a", "b"]], [["a", "a"], [1, 2], "a"]),
        ({"uniqueItems": False}, [["a", "a"], 1], []),
        ({"required": ["a"]}, [{"a": None}], [{}, {"b": 1}, "a"]),
        ({"additionalProperties": False, "properties": {"a": True}}, [{}, {"a": 1}], [{"b": 1}, 3]),
        ({"additionalProperties": False, "patternProperties": {"a": True}}, [], [{}, {"a": 1}]),
        ({"additionalProperties": {"type": "string"}}, [], [{}, {"a": "b"}]),
        ({"items": {"type": "string"}}, [[], ["a"]], [["a", 1], "a"]),
        ({"items": False}, [[]], [[1]]),
        ({"format": "date-time"}, ["2024-02-28T23:59:59.5Z"], ["2024-02-29T23:59:59Z"]),
        ({"format": "date-time"}, ["2024-02-28T23:59:59Z"], ["2024-02-28T24:00:00Z"]),
        ({"format": "date-time"}, ["2024-12-01T00:00:00-23:59"], ["2024-12-01T00:00:00-24:00", "x", 3]),
        ({"format": "url"}, ["https://a.example/b"], ["a b", 3]),
        ({"format": "email"}, [], ["a@b.example"]),
        ({"pattern": "a"}, [], ["a"]),
        ({"$ref": "#/$defs/a", "$defs": {"a": {"type": "string"}}}, ["a"], [1]),
        ({"type": "integer", "$ref": "#/$defs/b", "$defs": {"a": True}}, [], [1]),
        ({"$ref": "newslint:article"}, [], [SOUND]),
        ({"if": {"required": ["a"]}, "then": {"required": ["b"]}}, [{"a": 1, "b": 1}, {}], [{"a": 1}]),
        (
            {"if": {"not": {"required": ["a"]}}, "else": {"required": ["b"]}},
            [{}, {"a": 1, "b": 1}],
            [{"a": 1}],
        ),
        ({"if": {"type": "string"}, "then": False}, [], ["a", 1]),
        (
            {"if": {"properties": {"a": {"const": "x"}}, "required": ["a"]}, "then": {"required": ["b"]}},
            [{}, {"a": "y"}, {"a": "x", "b": 1}],
            [{"a": "x"}, 3],
        ),
        ({"if": {"properties": {"a": {"const": 1}}, "required": ["a"]}, "then": False}, [], [{"a": True}]),
        ({"then": False, "else": False, "title": "x"}, [1], []),
        ({"x-newslint-role": "topic"}, [1, None], []),
        ({"x-other": 1, "type": "string"}, [], ["a"]),
    ],
)  # fmt: skip
def test_each_keyword(raw: dict[str, Any], right: list[Any], wrong: list[Any]) -> None:
    assert [value for value in right if not accepts(raw, value)] == []
    assert [value for value in wrong if accepts(raw, value)] == []


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from(
        ["article", "2024-02-30T00:00:00Z", "2024-02-28T00:00:00+23:59", "https://a.example/", "\ud800"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*SOUND, "name", "domain", "url", "rules"]), inner, max_size=4)
    ),
    max_leaves=8,
)


def _changed(value: Any, data: st.DataObject) -> Any:
    """A value that is like another one, but for a place."""
    if isinstance(value, dict) and value:
        key = data.draw(st.sampled_from(sorted(value)))
        inner = data.draw(VALUES) if data.draw(st.booleans()) else _changed(value[key], data)
        return {**value, key: inner}
    if isinstance(value, list) and value:
        return [_changed(value[0], data), *value]
    return data.draw(VALUES)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_what_it_accepts_no_validator_refuses(name: str, data: st.DataObject) -> None:
    schema = shipped_schema(name)
    value = data.draw(VALUES) if data.draw(st.booleans()) else _changed(SOUND, data)
    if accepts(schema.raw, value):
        assert schema.violations(value) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_schema_is_plain_enough_for_both(name: str) -> None:
    text = (schema_folder() / f"{name}.schema.json").read_text(encoding="utf-8")
    assert not any(f'"{keyword}":' in text for keyword in ("$id", "$anchor", "$dynamicAnchor"))
    assert shipped_schema(name).gate is not None, "it can be used"


def test_both_ways_lead_to_the_same_definitions() -> None:
    raw, base = shipped_schema("article").raw, "file:///a.json"
    ours, theirs = (References.of(raw, base, lambda uri: uri, is_plain=plain) for plain in (True, False))
    assert ours.base_uri == theirs.base_uri == base
    for name in raw["$defs"]:
        found, expected = ours.lookup(f"#/$defs/{name}"), theirs.lookup(f"#/$defs/{name}")
        assert (found.contents, found.resolver.base_uri) == (expected.contents, expected.resolver.base_uri)
        assert found is ours.lookup(f"#/$defs/{name}")
    assert ours.lookup("#/properties/title").contents == theirs.lookup("#/properties/title").contents


def test_a_schema_of_others_is_never_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"type": "string"}')
    assert load_schema(path)._first_look is None
    assert load_schema(path).gate is not None


def test_the_guess_depends_on_the_fields() -> None:
    assert (choose(SOUND).name, choose(["title"]).name) == ("article", "front-matter")
    assert choose(SOUND) is choose(SOUND)
    assert choose(SOUND).guessed


def test_a_sound_article_loads_no_validator(tmp_path: Path) -> None:
    article = "\n".join(f"{key}: {json.dumps(value)}" for key, value in SOUND.items())
    (tmp_path / "a.md").write_text(f"---\n{article}\n---\n")
    (tmp_path / "b.md").write_text("---\ntitle: Harbour cranes go electric\n---\nThe port.\n")
    run = "import sys; from newslint import cli; print(cli.main(), 'jsonschema_rs' in sys.modules)"
    for name, said in (("a.md", "0 False"), ("b.md", "0 False")):
        done = subprocess.run(
            [sys.executable, "-c", run, "check", "--isolated", "--no-cache", "--quiet", name],
            cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout.splitlines()[-1] == said, done.stdout
