"""Which configuration binds a file, and the archive that it belongs to; open it when a file is quiet.

A file belongs to the project of the nearest configuration. One without any is quiet, and so is one that a
walk through its project would pass over: an editor shows many texts that are nobody's articles.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from newslint.config.project import Project, Projects
from newslint.errors import NewslintError
from newslint.run.session import Sources
from newslint.server.archives.archive import Archive


class Homes:
    """The archives of all projects that files were asked about.

    While a configuration or a baseline has mistakes, what held before goes on, and `are_in_trouble` is set.
    """

    def __init__(self, sources: Sources, *, allow_plugins: bool = False) -> None:
        self.are_in_trouble = False
        self._troubles: list[str] = []
        self._sources = sources
        self._allow_plugins = allow_plugins
        self._projects = Projects(allow_plugins=allow_plugins)
        self._archives: dict[tuple[Path, ...], Archive] = {}
        self._by_folder: dict[Path, Archive | None] = {}
        self._before: list[Archive] = []

    def of(self, path: str) -> Archive | None:
        """The archive that reports on a file, named by its absolute path; None where it shall be quiet."""
        archive = self.around(Path(path).parent)
        return archive if archive is not None and archive.takes(path) else None

    def around(self, folder: Path) -> Archive | None:
        """The archive of the project that a folder lies in."""
        if folder not in self._by_folder:
            self._by_folder[folder] = self._find(folder)
        return self._by_folder[folder]

    def all(self) -> list[Archive]:
        """The archives that were asked for so far."""
        return list(self._archives.values())

    def open(self, projects: Iterable[Project]) -> None:
        """Make the archives of projects that lie in another one."""
        for project in projects:
            with suppress(NewslintError):
                self._archive(project)

    def close(self, folder: Path) -> None:
        """Forget the archives below a folder; they are made anew when a file in them is asked about."""
        self._archives = {
            configs: archive
            for configs, archive in self._archives.items()
            if not archive.project.folder.is_relative_to(folder)
        }
        self._by_folder.clear()

    def take_troubles(self) -> list[str]:
        """What went wrong since the last time."""
        troubles, self._troubles = self._troubles, []
        return troubles

    def forget(self) -> None:
        """Forget all archives: their files have other names now."""
        self._archives, self._by_folder, self._before = {}, {}, []

    def reload(self) -> None:
        """Read all configurations anew."""
        self._before = [*self._archives.values(), *self._before]
        self.are_in_trouble = False
        self._projects = Projects(allow_plugins=self._allow_plugins)
        folders = [archive.project.folder for archive in self._archives.values()]
        self._archives, self._by_folder = {}, {}
        for folder in folders:
            self.around(folder)
        self._before = [archive for archive in self._before if archive in self._archives.values()]

    def _find(self, folder: Path) -> Archive | None:
        try:
            return self._archive(self._projects.of(folder))
        except NewslintError as error:
            self.are_in_trouble = True
            first, *others = str(error).split("\n")
            self._troubles.append(f"{first} (and {len(others)} more)" if others else first)
        before = [a for a in self._before if folder.is_relative_to(a.project.folder)]
        last = max(before, key=lambda archive: len(archive.project.folder.parts), default=None)
        if last is not None:
            self._archives[last.project.configs] = last
        return last

    def _archive(self, project: Project) -> Archive | None:
        if not project.configs:
            return None
        if project.configs not in self._archives:
            self._archives[project.configs] = Archive(project, self._projects, self._sources)
        return self._archives[project.configs]
