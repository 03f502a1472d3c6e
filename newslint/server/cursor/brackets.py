"""Reads what stands in brackets, closed or not: JSON, and the values of YAML and TOML; open it for commas.

What is missing is assumed: a value that isn't typed yet, a comma, a bracket at the end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from newslint.finding import Path, Span
from newslint.light_tuples import NamedTuple
from newslint.server.cursor.lines import skip
from newslint.server.cursor.spots import DEEPEST, Key, Reading, Spot, unquoted
from newslint.source import line_start
from newslint.text.lazy_pattern import later

_QUOTES: Final = ("'", '"')
_CLOSERS: Final = {"}": "{", "]": "["}
_BLANKS = later(r"[ \t\r\n]*+")
_BREAK = later(r"[\r\n]")
_REST_OF_LINE = later(r"[^\r\n]*+")


class Dialect(NamedTuple):
    """How a language writes what stands in brackets.

    `token` matches one token: of a single character if it is a bracket, a comma or `colon`. `comment` begins
    a comment. `has_dots` says that a dot in a key leads into the field before it.
    """

    token: "re.Pattern[str]"
    colon: str
    comment: str = ""
    has_dots: bool = False


_ONE_LINE: Final = r'"(?:\\[^\r\n]|[^"\\\r\n])*+"?'
JSON: Final = Dialect(later(rf"[{{}}\[\],:]|{_ONE_LINE}|[^ \t\r\n{{}}\[\],:\"]++"), ":")
YAML: Final = Dialect(
    later(
        r'"(?:\\.|[^"\\])*+"?'
        r"|'(?:''|[^'])*+'?"
        r"|[{}\[\],]|:(?=[\s,\[\]{}]|\Z)"
        r"|(?:[^ \t\r\n{}\[\],:#]|:(?![\s,\[\]{}]|\Z)|(?<!\s)\#|[ \t]++(?![\s{}\[\],:#]|\Z))++|[:#]",
        re.DOTALL,
    ),
    ":",
    "#",
)
TOML: Final = Dialect(
    later(
        r'"""(?:\\.|(?!""")[^\\])*+(?:"""+|\Z)'
        r"|'''(?:(?!''').)*+(?:'''+|\Z)"
        rf"|{_ONE_LINE}|'[^'\r\n]*+'?|[{{}}\[\],=]|[^ \t\r\n{{}}\[\],=#\"']++",
        re.DOTALL,
    ),
    "=",
    "#",
    has_dots=True,
)


class _Token(NamedTuple):
    kind: str  # the character itself, or empty for a text
    start: int
    end: int


@dataclass(slots=True)
class _Frame:
    """A pair of brackets; or nothing around one value, and then `kind` is empty.

    `expects` is "key", "colon", "value" or "comma".
    """

    kind: str
    path: Path
    expects: str
    names: set[str] = field(default_factory=set)
    key: tuple[str, ...] = ()
    index: int = 0

    def below(self) -> Path:
        """The path of the value that comes next."""
        if self.kind == "{":
            return (*self.path, *self.key)
        return (*self.path, self.index) if self.kind else self.path


def read_brackets(  # noqa: PLR0913 - what is read, how, and what is wanted of it
    text: str, span: Span, cursor: int, path: Path, dialect: Dialect, *, is_open: bool = False
) -> tuple[int | None, Reading]:
    """Read one value, and tell where it ends; None where it isn't closed.

    Args:
        text: The whole file.
        span: Where the value begins, and where it must end.
        cursor: What could be typed here is wanted.
        path: The path of the value.
        dialect: How it is written.
        is_open: The fields of a mapping begin at once, without a brace.
    """
    start, end = span
    reader = _Reader(text, cursor, dialect, [_Frame("", path, "value")])
    if is_open:
        reader.frames.append(_Frame("{", path, "key"))
    tokens = _tokens(text, start, end, dialect)
    token, last = next(tokens, None), start
    while token is not None:
        following = next(tokens, None)
        reader.look(token, following, last)
        reader.take(token, following, last)
        if len(reader.frames) > DEEPEST:
            return None, reader.reading
        last = token.end
        if not reader.frames or (len(reader.frames) == 1 and reader.frames[0].expects == "comma"):
            return last, reader.reading
        token = following
    reader.look(None, None, last, end)
    return None, reader.reading


def _tokens(text: str, start: int, end: int, dialect: Dialect) -> Iterator[_Token]:
    position = start
    while True:
        position = skip(_BLANKS, text, position, end)
        if position >= end:
            return
        if dialect.comment and text.startswith(dialect.comment, position):
            position = skip(_REST_OF_LINE, text, position, end)
            continue
        stop = skip(dialect.token, text, position, end)  # there is a token for every character
        character = text[position:stop]
        kind = character if len(character) == 1 and character in f"{{}}[],{dialect.colon}" else ""
        yield _Token(kind, position, stop)
        position = stop


