"""How large a schema may be, and how large the automaton of a pattern is taken for."""

from typing import Any

import pytest

from newslint.errors import NewslintError
from newslint.patterns import states
from newslint.schemasize import SchemaSize, refuse_marks


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


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"enum": [0] * 200_000}, "more than 200,000 values"),
        ({"patternProperties": {f"a{number}": {} for number in range(2001)}}, "more than 2,000 patterns"),
        ([{"pattern": f"a{number}"} for number in range(2001)], "more than 2,000 patterns"),
        ({"pattern": "(a{1,500}){500}"}, "repeat too much"),
        ({"pattern": f"[{'a' * 2_000_000}]"}, "too long"),
        ({"a" * 10_000: [{}] * 3000}, "names that are too long"),
    ],
)
def test_too_much_is_refused(raw: Any, words: str) -> None:
    with pytest.raises(NewslintError, match=words):
        SchemaSize().add(raw)


@pytest.mark.parametrize(
    "raw",
    [True, {}, {"enum": [0] * 199_000}, {"pattern": "^.{1,10000}$"}, {"patternProperties": {"^x-": {}}}],
)
def test_what_people_write_is_not(raw: Any) -> None:
    SchemaSize().add(raw)


def test_files_are_counted_together() -> None:
    size = SchemaSize()
    size.add([0] * 150_000)
    with pytest.raises(NewslintError, match="more than 200,000 values"):
        size.add([0] * 150_000)


def test_text_is_refused_before_it_is_read() -> None:
    refuse_marks(b"[" + b"0," * 399_999)
    with pytest.raises(NewslintError, match="more than 400,000 commas and brackets"):
        refuse_marks(b"[" + b"0," * 400_000)
