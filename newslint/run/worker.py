"""Examines the files of a project one after the other: what each process of a run does."""

import os
import sys
from contextlib import suppress
from typing import Final, NamedTuple

from newslint.config.project import Project
from newslint.lint.corpus import Looked, look_at
from newslint.lint.examiner import Examiner, Input
from newslint.run.cache.key import content_key
from newslint.run.discovery import FoundFile
from newslint.run.request import Request, input_of, settings_for

# macOS can copy processes, but its own libraries don't survive it.
START: Final = "fork" if sys.platform == "linux" else "spawn"
"""How processes begin: `fork` or `spawn`."""


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


def available() -> int:
    """How many processes can run at the same time."""
    with suppress(AttributeError):  # not everywhere can processes be bound to processors
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
