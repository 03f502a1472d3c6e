"""Examines the files of a project: from the cache, in this process, or in several."""

import os
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from newslint.config.project import Project
from newslint.lint.corpus import Looked, Terms
from newslint.lint.settings import Settings
from newslint.rule import Rule
from newslint.run.cache.key import FOLDER, content_key, settings_key
from newslint.run.cache.record import from_record, to_record
from newslint.run.discovery import Work
from newslint.run.request import Request, settings_for
from newslint.run.worker import START, Job, Outcome, Task, Worker, available

if TYPE_CHECKING:
    from newslint.run.cache.store import Cache

_CHUNK: Final = 16  # files for a worker at once
_LOOKED_UP: Final = 128  # files to ask the cache for at once
# So many files take as long as several processes need to begin.
_LEAST: Final = {"fork": 192, "spawn": 1536}
# Of so many files that are worth several processes this one examines one itself before it is copied: then
# libraries are loaded, lists read and patterns compiled once, and not by each copy.
_OWN: Final = 12
_MOST: Final = 61  # processes, which is what Windows can wait for
# So few files are examined faster than a cache is opened.
_FEW: Final = 16


class Means(NamedTuple):
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
        return min(self.jobs or available(), _MOST)


def cache_folder(given: Path | None) -> Path:
    """The folder to remember results in; without a word from the user it lies beside the configuration."""
    # A link that the user names is meant; one that lies beside a configuration is not followed.
    return Path(FOLDER) if given is None else Path(os.path.realpath(given))


def scan(request: Request, work: Work, means: Means) -> Generator[Looked]:
    """Examine every file of a project, in any order."""
    tasks = [Task(file.name, file.path, file.named, reported=True) for file in work.files]
    tasks += [Task(file.name, file.path, file.named, reported=False) for file in work.others]
    cache = _cache(request, work.project, means) if len(tasks) > _FEW else None
    job = Job(request, work.project, keyed=cache is not None)
    worker = Worker(job)
    if cache is None:
        with closing(_examined(iter(tasks), job, worker, means)) as outcomes:
            yield from (outcome.looked for outcome in outcomes)
        return
    with closing(cache):
        unknown = tasks if cache.is_empty else []
        for task, looked in () if cache.is_empty else _recalled(tasks, job, worker, cache):
            if looked is None:
                unknown.append(task)
            else:
                yield looked
        with closing(_examined(iter(unknown), job, worker, means)) as outcomes:
            for task, looked, key in outcomes:
                if looked.examined is None or looked.examined.lasting:
                    cache.add(task.path, key, to_record(looked.examined))
                yield looked


def _cache(request: Request, project: Project, means: Means) -> "Cache | None":
    if means.cache is None:
        return None
    try:
        from newslint.run.cache.store import Cache  # noqa: PLC0415 - few files need none
    except ImportError:  # a Python that was built without SQLite remembers nothing
        return None
    schemas = (request.schema, *(collection.schema for collection in project.collections))
    key = settings_key(settings_for(request, project), schemas)
    return Cache(project.folder / means.cache, key, request.now.timestamp())


def _recalled(
    tasks: list[Task], job: Job, worker: Worker, cache: "Cache"
) -> Iterator[tuple[Task, Looked | None]]:
    """Give every file, with what the cache knows of it."""
    settings = settings_for(job.request, job.project)
    rules = {rule.code: rule for rule in settings.rules}
    for chunk in _chunks(iter(tasks), _LOOKED_UP):
        terms: list[Terms] = []
        keys: dict[str, bytes] = {}
        for task in chunk:
            given = worker.read(task)
            terms.append(Terms(given.reported, given.collection, given.ignored))
            keys[task.path] = content_key(given)
        records = cache.find(keys)
        for task, told in zip(chunk, terms, strict=True):
            record = records.get(task.path)
            yield task, None if record is None else _read_record(record, task, told, rules, settings)


def _read_record(
    record: str, task: Task, terms: Terms, rules: Mapping[str, Rule], settings: Settings
) -> Looked | None:
    """What a record says; None where it is none, or where an image has changed."""
    try:
        examined = from_record(record, task.name, terms.collection, rules)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if examined is not None and any(
        settings.measure is None or settings.measure(task.name, url) != image
        for url, image in examined.images.items()
    ):
        return None
    return Looked(task.name, terms, examined)


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
    own = least // _OWN if means.start == "fork" else 0
    for task in first[:own]:
        yield worker.look(task)
    rest = chain(first[own:], tasks)
    left = yield from _examined_by_others(rest, job, size, means.start)
    for task in (*left, *rest):
        yield worker.look(task)


def _examined_by_others(
    tasks: Iterator[Task], job: Job, size: int, start: str
) -> Generator[Outcome, None, list[Task]]:
    """Examine files in other processes; return those that were taken and not examined.

    That there can be no other processes is nothing to tell: it only takes longer.
    """
    try:
        from newslint.run.pool import Pool, PoolError  # noqa: PLC0415 - most runs need one process only
    except ImportError:  # a Python that was built without semaphores
        return []
    try:
        pool = Pool(job, size, start)
    except PoolError:
        return []
    with closing(pool):
        try:
            for chunk in _chunks(tasks, _CHUNK):
                yield from pool.give(chunk)
            yield from pool.rest()
        except PoolError:
            return pool.left
    return []


def _chunks(tasks: Iterator[Task], size: int) -> Iterator[list[Task]]:
    while chunk := list(islice(tasks, size)):
        yield chunk
