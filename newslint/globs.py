"""Patterns for file names, with the syntax of .gitignore."""

import os
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.later import later
from newslint.wording import shorten

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


# Each wildcard multiplies the ways in which a name can be taken apart.
_WILDCARDS = later(r"\*+")
_MOST_WILDCARDS = 8


class Globs:
    """Patterns, each relative to the folder of the file that it was written in.

    `*.md` matches at any depth and `news/*.md` only there, `drafts/` matches a folder and everything in it,
    and `!` takes back. Where patterns come from several files, one match is enough.
    """

    __slots__ = ("_groups", "_specs", "patterns")

    def __init__(self, groups: Iterable[tuple[Path, Sequence[str]]] = ()) -> None:
        groups = [(folder, list(patterns)) for folder, patterns in groups]
        self._groups = groups
        self.patterns = [pattern for _, patterns in groups for pattern in patterns]
        self._specs: list[tuple[str, GitIgnoreSpec]] = []
        for folder, patterns in groups:
            if patterns:
                self._specs.append((os.path.join(folder, ""), _compiled(patterns)))  # noqa: PTH118

    def __or__(self, other: "Globs") -> "Globs":
        """Both together."""
        return Globs([*self._groups, *other._groups])

    def __reduce__(self) -> tuple[object, ...]:
        """Another process compiles them again."""
        return Globs, (self._groups,)

    def __bool__(self) -> bool:
        return bool(self._specs)

    def match(self, path: str, *, folder: bool = False) -> bool:
        """Whether an absolute path matches; `folder` says that it is one."""
        for base, spec in self._specs:
            if path.startswith(base):
                relative = path[len(base) :].replace(os.sep, "/")
                if spec.match_file(relative + "/" if folder else relative):
                    return True
        return False


def is_costly(pattern: str) -> bool:
    """Whether a pattern has so many wildcards that comparing it with one name could take for ever."""
    return len(_WILDCARDS.findall(pattern)) > _MOST_WILDCARDS


def mistakes_in(patterns: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The patterns in a list that can't be used or can never match: the index of each, and why."""
    for index, pattern in enumerate(patterns):
        why = _mistake_in(pattern)
        if why is None and index == 0 and pattern.startswith("!"):
            why = "takes back what patterns before it match, and there are none"
        if why is not None:
            yield index, f"the pattern `{shorten(pattern)}` {why}"


def _mistake_in(pattern: str) -> str | None:
    if {".", ".."}.intersection(pattern.lstrip("!").split("/")):
        return "never matches; write it without `.` and `..`, relative to the folder of the configuration"
    if is_costly(pattern):
        return f"has more than {_MOST_WILDCARDS} wildcards"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # `[[:alpha:]]` would be read as something else
            compiled = list(_compiled([pattern]).patterns)
    except (ValueError, re.error, Warning):
        return "has a syntax that .gitignore doesn't know"
    if not any(found.include is not None for found in compiled):
        return r"stands for no file; write `\#` if the name begins with `#`"
    return None


def _compiled(patterns: Sequence[str]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most runs have no patterns

    return GitIgnoreSpec.from_lines(patterns)
