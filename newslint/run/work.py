"""What there is to do in one project, once its files are found; open it to hand a run something more."""

from typing import NamedTuple

from newslint.config.project import Project
from newslint.lint.job import Job
from newslint.run.session import Session


class Work(NamedTuple):
    """Files of one project to report on, and files to compare them with.

    `walked` says that folders were named, not only files.
    """

    session: Session
    files: tuple[Job, ...]
    others: tuple[Job, ...] = ()
    walked: bool = True

    @property
    def project(self) -> Project:
        """The project that the files lie in."""
        return self.session.project
