"""Examines files in several processes; open it when one hangs, dies, or can't be begun.

Where the system can copy a process, workers begin as copies of this one; elsewhere they are told what to do
and load it again. Where it has no room for more processes, or for what they need (open files, threads,
semaphores, memory), the pool gives up, and whoever made it does the work.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from ctypes import c_bool
from io import TextIOBase
from typing import Any, Final

from newslint.errors import ExhaustedError, NewslintError
from newslint.lint.examiner import Examined, Outcome
from newslint.lint.job import Job
from newslint.run.execution import START
from newslint.run.session import Session
from newslint.system import questions
from newslint.system.interrupts import held_back

_AHEAD: Final = 4  # chunks that wait for each worker, so that none is idle and memory stays flat
_BROKEN: Final = "a worker process was ended from outside, probably for want of memory; try `--jobs 1`"
# What comes back of a chunk. Of a job only that which the project says of it: the rest is known here.
_Done = tuple[list[tuple[str, frozenset[str], Examined | None, bytes]], questions.Noted]
# What the system, or a Python that was built for a smaller one, raises when there can be no processes.
_REFUSALS: Final = (OSError, RuntimeError, ImportError, NotImplementedError, MemoryError)
# Open files: those of all queues, those of each process, and those that a process needs to work.
_FILES: Final = 16
_FILES_EACH: Final = 4
_PAUSE: Final = 1.0  # seconds between two looks whether somebody is left to wait for
_PATIENCE: Final = 5.0  # seconds for a process to end that was told to


class PoolError(Exception):
    """There can't be worker processes here, or not any longer."""


class Pool:
    """Worker processes. What they are given comes back in the same order, some later.

    Args:
        session: The project that the files lie in.
        size: How many there are.
        start: How they begin, `fork` or `spawn`.
        keyed: Whether to tell the contents of files apart.

    Raises:
        PoolError: there can't be any.
    """

    def __init__(self, session: Session, size: int, start: str = START, *, keyed: bool = False) -> None:
        self._ahead = size * _AHEAD
        self._waiting: deque[tuple[Sequence[Job], Future[_Done]]] = deque()
        self._refused: Sequence[Job] = ()
        self._keyed = keyed
        self._has_failed = False
        self._others = frozenset(multiprocessing.active_children())
        # A thread of the pool that dies would leave us waiting, and write a traceback.
        self._hook = threading.excepthook
        threading.excepthook = self._note_failure
        try:
            _find_room(size)
            context = multiprocessing.get_context(start)
            # Without a lock, which a worker that is killed might hold.
            self._stop = context.RawValue(c_bool, False)  # noqa: FBT003 - its first value
            self._executor = ProcessPoolExecutor(
                size,
                context,
                initializer=_begin,
                initargs=(session, self._stop, gc.get_threshold(), questions.left_out()),
            )
        except _REFUSALS as error:
            threading.excepthook = self._hook
            raise PoolError(str(error)) from error

    @property
    def left(self) -> list[Job]:
        """What was given and has not come back."""
        return [job for jobs, _ in self._waiting for job in jobs] + [*self._refused]

    def give(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Have a chunk examined, and give what is ready of earlier ones.

        Raises:
            PoolError: there can't be workers any longer; see `left`.
            NewslintError: a worker was killed, or met what ends a run.
        """
        try:
            with held_back():  # it may begin workers
                self._waiting.append((jobs, self._executor.submit(_examine, jobs, self._keyed)))
        except BrokenProcessPool as error:
            raise NewslintError(_BROKEN) from error
        except _REFUSALS as error:
            self._has_failed = True
            self._refused = jobs
            raise PoolError(str(error)) from error
        while len(self._waiting) > self._ahead:
            yield from self._next()

    def rest(self) -> Iterator[Outcome]:
        """Give all that is not given yet.

        Raises:
            PoolError, NewslintError: as for `give`.
        """
        while self._waiting:
            yield from self._next()

    def close(self) -> None:
        """End the workers, each after the file that it is at."""
        self._stop.value = True
        if self._has_failed:
            self._end_workers()
        else:
            self._executor.shutdown(cancel_futures=True)
        threading.excepthook = self._hook

    def _next(self) -> list[Outcome]:
        jobs, future = self._waiting[0]
        while not wait((future,), _PAUSE).done:
            if self._has_failed:
                raise PoolError("a thread of the pool has ended")
        try:
            done, noted = future.result()
        except BrokenProcessPool as error:
            raise NewslintError(_BROKEN) from error
        except (ExhaustedError, MemoryError) as error:
            self._has_failed = True
            raise PoolError(str(error)) from error
        self._waiting.popleft()
        questions.add(noted, {job.name: job.name for job in jobs})
        return [
            Outcome(job.bound(collection, ignored), examined, key)
            for job, (collection, ignored, examined, key) in zip(jobs, done, strict=False)
        ]

    def _note_failure(self, failed: Any) -> None:
        del failed
        self._has_failed = True

    def _end_workers(self) -> None:
        """End processes that a pool which failed on the way may not know of, or not wait for."""
        for process in multiprocessing.active_children():
            if process not in self._others:
                process.terminate()
                process.join(_PATIENCE)
                if process.is_alive():
                    process.kill()
                    process.join()


def _find_room(size: int) -> None:
    """Make sure that there may be as many open files as processes need: half-begun ones never close theirs.

    Raises:
        OSError: there may not.
    """
    taken: list[int] = []
    try:
        taken.extend(os.open(os.devnull, os.O_RDONLY) for _ in range(_FILES + _FILES_EACH * size))
    finally:
        for descriptor in taken:
            os.close(descriptor)


_session: Session | None = None
_stop: c_bool | None = None


class _Nowhere(TextIOBase):
    """Takes what nobody wants to read."""

    def write(self, text: str) -> int:
        return len(text)


def _begin(session: Session, stop: c_bool, collections: tuple[int, int, int], left_out: str | None) -> None:
    """Make a process a worker. Ctrl-C reaches all processes; the first one stops the others."""
    global _session, _stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What fails here is told by the process that gave the work; libraries would write tracebacks.
    sys.stderr = _Nowhere()
    with suppress(*_REFUSALS):
        gc.freeze()  # what both processes share stays shared as long as nobody touches it
        gc.set_threshold(*collections)
        if left_out is not None:
            questions.begin(left_out)
        threading.Thread(target=_end_with_parent, daemon=True).start()
        _session, _stop = session, stop


def _end_with_parent() -> None:
    """A worker whose run was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _examine(jobs: Sequence[Job], keyed: bool) -> _Done:  # noqa: FBT001 - processes are given values
    if _session is None or _stop is None:
        raise ExhaustedError("the worker could not begin")
    done = []
    for given in jobs:
        if _stop.value:  # nobody waits for the rest
            break
        job, examined, key = _session.examine(given, keyed=keyed)
        done.append((job.collection, job.ignored, examined, key))
    return done, questions.taken()
