"""Suppressions: comments in the front matter that silence a rule in one place or in one file.

`# newslint: ignore[TXT001]` at the end of a line silences that line, alone on a line the next one; on the key
of a text it covers the whole text, since no comment can stand inside a block scalar. `ignore-file[URL005]`
silences the file. Codes, names and families may stand in the brackets, several with commas, and a reason may
follow. Only a YAML comment counts, never text in a value.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence

from newslint.document import Document
from newslint.finding import Span, Suppression
from newslint.source import Source

# A comment that speaks to newslint, rightly or nearly so.
_COMMENT = re.compile(r"(?:(?<=[ \t\r\n])|(?<=\A))#[ \t]*newslint\b[^\r\n]*", re.IGNORECASE)
_RIGHT = re.compile(r"#[ \t]*newslint:[ \t]*(ignore|ignore-file)\[([^\]]*)\][^\r\n]*")
# What a comment says that was meant to silence something.
_MEANT = re.compile(r"ignor|disabl|skip|noqa|\[", re.IGNORECASE)
_SELECTOR = re.compile(r"[^,\s](?:[^,]*[^,\s])?")
_LINE_BREAK = re.compile(r"[\r\n]")
_NEXT_LINE = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r)")

Codes = Callable[[str], tuple[frozenset[str] | None, str | None]]
"""The codes that a selector stands for; where it stands for no rule, None and the nearest one that exists."""


def find_suppressions(document: Document, codes: Codes) -> list[Suppression]:
    """Find every suppression in the front matter of a document."""
    fence = document.fence
    text = document.source.text
    if fence is None or "newslint" not in text[fence.content.start : fence.content.end].lower():
        return []
    found: list[Suppression] = []
    taken, extents = _scalars(document), _extents(document)
    for match in _COMMENT.finditer(text, max(fence.content.start - 1, 0), fence.content.end):
        if match.start() < fence.content.start or _is_inside(match.start(), taken):
            continue
        line_start = max(text.rfind("\n", 0, match.start()), text.rfind("\r", 0, match.start())) + 1
        alone = not text[line_start : match.start()].strip()
        if document.root is None and not alone:
            continue  # in broken YAML nobody can tell a comment from the end of a text
        lines = _lines(document.source, match, extents, alone=alone)
        found += _parse(match, codes, lines)
    return found


def apply(suppressions: Sequence[Suppression], code: str, line: int) -> bool:
    """Whether a finding is silenced; whoever silences it counts as used."""
    silenced = False
    for suppression in suppressions:
        if suppression.covers(code, line):
            suppression.used = silenced = True
    return silenced


def _parse(match: re.Match[str], codes: Codes, lines: tuple[int, int]) -> Iterator[Suppression]:
    comment = Span(match.start(), match.start() + len(match.group().rstrip()))
    right = _RIGHT.fullmatch(match.group())
    if right is None and not _MEANT.search(match.group()):
        return
    if right is None or not right[2].strip():
        yield Suppression("", None, comment, comment)
        return
    first, last = lines if right[1] == "ignore" else (0, float("inf"))
    start = match.start() + right.start(2)
    for part in _SELECTOR.finditer(right[2]):
        span = Span(start + part.start(), start + part.end())
        known, nearest = codes(part.group())
        yield Suppression(part.group(), known, span, comment, first, last, nearest)


def _lines(
    source: Source, match: re.Match[str], extents: Mapping[int, int], *, alone: bool
) -> tuple[int, int]:
    """The lines that a comment speaks of: its own or the next one, with the whole text that begins there."""
    line = source.line_column(match.start())[0]
    if alone:
        position = source.line_starts[line - 1]
        while following := _NEXT_LINE.match(source.text, position):
            position = following.end()
        line = source.line_column(position)[0]
    return line, extents.get(line, line)


def _extents(document: Document) -> dict[int, int]:
    """For each line on which a text of several lines or its key begins, the line on which the text ends."""
    source = document.source
    extents: dict[int, int] = {}
    for node in document.nodes:
        if node.style not in ("map", "seq") and node.end > node.start:
            first = source.line_column(node.start if node.key_start < 0 else node.key_start)[0]
            last = source.line_column(node.end - 1)[0]
            if last > first:
                extents[first] = max(last, extents.get(first, 0))
    return extents


def _scalars(document: Document) -> list[tuple[int, int]]:
    """The places of all keys and values, in order.

    A block scalar begins below its header, which may hold a comment.
    """
    text = document.source.text
    taken = []
    for node in document.nodes:
        if node.style in ("|", ">"):
            header = _LINE_BREAK.search(text, node.start, node.end)
            taken.append((header.start() if header else node.end, node.end))
        elif node.style not in ("map", "seq"):
            taken.append((node.start, node.end))
        if node.key_start >= 0:
            taken.append((node.key_start, node.key_end))
    return sorted(taken)


def _is_inside(offset: int, taken: list[tuple[int, int]]) -> bool:
    index = bisect_right(taken, (offset, offset)) - 1
    return index >= 0 and taken[index][0] <= offset < taken[index][1]
