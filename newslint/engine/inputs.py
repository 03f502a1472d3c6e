"""Finds and reads documents behind URLs (`s3://bucket/articles/`); open it for how such documents are called.

A document's name is its URL. What patterns of the configuration say of paths holds for what follows the
bucket, as if the bucket were the folder of the configuration; `file://` URLs lead to paths of this machine.
"""

import logging
import os
from collections.abc import Callable, Iterator
from functools import cache
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, Final
from urllib.parse import unquote

from newslint.config.project import Project, Projects
from newslint.document import LocalImage
from newslint.errors import NewslintError, raise_if_exhausted
from newslint.light_dataclasses import replace
from newslint.lint.job import Job
from newslint.run.projects import plan
from newslint.run.request import Request
from newslint.run.session import Sources
from newslint.run.urls import LOCAL, URL, as_url
from newslint.run.work import Work
from newslint.system import contained
from newslint.system.contained import Boundary, Content

_MISSING: Final = "{url}: it takes fsspec to read URLs: pip install 'newslint[dask]'"
_MISSING_FOR: Final = "{url}: it takes {package} to read such URLs: pip install 'newslint[{extra}]'"
_PACKAGES: Final = {
    "s3": ("s3fs", "s3"),
    "s3a": ("s3fs", "s3"),
    "gs": ("gcsfs", "gs"),
    "gcs": ("gcsfs", "gs"),
}
"""What reads URLs of a scheme, and the extra that has it."""

_CHATTY: Final = ("gcsfs", "google.auth")
"""What warns of ways that it could not take, though another one leads there; that none does is an error."""


class UrlSources(Sources):
    """Reads documents behind URLs, too."""

    __slots__ = ()

    def read(self, name: str, most: int, boundary: Boundary) -> Content:
        """The content of a document, as long as it has no more than so many bytes."""
        if URL.match(name) is None:
            return Sources.read(self, name, most, boundary)
        try:
            system, path = _opened(name)
            with system.open(path, "rb") as file:
                data = contained.read_at_most(file, most)
        except Exception as error:  # noqa: BLE001 - each file system has errors of its own
            raise_if_exhausted(error)
            return Content(b"", _reason(error))
        return contained.whole(data, most)

    def open(self, name: str, most: int, boundary: Boundary) -> "IO[bytes] | str":
        """A document of any size, to be read a piece at a time, or why not."""
        if URL.match(name) is None:
            return Sources.open(self, name, most, boundary)
        try:
            system, path = _opened(name)
            # Files of fsspec have no `readline` with a bound.
            file: IO[bytes] = BufferedReader(system.open(path, "rb"))
        except Exception as error:  # noqa: BLE001 - as above
            raise_if_exhausted(error)
            return _reason(error)
        return file


class _BesideFiles:
    """Measures the images of files; of those beside a document behind a URL nothing is known."""

    def __init__(self, measure: Callable[[str, str], LocalImage | None]) -> None:
        self._measure = measure

    def __call__(self, article: str, url: str) -> LocalImage | None:
        return None if URL.match(article) else self._measure(article, url)


def plan_all(request: Request, projects: Projects) -> list[Work]:
    """Find the files of a run, also behind URLs.

    Raises:
        NewslintError: a path or a URL doesn't exist, or can't be listed.
    """
    urls = [url for path in request.paths if (url := as_url(path)) is not None]
    works = plan(
        replace(request, paths=tuple(path for path in request.paths if as_url(path) is None)), projects
    )
    if not urls:
        return works
    project = projects.of(Path.cwd())
    jobs = tuple(dict.fromkeys(job for url in urls for job in _jobs(url, project)))
    own = next((work for work in works if work.project is project), None)
    if own is None:
        own = Work(request.session(project, request.sources()), ())
        works.append(own)
    measure = own.session.settings.measure
    session = replace(own.session, sources=UrlSources())
    session = session.having(measure=None if measure is None else _BesideFiles(measure))
    works[works.index(own)] = own._replace(session=session, files=(*own.files, *jobs), walked=True)
    return works


def _jobs(url: str, project: Project) -> Iterator[Job]:
    """The documents behind a URL, in the order of their names."""
    try:
        system, path = _opened(url)
        if system.isfile(path):
            yield Job(url, _path_of(url, project))
            return
        found = sorted(system.find(path))
    except NewslintError:
        raise
    except Exception as error:
        raise_if_exhausted(error)
        raise NewslintError(f"{url}: it can't be listed: {_reason(error)}") from error
    if not found and not system.exists(path):
        raise NewslintError(f"{url}: there is nothing")
    scheme = url.partition("://")[0]
    for name in found:
        its = f"{scheme}://{name}"
        job = Job(its, _path_of(its, project), named=False)
        if project.includes(job.path) and not project.exclude.match(job.path):
            yield job


def _path_of(url: str, project: Project) -> str:
    """The absolute path that patterns see."""
    scheme, _, rest = url.partition("://")
    if scheme in LOCAL:
        return unquote(rest)
    return os.path.join(project.folder, *rest.split("/")[1:])  # noqa: PTH118 - a name may be none of this system


@cache
def _system(scheme: str) -> Any:
    import fsspec  # noqa: PLC0415 - most runs read no URLs

    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.ERROR)
    return fsspec.filesystem(scheme)


def _opened(url: str) -> tuple[Any, str]:
    """The file system of a URL, and the path in it."""
    scheme, _, rest = url.partition("://")
    try:
        return _system(scheme), rest
    except ImportError as error:
        raise NewslintError(_what_is_missing(url, scheme, error)) from error
    except ValueError as error:
        raise NewslintError(f"{url}: {error}") from error


def _what_is_missing(url: str, scheme: str, error: ImportError) -> str:
    """What to install for a URL; of schemes that no extra is for, fsspec names it."""
    if "fsspec" in str(error):
        return _MISSING.format(url=url)
    if scheme in _PACKAGES:
        package, extra = _PACKAGES[scheme]
        return _MISSING_FOR.format(url=url, package=package, extra=extra)
    return f"{url}: {error}"


def _reason(error: Exception) -> str:
    """Why something could not be read, in one line."""
    if isinstance(error, FileNotFoundError):
        return contained.MISSING
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return " ".join(str(error).split()) or type(error).__name__
