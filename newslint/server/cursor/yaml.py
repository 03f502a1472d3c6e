"""Reads YAML line by line, whether it is YAML or will be; open it for indentation.

What stands in brackets or quotes is read as such, up to the next line that plainly is a field of the mapping
around, or of one around that.
"""

from dataclasses import dataclass, field
from typing import Final

from newslint.finding import Path, Span
from newslint.server.cursor.brackets import JSON, YAML, read_brackets
from newslint.server.cursor.lines import Line, lines_of, skip
from newslint.server.cursor.spots import DEEPEST, NO_CURSOR, Key, Reading, Spot, unquoted
from newslint.text.lazy_pattern import later

_PLAIN: Final = r"""(?![-?:](?:[ \t]|\Z))[^\s"'\[\]{},#&*!|>%@`](?:[^:\r\n#]|(?<![ \t])\#|:(?!\s|\Z))*+"""
_KEY = later(rf"""("(?:\\.|[^"\\\r\n])*+"|'(?:''|[^'\r\n])*+'|{_PLAIN})[ \t]*+:(?=\s|\Z)""")
_DASH = later(r"-(?=[ \t]|\Z)")
_BLANKS = later(r"[ \t]*+")
_SPACES = later(r" *+")
_MARKS = later(r"(?:[&!][^\s,\[\]{}]*+[ \t]++)*+")  # anchors and tags
_BLOCK_OF_TEXT = later(r"[|>][-+0-9]*+[ \t]*+(?:#.*+)?")
_COMMENT = later(r"(?:(?<=[ \t])|(?<![^\r\n]))#")
_QUOTES: Final = ("'", '"')
_OPENERS: Final = ("[", "{", *_QUOTES)


@dataclass(slots=True)
class _Level:
    """A mapping or a list, and the column in which its keys or dashes stand.

    `key` is the last one; `holds` tells whether a value stands behind it on its line, and `is_filled` whether
    a mapping or a list stands below it.
    """

    column: int
    is_list: bool
    path: Path
    names: set[str] = field(default_factory=set)
    key: str | None = None
    index: int = -1
    holds: bool = False
    is_filled: bool = False

    def below(self) -> Path:
        """The path of what stands deeper, below the last key or dash."""
        if self.is_list:
            return (*self.path, self.index)
        return self.path if self.key is None else (*self.path, self.key)


def read(text: str, block: Span, cursor: int = NO_CURSOR, *, is_closed: bool) -> Reading:
    """Read a block; one that isn't closed ends, behind the cursor, with a blank line."""
    reader = _Reader(text, block, cursor)
    position = block.start
    for line in lines_of(text, block):
        if line.start < position:
            continue
        if not is_closed and line.start > cursor and line.start == line.end:
            break
        position = reader.take(line)
    return reader.reading


