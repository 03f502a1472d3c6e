"""Compares names with wildcards as git does, in linear time; open it when a pattern matches wrongly.

The source is git's wildmatch.c, with the flag WM_PATHNAME. Git goes back and forth between the stars of a
pattern, which takes time without bound. Here nothing goes back: what stands between two stars has one length,
so the leftmost place where it fits leaves most to the rest, and no other place needs a look. The same holds
for the folders between two `**`. So a name is compared in a time that is linear in its length, times the
length of the pattern, however many stars there are.

A pattern and a name are text of any characters. For git's view, in which each byte is one, decode both
as Latin-1.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from newslint.light_tuples import NamedTuple

Test = Callable[[str], bool]
"""Whether a name, which has no slash in it, matches."""

# ASCII only, in every language that git may speak.
_CLASSES: Final = {
    "alnum": r"0-9A-Za-z",
    "alpha": r"A-Za-z",
    "blank": r"\x20\t",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": r"0-9",
    "graph": r"!-~",
    "lower": r"a-z",
    "print": r"\x20-~",
    "punct": r"!-/:-@\[-`{-~",
    "space": r"\x20\t\n\r",
    "upper": r"A-Z",
    "xdigit": r"0-9A-Fa-f",
}
_NOTHING: Final = ("", 0)
_FIRST_WILD: Final = re.compile(r"[*?\[\\]")


def name_test(pattern: str) -> Test | None:
    """The test that a pattern without slashes stands for; None if it can't match anything."""
    parts = _parse(pattern, deep=False)
    return None if parts is None else _test_of(parts[0].names[0])


def is_sound(pattern: str) -> bool:
    """Whether a pattern is what somebody may have meant.

    Not so are brackets that never close, classes that don't exist, a backslash at the end, and ranges such as
    `[z-a]`, of which git takes the first character only.
    """
    parser = _Parser(pattern, deep=False)
    return parser.parse() is not None and not parser.brackets.has_empty_range


def has_wildcard(pattern: str) -> bool:
    """Whether a pattern is more than the name that it stands for."""
    return _FIRST_WILD.search(pattern) is not None


class PathPattern:
    """A pattern for paths, which are relative and have no slash at either end.

    What matches begins with `start` and has `needle` in it; the parts are about what comes behind the start.
    """

    __slots__ = ("_deep", "_ends_deep", "_head", "_last", "needle", "start")

    def __init__(self, start: str, parts: "list[_Part]") -> None:
        self.start = start
        self.needle = _needle(parts)
        tests = [(part.least, tuple(map(_test_of, part.names))) for part in parts]
        self._head = tests[0][1]
        self._ends_deep = not parts[-1].names
        self._deep = tests[1:-1]
        self._last = tests[-1] if len(tests) > 1 else None

    def matches(self, path: str) -> bool:
        """Whether a path matches."""
        names, place = self._begin(path)
        if place < 0:
            return False
        if self._last is None:
            return place == len(names)
        place = _reach(names, place, self._deep)
        least, tests = self._last
        if self._ends_deep:
            return 0 <= place < len(names)
        last = len(names) - len(tests)
        return 0 <= place <= last - least and _fits(tests, names, last)

    def matches_above(self, path: str) -> bool:
        """Whether a folder above a path matches."""
        names, place = self._begin(path)
        if place < 0:
            return False
        place = _reach(names, place, self._deep)
        if self._ends_deep:
            return 0 <= place < len(names) - 1
        if place >= 0 and self._last is not None:
            place = _reach(names, place, [self._last])
        return 0 <= place < len(names)

    def _begin(self, path: str) -> tuple[list[str], int]:
        """The names behind the start, and how many of them the first part takes; -1 if it doesn't match."""
        if not path.startswith(self.start) or self.needle not in path:
            return [], -1
        names = path[len(self.start) :].split("/")
        count = len(self._head)
        return names, count if count <= len(names) and _fits(self._head, names, 0) else -1


def path_pattern(pattern: str) -> PathPattern | None:
    """The pattern for paths that a text stands for; None if it can't match anything."""
    wild = _FIRST_WILD.search(pattern)
    start = pattern[: wild.start()] if wild else pattern
    # Git compares the characters before the first wildcard on their own, so that `**` behind them begins a
    # pattern, although no slash stands before it.
    if not pattern.startswith("**", len(start)):
        start = start[: start.rfind("/") + 1]
    parts = _parse(pattern[len(start) :], deep=True)
    return None if parts is None else PathPattern(start, parts)


