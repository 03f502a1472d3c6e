"""What the lines of a .gitignore say, as git reads them; open it when git ignores something else.

The source is git's dir.c and gitignore(5). Lines end with LF or CRLF, a byte order mark is passed over, and
the last line that speaks of a name decides. Whether a folder above is ignored is for the caller to know: git
looks at nothing below an ignored folder.
"""

import os
from collections.abc import Iterator
from typing import Final

from newslint.knowledge.wildmatch import PathPattern, Test, has_wildcard, name_test, path_pattern
from newslint.light_tuples import NamedTuple

_BOM: Final = b"\xef\xbb\xbf"


class Pattern(NamedTuple):
    """A line: what it is about, without the marks around it.

    `body` is a name, or a path from the folder of the file if `is_path`. `for_folders` says that only folders
    match, and `negated` that the line takes back what others say.
    """

    body: str
    is_path: bool
    for_folders: bool
    negated: bool


def read_pattern(line: str) -> Pattern | None:
    """Read a line; None if it is empty or a comment."""
    if line.startswith("#"):
        return None
    body = _without_trailing_spaces(line)
    negated = body.startswith("!")
    body = body.removeprefix("!")
    for_folders = body.endswith("/")
    body = body.removesuffix("/")
    if not body:
        return None
    is_path = "/" in body
    body = body.removeprefix("/")
    if body.startswith("**/") and "/" not in body[3:]:
        return Pattern(body[3:], is_path=False, for_folders=for_folders, negated=negated)
    return Pattern(body, is_path, for_folders, negated)


class Rules:
    """The lines of one file, for the names below its folder."""

    __slots__ = ("_endings", "_exact", "_exact_folders", "_negated", "_others", "_some_ending")

    def __init__(self, data: bytes) -> None:
        self._negated: list[bool] = []
        # Plain names, and plain paths with a slash before them: the last line of each.
        self._exact: dict[str, int] = {}
        self._exact_folders: dict[str, int] = {}
        # The last line first. `*.log` asks for an ending; the others must be compared.
        self._endings: list[tuple[int, bool, str]] = []
        self._others: list[tuple[int, bool, bool, Test]] = []
        for number, pattern in enumerate(_patterns(data)):
            self._negated.append(pattern.negated)
            self._add(number, pattern)
        self._endings.reverse()
        self._others.reverse()
        self._some_ending = tuple(ending for _, _, ending in self._endings)

    def verdict(self, path: str, *, folder: bool = False) -> bool | None:
        """Whether a path, relative to the folder of the file, is ignored; None if no line speaks of it."""
        if not path.isascii():
            path = os.fsencode(path).decode("latin-1")
        name = path[path.rfind("/") + 1 :]
        exact = self._exact
        last = max(exact.get(name, -1), exact.get("/" + path, -1))
        if folder:
            exact = self._exact_folders
            last = max(last, exact.get(name, -1), exact.get("/" + path, -1))
        if name.endswith(self._some_ending):
            for number, for_folders, ending in self._endings:
                if number < last:
                    break
                if (folder or not for_folders) and name.endswith(ending):
                    last = number
                    break
        for number, for_folders, is_path, matches in self._others:
            if number < last:
                break
            if (folder or not for_folders) and matches(path if is_path else name):
                last = number
                break
        return None if last < 0 else not self._negated[last]

    def _add(self, number: int, pattern: Pattern) -> None:
        body = pattern.body
        if not has_wildcard(body):
            exact = self._exact_folders if pattern.for_folders else self._exact
            exact["/" + body if pattern.is_path else body] = number
        elif not pattern.is_path and body.startswith("*") and not has_wildcard(body[1:]):
            self._endings.append((number, pattern.for_folders, body[1:]))
        else:
            test = compiled(pattern)
            if test is not None:
                matches = test.matches if isinstance(test, PathPattern) else test
                self._others.append((number, pattern.for_folders, pattern.is_path, matches))


def compiled(pattern: Pattern) -> PathPattern | Test | None:
    """What compares paths or names with a pattern; None if it can't match anything."""
    return path_pattern(pattern.body) if pattern.is_path else name_test(pattern.body)


def _patterns(data: bytes) -> Iterator[Pattern]:
    # In Latin-1 every byte is a character, as for git.
    text = data.removeprefix(_BOM).decode("latin-1")
    for line in text.split("\n"):
        # Git is written in C, where a NUL ends a text.
        pattern = read_pattern(line.removesuffix("\r").partition("\0")[0])
        if pattern is not None:
            yield pattern


def _without_trailing_spaces(line: str) -> str:
    """Without the spaces at the end; a backslash keeps the one behind it."""
    kept = line.rstrip(" ")
    if len(kept) < len(line):
        backslashes = len(kept) - len(kept.rstrip("\\"))
        kept += " " * (backslashes % 2)
    return kept
