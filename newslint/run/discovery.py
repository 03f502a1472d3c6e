"""Turns paths into files to check; open it when a file is passed over, or should be."""

import os
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newslint.config.project import TEMPLATES, Project, Projects
from newslint.errors import NewslintError, raise_if_exhausted
from newslint.light_tuples import NamedTuple
from newslint.lint.job import Job
from newslint.system.contained import LARGEST_IGNORE_FILE, Boundary, read_needed
from newslint.system.relative import relative
from newslint.system.tracked import Repositories, Repository

if TYPE_CHECKING:
    from newslint.knowledge.gitignore import Rules

# Folders of tools, never of authors. Folders whose name begins with a dot are passed over too.
_SKIPPED_FOLDERS: Final = frozenset({"node_modules", "__pycache__", "_site", "venv"})
_HAS_JUNCTIONS: Final = os.name == "nt"
_JUNCTION: Final = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT, which `stat` has on Windows only


Found = tuple[Job, Project]
"""A file, and the project that it lies in."""


PassedOver = Callable[[str, str], None]
"""Is told the name of a file or a folder (with a slash behind it) that a walk passes over, and why."""


def discover(
    paths: Iterable[Path], projects: Projects, passed_over: PassedOver = lambda _, __: None
) -> list[Found]:
    """List the files that paths stand for, in the order of their names.

    With `force-exclude` a project takes a named file only if a walk would find it: endings, excluded and
    ignored files count. Hooks need that, because they name every file that changed.

    Args:
        paths: Files and folders.
        projects: What configurations say of folders.
        passed_over: Is told what walks leave out, and why.

    Raises:
        NewslintError: a path does not exist, or a configuration has mistakes.
    """
    found: dict[str, Found] = {}
    around = cache(partial(_Ignored.around, repositories=projects.repositories))
    for path in paths:
        absolute = _absolute(path)
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a name is too long
            above = _left_project(absolute, projects)
            if above is not None:
                found.setdefault(absolute, (Job(display_name(path), absolute), above))
                continue
            for job, project in walk(path, projects, passed_over):
                found.setdefault(job.path, (job, project))
        elif not os.path.lexists(path):
            from newslint.run.urls import as_url  # noqa: PLC0415 - paths are there

            url = as_url(path)
            advice = "; `--engine dask` reads URLs" if url else ""
            raise NewslintError(f"{url or path}: no such file or folder{advice}")
        else:
            project = projects.of(Path(absolute).parent)
            if not project.force_exclude:
                found[absolute] = Job(display_name(path), absolute), project
            elif _would_walk(absolute, project, around):
                found.setdefault(absolute, (Job(display_name(path), absolute, named=False), project))
    return sorted(found.values(), key=lambda file: file[0].name)


def walk(folder: Path, projects: Projects, passed_over: PassedOver = lambda _, __: None) -> Iterator[Found]:
    """The files in a folder, and in those below it, in any order."""
    return _walk(folder, _absolute(folder), projects, passed_over)


def _left_project(folder: str, projects: Projects) -> Project | None:
    """The project that a named folder leads out of, if it does: then not even the names in it are told."""
    if os.path.realpath(folder) == folder:
        return None
    project = projects.of(Path(folder).parent)
    return project if project.boundary.real_path(folder) is None else None


def is_ignored(path: str) -> bool:
    """Whether git ignores a file, which need not be there, by its absolute path."""
    return _Ignored.around(Path(path).parent, Repositories()).covers(path)


def would_walk(path: str, project: Project, repositories: Repositories) -> bool:
    """Whether a walk through the folders of a project would take a file, named by its absolute path."""
    return _would_walk(path, project, partial(_Ignored.around, repositories=repositories))


def _would_walk(path: str, project: Project, around: "Callable[[Path], _Ignored]") -> bool:
    folder = Path(path).parent
    if folder.is_relative_to(project.folder):
        parts = folder.relative_to(project.folder).parts
        if any(_is_for_tools(part, project) for part in parts):
            return False
    return not _why_no_content(path, project, around(folder) if project.respect_gitignore else _Ignored())


def _why_no_content(path: str, project: Project, ignored: "_Ignored") -> str:
    """Why a walk doesn't take a file; empty where it does."""
    if not project.includes(path):
        return "by their names"
    if project.exclude.match(path):
        return "since they are excluded"
    return "since git ignores them" if project.respect_gitignore and ignored.covers(path) else ""


def display_name(path: Path) -> str:
    """How reports call a file: relative to the working directory, with forward slashes."""
    return Path(relative(path)).as_posix()


def prefix(folder: Path) -> str:
    """What `display_name` puts before the names of the files in a folder."""
    name = display_name(folder)
    return "" if name == "." else name.removesuffix("/") + "/"


def _prefix_below(above: str, shown: Path) -> str:
    """The same for a folder in one whose files have names that begin with `above`."""
    # On the way up to the working directory and down again, names grow shorter.
    return prefix(shown) if above.startswith("../") else f"{above}{shown.name}/"


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - two names of one file are two files to a person


class _Folder(NamedTuple):
    """A folder to walk through; `path` is absolute, `shown` as the person named it, `above` its `prefix`."""

    shown: Path
    path: str
    project: Project
    around: "_Ignored"
    above: str


