"""Finds the block between two fences at the top of a text; open it for what opens and closes one."""

import re

from newslint.finding import Span
from newslint.light_tuples import NamedTuple
from newslint.source import BOM, LINE_BREAK
from newslint.text.lazy_pattern import later


class Marks(NamedTuple):
    """What opens and closes a block: `closing` is one of these marks, alone on a line."""

    opening: re.Pattern[str]
    closing: re.Pattern[str]
    closing_after_cr: re.Pattern[str]


def marks(opening: str, *closing: str) -> Marks:
    """The marks of a language; blanks behind them are tolerated, as every generator does."""
    ends = f"({'|'.join(map(re.escape, closing))})[ \\t]*(?=[\\r\\n]|\\Z)"
    # Two patterns: a search for one character is many times faster than one for either of two.
    return Marks(
        later(rf"({re.escape(opening[:3])}){re.escape(opening[3:])}[ \t]*(?=\r|\n|\Z)"),
        later(rf"\n{ends}"),
        later(rf"\r{ends}"),
    )


def find_block(text: str, by: Marks) -> tuple[Span, Span, Span | None] | None:
    """Find the fence that opens a block, what stands in it, and the fence that closes it, if one does.

    None when the text doesn't begin with a fence. A block opens with its mark alone on the first line (after
    a byte order mark) and closes with one alone on a line, as in Jekyll, Hugo and Pandoc.
    """
    start = 1 if text.startswith(BOM) else 0
    opening = by.opening.match(text, start)
    if opening is None:
        return None
    line_break = LINE_BREAK.match(text, opening.end())
    begin = line_break.end() if line_break else opening.end()
    closing = by.closing.search(text, begin - 1)
    if "\r" in text:
        end = closing.start() if closing else len(text)
        closing = by.closing_after_cr.search(text, begin - 1, end) or closing
    fence = Span(*opening.span(1))
    if closing is None:
        return fence, Span(begin, len(text)), None
    return fence, Span(begin, closing.start(1)), Span(*closing.span(1))