@dataclass(slots=True)
class _Reader:
    text: str
    cursor: int
    dialect: Dialect
    frames: list[_Frame]
    reading: Reading = field(default_factory=Reading)

    def look(self, token: _Token | None, following: _Token | None, last: int, end: int = -1) -> None:
        """Tell what could be typed at the cursor, if it stands before a token, on it, or at the end."""
        cursor = self.cursor
        if cursor < last or (token is None and cursor > end):
            return
        if token is None or cursor < token.start or (cursor == token.start and token.kind):
            self._look_between(last, token)
        elif not token.kind and cursor <= token.end:
            quote = self._quote_of(token)
            is_beside = cursor == token.start or (cursor == token.end and self._is_closed(token))
            if not (quote and is_beside):
                self._look_at(token, following, quote, last)

    def take(self, token: _Token, following: _Token | None, last: int) -> None:
        """Go on behind a token."""
        frame = self.frames[-1]
        if token.kind in ("{", "["):
            self.frames.append(_Frame(token.kind, frame.below(), "key" if token.kind == "{" else "value"))
        elif token.kind in ("}", "]"):
            self._close(_CLOSERS[token.kind])
        elif token.kind == ",":
            if frame.kind:
                frame.expects = "key" if frame.kind == "{" else "value"
                frame.index += 1
        elif token.kind:
            frame.expects = "value" if frame.kind == "{" else frame.expects
        elif self._is_key(token, following, last):
            self._take_key(token, frame)
        elif frame.expects == "value":
            frame.expects = "comma"
            if frame.kind == "[" and not self._is_under_cursor(token):
                frame.names.add(unquoted(self._written(token)))

    def _close(self, opener: str) -> None:
        """Close the nearest bracket of a kind, with all that is open in it; none where there is none."""
        kinds = [frame.kind for frame in self.frames]
        if opener not in kinds:
            return
        while self.frames.pop().kind != opener:
            pass
        if self.frames:
            self.frames[-1].expects = "comma"

    def _take_key(self, token: _Token, frame: _Frame) -> None:
        written = self._written(token)
        dotted = self.dialect.has_dots and written[:1] not in _QUOTES
        frame.key = tuple(written.split(".")) if dotted else (unquoted(written),)
        frame.expects = "colon"
        self.reading.keys.append(Key(frame.below(), Span(token.start, token.end)))
        if not self._is_under_cursor(token):
            frame.names.add(frame.key[0])

    def _is_key(self, token: _Token, following: _Token | None, last: int) -> bool:
        """Whether a text is a key: it stands where one belongs, or what belongs before it is missing."""
        frame = self.frames[-1]
        if frame.kind != "{" or frame.expects == "key":
            return frame.kind == "{"
        is_on_new_line = _BREAK.search(self.text, last, token.start) is not None
        if frame.expects == "comma":
            return is_on_new_line
        return is_on_new_line and following is not None and following.kind == self.dialect.colon

    def _look_between(self, last: int, token: _Token | None) -> None:
        frame, cursor = self.frames[-1], self.cursor
        if self.dialect.comment and self.dialect.comment in self.text[self._line_from(last) : cursor]:
            return
        comma_at = None
        if frame.expects == "comma" and frame.kind and _BREAK.search(self.text, last, cursor):
            comma_at = last
        elif frame.expects not in ("key", "value") or (not frame.kind and token is not None):
            return
        is_key = frame.kind == "{" and frame.expects != "value"
        self.reading.spots.append(
            Spot(
                "key" if is_key else "value",
                frame.path if is_key else self._path_of_next(frame, comma_at),
                Span(cursor, cursor),
                others=frame.names if is_key or frame.kind == "[" else set(),
                lead=" " if self._is_close_behind_colon(last) else "",
                comma_at=comma_at,
                in_brackets=bool(frame.kind),
                needs_comma=bool(frame.kind) and token is not None and not token.kind,
            )
        )

    def _look_at(self, token: _Token, following: _Token | None, quote: str, last: int) -> None:
        frame = self.frames[-1]
        is_open = bool(quote) and not self._is_closed(token)
        end = self.cursor if is_open else token.end
        if _BREAK.search(self.text, token.start, end):
            return
        is_key = self._is_key(token, following, last)
        if not is_key and frame.expects != "value":
            return
        comma_at = last if is_key and frame.expects == "comma" else None
        self.reading.spots.append(
            Spot(
                "key" if is_key else "value",
                frame.path if is_key else frame.below(),
                Span(token.start, end),
                self.text[token.start + len(quote) : self.cursor],
                quote,
                frame.names if is_key or frame.kind == "[" else set(),
                comma_at=comma_at,
                in_brackets=bool(frame.kind),
                is_followed=following is not None and following.kind == self.dialect.colon,
                needs_comma=bool(frame.kind) and following is not None and not following.kind,
            )
        )

    def _line_from(self, start: int) -> int:
        """Where the line of the cursor begins, or `start` if that is behind it."""
        return max(start, line_start(self.text, self.cursor))

    def _path_of_next(self, frame: _Frame, comma_at: int | None) -> Path:
        return frame.below() if comma_at is None else (*frame.path, frame.index + 1)

    def _is_close_behind_colon(self, last: int) -> bool:
        return last == self.cursor > 0 and self.text[last - 1] == self.dialect.colon

    def _is_under_cursor(self, token: _Token) -> bool:
        return token.start <= self.cursor <= token.end

    def _written(self, token: _Token) -> str:
        return self.text[token.start : token.end]

    def _quote_of(self, token: _Token) -> str:
        character = self.text[token.start]
        return character if character in _QUOTES else ""

    def _is_closed(self, token: _Token) -> bool:
        return token.end - token.start > 1 and self.text[token.end - 1] == self.text[token.start]
