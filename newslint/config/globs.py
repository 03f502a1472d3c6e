"""Patterns for file names, with the syntax of .gitignore; open it for what counts as a mistake in one."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.text.wording import shorten

if TYPE_CHECKING:
    from newslint.config.glob_judges import Judges


class Globs:
    """Patterns, each relative to the folder of the file that it was written in.

    `*.md` matches at any depth and `news/*.md` only there, `drafts/` matches a folder and everything in it,
    and `!` takes back. The last pattern that matches a path itself decides; where none does, the last that
    matches a folder above it. Where patterns come from several files, one match is enough.
    """

    __slots__ = ("_groups", "_judges", "patterns")

    def __init__(self, groups: Iterable[tuple[Path, Sequence[str]]] = ()) -> None:
        groups = [(folder, list(patterns)) for folder, patterns in groups]
        self._groups = groups
        self.patterns = [pattern for _, patterns in groups for pattern in patterns]
        self._judges: list[tuple[str, Judges]] = []
        for folder, patterns in groups:
            if patterns:
                self._judges.append((os.path.join(folder, ""), _compiled(patterns)))  # noqa: PTH118 - a Path has no trailing slash

    def __or__(self, other: "Globs") -> "Globs":
        """Both together."""
        return Globs([*self._groups, *other._groups])

    def __reduce__(self) -> tuple[object, ...]:
        """Another process compiles them again."""
        return Globs, (self._groups,)

    def __bool__(self) -> bool:
        return bool(self._judges)

    def match(self, path: str, *, folder: bool = False) -> bool:
        """Whether an absolute path matches; `folder` says that it is one."""
        for base, judges in self._judges:
            if path.startswith(base):
                relative = path[len(base) :].replace(os.sep, "/")
                if judges.match(relative + "/" if folder else relative):
                    return True
        return False


def mistakes_in(patterns: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The patterns in a list that can't be used or can never match: the index of each, and why."""
    for index, pattern in enumerate(patterns):
        why = _mistake_in(pattern)
        if why is None and index == 0 and pattern.startswith("!"):
            why = "takes back what patterns before it match, and there are none"
        if why is not None:
            yield index, f"the pattern `{shorten(pattern)}` {why}"


def _mistake_in(pattern: str) -> str | None:
    from newslint.knowledge.gitignore import read_pattern  # noqa: PLC0415 - most runs have no patterns
    from newslint.knowledge.wildmatch import is_sound  # noqa: PLC0415 - the same

    if {".", ".."}.intersection(pattern.lstrip("!").split("/")):
        return "never matches; write it without `.` and `..`, relative to the folder of the configuration"
    found = read_pattern(pattern)
    if found is None and not pattern.startswith("!"):
        return r"stands for no file; write `\#` if the name begins with `#`"
    if found is None or not is_sound(found.body):
        return "has a syntax that .gitignore doesn't know"
    return None


def _compiled(patterns: Iterable[str]) -> "Judges":
    from newslint.config.glob_judges import Judges  # noqa: PLC0415 - most runs have no patterns

    return Judges(patterns)
