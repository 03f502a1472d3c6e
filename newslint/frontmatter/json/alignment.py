"""Maps characters of a text to those that wrote them; open it when a finding points beside its text."""

import json

from newslint.frontmatter.nodes import Node
from newslint.frontmatter.syntax import Alignment
from newslint.text.lazy_pattern import later

# A character beyond the first plane takes two escapes.
_ESCAPE = later(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^u])")


def align(text: str, node: Node) -> Alignment | None:
    """Map every character of a text to its token; None where that can't be certain."""
    value = node.value
    if node.style != '"':
        return None
    at = verbatim_at(text, node)
    if at is not None:
        return Alignment(range(at, at + len(value)), range(at + 1, at + 1 + len(value)))
    starts: list[int] = []
    ends: list[int] = []
    position, last = node.start + 1, node.end - 1
    for escape in _ESCAPE.finditer(text, position, last):
        start, end = escape.span()
        starts += range(position, start + 1)
        ends += range(position + 1, start + 1)
        ends.append(end)
        position = end
    starts += range(position, last)
    ends += range(position + 1, last + 1)
    aligned = len(starts) == len(value) and json.loads(text[node.start : node.end]) == value
    return Alignment(starts, ends) if aligned else None


def verbatim_at(text: str, node: Node) -> int | None:
    """Where a text begins that the token spells as it is; None where it doesn't."""
    value, first = node.value, node.start + 1
    if node.style != '"' or first + len(value) != node.end - 1:
        return None
    return first if text.startswith(value, first) else None
