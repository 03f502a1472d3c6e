"""Finds the block between the fences; open it for what opens and closes one."""

import re

from newslint.finding import Span
from newslint.source import BOM

# `---` alone on the first line; trailing blanks are tolerated by every generator.
_OPENING = re.compile(r"---[ \t]*(?=\r|\n|\Z)")
# Two patterns: a search for one character is many times faster than one for either of two.
_CLOSING = re.compile(r"\n(---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")
_CLOSING_AFTER_CR = re.compile(r"\r(---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


def find_block(text: str) -> tuple[Span, Span, Span | None] | None:
    """Find the fence that opens a block, what stands in it, and the fence that closes it, if one does.

    None when the text doesn't begin with a fence. A block opens with `---` alone on the first line (after a
    byte order mark) and closes with `---` or `...` alone on a line, as in Jekyll, Hugo and Pandoc.
    """
    start = 1 if text.startswith(BOM) else 0
    opening = _OPENING.match(text, start)
    if opening is None:
        return None
    line_break = _LINE_BREAK.match(text, opening.end())
    begin = line_break.end() if line_break else opening.end()
    closing = _CLOSING.search(text, begin - 1)
    if "\r" in text:
        end = closing.start() if closing else len(text)
        closing = _CLOSING_AFTER_CR.search(text, begin - 1, end) or closing
    fence = Span(start, start + 3)
    if closing is None:
        return fence, Span(begin, len(text)), None
    return fence, Span(begin, closing.start(1)), Span(*closing.span(1))
