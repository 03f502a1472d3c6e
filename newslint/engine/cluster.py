"""Dask as an engine: processes of this machine, or a cluster that runs; open it for what may fail there.

Dask does a task again whose worker died, up to three times. Then it is begun once more, alone, and where
workers die again, the documents that it looked at are named: they were not checked, and so nothing is told of
the run.
"""

import logging
import os
import pickle
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakValueDictionary

from newslint import __version__
from newslint.errors import ExhaustedError, NewslintError
from newslint.run.execution import available

if TYPE_CHECKING:
    from distributed import Client, Future

MISSING: Final = "`--engine dask` needs Dask: pip install 'newslint[dask]'"
"""What to say where it isn't installed."""

_LOCAL: Final = {
    # A busy machine takes long to begin a worker again.
    "distributed.comm.timeouts.connect": "120s",
    # Nobody looks at where a hundred times a second each worker is.
    "distributed.worker.profile.enabled": False,
}
_ANSWER: Final = 30  # seconds until a scheduler answers
_PAUSE: Final = 1.0  # seconds between two looks whether a worker is left
_SOME: Final = 10  # looks
_PATIENCE: Final = 120  # looks; a worker that died needs some seconds to begin again
# One document after the other: what examines is Python, of which only one thread works anyway.
_alone = threading.Lock()


class _Given(int):
    """Stands for the result of a task with this number among those that are given."""


@dataclass(slots=True, eq=False, weakref_slot=True)
class _Task:
    """A task, what it is given, the documents that it looks at, and what Dask calls it once it has begun."""

    function: Callable[..., Any]
    given: tuple[Any, ...]
    names: Sequence[str]
    future: "Future | None" = None


class DaskEngine:
    """Does tasks with the workers of a client; `revive` begins those anew that are gone."""

    def __init__(self, client: "Client", revive: Callable[[], None] = lambda: None) -> None:
        self._client = client
        self._revive = revive
        self._most = 1  # so many workers there were
        self._tasks: WeakValueDictionary[object, _Task] = WeakValueDictionary()

    @property
    def workers(self) -> int:
        """How many tasks are done at once."""
        return len(self._client.nthreads())

    @property
    def address(self) -> str:
        """Where the scheduler is."""
        return str(self._client.scheduler.address)

    def begin(self, task: Callable[..., Any], *given: Any, names: Sequence[str] = ()) -> _Task:
        """Note a task, which begins when its result is asked for, see `Engine`."""
        return _Task(task, given, names)

    def results(self, begun: Sequence[Any], done: Callable[[int], None] = lambda _: None) -> Iterator[Any]:
        """The results of tasks, see `Engine`."""
        early: dict[int, Any] = {}
        following = 0
        for number in self._done(begun):
            early[number] = self._result(begun[number])
            self.let_go(begun[number])
            done(number)
            while following in early:
                yield early.pop(following)
                following += 1

    def start(self, begun: _Task) -> None:
        """Do a task now, see `Engine`."""
        self._submitted(begun)

    def let_go(self, begun: _Task) -> None:
        """Keep the result of a task no longer, see `Engine`."""
        begun.future = None

    def _done(self, begun: Sequence[_Task]) -> Iterator[int]:
        """Do tasks, and give the number of each that is done, or can't be.

        Dask blames each death of a worker on all tasks that it had, and gives them up. So those are begun
        again, one at a time: then it is clear which did it.
        """
        blamed: list[int] = []
        for number in self._ended(range(len(begun)), begun):
            if self._is_blamed(begun[number]):
                blamed.append(number)
            else:
                yield number
        for number in blamed:
            self._begin_again(begun[number])
            yield from self._ended([number], begun)

    def _ended(self, numbers: Iterable[int], begun: Sequence[_Task]) -> Iterator[int]:
        """Begin tasks, as many at a time as there are workers, and give the number of each that has ended."""
        waiting = iter(numbers)
        ended: SimpleQueue[Any] = SimpleQueue()
        under_way: dict[object, int] = {}

        def begin_some(most: int) -> None:
            for number in islice(waiting, most):
                future = self._submitted(begun[number])
                under_way[future.key] = number
                future.add_done_callback(ended.put)

        most = self._most = max(self._most, self.workers)
        begin_some(most)
        looks = lonely = 0
        while under_way:
            try:
                future = ended.get(timeout=_PAUSE)
            except Empty:
                looks += 1
                lonely = 0 if self._client.nthreads() else lonely + 1
                if looks % _SOME == 0 and self.workers < most:
                    self._revive()  # who dies before it has quite begun is not begun again
                if lonely > _PATIENCE:
                    raise NewslintError("no worker is left, and none has come; nothing was checked") from None
                continue
            number = under_way.pop(future.key)
            begin_some(1)
            yield number

    def _submitted(self, task: _Task) -> "Future":
        """What Dask calls a task."""
        if task.future is None:
            needed = [one for one in task.given if isinstance(one, _Task)]
            order = iter(range(len(needed)))
            given = [_Given(next(order)) if isinstance(one, _Task) else one for one in task.given]
            # Dask would look for tasks in all that it is given, however deep.
            packed = pickle.dumps((os.getcwd(), task.function, given))  # noqa: PTH109
            task.future = self._client.submit(_do, packed, *map(self._submitted, needed), pure=False)
            self._tasks[task.future.key] = task
        return task.future

    def _begin_again(self, task: _Task) -> None:
        """Forget that a task failed, and what it failed for."""
        if task.future is not None and task.future.status != "finished":
            task.future = None
            for one in task.given:
                if isinstance(one, _Task):
                    self._begin_again(one)

    def _is_blamed(self, task: _Task) -> bool:
        """Whether it was given up because workers died."""
        from distributed.scheduler import KilledWorker  # noqa: PLC0415 - most runs have no engine

        future = self._submitted(task)
        return future.status == "error" and isinstance(future.exception(), KilledWorker)

    def _result(self, task: _Task) -> Any:
        """What came of a task that has ended.

        Raises:
            NewslintError, ExhaustedError: it can't be done.
        """
        future = self._submitted(task)
        if future.status == "finished":
            return future.result()
        raise self._failure(future)

    def _failure(self, future: Any) -> Exception:
        """What to say where a task could not be done."""
        from distributed.scheduler import KilledWorker  # noqa: PLC0415 - the same

        if future.status == "cancelled":
            return NewslintError("the scheduler has gone, or let go of the work; nothing was checked")
        error: BaseException = future.exception()
        if isinstance(error, KilledWorker):
            task = self._tasks.get(error.task)
            what = _named(() if task is None else task.names)
            return NewslintError(f"{what} not checked: each worker died at it, probably for want of memory")
        if isinstance(error, NewslintError | ExhaustedError):
            return error
        return NewslintError(f"a worker failed: {' '.join(repr(error).split())}")