def _walk(shown: Path, absolute: str, projects: Projects, passed_over: PassedOver) -> Iterator[Found]:
    """Every content file below a folder; links to folders are not followed, so there are no loops."""
    start = Path(absolute)
    repositories = projects.repositories
    project = projects.of(start)
    around = _Ignored.around(start.parent, repositories) if project.respect_gitignore else _Ignored()
    todo = [_Folder(shown, absolute, project, around, prefix(shown))]
    while todo:
        folder = todo.pop()
        try:
            entries = list(os.scandir(folder.shown))
        except OSError as error:
            raise_if_exhausted(error)
            yield Job(display_name(folder.shown), folder.path, named=False), folder.project
            continue
        names = {entry.name for entry in entries}
        project = projects.below(Path(folder.path), folder.project, names)
        above = folder.above
        ignored = folder.around
        if project.respect_gitignore:
            if not folder.project.respect_gitignore:  # then nobody looked so far
                ignored = _Ignored.around(Path(folder.path).parent, repositories)
            ignored = ignored.inside(Path(folder.path), names, repositories)
        for entry in entries:
            path = os.path.join(folder.path, entry.name)  # noqa: PTH118 - a Path for each file costs time
            if _is_folder(entry):
                if why := _why_passed_over(entry.name, path, project, ignored):
                    passed_over(f"{above}{entry.name}/", why)
                else:
                    below = folder.shown / entry.name
                    todo.append(_Folder(below, path, project, ignored, _prefix_below(above, below)))
            elif why := _why_no_content(path, project, ignored):
                passed_over(above + entry.name, why)
            elif not _leads_to_folder(entry):
                yield Job(above + entry.name, path, named=False), project


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Whether an entry is a folder, and no link to one; for Python a junction of Windows is no link."""
    if not entry.is_dir(follow_symlinks=False):
        return False
    return not _HAS_JUNCTIONS or entry.stat(follow_symlinks=False).st_reparse_tag != _JUNCTION  # type: ignore[attr-defined, unused-ignore]


def _leads_to_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _why_passed_over(name: str, path: str, project: Project, ignored: "_Ignored") -> str:
    """Why nobody keeps articles in a folder; empty where somebody may."""
    if _is_for_tools(name, project):
        return "as folders of templates" if name in TEMPLATES else "as folders of tools"
    if project.exclude.match(path, folder=True):
        return "since they are excluded"
    is_ignored = project.respect_gitignore and ignored.covers(path, folder=True)
    return "since git ignores them" if is_ignored else ""


def _is_for_tools(folder: str, project: Project) -> bool:
    if folder.startswith(".") or folder in _SKIPPED_FOLDERS:
        return True
    return folder in TEMPLATES and not project.names_templates(folder)


class _Ignored(NamedTuple):
    """What git ignores in a folder: the .gitignore files that apply there, and the repository.

    The outermost file comes first, each with its own folder and a slash. `everything` says that the folder is
    ignored itself. Outside a repository nothing is.
    """

    files: tuple[tuple[str, "Rules"], ...] = ()
    repository: Repository | None = None
    everything: bool = False

    @staticmethod
    def around(folder: Path, repositories: Repositories) -> "_Ignored":
        """What is ignored in a folder: everything from the root of its repository down counts."""
        way: list[tuple[Path, set[str]]] = []
        for parent in (folder, *folder.parents):
            is_root = (parent / ".git").exists()
            names = {".git"} if is_root else set[str]()
            if (parent / ".gitignore").is_file():
                names.add(".gitignore")
            way.append((parent, names))
            if is_root:
                break
        else:
            return _Ignored()
        ignored = _Ignored()
        for parent, names in reversed(way):
            ignored = ignored.inside(parent, names, repositories)
        return ignored

    def inside(self, folder: Path, names: Container[str], repositories: Repositories) -> "_Ignored":
        """What is ignored in a folder that holds these names, if this is ignored in the one around it."""
        if ".git" in names:
            ignored = _Ignored(repository=repositories.of(str(folder)))
        elif self.repository is None or self.everything:
            return self
        elif self._is_named(str(folder), folder=True):
            return self._replace(everything=True)
        else:
            ignored = self
        if ".gitignore" not in names:
            return ignored
        from newslint.knowledge.gitignore import Rules  # noqa: PLC0415 - most folders have no such file

        name = display_name(folder / ".gitignore")
        if not os.path.isfile(name):  # noqa: PTH113 - raises nothing; a pipe would be waited for
            return ignored
        data = read_needed(name, LARGEST_IGNORE_FILE, "what git ignores", Boundary())
        base = os.path.join(folder, "")  # noqa: PTH118 - a Path has no trailing slash
        return ignored._replace(files=(*ignored.files, (base, Rules(data))))

    def covers(self, path: str, *, folder: bool = False) -> bool:
        """Whether git ignores what lies in the folder, by its absolute path.

        It never ignores a file that it keeps track of, nor the folders that lead to one.
        """
        if self.repository is None or not (self.everything or self._is_named(path, folder=folder)):
            return False
        return not self.repository.tracks(path, folder=folder)

    def _is_named(self, path: str, *, folder: bool) -> bool:
        """Whether the files say so; the innermost that speaks of a path decides."""
        for base, rules in reversed(self.files):
            verdict = rules.verdict(path[len(base) :].replace(os.sep, "/"), folder=folder)
            if verdict is not None:
                return verdict
        return False
