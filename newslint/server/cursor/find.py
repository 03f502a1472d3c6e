"""Finds the block that a cursor stands in, and asks who reads its language; open it to add one."""

from typing import Final

from newslint.finding import Span
from newslint.frontmatter.block import find_fence
from newslint.light_tuples import NamedTuple
from newslint.server.cursor import brackets, headers, toml, yaml
from newslint.server.cursor.lines import skip
from newslint.server.cursor.spots import NO_CURSOR, Reading
from newslint.source import line_start
from newslint.text.lazy_pattern import later

JSON: Final = "JSON"
TOML: Final = "TOML"
YAML: Final = "YAML"
HEADERS: Final = "Headers"

_REST_OF_LINE = later(r"[^\r\n]*+(?:\r\n|\n|\r|\Z)")
# An object of which nothing is written yet but its brace.
_BEGUN = later(r"\ufeff?\{[ \t]*+(?:[\r\n]|\Z)")


class Block(NamedTuple):
    """A block of front matter, closed or not; `language` is the name of its syntax."""

    language: str
    content: Span
    is_closed: bool

    def has(self, offset: int) -> bool:
        """Whether something that is typed at an offset belongs to the block."""
        last = self.content.end
        if self.language == HEADERS or not self.is_closed:
            return self.content.start <= offset <= last
        return self.content.start <= offset < last


def block_of(text: str, cursor: int = NO_CURSOR) -> Block | None:
    """The front matter of a text; a line that is typed at the cursor ends no header."""
    fence = find_fence(text)
    if fence is not None:
        return Block(fence.syntax.name, fence.content, fence.closing is not None)
    if _BEGUN.match(text):
        return Block(JSON, Span(text.index("{"), len(text)), is_closed=False)
    return None if cursor == NO_CURSOR else _header_around(text, cursor)


def _header_around(text: str, cursor: int) -> Block | None:
    start = line_start(text, cursor)
    end = skip(_REST_OF_LINE, text, cursor, len(text))
    fence = find_fence(text[:start] + text[end:])
    if fence is None or fence.syntax.name != HEADERS or start > fence.content.end:
        return None
    return Block(HEADERS, Span(fence.content.start, fence.content.end + end - start), is_closed=True)


def read_at(text: str, block: Block, cursor: int = NO_CURSOR) -> Reading:
    """Read a block as far as it can be read, and tell what could be typed at the cursor."""
    language, content, is_closed = block
    if language == JSON:
        is_open = text[content.start : content.end].lstrip()[:1] != "{"
        return brackets.read_brackets(text, content, cursor, (), brackets.JSON, is_open=is_open)[1]
    if language == TOML:
        return toml.read(text, content, cursor)
    if language == HEADERS:
        return headers.read(text, content, cursor)
    return yaml.read(text, content, cursor, is_closed=is_closed)
