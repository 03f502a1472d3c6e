"""Examines a project's files: from the cache, here, or in several processes; open it for which of these."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING, Final

from newslint.lint.examiner import Outcome
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.rule import Rule
from newslint.run.execution import ExecutionOptions
from newslint.run.session import Session
from newslint.run.work import Work
from newslint.system.questions import hold_until

if TYPE_CHECKING:
    from newslint.run.cache.store import Cache
    from newslint.run.cache.testimonies import Testimonies

# Files for a worker at once: many at first, since files that lie together repeat each other, and a worker
# knows what it has read; few at last, so that none waits long for another one.
_FEWEST: Final = 16
_MOST: Final = 128
_SHARE: Final = 4  # so many times as many files are left as all workers get
_LOOKED_UP: Final = 128  # files to ask the cache for at once
# So many files take as long as several processes need to begin.
_LEAST: Final = {"fork": 192, "spawn": 1536}
# Of so many files that are worth several processes this one examines one itself before it is copied: then
# libraries are loaded, lists read and patterns compiled once, and not by each copy.
_OWN: Final = 12
FEW: Final = 16
"""So few files are examined faster than a cache is opened."""


def scan(work: Work, options: ExecutionOptions) -> Generator[Outcome]:
    """Examine every file of a project, in any order."""
    with closing(_scanned(work, options)) as outcomes:
        for outcome in outcomes:
            if outcome.examined is not None:
                hold_until(outcome.examined.until)
            yield outcome


def _scanned(work: Work, options: ExecutionOptions) -> Generator[Outcome]:
    session = work.session
    jobs: list[Job] = []
    dumps: list[Job] = []
    for job in (*work.files, *(job._replace(reported=False) for job in work.others)):
        (dumps if session.dumps.is_one(job) else jobs).append(job)
    if dumps:
        parts = chain.from_iterable(map(session.dumps.divided, dumps))
        with closing(_of_parts(parts, session, options)) as outcomes:
            yield from outcomes
    cache = _cache(session, options) if len(jobs) > FEW else None
    if cache is None:
        with closing(_examined(jobs, session, options, keyed=False)) as outcomes:
            yield from outcomes
        return
    from newslint.run.cache.record import to_record  # noqa: PLC0415 - few files are not kept

    with closing(cache):
        unknown = jobs if cache.is_empty else []
        for job, outcome in () if cache.is_empty else _recalled(jobs, session, cache):
            if outcome is None:
                unknown.append(job)
            else:
                yield outcome
        with closing(_examined(unknown, session, options, keyed=True)) as outcomes:
            for outcome in outcomes:
                examined = outcome.examined
                if examined is None or examined.cacheable:
                    cache.add(outcome.job.path, outcome.key, to_record(examined))
                yield outcome


def _of_parts(jobs: Iterator[Job], session: Session, options: ExecutionOptions) -> Generator[Outcome]:
    """Examine parts of files of records; in several processes from the second one on."""
    size = options.workers()
    first = [*islice(jobs, 2)]
    left: Iterable[Job] = first
    if len(first) > 1 and size > 1 and session.sources.are_on_disk:
        left = yield from _examined_by_others(
            chain(first, jobs), repeat(1), session, size, options.start, keyed=False
        )
    for job in chain(left, jobs):
        yield session.examine(job)


def testimonies(work: Work, options: ExecutionOptions) -> "Testimonies | None":
    """What the files of a project answered in earlier runs; None where nothing is remembered."""
    is_worth_it = options.cache is not None and len(work.files) + len(work.others) > FEW
    if not is_worth_it:
        return None
    from newslint.run.cache.testimonies import Testimonies  # noqa: PLC0415 - few files ask nobody

    return Testimonies(partial(_cache, work.session, options))


def _cache(session: Session, options: ExecutionOptions) -> "Cache | None":
    if options.cache is None:
        return None
    try:
        from newslint.run.cache.key import settings_key  # noqa: PLC0415 - few files need no cache
        from newslint.run.cache.store import Cache  # noqa: PLC0415 - the same
    except ImportError:  # a Python that was built without SQLite remembers nothing
        return None
    settings = session.settings
    folder = session.project.folder / options.cache
    return Cache(folder, settings_key(settings), settings.now.timestamp())


def _recalled(jobs: list[Job], session: Session, cache: "Cache") -> Iterator[tuple[Job, Outcome | None]]:
    """Give every file, with what the cache knows of it."""
    from newslint.run.cache.key import content_key  # noqa: PLC0415 - few files need no cache

    settings = session.settings
    rules = {rule.code: rule for rule in settings.rules}
    for chunk in _chunks(iter(jobs), repeat(_LOOKED_UP)):
        bound = [session.bound(job) for job in chunk]
        keys = {job.path: content_key(job, session.read(job)) for job in bound}
        records = cache.find(keys)
        for job in bound:
            record = records.get(job.path)
            outcome = None if record is None else _read_record(record, job, rules, settings)
            yield job, None if outcome is None else outcome._replace(key=keys[job.path])


def _read_record(record: str, job: Job, rules: Mapping[str, Rule], settings: Settings) -> Outcome | None:
    """What a record says; None where it is none, or where an image has changed."""
    from newslint.run.cache.record import from_record  # noqa: PLC0415 - few files need no cache

    try:
        examined = from_record(record, job.name, job.collection, rules)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if examined is not None and any(
        settings.measure is None or settings.measure(job.name, url) != image
        for url, image in examined.images.items()
    ):
        return None
    return Outcome(job, examined)


def _examined(
    jobs: Sequence[Job], session: Session, options: ExecutionOptions, *, keyed: bool
) -> Generator[Outcome]:
    """Examine files; in several processes once there are enough of them."""
    size = options.workers()
    least = _LEAST[options.start] if options.least is None else options.least
    if size == 1 or len(jobs) < least or not session.sources.are_on_disk:
        for job in jobs:
            yield session.examine(job, keyed=keyed)
        return
    own = least // _OWN if options.start == "fork" else 0
    for job in jobs[:own]:
        yield session.examine(job, keyed=keyed)
    rest = iter(jobs[own:])
    sizes = shrinking(len(jobs) - own, size)
    left = yield from _examined_by_others(rest, sizes, session, size, options.start, keyed=keyed)
    for job in (*left, *rest):
        yield session.examine(job, keyed=keyed)


def shrinking(files: int, workers: int) -> Iterator[int]:
    """How many files to give to a worker at once, each time."""
    left = files
    while True:
        size = min(max(left // (workers * _SHARE), _FEWEST), _MOST)
        left -= size
        yield size


def _examined_by_others(  # noqa: PLR0913 - as many decide on it
    jobs: Iterator[Job], sizes: Iterator[int], session: Session, size: int, start: str, *, keyed: bool
) -> Generator[Outcome, None, list[Job]]:
    """Examine files in other processes, so many at once; return those that were taken and not examined.

    That there can be no other processes is nothing to tell: it only takes longer.
    """
    try:
        from newslint.run.pool import Pool, PoolError  # noqa: PLC0415 - most runs need one process only
    except ImportError:  # a Python that was built without semaphores
        return []
    try:
        pool = Pool(session, size, start, keyed=keyed)
    except PoolError:
        return []
    with closing(pool):
        try:
            for given in _chunks(jobs, sizes):
                yield from pool.give(given)
            yield from pool.rest()
        except PoolError:
            return pool.left
    return []


def _chunks(jobs: Iterator[Job], sizes: Iterator[int]) -> Iterator[list[Job]]:
    while chunk := list(islice(jobs, next(sizes))):
        yield chunk