def _reach(names: Sequence[str], place: int, parts: Iterable[tuple[int, tuple[Test, ...]]]) -> int:
    """The least number of names that are taken with some parts more; -1 if one of them is nowhere."""
    for least, tests in parts:
        for start in range(place + least, len(names) - len(tests) + 1):
            if _fits(tests, names, start):
                place = start + len(tests)
                break
        else:
            return -1
    return place


def _fits(tests: Sequence[Test], names: Sequence[str], start: int) -> bool:
    for offset, test in enumerate(tests):  # noqa: SIM110 - a generator takes twice the time
        if not test(names[start + offset]):
            return False
    return True


def _needle(parts: "Iterable[_Part]") -> str:
    """A text that every match holds: quicker to look for than all of it."""
    texts = (piece.text or "" for part in parts for name in part.names for piece in name)
    return max(texts, key=len, default="")


class _Piece:
    """What stands between two stars: so many characters, each one or any of several.

    `text` is what it matches if that is one text. `wild` are regular expressions that match one character, by
    place.
    """

    __slots__ = ("_chars", "_expression", "_wild", "length", "text")

    def __init__(self, chars: list[str], wild: dict[int, str]) -> None:
        self.length = len(chars)
        self.text = None if wild else "".join(chars)
        self._chars = chars
        self._wild = wild
        self._expression: re.Pattern[str] | None = None

    @property
    def takes_any(self) -> bool:
        """Whether only the number of characters matters."""
        return len(self._wild) == self.length and set(self._wild.values()) <= {"."}

    def is_at(self, name: str, place: int) -> bool:
        """Whether it matches at a place."""
        if self.text is not None:
            return name.startswith(self.text, place)
        return self.expression.match(name, place) is not None

    def find(self, name: str, start: int, end: int) -> int:
        """Where its leftmost match between two places ends; -1 if there is none."""
        if self.text is not None:
            place = name.find(self.text, start, end)
            return place + self.length if place >= 0 else -1
        match = self.expression.search(name, start, end)
        return match.end() if match else -1

    @property
    def expression(self) -> "re.Pattern[str]":
        """It as a regular expression, in which nothing is repeated."""
        # Made late: many names are shorter than what a hostile pattern asks for.
        if self._expression is None:
            parts = (self._wild.get(place) or re.escape(char) for place, char in enumerate(self._chars))
            self._expression = re.compile("".join(parts), re.DOTALL)
        return self._expression


_Name = list[_Piece]
"""The pattern for one name: pieces with a star between each two."""


class _Part(NamedTuple):
    """The patterns for the names between two `**`, and how many names at least lie before them.

    There are none behind a `**` that ends the pattern.
    """

    least: int
    names: list[_Name]


def _parse(pattern: str, *, deep: bool) -> list[_Part] | None:
    """Take a pattern apart; None if it can't match anything. `deep` says that `**` goes past slashes."""
    return _Parser(pattern, deep=deep).parse()


class _Parser:
    """Takes a pattern apart, from its beginning to its end."""

    def __init__(self, pattern: str, *, deep: bool) -> None:
        self._pattern = pattern
        self._deep = deep
        self._place = 0
        self.brackets = _Brackets(pattern)
        self._parts = [_Part(0, [])]
        self._name: _Name = []
        self._chars: list[str] = []
        self._wild: dict[int, str] = {}
        self._ends_deep = False

    def parse(self) -> list[_Part] | None:
        """Give the parts; None if the pattern can't match anything."""
        while self._place < len(self._pattern):
            char = self._pattern[self._place]
            self._place += 1
            if char == "*":
                self._stars()
            elif char == "?":
                self._add_wild(".")
            elif char == "[":
                expression, self._place = self.brackets.read(self._place)
                if not expression:
                    return None
                self._add_wild(expression)
            else:
                if char == "\\":
                    char = self._pattern[self._place : self._place + 1]
                    self._place += 1
                    if not char:
                        return None
                self._add(char)
        if not self._ends_deep:
            self._end_name()
        return self._parts

    def _stars(self) -> None:
        first = self._place - 1
        while self._pattern.startswith("*", self._place):
            self._place += 1
        if self._place - first == 1 or not self._deep or not self._stands_alone(first):
            self._end_piece()
            return
        is_escaped = self._pattern.startswith("\\", self._place)
        self._ends_deep = self._place == len(self._pattern)
        self._parts.append(_Part(int(is_escaped), []))
        self._place += 1 + is_escaped

    def _stands_alone(self, first: int) -> bool:
        """Whether nothing but slashes stands around the stars that begin at a place."""
        return (first == 0 or self._pattern[first - 1] == "/") and (
            self._place == len(self._pattern) or self._pattern.startswith(("/", "\\/"), self._place)
        )

    def _add(self, char: str) -> None:
        if char == "/":
            self._end_name()
        else:
            self._chars.append(char)

    def _add_wild(self, expression: str) -> None:
        self._wild[len(self._chars)] = expression
        self._chars.append("")

    def _end_piece(self) -> None:
        self._name.append(_Piece(self._chars, self._wild))
        self._chars, self._wild = [], {}

    def _end_name(self) -> None:
        self._end_piece()
        self._parts[-1].names.append(self._name)
        self._name = []


