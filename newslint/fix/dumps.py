"""Repairs files of records: a record on each line is mended alone; open it for what stays as it was.

The file is copied a piece at a time, and only the lines that fixes change are others: a file of any size
takes little memory. Each record is mended and proven as a file is. What stands around it, line ends and all,
is not even read as text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Final

from newslint.errors import NewslintError
from newslint.finding import Finding, PlacedFix
from newslint.fix.files import Repair, Wanted, alone, tools, write_each
from newslint.fix.replace_file import rewrite_file
from newslint.fix.rounds import Fixed, fix_source
from newslint.light_tuples import NamedTuple
from newslint.lint.job import Job
from newslint.lint.parts import not_written
from newslint.records.parts import kind_of
from newslint.run.projects import Result
from newslint.run.request import Request
from newslint.run.session import Session
from newslint.source import Source
from newslint.text.wording import count

_PIECE: Final = 1 << 20  # bytes
_MOST_KEPT: Final = 1000  # findings whose fix was refused


class Change(NamedTuple):
    """A record before and after its fixes."""

    before: Source
    after: Source


class DumpFixes:
    """The fixes of one file of records, which are found while it is read.

    Args:
        job: The file.
        session: Checks each record alone.
        wanted: Which findings are to be fixed.
    """

    def __init__(self, job: Job, session: Session, wanted: Wanted) -> None:
        self.job = job
        self._session = session
        self._wanted = wanted
        self._applied: Counter[str] = Counter()
        self._names: dict[str, Finding] = {}
        self._refused: list[Finding] = []
        self._uncovered = 0
        self._is_unfinished = False

    def changes(self, file: IO[bytes]) -> Iterator[tuple[int, Change]]:
        """The records that fixes change, each with the byte that it begins at."""
        check, parse = tools(self._session, self.job)
        for offset, source in self._session.dumps.lines(self.job, file):
            if source.error is not None:
                continue
            fixed = fix_source(source, check, parse, self._wanted)
            self._note(fixed)
            after = fixed.source
            if after.data != source.data and b"\n" not in after.data:
                yield offset, Change(source, after)

    def opened(self) -> IO[bytes]:
        """The file, open for reading.

        Raises:
            NewslintError: it can't be read any longer.
        """
        file = self._session.dumps.opened(self.job)
        if isinstance(file, str):
            raise NewslintError(f"{self.job.name}: can't read it: {file}")
        return file

    def write(self) -> None:
        """Put the mended records into the file.

        Raises:
            NewslintError: the file changed meanwhile, or can't be written; it is as it was.
        """
        rewrite_file(Path(self.job.name), self._copy, self._session.project.boundary)

    def mended(self, data: bytes) -> bytes:
        """The content with its fixes, where all of it is at hand."""
        new = BytesIO()
        return new.getvalue() if self._copy(BytesIO(data), new) else data

    @property
    def examples(self) -> tuple[Finding, ...]:
        """Of each rule the first finding that was fixed."""
        return tuple(self._names.values())

    @property
    def repair(self) -> Repair:
        """What was done, as of a file: of each rule one finding, which stands for all."""
        applied = tuple(
            finding._replace(fix=PlacedFix("", (), "safe", self._applied[code]))
            for code, finding in self._names.items()
        )
        nothing = Source(self.job.name, b"")
        fixed = Fixed(nothing, applied, (), tuple(self._refused), self._uncovered, self._is_unfinished)
        return Repair(self.job, self._session.project.boundary, nothing, fixed)

    def _copy(self, old: IO[bytes], new: IO[bytes]) -> bool:
        at, has_changed = 0, False
        for offset, change in self.changes(old):
            reads_on = old.tell()
            _copy_range(old, new, at, offset)
            new.write(change.after.data)
            at, has_changed = offset + len(change.before.data), True
            old.seek(reads_on)
        if has_changed:
            _copy_range(old, new, at, None)
        return has_changed

    def _note(self, fixed: Fixed) -> None:
        for finding in fixed.applied:
            self._applied[finding.code] += 1 if finding.fix is None else finding.fix.mends
            self._names.setdefault(finding.code, finding)
        if len(self._refused) < _MOST_KEPT:
            self._refused += fixed.refused
        self._uncovered += fixed.uncovered
        self._is_unfinished |= fixed.is_unfinished


def dump_fixes(request: Request, results: Iterable[Result], *, unsafe: bool) -> Iterator[DumpFixes]:
    """The files of records in which there may be something to fix."""
    for result in results:
        jobs = [job for job in result.work.files if kind_of(job.path) == "jsonl"]
        if not jobs:
            continue
        session, wanted = alone(result), Wanted(request, result, unsafe=unsafe)
        mending = {rule.code for rule in result.work.project.rules if rule.fixes != "none"}
        files = {f.file for f in result.report.findings if wanted(f) or (f.untold and f.code in mending)}
        for job in map(session.bound, jobs):
            if job.name in files:
                yield DumpFixes(job, session, wanted)


def write_dumps(fixes: Iterable[DumpFixes]) -> tuple[list[Repair], list[str]]:
    """Write every file of records that can be written; give what was done, and why others aren't."""
    done, failures = write_each(fixes, DumpFixes.write)
    return [dump.repair for dump in done], failures


def left_alone(results: Iterable[Result]) -> Iterator[str]:
    """Say of each file of records to which no fixes are written how many findings have one."""
    for result in results:
        counts: Counter[str] = Counter()
        for finding in result.report.findings:
            kind = kind_of(finding.file) if finding.record else ""
            if kind not in ("", "jsonl") and (finding.help or "").endswith(not_written(kind)):
                counts[finding.file] += 1
        for file, number in sorted(counts.items()):
            findings = count(number, "finding has a fix", "findings have a fix")
            yield f"{file}: {findings}; {not_written(kind_of(file))}"


def _copy_range(old: IO[bytes], new: IO[bytes], start: int, end: int | None) -> None:
    old.seek(start)
    left = -1 if end is None else end - start
    while left and (piece := old.read(_PIECE if left < 0 else min(left, _PIECE))):
        new.write(piece)
        left -= len(piece) if left > 0 else 0


__all__ = ["Change", "DumpFixes", "dump_fixes", "left_alone", "write_dumps"]
