"""Reads TOML line by line, whether it is TOML or will be; open it for tables."""

from dataclasses import dataclass, field
from typing import Final

from newslint.finding import Path, Span
from newslint.server.cursor.brackets import TOML, read_brackets
from newslint.server.cursor.lines import Line, lines_of, skip
from newslint.server.cursor.spots import DEEPEST, NO_CURSOR, Key, Reading, Spot, unquoted
from newslint.text.lazy_pattern import later

_PART: Final = r"""(?:[A-Za-z0-9_-]++|"[^"\r\n]*+"|'[^'\r\n]*+')"""
_DOTTED: Final = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+"
_KEY = later(rf"[ \t]*+({_DOTTED})[ \t]*+=")
_BLANKS = later(r"[ \t]*+")
_HEADER = later(rf"[ \t]*+(\[\[?)[ \t]*+({_DOTTED})?[ \t]*+(\]\]?)?")
_TYPED_HEADER = later(r"[ \t]*+(\[\[?)[ \t]*+([^\[\]\r\n#]*+)")
_TYPED_KEY = later(r"[ \t]*+([^\s=#\[\]{}]*+)\Z")
_REST_OF_KEY = later(r"[^\s=#\[\]{}]*+")
_EACH_PART = later(_PART)


def read(text: str, block: Span, cursor: int = NO_CURSOR) -> Reading:
    """Read a block, or a whole file."""
    reader = _Reader(text, block, cursor)
    position = block.start
    for line in lines_of(text, block):
        if line.start >= position:
            position = reader.take(line)
    return reader.reading


@dataclass(slots=True)
class _Reader:
    text: str
    block: Span
    cursor: int
    reading: Reading = field(default_factory=Reading)
    table: Path = ()
    names: dict[Path, set[str]] = field(default_factory=dict)
    arrays: dict[tuple[str, ...], int] = field(default_factory=dict)

    def take(self, line: Line) -> int:
        """Read what begins on a line; give the place behind it."""
        text, has_cursor = self.text, line.start <= self.cursor <= line.end
        header = _HEADER.match(text, line.start, line.end)
        if header is not None:
            if has_cursor:
                self._look_at_header(line)
            if header[2] and header[2].count(".") < DEEPEST:
                self._open(
                    header[2], Span(*header.span(2)), is_array=header[1] == "[[", is_new=not has_cursor
                )
            return line.end
        key = _KEY.match(text, line.start, line.end)
        if key is None:
            if has_cursor:
                self._look_at_key(line)
            return line.end
        names = _parts(key[1])
        is_typed = has_cursor and self.cursor <= key.end(1)
        self._note(self.table, names, Span(*key.span(1)), is_new=not is_typed)
        if is_typed:
            self._look_at_key(Line(line.start, key.end(1)), is_followed=True)
        return self._take_value(key.end(), line, (*self.table, *names))

    def _take_value(self, start: int, line: Line, path: Path) -> int:
        """Read a value, which may end on a later line."""
        first = skip(_BLANKS, self.text, start, line.end)
        opens = self.text[first : first + 3]
        is_text_of_lines = opens in ('"""', "'''")
        limit = line.end
        if opens[:1] in ("[", "{"):
            limit = self._limit(line)
        elif is_text_of_lines:
            limit = self.block.end
        end, found = read_brackets(self.text, Span(start, limit), self.cursor, path, TOML)
        self.reading.keys += found.keys
        self.reading.spots += found.spots
        return max(limit if end is None else end, line.end)

    def _limit(self, line: Line) -> int:
        """Where a list that isn't closed must end: at the next line with a key, or a header."""
        for other in lines_of(self.text, Span(line.end, self.block.end)):
            if other.start > line.end and (
                _KEY.match(self.text, other.start, other.end) or self._is_header(other)
            ):
                return other.start
        return self.block.end

    def _is_header(self, line: Line) -> bool:
        header = _HEADER.match(self.text, line.start, line.end)
        return header is not None and bool(header[2] and header[3]) and header[2][:1] not in ("'", '"')

    def _open(self, written: str, span: Span, *, is_array: bool, is_new: bool) -> None:
        names = _parts(written)
        parent: Path = ()
        for number, name in enumerate(names, 1):
            if number < len(names):
                parent = self._below(parent, names[:number], name)
                self.names.setdefault(parent[:-1] if isinstance(parent[-1], str) else parent[:-2], set()).add(
                    name
                )
        self._note(parent, names[-1:], span, is_new=is_new)
        if is_array:
            self.arrays[names] = self.arrays.get(names, -1) + 1
        self.table = self._below(parent, names, names[-1])

    def _below(self, parent: Path, names: tuple[str, ...], name: str) -> Path:
        index = self.arrays.get(names)
        return (*parent, name) if index is None else (*parent, name, index)

    def _note(self, table: Path, names: tuple[str, ...], span: Span, *, is_new: bool) -> None:
        self.reading.keys.append(Key((*table, *names), span))
        if is_new:
            self.names.setdefault(table, set()).add(names[0])

    def _look_at_key(self, line: Line, *, is_followed: bool = False) -> None:
        before = self.text[line.start : self.cursor]
        typed = _TYPED_KEY.match(before)
        if typed is None:
            return
        start = line.start + typed.start(1)
        end = skip(_REST_OF_KEY, self.text, self.cursor, line.end)
        *around, last = typed[1].split(".")
        path = (*self.table, *around)
        quote = last[:1] if last[:1] in ("'", '"') else ""
        self.reading.spots.append(
            Spot(
                "key",
                path,
                Span(start + len(typed[1]) - len(last), end),
                last[len(quote) :],
                quote,
                self.names.setdefault(path, set()),
                is_followed=is_followed,
            )
        )

    def _look_at_header(self, line: Line) -> None:
        typed = _TYPED_HEADER.fullmatch(self.text, line.start, self.cursor)
        whole = _TYPED_HEADER.match(self.text, line.start, line.end)
        if typed is None or whole is None:
            return
        *around, last = typed[2].split(".")
        path: Path = ()
        for number, name in enumerate(around, 1):
            path = self._below(path, tuple(around[:number]), unquoted(name.strip()))
        start = self.cursor - len(last)
        self.reading.spots.append(
            Spot(
                "table",
                path,
                Span(start, max(self.cursor, start + len(self.text[start : whole.end()].rstrip()))),
                last,
                others=self.names.setdefault(path, set()),
                in_brackets=typed[1] == "[[",
                is_followed=self.text[whole.end() : whole.end() + 1] == "]",
            )
        )


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(unquoted(part) for part in _EACH_PART.findall(dotted))