@contextmanager
def dask_engine(scheduler: str | None, workers: int, *, needs_folder: bool = True) -> Iterator[DaskEngine]:
    """Give an engine, and end it after use.

    Args:
        scheduler: The address of a scheduler that runs already; None begins processes of this machine.
        workers: How many of these; 0 begins as many as can run at once.
        needs_folder: Whether workers must see the working directory.

    Raises:
        NewslintError: there is no Dask, no scheduler, or no worker that could do the work.
    """
    try:
        import dask  # noqa: PLC0415 - most runs have no engine
        from distributed import Client, LocalCluster  # noqa: PLC0415 - the same
    except ImportError as error:
        raise NewslintError(MISSING) from error
    with _quiet():
        if scheduler is None:
            with (
                dask.config.set(_LOCAL),
                LocalCluster(
                    n_workers=workers or available(),
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address="127.0.0.1:0",
                    worker_dashboard_address="127.0.0.1:0",
                    silence_logs=logging.CRITICAL,
                    preload="newslint.engine.local_worker",
                ) as cluster,
                Client(cluster, set_as_default=False) as client,
            ):
                yield DaskEngine(client, lambda: cluster.scale(workers or available()))
            return
        try:
            client = Client(scheduler, timeout=_ANSWER, set_as_default=False)
        except (OSError, ValueError) as error:
            raise NewslintError(f"--scheduler {scheduler}: no scheduler answers: {error}") from error
        with client:
            _check(client, scheduler, needs_folder=needs_folder)
            yield DaskEngine(client)


def _check(client: "Client", scheduler: str, *, needs_folder: bool) -> None:
    """Make sure that all workers would say the same.

    Raises:
        NewslintError: they would not.
    """
    try:
        client.wait_for_workers(1, timeout=_ANSWER)
    except TimeoutError as error:
        raise NewslintError(f"--scheduler {scheduler}: it has no workers") from error
    here = os.getcwd()  # noqa: PTH109
    try:
        found = client.run(_introduce, here)
    except Exception as error:
        raise NewslintError(
            f"--scheduler {scheduler}: no newslint {__version__} at a worker: {' '.join(str(error).split())}"
        ) from error
    for worker, (version, sees) in found.items():
        if version != __version__:
            raise NewslintError(f"the worker {worker} has newslint {version}, and this is {__version__}")
        if needs_folder and not sees:
            raise NewslintError(
                f"the worker {worker} does not see the folder {here}; share it, or name files by URLs"
            )


def _introduce(folder: str) -> tuple[str, bool]:
    """The version of a worker, and whether it sees a folder."""
    return __version__, os.path.isdir(folder)  # noqa: PTH112


def _do(task: bytes, *results: Any) -> Any:
    """Do a task in a worker, where names of files lead to what they lead to in the run."""
    folder, function, given = pickle.loads(task)  # noqa: S301 - the run wrote it, which a worker obeys
    whole = [results[one] if isinstance(one, _Given) else one for one in given]
    with _alone, _inside(folder):
        return function(*whole)


@contextmanager
def _inside(folder: str) -> Iterator[None]:
    """Work in a folder."""
    before = os.getcwd()  # noqa: PTH109
    if before == folder or not os.path.isdir(folder):  # noqa: PTH112 - nobody needs it where it isn't
        yield
        return
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def _quiet() -> Iterator[None]:
    """Let what goes wrong be told by this program alone, in one line."""
    logger = logging.getLogger("distributed")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        with suppress(ValueError):
            logger.setLevel(before)


def _named(names: Sequence[str]) -> str:
    """A part of an archive, as a sentence begins."""
    if not names:
        return "some documents were"
    if len(names) == 1:
        return f"{names[0]} was"
    return f"{len(names):,} documents, {names[0]} to {names[-1]}, were"
