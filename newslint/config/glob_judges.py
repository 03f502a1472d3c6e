"""How the patterns of a configuration match a path, or a folder above it; open it when one matches wrongly.

Most patterns ask for plain text, and are answered by looking for it.
"""

from collections.abc import Callable, Iterable
from typing import Final

from newslint.knowledge.gitignore import Pattern, compiled, read_pattern
from newslint.knowledge.wildmatch import PathPattern, has_wildcard

_Judge = Callable[[str], int]
"""Says how a path matches. The path of a folder ends with a slash, and only counts as above what is in it."""

_NOT: Final = 0
_ABOVE: Final = 1
_ITSELF: Final = 2


class Judges:
    """Patterns of one list. Paths are relative to its folder."""

    __slots__ = ("_judges",)

    def __init__(self, patterns: Iterable[str]) -> None:
        found = [pattern for pattern in map(read_pattern, patterns) if pattern is not None]
        # The last first, each with whether it counts or takes back.
        self._judges = [(_judge_of(pattern), not pattern.negated) for pattern in reversed(found)]

    def match(self, path: str) -> bool:
        """Whether a path matches.

        The last pattern that matches the path itself decides; where none does, the last that matches a folder
        above it.
        """
        above: bool | None = None
        for judge, counts in self._judges:
            how = judge(path)
            if how == _ITSELF:
                return counts
            if how and above is None:
                above = counts
        return bool(above)


def _judge_of(pattern: Pattern) -> _Judge:
    if not has_wildcard(pattern.body):
        return _judge_of_plain_path(pattern) if pattern.is_path else _judge_of_plain_name(pattern)
    if not pattern.is_path and pattern.body.startswith("*") and not has_wildcard(pattern.body[1:]):
        return _judge_of_ending(pattern)
    return _judge_of_wildcards(pattern)


def _judge_of_plain_path(pattern: Pattern) -> _Judge:
    body, inside, for_folders = pattern.body, pattern.body + "/", pattern.for_folders

    def judge(path: str) -> int:
        if path.startswith(inside):
            return _ABOVE
        return _NOT if for_folders or path != body else _ITSELF

    return judge


def _judge_of_plain_name(pattern: Pattern) -> _Judge:
    body, inside, for_folders = pattern.body, pattern.body + "/", pattern.for_folders
    last, between = "/" + body, f"/{inside}"

    def judge(path: str) -> int:
        if body not in path:
            return _NOT
        if not for_folders and (path.endswith(last) or path == body):
            return _ITSELF
        return _ABOVE if path.startswith(inside) or between in path else _NOT

    return judge


def _judge_of_ending(pattern: Pattern) -> _Judge:
    ending, inside, for_folders = pattern.body[1:], pattern.body[1:] + "/", pattern.for_folders

    def judge(path: str) -> int:
        if not for_folders and path.endswith(ending) and not path.endswith("/"):
            return _ITSELF
        return _ABOVE if inside in path else _NOT

    return judge


def _judge_of_wildcards(pattern: Pattern) -> _Judge:
    for_folders = pattern.for_folders
    test = compiled(pattern)
    if test is None:
        return lambda _: _NOT
    if isinstance(test, PathPattern):
        return _judge_of_paths(test, for_folders=for_folders)

    def judge(path: str) -> int:
        *above, name = path.split("/")
        if name and not for_folders and test(name):
            return _ITSELF
        return _ABOVE if any(map(test, above)) else _NOT

    return judge


def _judge_of_paths(pattern: PathPattern, *, for_folders: bool) -> _Judge:
    start, needle = pattern.start, pattern.needle

    def judge(path: str) -> int:
        if not path.startswith(start) or needle not in path:
            return _NOT
        if not for_folders and not path.endswith("/") and pattern.matches(path):
            return _ITSELF
        return _ABOVE if pattern.matches_above(path) else _NOT

    return judge
