"""Examines files in several processes. What comes out is the same for any number of them.

Where the system can copy a process, workers begin as copies of this one; elsewhere they are told what to do
and load it again.
"""

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from ctypes import c_bool
from threading import Thread
from typing import Final

from newslint.errors import NewslintError
from newslint.interrupts import held_back
from newslint.worker import START, Job, Outcome, Task, Worker

_AHEAD: Final = 4  # chunks that wait for each worker, so that none is idle and memory stays flat
_BROKEN: Final = "a worker process was ended from outside, probably for want of memory; try `--jobs 1`"


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
        # Without a lock, which a worker that is killed might hold.
        self._stop = context.RawValue(c_bool, False)  # noqa: FBT003 - its first value
        self._executor = ProcessPoolExecutor(
            size, context, initializer=_begin, initargs=(job, self._stop, gc.get_threshold())
        )

    def give(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """Have a chunk examined, and give what is ready of earlier ones."""
        try:
            with held_back():  # it may begin workers
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
        """End the workers, each after the file that it is at."""
        self._stop.value = True
        self._executor.shutdown(cancel_futures=True)

    def _next(self) -> list[Outcome]:
        try:
            return self._waiting.popleft().result()
        except BrokenProcessPool as error:
            raise NewslintError(_BROKEN) from error


_worker: Worker | None = None
_stop: c_bool | None = None


def _begin(job: Job, stop: c_bool, collections: tuple[int, int, int]) -> None:
    """Make a process a worker. Who interrupts the run reaches all its processes: the first one ends them."""
    global _worker, _stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what both processes share stays shared as long as nobody touches it
    gc.set_threshold(*collections)
    Thread(target=_end_with_parent, daemon=True).start()
    _worker, _stop = Worker(job), stop


def _end_with_parent() -> None:
    """A worker whose run was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _look_at_all(tasks: Sequence[Task]) -> list[Outcome]:
    if _worker is None or _stop is None:
        raise RuntimeError("the worker was not begun")
    outcomes: list[Outcome] = []
    for task in tasks:
        if _stop.value:  # nobody waits for the rest
            break
        outcomes.append(_worker.look(task))
    return outcomes
