"""Turns paths into the files to check: sorted, each once, .gitignore respected."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from newslint.errors import NewslintError, raise_if_exhausted
from newslint.globs import is_costly
from newslint.project import Project, Projects

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# Folders of tools, never of authors. Folders whose name begins with a dot are passed over too.
_SKIPPED_FOLDERS: Final = frozenset({"node_modules", "__pycache__", "_site", "venv"})


class FoundFile(NamedTuple):
    """A file to check.

    `name` is how reports call it, and leads to it from the working directory; `path` is absolute. `named`
    says that it was named itself, not found in a folder.
    """

    name: str
    path: str
    named: bool
    project: Project


class Work(NamedTuple):
    """What there is to do in one project: files to report on, and files to compare them with.

    `walked` says that folders were named, not only files.
    """

    project: Project
    files: tuple[FoundFile, ...]
    others: tuple[FoundFile, ...] = ()
    walked: bool = True


def discover(paths: Iterable[Path], projects: Projects) -> list[FoundFile]:
    """List the files that paths stand for, in the order of their names.

    With `force-exclude` a project takes a named file only if a walk would find it: endings, excluded and
    ignored files count. Hooks need that, because they name every file that changed.

    Args:
        paths: Files and folders.
        projects: What configurations say of folders.

    Raises:
        NewslintError: a path does not exist, or a configuration has mistakes.
    """
    found: dict[str, FoundFile] = {}
    for path in paths:
        absolute = _absolute(path)
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a name is too long
            for file in _walk(path, absolute, projects):
                found.setdefault(file.path, file)
        elif not os.path.lexists(path):
            raise NewslintError(f"{path}: no such file or folder")
        else:
            project = projects.of(Path(absolute).parent)
            if not project.force_exclude:
                found[absolute] = FoundFile(display_name(path), absolute, named=True, project=project)
            elif would_walk(absolute, project):
                file = FoundFile(display_name(path), absolute, named=False, project=project)
                found.setdefault(absolute, file)
    return sorted(found.values(), key=lambda file: file.name)


def would_walk(path: str, project: Project) -> bool:
    """Whether a walk through the folders of a project would take a file, named by its absolute path."""
    folder = Path(path).parent
    if folder.is_relative_to(project.folder):
        parts = folder.relative_to(project.folder).parts
        if any(map(_is_for_tools, parts)):
            return False
    return _is_content(path, project, _Ignore.around(folder))


def _is_content(path: str, project: Project, ignore: "_Ignore") -> bool:
    if not project.includes(path) or project.exclude.match(path):
        return False
    return not (project.respect_gitignore and ignore.covers(path))


def read(path: str | Path) -> tuple[bytes, str | None]:
    """Read a regular file: its bytes, or why it can't be read.

    Raises:
        ExhaustedError: that is no fault of the file.
    """
    try:
        with open(path, "rb", buffering=0, opener=_open_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return b"", "it is not a regular file"
            return file.read(), None
    except OSError as error:
        raise_if_exhausted(error)
        return b"", (error.strerror or str(error)).lower()


def display_name(path: Path) -> str:
    """How reports call a file: relative to the working directory, with forward slashes."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return path.absolute().as_posix()


def _prefix(folder: Path) -> str:
    """What `display_name` puts before the names of the files in a folder."""
    name = display_name(folder)
    return "" if name == "." else name.removesuffix("/") + "/"


def _open_without_waiting(path: str, flags: int) -> int:
    # Opening a pipe that nobody writes to would wait for ever.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - two names of one file are two files to a person


class _Folder(NamedTuple):
    """A folder to walk through, and what holds there; `path` is absolute, `shown` as the person named it."""

    shown: Path
    path: str
    project: Project
    ignore: "_Ignore"


def _walk(shown: Path, absolute: str, projects: Projects) -> Iterator[FoundFile]:
    """Every content file below a folder; links to folders are not followed, so there are no loops."""
    start = Path(absolute)
    todo = [_Folder(shown, absolute, projects.of(start), _Ignore.around(start))]
    while todo:
        folder = todo.pop()
        try:
            entries = list(os.scandir(folder.shown))
        except OSError as error:
            raise_if_exhausted(error)
            yield FoundFile(display_name(folder.shown), folder.path, named=False, project=folder.project)
            continue
        names = {entry.name for entry in entries}
        project = projects.below(Path(folder.path), folder.project, names)
        above = _prefix(folder.shown)
        ignore = folder.ignore.extended(Path(folder.path), ".gitignore" in names)
        for entry in entries:
            path = os.path.join(folder.path, entry.name)  # noqa: PTH118 - a Path for each file costs time
            if entry.is_dir(follow_symlinks=False):
                if not _is_passed_over(entry.name, path, project, ignore):
                    todo.append(_Folder(folder.shown / entry.name, path, project, ignore))
            elif _is_content(path, project, ignore) and not _leads_to_folder(entry):
                yield FoundFile(above + entry.name, path, named=False, project=project)


def _leads_to_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _is_passed_over(name: str, path: str, project: Project, ignore: "_Ignore") -> bool:
    """Whether nobody keeps articles in a folder."""
    if _is_for_tools(name) or project.exclude.match(path, folder=True):
        return True
    return project.respect_gitignore and ignore.covers(path, folder=True)


def _is_for_tools(folder: str) -> bool:
    return folder.startswith(".") or folder in _SKIPPED_FOLDERS


class _Ignore(NamedTuple):
    """The .gitignore files that apply to a folder: outermost first, each with its own folder and a slash."""

    specs: tuple[tuple[str, "GitIgnoreSpec"], ...] = ()
    in_repository: bool = False

    @staticmethod
    def around(folder: Path) -> "_Ignore":
        """What applies to a folder from above: everything from the root of its repository down."""
        above: list[Path] = []
        for parent in (folder, *folder.parents):
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
        base = os.path.join(folder, "")  # noqa: PTH118 - a Path has no trailing slash
        if not has_file or not self.in_repository or any(known == base for known, _ in self.specs):
            return self
        from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most folders have no such file

        data, trouble = read(folder / ".gitignore")
        if trouble is not None:
            return self
        lines = [line for line in data.decode("utf-8", "replace").splitlines() if not is_costly(line)]
        return _Ignore((*self.specs, (base, GitIgnoreSpec.from_lines(lines))), in_repository=True)

    def covers(self, path: str, *, folder: bool = False) -> bool:
        """Whether git ignores an absolute path; the innermost file that speaks of it decides."""
        for base, spec in reversed(self.specs):
            relative = path[len(base) :].replace(os.sep, "/")
            verdict = spec.check_file(relative + "/" if folder else relative).include
            if verdict is not None:
                return verdict
        return False
