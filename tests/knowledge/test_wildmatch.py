"""Comparing names with patterns: what matches, and that it takes steps in proportion to the length."""

import re
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from newslint.config.glob_judges import Judges
from newslint.knowledge.gitignore import Rules
from newslint.knowledge.wildmatch import _Parser, is_sound, name_test, path_pattern

WILD_NAMES = (
    "*a" * 5 + "*b",
    "a*" * 300 + "b",
    "?*" * 100 + "b",
    "*[ab]" * 100 + "[!a]",
    "*?a" * 50,
    "**a" * 99,
)
DEEP_PATHS = (
    "**/a/" * 50 + "b",
    "a/**/" * 50 + "b",
    "**/*a*/" * 40 + "b",
    "**/a*/?/" * 30 + "**",
    "*/" * 20 + "**/" * 20 + "**/[!a]",
    "a**/" * 9 + "b",
)


@pytest.mark.parametrize(
    ("pattern", "matched", "passed_over"),
    [
        ("a*c*e", ["ace", "abcde", "aacce"], ["ac", "abcd", "acec"]),
        ("a*a", ["aa", "aba"], ["a", "ab"]),
        ("*ab*ab*", ["abab", "xabyabz"], ["ab", "abba", "aab"]),
        ("*?", ["a", "ab"], [""]),
        ("?*?", ["ab", "abc"], ["a"]),
        ("*[ab]?c*", ["axc", "zbxcz"], ["ac", "xc", "axd"]),
        ("*a?", ["ab", "aab", "xaab"], ["a", "ba", "xabc"]),
        ("[]]", ["]"], ["["]),
        ("[]-a]", ["]", "^", "_", "`", "a"], ["b", "\\"]),
        ("[!]a]", ["b"], ["]", "a"]),
        ("[^]a]", ["b", "^"], ["]", "a"]),
        ("[a-]", ["a", "-"], ["b"]),
        ("[-a]", ["a", "-"], ["b"]),
        ("[a-c-e]", ["a", "b", "c", "-", "e"], ["d"]),
        (r"[\]\-\\]", ["]", "-", "\\"], ["a"]),
        (r"[a\-z]", ["a", "-", "z"], ["m"]),
        ("[[:]", ["[", ":"], ["a"]),
        ("[[:a]", ["[", ":", "a"], ["b"]),
        ("[[:digit:]a-]", ["1", "a", "-"], ["b", ":"]),
        ("[![:alnum:]]", ["-", "é"], ["a", "Z", "0"]),
        ("[z-a]", ["z"], ["a", "-"]),
        ("[!z-a]", ["a"], ["z"]),
        (r"\*\a\[", ["*a["], ["xa[", "*a"]),
        ("***", ["", "a"], []),
        (".?", [".x"], ["ax", "."]),
        ("(?+.|{2}^$)", ["(x+.|{2}^$)"], ["(x+..{2}^$)"]),
    ],
)
def test_names(pattern: str, matched: list[str], passed_over: list[str]) -> None:
    matches = name_test(pattern)
    assert matches is not None
    assert [name for name in matched + passed_over if matches(name)] == matched


@pytest.mark.parametrize(
    ("pattern", "matched", "passed_over"),
    [
        ("a/*/c", ["a/b/c"], ["a/c", "a/b/b/c"]),
        ("a/**/c", ["a/c", "a/b/c", "a/b/b/c"], ["a/cc", "b/a/c", "ac"]),
        ("a/**", ["a/b", "a/b/c"], ["a", "ab"]),
        ("**/a/**/b", ["a/b", "x/a/y/z/b", "a/a/b/b"], ["b/a", "a/bb"]),
        ("**/a/b/**/c", ["a/x/a/b/c", "a/b/a/c"], ["a/x/b/c"]),
        ("**/a/*b", ["a/b", "a/a/b", "x/a/bb"], ["a/x/b"]),
        ("a/***/c", ["a/c", "a/b/b/c"], []),
        ("a/b**c", ["a/bc", "a/bxc"], ["a/b/c"]),
        ("a/**b", ["a/b", "a/xb"], ["a/x/b"]),
        (r"a/**\/c", ["a/b/c", "a/b/b/c"], ["a/c"]),
        ("a/b**/c", ["a/bc", "a/b/c", "a/bx/c", "a/bx/y/c"], ["a/c", "a/x/b/c", "a/bxc"]),
        ("a/b**", ["a/b", "a/bx", "a/b/c/d"], ["a", "a/c"]),
        ("**/**", ["a", "a/b"], []),
        ("a[/]b", [], ["a/b", "ab"]),
        ("a[!x]b/c", ["ayb/c"], ["a/b/c", "axb/c"]),
        ("a?b/c", ["axb/c"], ["a/b/c"]),
        (r"a\/b", ["a/b"], ["ab"]),
    ],
)
def test_paths(pattern: str, matched: list[str], passed_over: list[str]) -> None:
    found = path_pattern(pattern)
    assert found is not None
    assert [path for path in matched + passed_over if found.matches(path)] == matched


