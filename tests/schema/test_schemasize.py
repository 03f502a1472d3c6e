"""How large a schema may be, and how large the automaton of a pattern is taken for."""

from typing import Any

import pytest

from newslint.errors import NewslintError
from newslint.schema.bundled import BUNDLED
from newslint.schema.compiled import read_json, schema_folder
from newslint.schema.patterns import states
from newslint.schema.size import SchemaSize, refuse_marks


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("", 0),
        ("abc", 3),
        (r"\d{4}-\d{2}-\d{2}", 10),
        ("a{2,100}", 100),
        ("a{,5}", 5),  # no quantifier in ECMA 262
        ("(ab){3}", 6),
        ("(a(bc){2}){10}", 50),
        ("(?:a{1,100}){1,100}", 10_200),  # of `?:` too
        (r"[a-z\]]{3}", 3),
        (r"\{3\}", 3),
        ("a{0}", 1),
        ("{5}", 0),
        ("((((", 0),
        ("))))", 4),
        ("[" * 100_000, 1),
    ],
)
def test_states(pattern: str, expected: int) -> None:
    assert states(pattern) == expected


def test_states_of_a_pattern_that_nobody_can_hold() -> None:
    assert states("(" * 1000 + "a" + "{999999999})" * 1000) == 10**9
    assert states("a{" + "9" * 5000 + "}") >= 10**8


def spellings(reference: str, values: int = 5000) -> Any:
    """Two hundred ways to spell a reference to a definition."""
    fixed, name = reference[:-8], reference[-8:]
    spelt = ["".join(f"%{ord(c):x}" if n >> i & 1 else c for i, c in enumerate(name)) for n in range(200)]
    return {"$defs": {"abcdefghij": [0] * values}, "allOf": [{"$ref": fixed + end} for end in spelt]}


def within(depth: int) -> Any:
    found: Any = [0] * 5000
    for _ in range(depth):
        found = {"a": found}
    return found


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"enum": [0] * 100_000}, "more than 100,000 values"),
        ({"patternProperties": {f"a{number}": {} for number in range(2001)}}, "more than 2,000 patterns"),
        ([{"pattern": f"a{number}"} for number in range(2001)], "more than 2,000 patterns"),
        ({"pattern": "(a{1,500}){500}"}, "repeat too much"),
        ({"pattern": f"[{'a' * 2_000_000}]"}, "too long"),
        (spellings("#/$defs/abcdefghij"), "lead to too much"),
        (spellings("#/aaaaaaaaaa/0") | {"aaaaaaaaaa": [[0] * 5000]}, "lead to too much"),
        (spellings("other.json#/$defs/abcdefghij", values=50_000), "lead to too much"),
        ({"allOf": [{"$ref": "#" + "/a" * number} for number in range(300)], "a": within(300)}, "too much"),
        ({"a" * 10_000: [{}] * 3000}, "names that are too long"),
    ],
)
def test_too_much_is_refused(raw: Any, words: str) -> None:
    with pytest.raises(NewslintError, match=words):
        SchemaSize().add(raw)


@pytest.mark.parametrize(
    "raw",
    [
        True,
        {},
        {"enum": [0] * 99_000},
        {"pattern": "^.{1,10000}$"},
        {"patternProperties": {"^x-": {}}},
        spellings("#/aaaaaaaaaa/1") | {"aaaaaaaaaa": [[0] * 5000]},
        {"$defs": {"a": [0] * 10_000}, "allOf": [{"$ref": "#/$defs/a"}] * 1000},
        {"$ref": "#/$defs/a~1b/0/nothing/7", "$defs": {"a/b": [{}]}},
    ],
)
def test_what_people_write_is_not(raw: Any) -> None:
    size = SchemaSize()
    size.add(raw)
    assert size.values <= 100_000


def test_files_are_counted_together() -> None:
    size = SchemaSize()
    size.add([0] * 75_000)
    with pytest.raises(NewslintError, match="more than 100,000 values"):
        size.add([0] * 75_000)


def test_text_is_refused_before_it_is_read() -> None:
    refuse_marks(b"[" + b"0," * 199_999)
    with pytest.raises(NewslintError, match="more than 200,000 commas and brackets"):
        refuse_marks(b"[" + b"0," * 200_000)


def test_schemas_that_ship_are_small() -> None:
    """Nobody counts what they hold when they are loaded."""
    raw = [read_json(path) for path in sorted(schema_folder().glob("*.schema.json"))]
    assert len(raw) > len(BUNDLED)
    size = SchemaSize()
    for schema in raw:
        size.add(schema)  # raises nothing, not even for all together
