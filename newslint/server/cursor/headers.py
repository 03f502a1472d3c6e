"""Reads a header, which has no fences, line by line; open it for what continues a value."""

from newslint.finding import Span
from newslint.frontmatter.headers import lines as header_lines
from newslint.frontmatter.headers.lines import Kind, name_of
from newslint.server.cursor.spots import NO_CURSOR, Key, Reading, Spot


def read(text: str, block: Span, cursor: int = NO_CURSOR) -> Reading:
    """Read a header."""
    reading, names = Reading(), set[str]()
    behind_last = block.start
    for line in header_lines.lines_of(text, block.start, block.end):
        behind_last = line.end
        has_cursor = line.start <= cursor <= line.end
        if line.kind is Kind.FIELD:
            key = Span(line.key_start, line.key_end)
            name = name_of(text[key.start : key.end])
            reading.keys.append(Key((name,), key))
            if key.start <= cursor <= key.end:
                reading.spots.append(_key(text, key, cursor, names, is_followed=True))
                continue
            names.add(name)
            if has_cursor:
                reading.spots += _value(text, line, name, cursor)
        elif line.kind is Kind.OTHER and has_cursor and line.value_start <= cursor <= line.value_end:
            reading.spots.append(_key(text, Span(line.value_start, line.value_end), cursor, names))
    if not reading.spots and cursor == block.end > behind_last:  # a line that nothing is written on yet
        reading.spots.append(_key(text, Span(cursor, cursor), cursor, names))
    return reading


def _key(text: str, span: Span, cursor: int, names: set[str], *, is_followed: bool = False) -> Spot:
    return Spot("key", (), span, text[span.start : cursor], others=names, is_followed=is_followed)


def _value(text: str, line: header_lines.Line, name: str, cursor: int) -> list[Spot]:
    colon = text.index(":", line.key_end) + 1
    span = Span(line.value_start, line.value_end)
    if span.start == span.end:
        span = Span(cursor, cursor)
    if not max(colon, span.start) <= cursor <= span.end:
        return []
    lead = " " if cursor == colon else ""
    return [Spot("value", (name,), span, text[span.start : cursor], lead=lead)]
