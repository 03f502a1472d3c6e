"""Finds the comments of a TOML block and the lines they speak of; open it when one covers the wrong line."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from newslint.finding import Span
from newslint.frontmatter.syntax import Comment
from newslint.source import Source
from newslint.text.lazy_pattern import later

# Strings, comments, and whatever else is no blank; in a broken block a quote may stand alone.
_TOKEN = later(
    r'''"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"{3,5}|\'\'\'.*?\'{3,5}'''
    r"""|"[^"\\\n]*(?:\\.[^"\\\n]*)*"|'[^'\n]*'|#[^\r\n]*|[^\s"'#]+|["']""",
    re.DOTALL,
)


def find_comments(source: Source, block: Span, name: re.Pattern[str]) -> Iterator[Comment]:
    """Every comment of a block that holds a name.

    A comment speaks of its line, and alone on its line also of the next one that holds anything. A text of
    several lines counts as one.
    """
    text = source.text
    comments: list[tuple[Span, int]] = []
    held: list[int] = []  # the lines on which keys, values and brackets begin
    last_line: dict[int, int] = {}
    first_line: dict[int, int] = {}
    for token in _TOKEN.finditer(text, block.start, block.end):
        line = source.line_column(token.start())[0]
        if token[0][0] == "#":
            comments.append((Span(*token.span()), line))
            continue
        held.append(line)
        if last := token[0].count("\n"):
            last_line[line] = max(line + last, last_line.get(line, line))
            first_line[line + last] = min(line, first_line.get(line + last, line))
    for place, line in comments:
        if not name.search(text, *place):
            continue
        alone = not text[source.line_starts[line - 1] : place.start].strip()
        if not alone:
            yield Comment(place, alone, (first_line.get(line, line), last_line.get(line, line)))
            continue
        index = bisect_right(held, line)
        target = held[index] if index < len(held) else source.line_column(block.end)[0]
        yield Comment(place, alone, (line, last_line.get(target, target)))
