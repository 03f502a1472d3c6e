"""An engine that does tasks in this process, though all of them go through bytes; and archives to check."""

import pickle
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from newslint.config.project import Overrides, Projects
from newslint.finding import Report
from newslint.run.projects import lint, plan
from newslint.run.request import Request
from newslint.run.work import Work

CASES = Path(__file__).parent.parent / "cases"


class Here:
    """Does each task at once. What a task is given and gives is copied as it would be between processes."""

    def __init__(self, workers: int = 1) -> None:
        self._workers = workers
        self.begun: list[str] = []

    @property
    def workers(self) -> int:
        return self._workers

    def begin(self, task: Callable[..., Any], *given: Any, names: Sequence[str] = ()) -> bytes:
        del names
        self.begun += [one.__name__ for one in (task, *given) if callable(one)]
        # All of it was written here.
        whole = [
            pickle.loads(one) if isinstance(one, Done) else pickle.loads(pickle.dumps(one)) for one in given
        ]
        return Done(pickle.dumps(pickle.loads(pickle.dumps(task))(*whole)))

    def results(self, begun: Sequence[bytes], done: Callable[[int], None] = lambda _: None) -> Iterator[Any]:
        for number, one in enumerate(begun):
            done(number)
            yield pickle.loads(one)

    def start(self, begun: bytes) -> None:
        """All is done already."""

    def let_go(self, begun: bytes) -> None:
        """All stays."""


class Done(bytes):
    """A result, as it travels."""


def request_for(*paths: Path, select: tuple[str, ...] = ("ALL",)) -> tuple[Request, Work]:
    """The work of checking all files below folders with some rules."""
    request = Request(paths)
    (work,) = plan(request, Projects(None, isolated=True, overrides=Overrides(select=select)))
    return request, work


def in_one_process(request: Request, work: Work) -> Report:
    """What a run without an engine finds."""
    (result,) = lint(request, [work])
    return result.found
