"""Headers that nobody writes: what they cost grows with their length only."""

import re
from collections.abc import Callable

import pytest
from counting import LINEAR, Work, countable, ends_within, growth, steps_of

from newslint.finding import Span
from newslint.frontmatter.headers.fence import _FIRST_KEY, find_header
from newslint.frontmatter.headers.lines import _FIELD
from newslint.frontmatter.headers.reader import read_header
from newslint.frontmatter.headers.syntax import HEADERS
from newslint.frontmatter.nodes import Limits, ProblemKind, children_of

TOP = "Title: A\nDate: B\n"
SHAPES: dict[str, Callable[[int], str]] = {
    "fields": lambda size: TOP + "".join(f"k{index}: v\n" for index in range(size)),
    "equal keys": lambda size: TOP + "Title: A\n" * size,
    "continuations": lambda size: TOP + "    more\n" * size,
    "stray lines": lambda size: TOP + "stray\n" * size + "Slug: x\n",
    "fields and stray lines": lambda size: TOP + "Slug: x\nSlug: y\nstray\n" * size + "Slug: x\n",
    "empty fields": lambda size: TOP + "k:\n" * size,
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_work_grows_with_the_lines(shape: Callable[[int], str]) -> None:
    def prepared(size: int) -> Work:
        text = shape(size)

        def work() -> None:
            find_header(text)
            tree = read_header(text, Span(0, len(text)), Limits())
            for node in [] if tree.root is None else children_of(tree.root):
                HEADERS.align(text, node)

        return work

    assert growth(prepared, 300) < LINEAR


@pytest.mark.parametrize(
    "line",
    [
        f"Title: {'a' * 5_000_000}",
        f"Title: {' ' * 5_000_000}",
        f"{'a' * 5_000_000}: x",
        f"{'a ' * 2_500_000}: x",
        f"Title{' ' * 5_000_000}x",
        f"Title: {'[' * 5_000_000}",
        f"Title: {chr(34) * 5_000_000}",
        f"\tTitle: {' ' * 5_000_000}x",
    ],
    ids=[
        "letters",
        "blanks",
        "long key",
        "key of many words",
        "blanks before a letter",
        "brackets",
        "quotes",
        "tab",
    ],
)
def test_a_long_line_takes_few_steps(line: str) -> None:
    text = f"{TOP}{line}\n\n"

    def work() -> None:
        find_header(line)
        find_header(text)
        read_header(text, Span(0, len(text) - 1), Limits())

    assert steps_of(work) < 2_000


def test_a_million_lines_end_at_the_limit() -> None:
    text = "k: v\n" * 1_000_000
    tree = read_header(text, Span(0, len(text)), Limits(max_values=1_000))
    assert tree.root is None
    assert tree.problems[-1].kind == ProblemKind.TOO_LARGE


def test_prose_is_told_by_its_first_line() -> None:
    text = "The first ferries left at dawn.\n" + TOP * 100_000
    assert steps_of(lambda: find_header(text)) < 20


def test_blanks_around_line_breaks_are_looked_at_once() -> None:
    def prepared(size: int) -> Work:
        blanks = " " * size * 100
        text = f"Title: a{blanks}\n{blanks}b{blanks}c\n"
        tree = read_header(text, Span(0, len(text)), Limits())
        assert tree.root is not None
        (node,) = children_of(tree.root)
        return lambda: HEADERS.align(text, node)

    assert growth(prepared, 300) < LINEAR


@pytest.mark.parametrize("pattern", [_FIRST_KEY, _FIELD], ids=["first key", "field"])
@pytest.mark.parametrize(
    "line", ["a" * 100_000, "a " * 50_000, "a" + " " * 100_000 + "x", "-_" * 50_000 + "ä"]
)
def test_patterns_look_at_a_line_once(pattern: re.Pattern[str], line: str) -> None:
    assert ends_within(20 * len(line), countable(pattern).match, line)
