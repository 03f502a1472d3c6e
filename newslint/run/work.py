"""What there is to do in one project, once its files are found; open it to hand a run something more."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import overload

from newslint.config.project import Project
from newslint.light_tuples import NamedTuple
from newslint.lint.job import Job
from newslint.run.cache.answers import Outdated
from newslint.run.session import Session


class Jobs(Sequence[Job]):
    """Files below the working directory that are called alike, each made a job when it is asked for."""

    def __init__(self, names: Sequence[str], here: str, *, named: bool) -> None:
        self.names = names
        self._here = here
        self._named = named

    def __len__(self) -> int:
        return len(self.names)

    @overload
    def __getitem__(self, which: int) -> Job: ...

    @overload
    def __getitem__(self, which: slice) -> Sequence[Job]: ...

    def __getitem__(self, which: int | slice) -> Job | Sequence[Job]:
        if isinstance(which, slice):
            return Jobs(self.names[which], self._here, named=self._named)
        name = self.names[which]
        return Job(name, self._here + name, self._named)


class Work(NamedTuple):
    """Files of one project to report on, and files to compare them with.

    `walked` says that folders were named, not only files. `witnesses` finds those to compare with where no
    rule compares but one asks. `before` is the earlier run that it was planned by, if it was.
    """

    session: Session
    files: Sequence[Job]
    others: Sequence[Job] = ()
    walked: bool = True
    witnesses: Callable[[], Iterable[Job]] = tuple
    before: Outdated | None = None

    def asked(self) -> Iterator[Job]:
        """The files beside the reported ones, for the questions of rules."""
        for job in self.others or self.witnesses():
            yield self.session.bound(job._replace(reported=False))

    @property
    def project(self) -> Project:
        """The project that the files lie in."""
        return self.session.project
