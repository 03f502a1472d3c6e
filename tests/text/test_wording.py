"""Values, fields and lists of things in the words of messages."""

from typing import Any

import pytest

from newslint.finding import Path
from newslint.text.wording import (
    YAML,
    by_schema,
    count,
    describe,
    field_name,
    join_and,
    join_or,
    quote,
    shorten,
    spell,
)


@pytest.mark.parametrize(
    ("value", "spelt", "quoted", "described"),
    [
        (None, "null", "`null`", "null"),
        (True, "true", "`true`", "the boolean `true`"),
        (False, "false", "`false`", "the boolean `false`"),
        ("65", '"65"', "`65`", 'the text `"65"`'),
        ("", '""', '`""`', 'the text `""`'),
        ({}, "a mapping", "a mapping", "a mapping"),
        ([1], "a list", "a list", "a list"),
        (7, "7", "`7`", "the number `7`"),
        (-7, "-7", "`-7`", "the number `-7`"),
        (1.5, "1.5", "`1.5`", "the number `1.5`"),
        (2.0, "2", "`2`", "the number `2`"),
        (float("inf"), ".inf", "`.inf`", "the number `.inf`"),
        (-float("inf"), "-.inf", "`-.inf`", "the number `-.inf`"),
        (float("nan"), ".nan", "`.nan`", "the number `.nan`"),
        ("a" * 61, f'"{"a" * 59}…"', f"`{'a' * 59}…`", f'the text `"{"a" * 59}…"`'),
        (10**60, f"1{'0' * 58}…", f"`1{'0' * 58}…`", f"the number `1{'0' * 58}…`"),
    ],
)
def test_values(value: Any, spelt: str, quoted: str, described: str) -> None:
    assert (spell(value), quote(value), describe(value)) == (spelt, quoted, described)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ((), "the front matter"),
        (("title",), "`title`"),
        (("image", "url"), "`url`"),
        (("topics", 1), "`topics[1]`"),
        (("related", 0, "topics", 1), "`topics[1]`"),
        (("related", 0, "topics", 1, 2), "`topics[1][2]`"),
        (("related", 0, "url"), "`url`"),
        ((3, 4), "`[3][4]`"),
        (("a\tb\nc\rd",), "`a\\tb\\nc\\rd`"),
    ],
)
def test_fields(path: Path, name: str) -> None:
    assert field_name(path) == name


def test_types() -> None:
    assert YAML.type_names(["integer"]) == "an integer"
    assert YAML.type_names(["integer", "null"]) == "an integer or null"
    assert YAML.type_names(["object", "array", "object", "date"]) == "a mapping, a list or date"
    assert YAML._replace(mapping="a table").type_names(["object"]) == "a table"


def test_lists_of_words() -> None:
    assert [join_or(words) for words in ("a", "ab", "abc")] == ["a", "a or b", "a, b or c"]
    assert [join_and(words) for words in ("a", "ab", "abc")] == ["a", "a and b", "a, b and c"]


def test_numbers_of_things() -> None:
    assert [count(number, "item") for number in (0, 1, 2)] == ["0 items", "1 item", "2 items"]
    assert [count(number, "entry", "entries") for number in (1, 2_000)] == ["1 entry", "2,000 entries"]


def test_long_texts_are_cut_where_sixty_characters_are_full() -> None:
    assert [shorten("a" * length) for length in (59, 60)] == ["a" * 59, "a" * 60]
    assert [shorten("a" * length) for length in (61, 1000)] == ["a" * 59 + "…"] * 2
    assert shorten("a\nb\rc\td") == "a\\nb\\rc\\td"


def test_a_schema_is_named_where_there_are_several() -> None:
    assert by_schema("") == ""
    assert by_schema("article") == " (schema `article`)"
