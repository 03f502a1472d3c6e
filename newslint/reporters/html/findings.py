"""One finding as the HTML report shows it, bounded; open it for page and script alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newslint.finding import Finding, PlacedEdit, PlacedFix, Range
from newslint.text.display import escape, escape_path

_AROUND = 70  # characters shown on each side of a range
_LONGEST_MARK = 160
_LONGEST_TEXT = 600
_LONGEST_PATH = 240
_MOST_ROWS = 4
_MOST_MARKS = 12
_MOST_RELATED = 5

# The rows of one finding share most of their text, and findings of one rule their words.
_escape = lru_cache(4096)(escape)

Parts = tuple[str, ...]
"""Text in turns: plain, marked, plain, marked, plain ..."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of source: `sign` says whether it is what stands there, what goes (-) or what comes (+)."""

    sign: str
    label: str
    parts: Parts


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of a finding. All text is escaped for readers and bounded, but not yet for HTML."""

    code: str
    name: str
    severity: str
    message: str
    file: str
    place: str
    path: str
    help: str
    fix: str
    safety: str
    rows: tuple[Row, ...]
    related: tuple[str, ...]
    headline: str = ""


def card(finding: Finding, headline: str = "") -> Card:
    """Say what to show of a finding, and of the file that it is in."""
    fix = finding.fix
    return Card(
        _escape(finding.code),
        _escape(finding.name),
        finding.severity.value,
        bounded(finding.message),
        path_text(finding.file),
        f"{finding.range.line}:{finding.range.column}",
        bounded(finding.path, _LONGEST_PATH),
        bounded(finding.help or ""),
        "" if fix is None else bounded(fix.message),
        "" if fix is None else fix.safety,
        (*_source(finding), *_repair(finding)),
        tuple(_related(finding)),
        headline,
    )


def bounded(text: str, longest: int = _LONGEST_TEXT) -> str:
    """Write a text in one line in which nothing acts or hides, cut where it is too long."""
    # Cut before it is escaped too: a text may have millions of characters.
    cut = text[:longest]
    return _escape(cut) if len(cut) == len(text) else f"{_escape(cut)}…"


def path_text(path: str) -> str:
    """Write the name of a file; of a long one, the end."""
    return escape_path(path) if len(path) <= _LONGEST_PATH else f"…{_escape(path[-_LONGEST_PATH:])}"


def _source(finding: Finding) -> Iterator[Row]:
    if finding.excerpt:
        yield Row("", str(finding.range.line), _window(finding.excerpt, [(*_marked(finding), None)]))


def _marked(finding: Finding) -> tuple[int, int]:
    """The offsets of the range in the excerpt: to its end where the range goes on to later lines."""
    place, line = finding.range_in_excerpt, finding.excerpt
    start = min(place.column - 1, len(line))
    end = len(line) if place.end_line > place.line else min(max(place.end_column - 1, start), len(line))
    return start, end


def _repair(finding: Finding) -> Iterator[Row]:
    fix = finding.fix
    if fix is None:
        return
    inside = [edit for edit in fix.edits if _is_inside(edit.range, finding)]
    if inside and len(inside) == len(fix.edits):
        yield from _repaired_line(finding, inside)
        return
    for edit in fix.edits[:_MOST_ROWS]:
        yield Row(
            "+",
            str(edit.range.line),
            ("", _one_line(edit.replacement), "") if edit.replacement else (_removal(edit.range),),
        )
    yield from _left_out(fix)


def _is_inside(place: Range, finding: Finding) -> bool:
    if not finding.excerpt or not place.line == place.end_line == finding.range.line:
        return False
    # Of a long record, the excerpt is a part.
    return 0 <= place.column - finding.excerpt_column <= len(finding.excerpt)


def _repaired_line(finding: Finding, edits: list[PlacedEdit]) -> Iterator[Row]:
    """The line after the fix; before it too, unless that is just what the finding points at."""
    line = finding.excerpt
    first = finding.excerpt_column
    spans = sorted(
        (edit.range.column - first, edit.range.end_column - first, edit.replacement) for edit in edits
    )
    if [span[:2] for span in spans] != [_marked(finding)]:
        yield Row("-", "", _window(line, [(start, end, None) for start, end, _ in spans]))
    yield Row("+", "", _window(line, spans))


def _window(line: str, spans: Sequence[tuple[int, int, str | None]]) -> Parts:
    """The parts of a line around spans, each shown as it is or as what replaces it."""
    parts: list[str] = []
    at = 0
    for start, end, replacement in spans[:_MOST_MARKS]:
        parts.append(_between(line[at:start]) if parts else _before(line, start))
        parts.append(_one_line(line[start:end] if replacement is None else replacement))
        at = end
    return (*parts, _after(line, at) if len(spans) <= _MOST_MARKS else "…")


def _before(line: str, end: int) -> str:
    start = max(end - _AROUND, 0)
    # An ellipsis takes the place of a character, so it never stands for a single one.
    return _escape(line[:end]) if start <= 1 else f"…{_escape(line[start:end])}"


def _after(line: str, start: int) -> str:
    end = start + _AROUND
    return _escape(line[start:]) if len(line) - end <= 1 else f"{_escape(line[start:end])}…"


def _between(text: str) -> str:
    if len(text) <= 2 * _AROUND:
        return _escape(text)
    return f"{_escape(text[:_AROUND])} … {_escape(text[-_AROUND:])}"


def _one_line(text: str) -> str:
    return bounded(text, _LONGEST_MARK)


def _removal(place: Range) -> str:
    if place.line == place.end_line:
        return f"(removes columns {place.column} to {place.end_column - 1})"
    return f"(removes what stands up to line {place.end_line}, column {place.end_column})"


def _left_out(fix: PlacedFix) -> Iterator[Row]:
    more = len(fix.edits) - _MOST_ROWS
    if more > 0:
        yield Row("+", "…", (f"(and {more:,} more)",))


def _related(finding: Finding) -> Iterator[str]:
    for related in finding.related[:_MOST_RELATED]:
        yield f"{path_text(related.file)}:{related.range.line}: {bounded(related.message)}"
    more = len(finding.related) - _MOST_RELATED
    if more > 0:
        yield f"and {more:,} more"