@pytest.mark.parametrize(
    ("pattern", "above", "not_above"),
    [
        ("a/*", ["a/b/c", "a/b/c/d"], ["a/b", "a"]),
        ("a/**/c", ["a/c/x", "a/b/c/x"], ["a/b/c", "a/b"]),
        ("a/**", ["a/b/c"], ["a/b", "a"]),
        ("a/b**", ["a/b/c", "a/bx/y"], ["a/b", "a/bx"]),
    ],
)
def test_folders_above(pattern: str, above: list[str], not_above: list[str]) -> None:
    found = path_pattern(pattern)
    assert found is not None
    assert [path for path in above + not_above if found.matches_above(path)] == above


@pytest.mark.parametrize(
    "pattern", ["[", "a[b", "[!", "[]", "[a-", "[a-\\", "a\\", "[[:x:]]", "[[::]]", "[[:a"]
)
def test_what_can_match_nothing(pattern: str) -> None:
    assert name_test(pattern) is None
    assert path_pattern(f"a/{pattern}") is None
    assert not is_sound(pattern)


def test_a_range_that_is_turned_round_is_no_sound_pattern() -> None:
    assert is_sound("[[:alpha:]-]")
    assert not is_sound("x[b-a]")


def steps(function: Callable[[], object]) -> int:
    """How many functions are called, those in C too."""
    count = 0

    def counted(frame: FrameType, event: str, argument: Any) -> None:  # noqa: ARG001
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


def assert_linear(function: Callable[[int], object], size: int) -> None:
    """Twice the size takes about twice the steps: what grows with the square takes four times as many."""
    function(size)  # expressions are made when they are first needed
    function(2 * size)
    small, large = steps(lambda: function(size)), steps(lambda: function(2 * size))
    assert small > 0
    assert large <= 2.5 * small + 50


@pytest.mark.parametrize("pattern", WILD_NAMES)
def test_a_name_takes_as_many_steps_as_its_pattern_has_pieces(pattern: str) -> None:
    matches = name_test(pattern)
    assert matches is not None
    for name in ("a" * 2000, "ab" * 1000 + "a"):
        matches(name)
        # A step looks for a text, or for single characters side by side.
        assert steps(lambda name=name: matches(name)) <= 4 * len(pattern)  # type: ignore[misc]


@pytest.mark.parametrize("pattern", DEEP_PATHS)
@pytest.mark.parametrize("name", ["a/", "ab/", "a/b/"])
def test_a_path_takes_steps_in_proportion_to_its_names(pattern: str, name: str) -> None:
    found = path_pattern(pattern)
    assert found is not None
    assert_linear(lambda count: found.matches(name * count + "c"), 200)
    assert_linear(lambda count: found.matches_above(name * count + "c"), 200)


@pytest.mark.parametrize("pattern", [*WILD_NAMES, *DEEP_PATHS])
def test_a_pattern_of_a_file_or_a_setting_takes_steps_in_proportion(pattern: str) -> None:
    rules, judges = Rules(pattern.encode()), Judges([pattern])
    assert_linear(lambda count: rules.verdict("a/" * count + "a" * count), 200)
    assert_linear(lambda count: judges.match("a/" * count + "a" * count), 200)


@pytest.mark.parametrize("piece", ["*a?b", "*[ab]?", "**[!a]a", "*[*+?{]?(", "*?.md", "*[[:punct:]]"])
def test_no_expression_repeats_anything(piece: str) -> None:
    parts = _Parser(piece * 5, deep=True).parse()
    assert parts is not None
    pieces = [piece for part in parts for name in part.names for piece in name if piece.text is None]
    assert pieces
    for piece_ in pieces:
        pattern = piece_.expression.pattern
        rest = re.sub(r"\\U[0-9a-f]{8}|\\.|\[[^]]*\]", "", pattern)
        assert not set(rest) & set("*+?{|()")


@pytest.mark.parametrize("opening", ["[" * 2, "[[:", "[a", "[!", "*[", "[]["])
@pytest.mark.parametrize("closing", ["", "]", ":]"])
def test_a_pattern_is_read_in_steps_in_proportion_to_its_length(opening: str, closing: str) -> None:
    assert_linear(lambda count: name_test(opening * count + closing), 500)


def test_characters_are_looked_through_once_for_a_bracket_that_never_closes() -> None:
    class Counted(str):
        __slots__ = ()
        looked = 0

        def find(self, *given: Any) -> int:
            Counted.looked += 1
            return super().find(*given)

    name_test(Counted("[" + "[:" * 5000 + "]" + "a" * 5000))
    assert Counted.looked <= 2


def test_a_pattern_longer_than_every_name_is_never_made_into_an_expression() -> None:
    parts = _Parser("?a" * 100_000 + "*", deep=False).parse()
    assert parts is not None
    matches = name_test("?a" * 100_000 + "*b")
    assert matches is not None
    assert not matches("xa" * 100)
    assert parts[0].names[0][0]._expression is None
