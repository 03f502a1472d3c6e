"""A rule that fails on every file is one line."""

import pytest

from newslint.lint.failures import counted_failures

WHOSE = "this is a bug in newslint, please report it"


def line(file: str, *, code: str = "TXT001", error: str = "ValueError('x')", place: str = "check:7") -> str:
    return f"{code} failed on {file}: {error} (in {place}); {WHOSE}"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], []),
        ([line("a.md")], [line("a.md")]),
        (
            [line("a.md"), line("b.md", error="ValueError('b.md (in c); it')")],
            [line("a.md") + "; it failed on 1 other too"],
        ),
        ([line(f"{n}.md") for n in range(1235)], [line("0.md") + "; it failed on 1,234 others too"]),
        (
            [line("a.md"), line("a.md", code="TXT002"), line("a.md", place="check:8"), line("b.md")],
            [
                line("a.md") + "; it failed on 1 other too",
                line("a.md", code="TXT002"),
                line("a.md", place="check:8"),
            ],
        ),
        (
            [line("a.md") + "; it failed on 1 other too", line("b.md") + "; it failed on 1,234 others too"],
            [line("a.md") + "; it failed on 1,236 others too"],
        ),
        (
            [line("x; it failed on 3 others too"), line("b.md")],
            [line("x; it failed on 3 others too") + "; it failed on 1 other too"],
        ),
    ],
)
def test_lines_about_one_place_in_a_rule_are_one_with_a_count(lines: list[str], expected: list[str]) -> None:
    assert counted_failures(lines) == expected
    assert counted_failures(counted_failures(lines)) == expected
