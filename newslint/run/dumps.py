"""Knows the files of records of a project and their parts; open it when a record is not found again.

A file holds records where its name ends as one of `KINDS`, and a person or a configuration names it: a walk
takes no such file on its own. A JSON file with one object is an article.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO
from operator import attrgetter
from typing import IO, Any

from newslint.lint.job import Job
from newslint.records import CHANGED, parts
from newslint.records.parts import Part, Terms, divide, kind_in, kind_of, read_part
from newslint.source import Source
from newslint.system.contained import Content

Open = Callable[[Job], "IO[bytes] | str"]
"""Opens a file, or tells why it can't be opened."""


class Dumps:
    """The files of records of one project.

    Args:
        open_file: Opens one.
        terms: How the records of one are read.
    """

    def __init__(self, open_file: Open, terms: Callable[[Job], Terms]) -> None:
        self._open = open_file
        self._terms = terms
        self._parts: dict[str, list[Part]] = {}
        self._reading: _Reading | None = None

    def opened(self, job: Job) -> "IO[bytes] | str":
        """A file, open for reading, or why it can't be."""
        return self._open(job)

    def is_one(self, job: Job) -> bool:
        """Whether a file holds records, each a document."""
        kind = kind_of(job.path)
        if kind != "json":
            return bool(kind)
        file = self._open(job)
        if isinstance(file, str):
            return False
        with file:
            return bool(kind_in(kind, file, self._terms(job).most))

    def divided(self, job: Job) -> Iterator[Job]:
        """The parts of a file, one after the other, as it is now."""
        self.close()
        found: list[Part] = []
        for part in self._divide(job):
            found.append(part)
            yield job._replace(part=part)
        self._parts[job.name] = found

    def parts(self, job: Job) -> Iterator[Job]:
        """The same, as it was when it was divided for the last time."""
        known = self._parts.get(job.name)
        return self.divided(job) if known is None else (job._replace(part=part) for part in known)

    def _divide(self, job: Job) -> Iterator[Part]:
        kind = kind_of(job.path)
        file = self._open(job)
        if isinstance(file, str):
            yield Part(kind, 0, 0, trouble=file)
            return
        with file:
            try:
                yield from divide(kind, file, self._terms(job), parts.PART)
            except OSError as error:
                yield Part(kind, 0, 0, trouble=(error.strerror or str(error)).lower())

    def records(self, job: Job) -> Iterator[Source]:
        """The records of a part, or of all parts of a file, one after the other."""
        if job.part is None:
            for part in self.parts(job):
                yield from self.records(part)
            return
        file = self._open(job)
        if isinstance(file, str):
            yield Source(job.name, b"", job.part.trouble or file)
            return
        with file:
            try:
                yield from read_part(job.name, file, job.part, self._terms(job))
            except OSError as error:
                yield Source(job.name, b"", (error.strerror or str(error)).lower())

    def lines(self, job: Job, file: IO[bytes]) -> Iterator[tuple[int, Source]]:
        """The records of a file of lines, each with the byte that it begins at."""
        from newslint.records.lines import with_offsets  # noqa: PLC0415 - most projects have no such files

        terms = self._terms(job)
        for part in divide("jsonl", file, terms, parts.PART):
            at = file.tell()  # where dividing goes on
            if part.trouble:
                return
            yield from with_offsets(job.name, file, part, terms)
            file.seek(at)

    def find(self, job: Job) -> Source:
        """A record by its number. Those who ask for one after the other read each part once."""
        reading = self._reading
        if reading is not None and reading.file == job.name:
            found = reading.go_on_to(job.record)
            if found is not None:
                return found
        whole = job._replace(record=0, part=None)
        if job.name not in self._parts:
            deque(self.divided(whole), maxlen=0)
        own = self._parts[job.name]
        index = bisect_right(own, job.record, key=attrgetter("record")) - 1
        if index < 0:
            return Source(job.name, b"", CHANGED)
        self.close()
        self._reading = _Reading(job.name, self.records(whole._replace(part=own[index])))
        return self._reading.go_on_to(job.record) or Source(job.name, b"", CHANGED)

    def close(self) -> None:
        """Let go of the part that a record was found in."""
        if self._reading is not None:
            self._reading.close()
            self._reading = None


class _Reading:
    """A part that is being read."""

    def __init__(self, file: str, sources: Iterator[Source]) -> None:
        self.file = file
        self._sources: Any = sources
        self._last: Source | None = None

    def go_on_to(self, record: int) -> Source | None:
        """The record with a number, unless it stands before the one where reading is, or in another part."""
        last = self._last
        if last is not None and last.record >= record:
            return last if last.record == record else None
        for source in self._sources:
            self._last = source
            if source.record >= record:
                return source if source.record == record else None
        return None

    def close(self) -> None:
        with closing(self._sources):
            pass


def opened_content(content: Content) -> "IO[bytes] | str":
    """What is held in memory, as a file."""
    return BytesIO(content.data) if content.trouble is None else content.trouble


__all__ = ["Dumps", "opened_content"]
