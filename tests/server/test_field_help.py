from typing import Any

import pytest

from newslint.rules import BY_CODE
from newslint.server.fields.field_help import FieldHelp, help_of, in_words, required_in
from schemas import state_of


def help_for(raw: dict[str, Any], **more: Any) -> FieldHelp:
    return help_of(state_of({"properties": {"a": raw}, **more}).field("a"))


def test_what_is_told_of_a_field() -> None:
    told = help_for(
        {
            "title": " Day ",
            "description": "When it was.",
            "type": ["string", "null"],
            "format": "date",
            "default": "2024-05-02",
            "deprecated": True,
            "x-newslint-role": "published",
        }
    )
    assert told == FieldHelp(
        "Day",
        "When it was.",
        ("string", "null"),
        ("date",),
        None,
        (),
        "2024-05-02",
        "When it was.",
        ("published",),
    )


@pytest.mark.parametrize(
    ("raw", "types", "choices", "suggestions"),
    [
        ({}, (), None, ()),
        ({"enum": ["a", 1, True, 1]}, (), ("a", 1, True), ()),
        ({"const": None}, (), (None,), ()),
        ({"allOf": [{"enum": ["a", "b", "c"]}, {"enum": ["c", "b"]}]}, (), ("c", "b"), ()),
        ({"allOf": [{"type": ["string", "null"]}, {"type": ["string", "array"]}]}, ("string",), None, ()),
        ({"anyOf": [{"const": "a"}, {"enum": ["b"]}]}, (), ("a", "b"), ("a", "b")),
        ({"oneOf": [{"const": "a"}, {"type": "string"}]}, (), None, ("a",)),
        ({"anyOf": [{"type": "string"}, {"type": ["array", "string"]}]}, ("string", "array"), None, ()),
        ({"anyOf": [{"type": "string"}, {}]}, (), None, ()),
        ({"anyOf": [{"$ref": "#/$defs/b"}, {"const": "c"}]}, (), ("b", "c"), ("b", "c")),
        ({"allOf": [{"enum": ["c", "b"]}, {"enum": ["a", "b", "c"]}]}, (), ("b", "c"), ()),
        ({"allOf": [{"enum": ["a"]}, {"title": "x"}]}, (), ("a",), ()),
        ({"allOf": [{"title": "x"}, {"enum": ["a"]}]}, (), ("a",), ()),
        ({"allOf": [{"title": "x"}, {"type": "null"}, {"title": "x"}]}, ("null",), None, ()),
        ({"$ref": "#/$defs/b"}, (), ("b",), ()),
        ({"if": {"const": "a"}, "then": {"type": "string"}}, (), None, ()),
        ({"type": [{"type": "string"}, "null"]}, ("null",), None, ()),
    ],
)
def test_types_and_choices(
    raw: dict[str, Any], types: tuple[str, ...], choices: tuple[Any, ...] | None, suggestions: tuple[Any, ...]
) -> None:
    told = help_for(raw, **{"$defs": {"b": {"enum": ["b"]}}})
    assert (told.types, told.choices, told.suggestions) == (types, choices, suggestions)


def test_a_circle_of_references_is_walked_once() -> None:
    told = help_for(
        {"anyOf": [{"$ref": "#/$defs/b"}]},
        **{"$defs": {"b": {"anyOf": [{"$ref": "#/$defs/b"}, {"const": 1}]}}},
    )
    assert told == FieldHelp()


def test_what_is_required() -> None:
    schema = {
        "required": ["a", 1],
        "allOf": [{"required": ["b"]}],
        "anyOf": [{"required": ["c"]}],
        "if": {"required": ["d"]},
        "properties": {"e": {"required": True}},
    }
    assert required_in(state_of(schema)) == {"a", "b"}
    assert required_in(state_of({}).field("e")) == frozenset()


IN_WORDS = """**day**: Day

When it was.

Deprecated: Use b.

- required
- text or null
- format `date`
- one of `` a`b ``, `1`
- default `true`

Role `published`: when the article was first published. It switches on:

- DAT002 future-date
- DAT006 invalid-date

Role `topic`: a label that groups articles. It switches on:

- COR004 topic-variant"""


def test_all_of_it_in_words() -> None:
    told = FieldHelp(
        title="Day",
        description="When it was.",
        types=("string", "null"),
        formats=("date",),
        choices=("a`b", 1),
        default=True,
        deprecation="Use b.",
        roles=("published", "topic"),
    )
    rules = [BY_CODE[code] for code in ("TXT001", "DAT002", "COR004", "DAT006")]
    assert in_words("day", told, rules, is_required=True) == IN_WORDS


def test_little_in_words() -> None:
    assert in_words("a", FieldHelp(), ()) == "**a**"
    assert in_words("a", FieldHelp(roles=("alias",)), BY_CODE.values()) == (
        "**a**\n\nRole `alias`: a path that leads to the article's page too, mostly an earlier one."
    )


def test_of_many_choices_some_are_named() -> None:
    told = in_words("a", FieldHelp(choices=tuple(range(32))), ())
    assert told.endswith("`28`, `29` and 2 more")
    assert in_words("a", FieldHelp(choices=tuple(range(30))), ()).endswith("`28`, `29`")


def test_a_long_description_is_cut() -> None:
    assert help_for({"description": "a" * 2001}).description == "a" * 2000