@dataclass(slots=True)
class _Reader:
    text: str
    block: Span
    cursor: int
    reading: Reading = field(default_factory=Reading)
    levels: list[_Level] = field(default_factory=list)
    text_column: int | None = None  # a block of text goes on behind this column

    def take(self, line: Line) -> int:
        """Read what begins on a line; give the place behind it."""
        start = skip(_SPACES, self.text, line.start, line.end)
        column = start - line.start
        has_cursor = line.start <= self.cursor <= line.end
        if self.text_column is not None:
            shown = self.cursor - line.start if has_cursor and start == line.end else column
            if (start == line.end and not has_cursor) or shown > self.text_column:
                return line.end
            self.text_column = None
        if start < line.end and self.cursor < start:
            has_cursor = False
        if self.text.startswith("#", start) or (start == line.end and not has_cursor):
            return line.end
        if not self.levels and self.text.startswith("{", start):  # JSON between the fences of YAML
            self.reading = read_brackets(self.text, Span(start, self.block.end), self.cursor, (), JSON)[1]
            return self.block.end + 1
        return self._take_dashes(line, start, column, has_cursor=has_cursor)

    def _take_dashes(self, line: Line, start: int, column: int, *, has_cursor: bool) -> int:
        is_in_item = False
        while True:
            if len(self.levels) >= DEEPEST:
                return self.block.end + 1
            if not _DASH.match(self.text, start, line.end):
                break
            self._open_item(column)
            is_in_item = True
            after = skip(_BLANKS, self.text, start + 1, line.end)
            if has_cursor and start < self.cursor and after == line.end:
                self._look_at_empty_item(line, start)
                return line.end
            column += after - start
            start = after
        key = _KEY.match(self.text, start, line.end)
        if key is not None:
            name = Span(key.start(1), key.start(1) + len(key[1].rstrip(" \t")))
            return self._take_field(line, name, key.end(), column, has_cursor=has_cursor)
        if is_in_item:
            return self._take_value(line, start, column, has_cursor=has_cursor)
        if has_cursor:
            self._look_at_word(line, start)
        return line.end

    # ------------------------------------------------------------------ what is there

    def _take_field(self, line: Line, key: Span, behind: int, column: int, *, has_cursor: bool) -> int:
        level = self._open_mapping(column)
        if level is None:
            return line.end
        name = unquoted(self.text[key.start : key.end])
        level.key, level.is_filled = name, False
        self.reading.keys.append(Key((*level.path, name), key))
        if has_cursor and key.start <= self.cursor <= key.end:
            self._look_at_key(level, key, line, is_followed=True)
        else:
            level.names.add(name)
        first = skip(_MARKS, self.text, skip(_BLANKS, self.text, behind, line.end), line.end)
        level.holds = first < line.end and self.text[first] != "#"
        return self._take_value(line, behind, column, has_cursor=has_cursor)

    def _take_value(self, line: Line, behind: int, column: int, *, has_cursor: bool) -> int:
        """Read a value, from the place behind its colon or dash; it may end on a later line."""
        path = self.levels[-1].below()
        first = skip(_MARKS, self.text, skip(_BLANKS, self.text, behind, line.end), line.end)
        comment = _COMMENT.search(self.text, first, line.end)
        if _BLOCK_OF_TEXT.fullmatch(self.text, first, line.end):
            self.text_column = self.levels[-1].column
            return line.end
        if self.text[first : first + 1] in _OPENERS and first < line.end:
            end, found = read_brackets(self.text, Span(first, line.end), self.cursor, path, YAML)
            if end is None:
                limit = self._limit(line, column)
                end, found = read_brackets(self.text, Span(first, limit), self.cursor, path, YAML)
                end = limit if end is None else end
            self.reading.keys += found.keys
            self.reading.spots += found.spots
            if self.text[first] in _QUOTES:
                self._note_item(first, end, has_cursor=has_cursor)
            return max(end, line.end)
        end = line.end if comment is None else comment.start()
        stop = first + len(self.text[first:end].rstrip(" \t"))
        if has_cursor and behind <= self.cursor <= end:
            if first >= stop or first <= self.cursor <= stop:
                self._look_at_value(line, Span(first, max(first, stop)), behind)
        elif not has_cursor and first < stop:
            self._note_item(first, stop, has_cursor=False)
        return line.end

    def _note_item(self, start: int, end: int, *, has_cursor: bool) -> None:
        """Note a plain item of a list."""
        level = self.levels[-1]
        if level.is_list and not has_cursor:
            level.names.add(unquoted(self.text[start:end]))

    def _limit(self, line: Line, column: int) -> int:
        """Where brackets or quotes that aren't closed must end."""
        for other in lines_of(self.text, Span(line.end, self.block.end)):
            start = skip(_SPACES, self.text, other.start, other.end)
            if other.start > line.end and start - other.start <= column:
                inner = start
                while _DASH.match(self.text, inner, other.end):
                    inner = skip(_BLANKS, self.text, inner + 1, other.end)
                if inner > start or _KEY.match(self.text, inner, other.end):
                    return other.start
        return self.block.end

    # ------------------------------------------------------------------ levels

    def _open_item(self, column: int) -> None:
        """Begin the next item of the list whose dashes stand in a column."""
        self._leave(column)
        level = self.levels[-1] if self.levels else None
        if level is None or not (level.is_list and level.column == column):
            level = self._push(column, is_list=True)
        level.index += 1

    def _open_mapping(self, column: int) -> _Level | None:
        """The mapping whose keys stand in a column; None where the line goes on with a text above."""
        self._leave(column)
        if self.levels and self.levels[-1].is_list and self.levels[-1].column == column:
            self.levels.pop()
        level = self.levels[-1] if self.levels else None
        if level is not None and not level.is_list and (level.column == column or level.key is None):
            level.column = column
            return level
        if level is not None and level.holds:
            return None
        return self._push(column, is_list=False)

    def _push(self, column: int, *, is_list: bool) -> _Level:
        around = self.levels[-1] if self.levels else None
        if around is not None:
            around.is_filled = True
        self.levels.append(_Level(column, is_list, () if around is None else around.below()))
        return self.levels[-1]

    def _leave(self, column: int) -> None:
        while self.levels and self.levels[-1].column > column:
            self.levels.pop()

    # ------------------------------------------------------------------ what could be typed

    def _look_at_empty_item(self, line: Line, dash: int) -> None:
        """Behind a dash with nothing: a value, or the first key of a mapping."""
        lead = " " if self.cursor == dash + 1 else ""
        self._look_at_item(line, Span(self.cursor, self.cursor), dash + 2, lead)

    def _look_at_item(self, line: Line, span: Span, start: int, lead: str = "") -> None:
        """An item that is typed from `start` on; it may become a mapping, whose keys follow below it."""
        level = self.levels[-1]
        mapping = self._push(start - line.start, is_list=False)
        typed = self.text[span.start : self.cursor]
        column = start - skip(_SPACES, self.text, line.start, line.end)
        self.reading.spots += [
            Spot("value", mapping.path, span, typed, others=level.names, lead=lead),
            Spot("key", mapping.path, span, typed, others=mapping.names, lead=lead, column=column),
        ]

    def _look_at_key(self, level: _Level, key: Span, line: Line, *, is_followed: bool) -> None:
        typed = self.text[key.start : self.cursor]
        quote = typed[:1] if typed[:1] in ("'", '"') else ""
        self.reading.spots.append(
            Spot(
                "key",
                level.path,
                key,
                typed[len(quote) :],
                quote,
                level.names,
                is_followed=is_followed,
                column=key.start - min(skip(_SPACES, self.text, line.start, line.end), key.start),
            )
        )

    def _look_at_value(self, line: Line, span: Span, behind: int) -> None:
        """A value without brackets and quotes."""
        if span.start == span.end:
            span = Span(self.cursor, self.cursor)
        level = self.levels[-1]
        if level.is_list:
            self._look_at_item(line, span, span.start)
            return
        lead = " " if self.cursor == behind else ""
        typed = self.text[span.start : self.cursor]
        self.reading.spots.append(Spot("value", level.below(), span, typed, lead=lead))

    def _look_at_word(self, line: Line, start: int) -> None:
        """A line with nothing or one word on it: a key, or an item whose dash isn't typed yet."""
        start = min(start, self.cursor)
        written = self.text[start : line.end].rstrip(" \t")
        if self.cursor > start + len(written) or "#" in written:
            return
        column = start - line.start
        span = Span(start, start + len(written))
        typed = self.text[start : self.cursor]
        self._leave(column)
        level = self.levels[-1] if self.levels else None
        is_beside_items = level is not None and level.is_list and level.column == column
        list_path: Path | None = None
        others: set[str] = set()
        if level is not None and is_beside_items:
            list_path, others = (*level.path, level.index + 1), level.names
        elif (
            level is not None
            and not level.is_list
            and level.key is not None
            and not (level.holds or level.is_filled)
        ):
            list_path = (*level.below(), 0)
        if list_path is not None and typed[:1] not in ("'", '"'):
            self.reading.spots.append(Spot("value", list_path, span, typed, others=others, lead="- "))
        if is_beside_items and not self._is_under_key(column):
            return
        mapping = self._open_mapping(column)
        if mapping is not None:
            self._look_at_key(mapping, span, line, is_followed=False)

    def _is_under_key(self, column: int) -> bool:
        """Whether the list at hand stands in the column of the key that it belongs to."""
        return len(self.levels) > 1 and self.levels[-2].column == column
