r"""Maps characters of a value to those that wrote them; open it when a finding points beside its text.

A line is spelled as it is. The line feed between two lines of a value stands for the line break, the blanks
before it, and the indentation behind it.
"""

from newslint.frontmatter.nodes import Node
from newslint.frontmatter.syntax import Alignment
from newslint.text.lazy_pattern import later

_LINE = later(r"[^\r\n]+")


def align(text: str, node: Node) -> Alignment | None:
    """Map every character of a value; None where that can't be certain."""
    value = node.value
    at = verbatim_at(text, node)
    if at is not None:
        return Alignment(range(at, at + len(value)), range(at + 1, at + 1 + len(value)))
    starts: list[int] = []
    ends: list[int] = []
    parts: list[str] = []
    for line in _LINE.finditer(text, node.start, node.end):
        part = line[0].strip()
        first = line.start() + len(line[0]) - len(line[0].lstrip())
        if ends:
            starts.append(ends[-1])
            ends.append(first)
        starts += range(first, first + len(part))
        ends += range(first + 1, first + len(part) + 1)
        parts.append(part)
    return Alignment(starts, ends) if "\n".join(parts) == value else None


def verbatim_at(text: str, node: Node) -> int | None:
    """Where a value begins that stands on one line; None where it has several."""
    del text  # what stands on one line is a value as it is
    return node.start if isinstance(node.value, str) and "\n" not in node.value else None
