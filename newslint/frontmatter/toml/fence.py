"""Finds a block of TOML at the top of a text; open it for what opens and closes one."""

from typing import Final

from newslint.frontmatter.fenced import find_block, marks
from newslint.frontmatter.syntax import Fence

# Hugo and Zola write pluses; gray-matter, which Eleventy uses, knows the name behind the dashes.
_MARKS: Final = ((marks("+++", "+++"), "+++"), (marks("---toml", "---"), "---"))


def find(text: str) -> Fence | None:
    """The block between `+++` and `+++`, or between `---toml` and `---`."""
    for by, mark in _MARKS:
        if found := find_block(text, by):
            from newslint.frontmatter.toml.language import TOML  # noqa: PLC0415 - start-up time: tomllib takes 4 ms

            return Fence(*found, TOML, mark)
    return None
