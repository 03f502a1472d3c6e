"""Patterns for file names, with the syntax of .gitignore."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Globs:
    """Patterns, each relative to the folder of the file that it was written in.

    `*.md` matches at any depth and `news/*.md` only there, `drafts/` matches a folder and everything in it,
    and `!` takes back. Where patterns come from several files, one match is enough.
    """

    __slots__ = ("_specs", "patterns")

    def __init__(self, groups: Iterable[tuple[Path, Sequence[str]]] = ()) -> None:
        groups = [(folder, list(patterns)) for folder, patterns in groups]
        self.patterns = [pattern for _, patterns in groups for pattern in patterns]
        self._specs: list[tuple[str, GitIgnoreSpec]] = []
        for folder, patterns in groups:
            if patterns:
                self._specs.append((os.path.join(folder, ""), _compiled(patterns)))  # noqa: PTH118

    def __or__(self, other: "Globs") -> "Globs":
        """Both together."""
        both = Globs()
        both._specs = self._specs + other._specs
        both.patterns = self.patterns + other.patterns
        return both

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


def _compiled(patterns: Sequence[str]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most runs have no patterns

    return GitIgnoreSpec.from_lines(patterns)
