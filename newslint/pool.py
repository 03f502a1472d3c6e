"""Examines files in several processes. What comes out is the same for any number of them.

Where the system can copy a process, workers begin as copies of this one; elsewhere they are told what to do
and load it again.
"""

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Final, NamedTuple

from newslint.cachekey import content_key
from newslint.discovery import FoundFile
from newslint.engine import Looked, look_at
from newslint.errors import NewslintError
from newslint.examine import Examiner, Input
from newslint.inputs import Request, input_of, settings_for
from newslint.project import Project

# macOS can copy processes, but its own libraries don't survive it.
START: Final = "fork" if sys.platform == "linux" else "spawn"

_AHEAD: Final = 4  # chunks that wait for each worker, so that none is idle and memory stays flat
_BROKEN: Final = "a worker process was ended from outside, probably for want of memory; try `--jobs 1`"


class Task(NamedTuple):
    """A file to examine; see `FoundFile`. `reported` says whether its findings are wanted."""

    name: str
    path: str
    named: bool
    reported: bool


class Job(NamedTuple):
    """What holds for all files of a project. `keyed` says that the content of each is to be told apart."""

    request: Request
    project: Project
    keyed: bool


class Outcome(NamedTuple):
    """What came of a file, and the key of the content that it came of."""

    task: Task
    looked: Looked
    key: bytes


class Worker:
    """Examines one file after the other; each process has one."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._examiner = Examiner(settings_for(job.request, job.project))

    def read(self, task: Task) -> Input:
        """Read a file."""
        file = FoundFile(task.name, task.path, task.named, self._job.project)
        return input_of(self._job.request, file, reported=task.reported)

    def look(self, task: Task) -> Outcome:
        """Read a file and examine it."""
        given = self.read(task)
        key = content_key(given) if self._job.keyed else b""
        return Outcome(task, look_at(given, self._examiner), key)


class Pool:
    """Worker processes. What they are given comes back in the same order, some later.

    Args:
        job: What they do.
        size: How many there are.
        start: How they begin, `fork` or `spawn`.
    """

    def __init__(self, job: Job, size: int, start: str = START) -> None:
        self._ahead = size * _AHEAD
        self._waiting: deque[Future[list[Outcome]]] = deque()
        context = multiprocessing.get_context(start)
        self._executor = ProcessPoolExecutor(size, context, initializer=_begin, initargs=(job,))

    def give(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """Have a chunk examined, and give what is ready of earlier ones."""
        try:
            self._waiting.append(self._executor.submit(_look_at_all, tasks))
        except BrokenProcessPool as error:
            raise NewslintError(_BROKEN) from error
        while len(self._waiting) > self._ahead:
            yield from self._next()

    def rest(self) -> Iterator[Outcome]:
        """Give all that is not given yet."""
        while self._waiting:
            yield from self._next()

    def close(self) -> None:
        """End the workers; what is not begun yet is left."""
        self._executor.shutdown(cancel_futures=True)

    def _next(self) -> list[Outcome]:
        try:
            return self._waiting.popleft().result()
        except BrokenProcessPool as error:
            raise NewslintError(_BROKEN) from error


def available() -> int:
    """How many processes can run at the same time."""
    with suppress(AttributeError):  # not everywhere can processes be bound to processors
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_worker: Worker | None = None


def _begin(job: Job) -> None:
    """Make a process a worker. Who interrupts the run reaches all its processes: the first one ends them."""
    global _worker  # noqa: PLW0603 - what a process keeps from task to task
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = Worker(job)


def _look_at_all(tasks: Sequence[Task]) -> list[Outcome]:
    if _worker is None:
        raise RuntimeError("the worker was not begun")
    return [_worker.look(task) for task in tasks]
