"""Dask as an engine: processes of this machine, or a cluster that runs; open it for what may fail there.

Dask does a task again whose worker died, up to three times. Then the documents that it looked at are named:
they were not checked, and so nothing is told of the run.
"""

import logging
import os
import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from newslint import __version__
from newslint.errors import ExhaustedError, NewslintError
from newslint.run.execution import available

if TYPE_CHECKING:
    from distributed import Client

MISSING: Final = "`--engine dask` needs Dask: pip install 'newslint[dask]'"
"""What to say where it isn't installed."""

_PATIENCE: Final = 30  # seconds until a scheduler answers
# One document after the other: what examines is Python, of which only one thread works anyway.
_alone = threading.Lock()


class _Given(int):
    """Stands for the result of a task with this number among those that are given."""


class DaskEngine:
    """Does tasks with the workers of a client."""

    def __init__(self, client: "Client") -> None:
        self._client = client
        self._names: dict[object, Sequence[str]] = {}

    @property
    def workers(self) -> int:
        """How many tasks are done at once."""
        return max(1, len(self._client.nthreads()))

    def begin(self, task: Callable[..., Any], *given: Any, names: Sequence[str] = ()) -> Any:
        """Begin a task, see `Engine`."""
        from distributed import Future  # noqa: PLC0415 - all of Dask is loaded where it is used

        results = [one for one in given if isinstance(one, Future)]
        order = iter(range(len(results)))
        rest = [_Given(next(order)) if isinstance(one, Future) else one for one in given]
        # Dask would look for tasks in all that it is given, however deep.
        future = self._client.submit(_do, pickle.dumps((os.getcwd(), task, rest)), *results, pure=False)  # noqa: PTH109
        if names:
            self._names[future.key] = names
        return future

    def results(self, begun: Sequence[Any], done: Callable[[int], None] = lambda _: None) -> list[Any]:
        """The results of tasks, see `Engine`."""
        from distributed import as_completed  # noqa: PLC0415 - as above

        numbers = {future.key: number for number, future in enumerate(begun)}
        results: list[Any] = [None] * len(begun)
        for future in as_completed(begun, loop=self._client.loop):
            if future.status != "finished":
                raise self._failure(future)
            number = numbers[future.key]
            results[number] = future.result()
            done(number)
        return results

    def _failure(self, future: Any) -> Exception:
        """What to say where a task could not be done."""
        from distributed.scheduler import KilledWorker  # noqa: PLC0415 - as above

        if future.status == "cancelled":
            return NewslintError("the scheduler has gone, or let go of the work; nothing was checked")
        error: BaseException = future.exception()
        if isinstance(error, KilledWorker):
            times = error.allowed_failures + 1
            what = _named(self._names.get(error.task, ()))
            return NewslintError(
                f"{what} not checked: {times} workers died at it, probably for want of memory"
            )
        if isinstance(error, NewslintError | ExhaustedError):
            return error
        return NewslintError(f"a worker failed: {' '.join(repr(error).split())}")


@contextmanager
def dask_engine(scheduler: str | None, workers: int) -> Iterator[DaskEngine]:
    """Give an engine, and end it after use.

    Args:
        scheduler: The address of a scheduler that runs already; None begins processes of this machine.
        workers: How many of these; 0 begins as many as can run at once.

    Raises:
        NewslintError: there is no Dask, no scheduler, or no worker that could do the work.
    """
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415 - most runs have no engine
    except ImportError as error:
        raise NewslintError(MISSING) from error
    with _quiet():
        if scheduler is None:
            with (
                LocalCluster(
                    n_workers=workers or available(),
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL,
                ) as cluster,
                Client(cluster, set_as_default=False) as client,
            ):
                yield DaskEngine(client)
            return
        try:
            client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise NewslintError(f"--scheduler {scheduler}: no scheduler answers: {error}") from error
        with client:
            _check(client, scheduler)
            yield DaskEngine(client)


def _check(client: "Client", scheduler: str) -> None:
    """Make sure that all workers would say the same.

    Raises:
        NewslintError: they would not.
    """
    if not client.nthreads():
        raise NewslintError(f"--scheduler {scheduler}: it has no workers")
    here = os.getcwd()  # noqa: PTH109
    try:
        found = client.run(_introduce, here)
    except Exception as error:
        raise NewslintError(
            f"--scheduler {scheduler}: no newslint {__version__} at a worker: {error}"
        ) from error
    for worker, (version, sees) in found.items():
        if version != __version__:
            raise NewslintError(f"the worker {worker} has newslint {version}, and this is {__version__}")
        if not sees:
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
    if before == folder:
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
