"""Writes patterns that bind the files that were planned, and no others; open it when a glob takes too much.

The first collection whose patterns match a file binds it. So a file that is left out of one must be left out
of all that come later, or it would fall through to them.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from newslint.config.globs import Globs
from newslint.start.articles import is_beside

MOST_LEFT_OUT: Final = 50
"""So many patterns say what a collection is without; where it takes more, nobody would read them."""

_GLOB_SIGNS = re.compile(r"([\\*?\[\]!#])")
_ROOT = Path("/")


@dataclass(slots=True)
class Patterns:
    """The patterns of one collection: what it takes, and what of that it leaves out."""

    files: list[str]
    exclude: list[str] = field(default_factory=list)

    def taken(self, paths: Iterable[str]) -> set[str]:
        """The paths that they take, of files below the folder of the configuration."""
        files, exclude = Globs([(_ROOT, self.files)]), Globs([(_ROOT, self.exclude)])
        return {path for path in paths if files.match(f"/{path}") and not exclude.match(f"/{path}")}


def make_exact(collections: Sequence[tuple[Patterns, Collection[str]]], paths: Collection[str]) -> None:
    """Add to patterns until each collection takes its own files of all `paths`, and no others."""
    free = set(paths)
    for patterns, own in collections:
        planned = set(own)
        taken = patterns.taken(free)
        if missed := planned - taken:
            patterns.files += [exactly(path) for path in sorted(missed)]
            taken |= missed
        patterns.exclude += _compact(taken - planned, planned)
        free -= planned


def exactly(path: str) -> str:
    """The pattern for one path below the folder of the configuration."""
    return escaped(path.split("/")).removesuffix("/")


def escaped(folder: Sequence[str]) -> str:
    """A folder as the beginning of a glob; the leading slash ties it to the folder of the configuration."""
    return "/" + "".join(f"{sign_free(part)}/" for part in folder)


def sign_free(part: str) -> str:
    """A name as a glob that matches it alone."""
    # Git keeps a blank at the end only behind a backslash.
    part = _GLOB_SIGNS.sub(r"\\\1", part)
    return f"{part[:-1]}\\ " if part.endswith(" ") else part


def _compact(wrong: Collection[str], right: Collection[str]) -> list[str]:
    """Patterns that match all wrong paths and no right one: by mark, by folder, by name, or one by one."""
    left, kept = {PurePosixPath(path) for path in wrong}, [PurePosixPath(path) for path in right]
    found: dict[str, None] = {}
    for ways in (_marks, _usual_names, _folders, _names):
        for path, pattern in ways(left, kept).items():
            found[pattern] = None
            left.discard(path)
    return sorted(found) + [exactly(str(path)) for path in sorted(left)]


def _marks(wrong: Collection[PurePosixPath], right: Sequence[PurePosixPath]) -> dict[PurePosixPath, str]:
    """By the `_` before the name of a file, or of a folder."""
    files = {path.suffix for path in right if path.name.startswith("_")}
    folders = {part for path in right for part in path.parts[:-1]}
    found = {}
    for path in wrong:
        folder = next((p for p in path.parts[:-1] if p.startswith("_") and p not in folders), None)
        if folder is not None:
            found[path] = f"{sign_free(folder)}/"
        elif path.name.startswith("_") and path.suffix not in files:
            found[path] = f"_*{sign_free(path.suffix)}"
    return found


def _usual_names(
    wrong: Collection[PurePosixPath], right: Sequence[PurePosixPath]
) -> dict[PurePosixPath, str]:
    """By names that pages about an archive have everywhere."""
    names = {path.name for path in right}
    return {
        path: f"**/{sign_free(path.name)}" for path in wrong if is_beside(path) and path.name not in names
    }


def _folders(wrong: Collection[PurePosixPath], right: Sequence[PurePosixPath]) -> dict[PurePosixPath, str]:
    """By the outermost folder that holds no right path, where it holds several wrong ones."""
    used = {path.parts[:depth] for path in right for depth in range(len(path.parts))}
    outermost = {
        path: next((f for depth in range(1, len(path.parts)) if (f := path.parts[:depth]) not in used), ())
        for path in wrong
    }
    sizes = Counter(outermost.values())
    return {path: escaped(folder) for path, folder in outermost.items() if folder and sizes[folder] > 1}


def _names(wrong: Collection[PurePosixPath], right: Sequence[PurePosixPath]) -> dict[PurePosixPath, str]:
    """By a name that several wrong paths have, and no right one."""
    names = {path.name for path in right}
    sizes = Counter(path.name for path in wrong)
    return {
        path: f"**/{sign_free(path.name)}"
        for path in wrong
        if sizes[path.name] > 1 and path.name not in names
    }
