"""What is other for `newslint check --engine`; open it for what can't be combined with it."""

import importlib.util
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.cli.common import EngineChoice
from newslint.errors import NewslintError
from newslint.light_tuples import NamedTuple

if TYPE_CHECKING:
    from newslint.cli.outputs import OutputOptions
    from newslint.config.project import Projects
    from newslint.run.projects import Examine
    from newslint.run.request import Request
    from newslint.run.work import Work


class EngineOptions(NamedTuple):
    """Which engine, the address of its scheduler, and how many workers where there is none."""

    engine: EngineChoice | None
    scheduler: str | None = None
    workers: int = 0


def refuse_what_engines_cannot(
    given: EngineOptions, options: "OutputOptions", paths: Sequence[Path], *, changes: bool
) -> None:
    """Refuse what an engine can't do.

    Raises:
        NewslintError: it can't, or it isn't installed.
    """
    if given.engine is None:
        raise NewslintError("--scheduler goes with --engine dask")
    if options.is_fixing:
        raise NewslintError("--engine and fixes can't be combined; run --fix without an engine")
    if changes:
        raise NewslintError("--engine checks whole archives; --staged and --since go without it")
    if Path("-") in paths:
        raise NewslintError("`-` reads standard input, which no worker of an engine has")
    if importlib.util.find_spec("distributed") is None:
        from newslint.engine.cluster import MISSING

        raise NewslintError(MISSING)


def plan_with(request: "Request", projects: "Projects") -> "list[Work]":
    """Find the files of a run, also behind URLs."""
    from newslint.engine.inputs import plan_all

    return plan_all(request, projects)


@contextmanager
def examining(given: EngineOptions, works: "list[Work]") -> "Iterator[Examine]":
    """Give what checks a project with an engine, which ends after use."""
    from newslint.engine.cluster import dask_engine
    from newslint.engine.run import report_of

    on_disk = any("://" not in job.name for work in works for job in (*work.files, *work.others))
    with dask_engine(given.scheduler, given.workers, needs_folder=on_disk) as engine:
        yield lambda work, done: report_of(work, engine, done)
