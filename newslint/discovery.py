"""Turns paths into the files to check: sorted, each once, .gitignore respected."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newslint.errors import NewslintError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SUFFIXES: Final = (".md", ".markdown", ".mdx", ".txt", ".html")
"""The endings of files that a walk takes for content."""

# Folders of tools, never of authors. Folders whose name begins with a dot are passed over too.
_SKIPPED_FOLDERS: Final = frozenset({"node_modules", "__pycache__", "_site", "venv"})


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to check.

    `name` is how reports call it, and leads to it from the working directory. `named` says that it was named
    itself, not found in a folder.
    """

    name: str
    named: bool


def discover(paths: Iterable[Path], *, as_walked: bool = False) -> list[FoundFile]:
    """List the files that paths stand for, in the order of their names.

    Args:
        paths: Files and folders.
        as_walked: Treat named files as if a walk had found them: other endings and ignored files are
            passed over. Hooks need it, because they name every file that changed.

    Raises:
        NewslintError: a path does not exist.
    """
    found: dict[str, FoundFile] = {}
    for path in paths:
        if path.is_dir():
            for file in _walk(path):
                found.setdefault(_identity(file), FoundFile(display_name(file), named=False))
        elif not os.path.lexists(path):
            raise NewslintError(f"{path}: no such file or folder")
        elif not as_walked:
            found[_identity(path)] = FoundFile(display_name(path), named=True)
        elif path.name.lower().endswith(SUFFIXES) and not _Ignore.around(path.parent).covers(path):
            found.setdefault(_identity(path), FoundFile(display_name(path), named=False))
    return sorted(found.values(), key=lambda file: file.name)


def read(path: Path) -> tuple[bytes, str | None]:
    """Read a regular file: its bytes, or why it can't be read."""
    try:
        with open(path, "rb", opener=_open_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return b"", "it is not a regular file"
            return file.read(), None
    except OSError as error:
        return b"", (error.strerror or str(error)).lower()


def display_name(path: Path) -> str:
    """How reports call a file: relative to the working directory, with forward slashes."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return path.absolute().as_posix()


def _open_without_waiting(path: str, flags: int) -> int:
    # Opening a pipe that nobody writes to would wait for ever.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _identity(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - two names of one file are two files to a person


def _walk(folder: Path) -> Iterator[Path]:
    """Every content file below a folder; links to folders are not followed, so there are no loops."""
    todo = [(folder, _Ignore.around(folder))]
    while todo:
        current, ignore = todo.pop()
        try:
            entries = list(os.scandir(current))
        except OSError:
            yield current
            continue
        ignore = ignore.extended(current, any(entry.name == ".gitignore" for entry in entries))
        for entry in entries:
            path = current / entry.name
            if entry.is_dir(follow_symlinks=False):
                hidden = entry.name.startswith(".") or entry.name in _SKIPPED_FOLDERS
                if not hidden and not ignore.covers(path, folder=True):
                    todo.append((path, ignore))
            elif entry.name.lower().endswith(SUFFIXES) and not entry.is_dir() and not ignore.covers(path):
                yield path


@dataclass(frozen=True, slots=True)
class _Ignore:
    """The .gitignore files that apply to a folder: outermost first, each with its own folder."""

    specs: tuple[tuple[Path, "GitIgnoreSpec"], ...] = ()
    in_repository: bool = False

    @staticmethod
    def around(folder: Path) -> "_Ignore":
        """What applies to a folder from above: everything from the root of its repository down."""
        absolute = Path(os.path.abspath(folder))  # noqa: PTH100 - as git sees the path
        above: list[Path] = []
        for parent in (absolute, *absolute.parents):
            above.append(parent)
            if (parent / ".git").exists():
                break
        else:
            return _Ignore()
        ignore = _Ignore(in_repository=True)
        for parent in reversed(above):
            ignore = ignore.extended(parent, (parent / ".gitignore").is_file())
        return ignore

    def extended(self, folder: Path, has_file: bool) -> "_Ignore":  # noqa: FBT001 - reads well at the call
        """With the .gitignore of one more folder, if there is one that isn't known yet."""
        absolute = Path(os.path.abspath(folder))  # noqa: PTH100 - as git sees the path
        if not has_file or not self.in_repository or any(base == absolute for base, _ in self.specs):
            return self
        from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most folders have no such file

        try:
            lines = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return self
        return _Ignore((*self.specs, (absolute, GitIgnoreSpec.from_lines(lines))), in_repository=True)

    def covers(self, path: Path, *, folder: bool = False) -> bool:
        """Whether git ignores a path; the innermost file that speaks of it decides."""
        if not self.specs:
            return False
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - as git sees the path
        for base, spec in reversed(self.specs):
            relative = absolute.relative_to(base).as_posix() + ("/" if folder else "")
            verdict = spec.check_file(relative).include
            if verdict is not None:
                return verdict
        return False
