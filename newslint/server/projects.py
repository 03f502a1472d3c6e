"""Which configuration binds a file, and the archive that it belongs to; open it when a file is quiet.

A file belongs to the project of the nearest configuration. One without any is quiet, and so is one that a
walk through its project would pass over: an editor shows many texts that are nobody's articles.
"""

from pathlib import Path

from newslint.config.project import Projects
from newslint.errors import NewslintError
from newslint.run.session import Sources
from newslint.server.archive import Archive


class Homes:
    """The archives of all projects that files were asked about.

    `troubles` are the mistakes in configurations, for people to read.
    """

    def __init__(self, sources: Sources) -> None:
        self.troubles: list[str] = []
        self._sources = sources
        self._projects = Projects()
        self._archives: dict[tuple[Path, ...], Archive | None] = {}

    def of(self, path: str) -> Archive | None:
        """The archive that a file belongs to, named by its absolute path; None where it shall be quiet."""
        try:
            project = self._projects.of(Path(path).parent)
        except NewslintError as error:
            self.troubles += str(error).split("\n")
            return None
        if not project.configs:
            return None
        if project.configs not in self._archives:
            self._archives[project.configs] = Archive(project, self._projects, self._sources)
        archive = self._archives[project.configs]
        return archive if archive is not None and archive.takes(path) else None

    def all(self) -> list[Archive]:
        """The archives that were asked for so far."""
        return [archive for archive in self._archives.values() if archive is not None]
