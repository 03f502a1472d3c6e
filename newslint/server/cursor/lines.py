"""The lines of a block, as YAML, TOML and headers count them; open it for what ends one."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newslint.finding import Span
from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later

if TYPE_CHECKING:
    import re

_LINE = later(r"([^\r\n]*+)(\r\n|\n|\r|\Z)")


class Line(NamedTuple):
    """A line without what ends it."""

    start: int
    end: int


def skip(pattern: "re.Pattern[str]", text: str, start: int, end: int) -> int:
    """The place behind what a pattern matches at another place."""
    found = pattern.match(text, start, end)
    return start if found is None else found.end()


def lines_of(text: str, block: Span) -> Iterator[Line]:
    """The lines of a block; behind the last line break stands one more, which is empty."""
    position = block.start
    while found := _LINE.match(text, position, block.end):
        yield Line(*found.span(1))
        if not found[2]:
            return
        position = found.end()
