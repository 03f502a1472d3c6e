"""The window on a source line around a marked range, with its carets; open it when they stand wrongly."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from newslint.finding import Range
from newslint.light_tuples import NamedTuple
from newslint.text.display import cell_width, glyphs, is_plain

_ELLIPSIS = "…"
_TAB = " " * 4

# The longest escape, `\U0010ffff`, must fit beside two ellipses and some context.
_NARROWEST = 16


class Excerpt(NamedTuple):
    """A row of text, and the cells `[start, start + carets)` of it that are marked."""

    row: str
    start: int
    carets: int


class _Slice(NamedTuple):
    """The glyphs around a range; `first` and `last` are the indexes of those in the range."""

    shown: Sequence[str]  # by each glyph
    ends: Sequence[int]  # of each in the line
    first: int
    last: int
    edges: Sequence[int]  # cells before each glyph, then all cells
    total: int  # all cells, the caret after the end of the line included

    @property
    def marked(self) -> tuple[int, int]:
        """The cells of the range: one at least."""
        start = self.edges[self.first]
        return start, max(self.edges[self.last], start + 1)


def excerpt(line: str, place: Range, room: int) -> Excerpt:
    """Show the part of a line around a range in at most `room` cells.

    A range that goes on to later lines is marked to the end of this one; of a range that is wider than the
    room, the beginning is shown.
    """
    room = max(room, _NARROWEST)
    start = min(place.column - 1, len(line))
    end = len(line) if place.end_line > place.line else min(max(place.end_column - 1, start), len(line))
    part = _slice(line, start, end, room)
    low, high = _window(part, room)
    cut_left = low > 0
    cut_right = part.ends[high - 1] < len(line) if high else False
    row = "".join(part.shown[low:high])
    row = f"{_ELLIPSIS if cut_left else ''}{row}{_ELLIPSIS if cut_right else ''}"
    begin, stop = part.marked
    if cut_right:
        stop = min(stop, part.edges[high])
    return Excerpt(row.rstrip(" "), begin - part.edges[low] + cut_left, max(stop - begin, 1))


def _slice(line: str, start: int, end: int, room: int) -> _Slice:
    """Divide only as much of the line as can be seen: lines may have millions of characters."""
    reach = room
    while True:
        begin = max(start - reach, 0)
        part = _measure(line, begin, (start, end), room)
        if begin == 0 or part.edges[part.first] >= room:
            return part
        reach *= 4  # many characters may share a cell


def _measure(line: str, begin: int, marked: tuple[int, int], room: int) -> _Slice:
    start, end = marked
    stop = start + room + 1
    if is_plain(line[max(begin - 1, 0) : stop + 1]):  # those beside it may change what is shown
        shown = line[begin:stop]
        count, first = len(shown), start - begin
        ends, edges = range(begin + 1, begin + count + 1), range(count + 1)
        return _Slice(shown, ends, first, min(end - begin, count), edges, max(count, first + 1))
    return _measure_glyphs(line, begin, marked, room)


def _measure_glyphs(line: str, begin: int, marked: tuple[int, int], room: int) -> _Slice:
    """The same for any characters, one by one."""
    start, end = marked
    shown: list[str] = []
    ends: list[int] = []
    edges = [0]
    first = last = None
    edge = 0
    for text, glyph_start, glyph_end in glyphs(line, begin, tab=_TAB):
        if first is None and glyph_end > start:
            first = len(ends)
        if last is None and glyph_start >= end and first is not None:
            last = len(ends)
        if first is not None and edge - edges[first] > room:
            break
        shown.append(text)
        ends.append(glyph_end)
        edge += 1 if len(text) == 1 and text <= "~" else cell_width(text)
        edges.append(edge)
    first = len(ends) if first is None else first
    last = len(ends) if last is None else last
    return _Slice(shown, ends, first, last, edges, max(edges[-1], edges[first] + 1))


def _window(part: _Slice, room: int) -> tuple[int, int]:
    """The indexes of the glyphs to show: all that fit, the range in the middle where not all do."""
    count = len(part.ends)
    if part.total <= room:
        return 0, count
    start, end = part.marked
    # A range without length is one cell, but the glyph there may be a long escape.
    end = max(end, part.edges[min(part.first + 1, count)])
    fits = end - start <= room - 2
    before = (room - 2 - (end - start)) // 2 if fits else room // 4
    # The indentation stays where it can; near the end of the line there is room to spare on the right.
    stays = end < room or (not fits and start <= before)
    begin = 0 if stays else min(start - before, part.total - (room - 1))
    # An ellipsis takes a cell too, so it never stands for a single character.
    low = bisect_left(part.edges, begin) if begin > 1 else 0
    limit = part.edges[low] + room - (low > 0)
    if part.total <= limit:
        return low, count
    high = bisect_right(part.edges, limit - 1) - 1
    return low, max(high, part.first + 1)
