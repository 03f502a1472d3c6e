"""Tells that JSON is larger or deeper than it may be, before it is parsed; open it to see what is counted."""

import re
from typing import Final

from newslint.finding import Span
from newslint.frontmatter.nodes import Limits, Problem, ProblemKind
from newslint.text.lazy_pattern import later

# A key with its colon, a value that holds others, the end of one, or any other value. The text may be broken.
_TOKEN = later(
    r'(?P<key>"[^"\\]*+(?:\\.[^"\\]*+)*+"[ \t\r\n]*+:)|(?P<open>[\[{])|(?P<close>[\]}])'
    r'|(?P<value>"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[^ \t\r\n,:\[\]{}"]++)',
    re.DOTALL,
)
DEEPEST: Final = 500
"""How deep the parser of the standard library can go, whatever the limits say: it calls itself."""


def find_excess(text: str, content: Span, limits: Limits) -> Problem | None:
    """What goes past a limit first; None where nothing does."""
    start, end = content
    if not limits.allow_bytes_of(text[start:end]):
        return _too_large(f"{limits.max_bytes:,} bytes", start, min(start + 1, end))
    openings = text.count("{", start, end) + text.count("[", start, end)
    most = openings + text.count(",", start, end) + 1
    deepest = min(limits.max_depth, DEEPEST)
    # Braces and commas in texts count here, so this is more than there can be, and quickly told.
    if openings <= deepest and most <= limits.max_values:
        return None
    depth = values = 0
    for token in _TOKEN.finditer(text, start, end):
        kind = token.lastgroup
        if kind == "key":
            continue
        if kind == "close":
            depth -= 1
            continue
        values += 1
        depth += kind == "open"
        if depth > deepest:
            return _too_large(f"{deepest} levels of nesting", *token.span())
        if values > limits.max_values:
            return _too_large(f"{limits.max_values:,} values", *token.span())
    return None


def _too_large(limit: str, start: int, end: int) -> Problem:
    return Problem(ProblemKind.TOO_LARGE, Span(start, end), limit)