class _Brackets:
    """Reads the bracket expressions of a pattern as git does."""

    def __init__(self, pattern: str) -> None:
        self.has_empty_range = False
        self._pattern = pattern
        self._close = -1

    def read(self, place: int) -> tuple[str, int]:
        """The regular expression of one, and the place behind it; an empty one if nothing can match.

        Args:
            place: The place behind the opening bracket.
        """
        negated = self._pattern.startswith(("!", "^"), place)
        place += negated
        members: dict[str, None] = {}
        before = ""  # what a range may begin with
        first = True
        while first or not self._pattern.startswith("]", place):
            first = False
            char, after = self._char(place)
            if not char:
                return _NOTHING
            if self._pattern.startswith("[:", place):
                name, after = self._class(place)
                if name is None:
                    members[_escaped("[")] = None
                    before = "["
                elif name in _CLASSES:
                    members[_CLASSES[name]] = None
                    before = ""
                else:
                    return _NOTHING
            elif before and self._is_range(place):
                last, after = self._char(after)
                if not last:
                    return _NOTHING
                if before <= last:
                    members[f"{_escaped(before)}-{_escaped(last)}"] = None
                else:
                    self.has_empty_range = True
                before = ""
            else:
                members[_escaped(char)] = None
                before = char
            place = after
        return f"[{'^' * negated}{''.join(members)}]", place + 1

    def _is_range(self, place: int) -> bool:
        return self._pattern.startswith("-", place) and not self._pattern.startswith("]", place + 1)

    def _class(self, place: int) -> tuple[str | None, int]:
        """The name of a class such as `[:alpha:]`, and the place behind it.

        None says that it is a bracket among other characters, and an empty name that there is no such class.
        """
        close = self._closing(place + 2)
        if close < 0:
            return "", place
        if close == place + 2 or self._pattern[close - 1] != ":":
            return None, place + 1
        return self._pattern[place + 2 : close - 1], close + 1

    def _char(self, place: int) -> tuple[str, int]:
        """A character, which may be escaped, and the place behind it; empty at the end."""
        if self._pattern.startswith("\\", place):
            place += 1
        return self._pattern[place : place + 1], place + 1

    def _closing(self, place: int) -> int:
        if self._close < place:
            self._close = self._pattern.find("]", place)
            if self._close < 0:
                self._close = len(self._pattern)
        return self._close if self._close < len(self._pattern) else -1


def _escaped(char: str) -> str:
    return f"\\U{ord(char):08x}"


def _test_of(pieces: _Name) -> Test:
    least = sum(piece.length for piece in pieces)
    if len(pieces) > 1:
        return _test_with_stars(pieces, least) if least else lambda _: True
    only = pieces[0]
    if only.text is not None:
        return only.text.__eq__
    if only.takes_any:
        return lambda name: len(name) == least
    return lambda name: len(name) == least and only.is_at(name, 0)


def _test_with_stars(pieces: _Name, least: int) -> Test:
    first, last = pieces[0], pieces[-1]
    inner = [piece for piece in pieces[1:-1] if piece.length]
    if not inner and first.text is not None and last.text is not None:
        return _around(first.text, last.text)

    def test(name: str) -> bool:
        if len(name) < least:
            return False
        end = len(name) - last.length
        if not (first.is_at(name, 0) and last.is_at(name, end)):
            return False
        place = first.length
        for piece in inner:
            place = piece.find(name, place, end)
            if place < 0:
                return False
        return True

    return test


def _around(start: str, end: str) -> Test:
    """The test for names that begin and end with a text."""
    if not start:
        return lambda name: name.endswith(end)
    if not end:
        return lambda name: name.startswith(start)
    least = len(start) + len(end)
    return lambda name: len(name) >= least and name.startswith(start) and name.endswith(end)
