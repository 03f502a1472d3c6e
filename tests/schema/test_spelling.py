"""What in a schema is doubted, and what is an annotation that anybody may add."""

from typing import Any

import pytest
from jsonschema_specifications import REGISTRY

from newslint.schema.bundled import BUNDLED
from newslint.schema.compiled import shipped_schema
from newslint.schema.spelling import doubts

OURS = "newslint reads `x-newslint-detect` and `x-newslint-role`"


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        (
            {"properties": {"m": {"mininum": 3}}},
            "`mininum` at #/properties/m is no keyword; did you mean `minimum`?",
        ),
        ({"requird": ["a"]}, "`requird` at # is no keyword; did you mean `required`?"),
        ({"allOf": [{"typ": "string"}]}, "`typ` at #/allOf/0 is no keyword; did you mean `type`?"),
        (
            {"items": {"not": {"propertys": {}}}},
            "`propertys` at #/items/not is no keyword; did you mean `properties`?",
        ),
        (
            {"$defs": {"a": {"formatt": "uri"}}},
            "`formatt` at #/$defs/a is no keyword; did you mean `format`?",
        ),
        (
            {"x-newslint-rule": "title"},
            f"`x-newslint-rule` at # says nothing; {OURS}",
        ),
        ({"x-newslint-zebra": 1}, f"`x-newslint-zebra` at # says nothing; {OURS}"),
        (
            {"format": "datetime"},
            "nothing is checked by the format `datetime` at #; did you mean `date-time`?",
        ),
        ({"format": "isbn"}, "nothing is checked by the format `isbn` at #"),
    ],
)
def test_what_says_nothing_is_doubted(schema: dict[str, Any], told: str) -> None:
    assert doubts(schema) == [told]


@pytest.mark.parametrize(
    "schema",
    [
        {"properties": {"mininum": {}, "typ": {"type": "string"}}},
        {"enum": [{"requird": 1}], "const": {"typ": 1}, "default": {"formatt": 1}},
        {"examples": [{"propertys": 1}]},
        {"example": 1, "nullable": True, "discriminator": {}, "markdownDescription": "x", "comment": "x"},
        {"x-order": 1, "x-typ": 2, "$types": 3, "unit": "px", "label": "a"},
        {"format": "int32"}, {"format": "url"}, {"format": "date-time"}, {"format": 5},
        {"required": "a", "properties": 5, "allOf": {"typ": 1}}, True, [], None,
    ],
)  # fmt: skip
def test_what_may_be_meant_is_not(schema: Any) -> None:
    assert doubts(schema) == []


def test_no_keyword_of_any_draft_is_doubted() -> None:
    drafts = [uri for uri in REGISTRY if uri.rstrip("#").endswith("/schema")]
    assert len(drafts) == 6
    for uri in drafts:
        contents = REGISTRY.contents(uri)
        assert doubts(dict.fromkeys(contents.get("properties", {}), 1)) == [], uri
        assert doubts(contents) == [], uri


def test_the_schemas_that_ship_are_spelt_right() -> None:
    for name in (*BUNDLED, "newslint"):
        assert doubts(shipped_schema(name).raw) == []


def test_there_is_an_end_to_doubts() -> None:
    assert len(doubts({"properties": {f"p{n}": {"typ": 1} for n in range(1000)}})) == 20
