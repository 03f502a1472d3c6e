"""The bar on standard error that shows how far a long run is; open it to change when it appears."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 1.0  # seconds before a run counts as long
_PAUSE = 0.1  # seconds between two pictures


@contextmanager
def watched(total: int, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """Give a function that counts a file, and draws the bar once a run takes long; at the end the bar goes.

    Args:
        total: How many files there are.
        quiet: Whether to draw nothing.
    """
    if quiet or os.environ.get("CI") or os.environ.get("TERM") == "dumb" or not sys.stderr.isatty():
        yield lambda: None
        return
    bar = _Bar(total)
    try:
        yield bar.count
    finally:
        bar.remove()


class _Bar:
    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._begun = monotonic()
        self._next = self._begun + _PATIENCE
        self._progress: Progress | None = None

    def count(self) -> None:
        self._done += 1
        now = monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        speed = f"{self._done / (now - self._begun):,.0f}"
        if self._progress is None:
            self._progress = _bar()
            self._progress.add_task("", total=self._total, completed=self._done, speed=speed)
            # Whoever interrupts this finds the bar in its place, to be removed.
            self._progress.start()
        self._progress.update(self._progress.task_ids[0], completed=self._done, speed=speed)
        self._progress.refresh()

    def remove(self) -> None:
        if self._progress is not None:
            self._progress.stop()


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from newslint.run.cache.recording import unheard

    return Progress(
        TextColumn("Checking"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]} files/s"),
        TimeRemainingColumn(),
        console=Console(file=unheard(sys.stderr)),
        auto_refresh=False,  # no thread: an interrupt finds nothing half-drawn
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
