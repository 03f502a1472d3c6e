"""Configurations that are kept between calls; open it for what is read once, and what at each call."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import Any, Final
from urllib.parse import unquote

from newslint.api.arguments import path_of, several
from newslint.api.failures import as_newslint_error
from newslint.config.layers import Layer, find_config, inline_layer, read_layers
from newslint.config.project import Overrides, Project, Projects, build
from newslint.errors import NewslintError
from newslint.lint.job import Job
from newslint.run.local_images import LocalImages
from newslint.run.session import Session, Sources, images_of, open_session
from newslint.schema.bundled import BUNDLED, bundled_schema
from newslint.schema.compiled import Schema
from newslint.schema.files import SchemaFiles

StrPath = str | os.PathLike[str]

_MOST_FOLDERS: Final = 1000  # whose configuration is known: some sites have a folder for each page


class Config:
    """A configuration, as `load_config` read it.

    It never changes, serves many threads at once, and can be pickled.
    """

    __slots__ = ("_home",)

    def __init__(self, home: "Home") -> None:
        self._home = home

    def __repr__(self) -> str:
        return f"<newslint.Config of {str(self.folder)!r}>"

    @property
    def folder(self) -> Path:
        """The folder that it was loaded for, which the names of texts are relative to; it is absolute."""
        return self._home.folder


class Home:
    """What a configuration says of texts and files, made once.

    Args:
        folder: What the names of texts are relative to.
        project: What holds there.
        above: Makes the settings of the call, which stand above those of other configurations, too.
        is_alone: Whether no other configuration counts.
        allow_plugins: Whether others may name plug-ins.
    """

    def __init__(
        self,
        folder: Path,
        project: Project,
        above: Sequence[Callable[[], Layer]] = (),
        *,
        is_alone: bool = False,
        allow_plugins: bool = False,
    ) -> None:
        self.folder = folder
        self._project = project
        self._above = tuple(above)
        self._is_alone = is_alone
        self._allow_plugins = allow_plugins
        self._nearest = lru_cache(_MOST_FOLDERS)(self.projects(Overrides(no_baseline=True)).nearest)
        self._sessions: dict[int, Session] = {}
        self._lock = Lock()

    def __reduce__(self) -> tuple[Any, ...]:
        home = partial(Home, is_alone=self._is_alone, allow_plugins=self._allow_plugins)
        return home, (self.folder, self._project, self._above)

    def projects(self, overrides: Overrides) -> Projects:
        """The projects of one call."""
        if self._is_alone:
            return Projects.of_one(overrides.of(self._project))
        return Projects.around(self._project, self._above, overrides, allow_plugins=self._allow_plugins)

    def job(self, name: StrPath) -> Job:
        """What there is to do with a text of this name."""
        named = path_of(name, "the name")
        return Job(named, os.path.abspath(os.path.join(self.folder, named)))  # noqa: PTH100, PTH118 - nothing need be there

    def session(self, job: Job, sources: Sources) -> Session:
        """A session for a text: what can be kept is kept, and what may have changed is looked at anew.

        Raises:
            NewslintError: a configuration beside the text has mistakes.
        """
        with self._lock:
            project = self._nearest(Path(job.path).parent)
            known = self._sessions.get(id(project))
            if known is None:
                known = self._sessions[id(project)] = self._opened(project)
        return known.anew(sources, now=datetime.now(UTC), measure=self._measure(project))

    def _opened(self, project: Project) -> Session:
        schemas = SchemaFiles(project.boundary, str(self.folder))
        return open_session(project).having(named_schema=schemas)

    def _measure(self, project: Project) -> LocalImages | None:
        return images_of(project, self.folder)


class _Nowhere(Home):
    """The defaults. No site, and no disk that texts could refer to, is known."""

    def __init__(self) -> None:
        root = Path(os.path.abspath(os.sep))  # noqa: PTH100 - that of a drive, where there are drives
        super().__init__(root, Project(root), is_alone=True)

    def _opened(self, project: Project) -> Session:
        return open_session(project).having(named_schema=_shipped)

    def _measure(self, project: Project) -> None:
        del project


@as_newslint_error
def load_config(
    folder: StrPath = ".", *, settings: str | Iterable[str] = (), allow_plugins: bool = False
) -> Config:
    """Read the configuration that the command line would use in a folder.

    That is the nearest one, in the folder or above it. In folders below that have one of their own it is that
    one. Where there is none, the defaults hold, with what the files of the site say, as the generator's own.

    Args:
        folder: The folder, or the file of a configuration that shall hold whatever others there are.
        settings: Lines of TOML that stand above all files: `select = ["TXT"]`.
        allow_plugins: Whether to load the plug-ins that configurations name, which are programs.

    Raises:
        NewslintError: there is no such folder, or a configuration has mistakes.
    """
    given = path_of(folder, "the folder")
    absolute = Path(os.path.abspath(given))  # noqa: PTH100 - as a person sees it, with its links
    is_file = os.path.isfile(absolute)  # noqa: PTH113 - raises nothing
    if not is_file and not os.path.isdir(absolute):  # noqa: PTH112 - the same
        raise NewslintError(f"{given}: no such folder, and no file of a configuration")
    home = absolute.parent if is_file else absolute
    config = absolute if is_file else find_config(home)
    lines = [settings] if isinstance(settings, str) else _lines(settings)
    above = [partial(inline_layer, tuple(lines), "settings", home)] if lines else []
    layers = [*(make() for make in above), *(() if config is None else read_layers(config))]
    project = build(layers, home, allow_plugins=allow_plugins)
    return Config(Home(home, project, above, is_alone=is_file, allow_plugins=allow_plugins))


def _lines(settings: Iterable[str]) -> list[str]:
    lines = [*several(settings, "settings", "lines of TOML", (bytes, Mapping))]
    for line in lines:
        if not isinstance(line, str):
            raise TypeError(f"a line of settings is {type(line).__name__}, not str")
    return lines


def home_of(config: Config | None) -> Home:
    """What a configuration says; without one the defaults hold, and nothing is looked for.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(config, Config | None):
        raise TypeError(f"the config is {type(config).__name__}, not what `load_config` returns")
    return _nowhere() if config is None else config._home  # noqa: SLF001 - nobody else shall see it


@cache
def _nowhere() -> Home:
    return _Nowhere()


def _shipped(document: str, reference: str) -> Schema | None:
    """The schema that a text names without a disk: a bundled one."""
    del document
    name = unquote(reference.partition("#")[0])
    return bundled_schema(name) if name in BUNDLED else None
