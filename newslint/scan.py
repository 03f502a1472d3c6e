"""Examines the files of a project: from the cache, in this process, or in several."""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newslint.cachekey import FOLDER, content_key, settings_key
from newslint.discovery import Work
from newslint.engine import Looked, Terms
from newslint.examine import Input
from newslint.inputs import Request, settings_for
from newslint.pool import START, Job, Outcome, Pool, Task, Worker, available
from newslint.project import Project

if TYPE_CHECKING:
    from newslint.cache import Cache

_CHUNK: Final = 32
# So many files take as long as several processes need to begin.
_LEAST: Final = {"fork": 192, "spawn": 1536}
# So few files are examined faster than a cache is opened.
_FEW: Final = 16


@dataclass(frozen=True, slots=True)
class Means:
    """How a run may go about it, whatever it finds.

    `jobs` is the number of processes; 0 takes as many as can run at once, where there are enough files.
    `cache` is the folder to remember results in, relative to the folder of the project; None remembers
    nothing. `start` says how processes begin, and `least` how many files are worth it.
    """

    jobs: int = 0
    cache: Path | None = None
    start: str = START
    least: int | None = None

    def workers(self) -> int:
        """How many processes there may be."""
        return self.jobs or available()


def cache_folder(given: Path | None) -> Path:
    """The folder to remember results in; without a word from the user it lies beside the configuration."""
    return Path(FOLDER) if given is None else given.absolute()


def scan(request: Request, work: Work, means: Means) -> Generator[Looked]:
    """Examine every file of a project, in any order."""
    tasks = [Task(file.name, file.path, file.named, reported=True) for file in work.files]
    tasks += [Task(file.name, file.path, file.named, reported=False) for file in work.others]
    cache = _cache(request, work.project, means) if len(tasks) > _FEW else None
    job = Job(request, work.project, keyed=cache is not None)
    worker = Worker(job)
    if cache is not None:
        yield from _remembered(tasks, job, worker, means, cache)
        return
    with closing(_examined(iter(tasks), job, worker, means)) as outcomes:
        yield from (outcome.looked for outcome in outcomes)


def _cache(request: Request, project: Project, means: Means) -> "Cache | None":
    if means.cache is None:
        return None
    try:
        from newslint.cache import Cache  # noqa: PLC0415 - few files need none
    except ImportError:  # a Python that was built without SQLite remembers nothing
        return None
    schemas = (request.schema, *(collection.schema for collection in project.collections))
    return Cache(project.folder / means.cache, settings_key(settings_for(request, project), schemas))


def _remembered(
    tasks: list[Task], job: Job, worker: Worker, means: Means, cache: "Cache"
) -> Iterator[Looked]:
    """Examine what the cache doesn't know, and tell it."""
    settings = settings_for(job.request, job.project)
    known: list[Looked] = []

    with closing(cache):

        def unknown() -> Iterator[Task]:
            for task in tasks:
                given = worker.read(task)
                examined = cache.find(task.path, content_key(given), task.name)
                if examined is not None and all(
                    settings.measure is not None and settings.measure(task.name, url) == image
                    for url, image in examined.images.items()
                ):
                    known.append(Looked(task.name, _terms(given), examined))
                else:
                    yield task

        with closing(_examined(unknown(), job, worker, means)) as outcomes:
            for outcome in outcomes:
                yield from _taken(known)
                if outcome.looked.examined is not None and outcome.looked.examined.lasting:
                    cache.add(outcome.task.path, outcome.key, outcome.looked.examined)
                yield outcome.looked
        yield from _taken(known)


def _taken(known: list[Looked]) -> Iterator[Looked]:
    while known:
        yield known.pop()


def _terms(given: Input) -> Terms:
    return Terms(given.reported, given.collection, given.ignored)


def _examined(tasks: Iterator[Task], job: Job, worker: Worker, means: Means) -> Generator[Outcome]:
    """Examine files; in several processes once there are enough of them."""
    size = means.workers()
    alone = size == 1 or job.request.text is not None or job.request.changes is not None
    least = _LEAST[means.start] if means.least is None else means.least
    first = [] if alone else list(islice(tasks, least))
    if alone or len(first) < least:
        for task in (*first, *tasks):
            yield worker.look(task)
        return
    with closing(Pool(job, size, means.start)) as pool:
        for chunk in _chunks(first, tasks):
            yield from pool.give(chunk)
        yield from pool.rest()


def _chunks(first: list[Task], rest: Iterator[Task]) -> Iterator[list[Task]]:
    for start in range(0, len(first), _CHUNK):
        yield first[start : start + _CHUNK]
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
