"""Repairs files: which fixes are wanted, and what comes out; open it to change what is mended."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from newslint.config.project import Project
from newslint.document import Document, parse_document
from newslint.errors import NewslintError
from newslint.finding import Finding, Report
from newslint.fix.replace_file import remove_leftovers, replace_file
from newslint.fix.rounds import Fixed, fix_source
from newslint.lint import corpus
from newslint.lint.job import Job
from newslint.run.projects import Result
from newslint.run.request import Request
from newslint.run.session import Session
from newslint.source import Source
from newslint.system.contained import Boundary

_Key = tuple[str, str, str, str]


class _Written(Protocol):
    """What is written to one file."""

    @property
    def job(self) -> Job:
        """The file."""


_T = TypeVar("_T", bound=_Written)
_UNCLEAR = "NL002"
# Findings of one rule that are fixed in one round. More would take more memory, and fewer more rounds.
_MOST_AT_ONCE = 25_000
_HELD_BACK = "not fixed, because the comment beside it may be meant to silence it"


@dataclass(frozen=True, slots=True)
class Repair:
    """A file that fixes changed, or would change."""

    job: Job
    boundary: Boundary
    before: Source
    fixed: Fixed


def is_wanted(project: Project, finding: Finding, *, unsafe: bool) -> bool:
    """Whether a finding has a fix that may be applied."""
    if finding.fix is None or finding.code not in project.fixable:
        return False
    return unsafe or finding.fix.safety == "safe"


def repairs(request: Request, results: Iterable[Result], *, unsafe: bool) -> Iterator[Repair]:
    """Fix what is reported, file by file; nothing is written.

    What the baseline knows and what stands on lines that did not change stays as it is.
    """
    for result in results:
        wanted = Wanted(request, result, unsafe=unsafe)
        session = alone(result)
        for job in map(session.bound, result.work.files):
            if job.name in wanted.files and not session.dumps.is_one(job):
                before = session.read(job)
                fixed = fix_source(before, *tools(session, job), wanted)
                yield Repair(job, session.project.boundary, before, fixed)


def alone(result: Result) -> Session:
    """A session that checks each file of a result alone, as fixes are found and proven."""
    # One file alone would answer the questions of rules in another way than all do, and decide otherwise.
    session = result.work.session.for_fixes(_MOST_AT_ONCE)
    return session.having(evidence=result.found.evidence, decided=result.found.decided)


def write(repair: Repair) -> None:
    """Put a repaired file on the disk.

    Raises:
        NewslintError: the file changed meanwhile, or can't be written; it is as it was.
    """
    after = repair.fixed.source.data
    if after != repair.before.data:
        replace_file(Path(repair.job.name), repair.before.data, after, repair.boundary)


def write_all(done: Iterable[Repair]) -> tuple[list[Repair], list[str]]:
    """Write every file that can be written; give the repairs that are on the disk, and why others aren't."""
    return write_each(done, write)


def write_each(given: Iterable[_T], write_one: Callable[[_T], None]) -> tuple[list[_T], list[str]]:
    """Write files one after the other, in folders that are cleared of what killed runs left behind.

    Returns:
        Those that are on the disk, and why others aren't.
    """
    written: list[_T] = []
    failures: list[str] = []
    cleared: set[Path] = set()
    for one in given:
        folder = Path(one.job.path).parent
        try:
            if folder not in cleared:
                cleared.add(folder)
                remove_leftovers(folder)
            write_one(one)
        except NewslintError as error:
            failures.append(str(error))
        else:
            written.append(one)
    return written, failures


def marked(report: Report, done: Iterable[Repair]) -> Report:
    """A report on repaired files, in which findings whose fix was dropped say so."""
    dropped = {f.sort_key: f for repair in done for f in repair.fixed.remaining if f.fix is None}
    if not dropped:
        return report
    return report._replace(findings=tuple(dropped.get(f.sort_key, f) for f in report.findings))


class Wanted:
    """Tells which findings of a project are to be fixed."""

    def __init__(self, request: Request, result: Result, *, unsafe: bool) -> None:
        self._project = result.work.project
        self._unsafe = unsafe
        self._reported = {_key(f) for f in result.report.findings}
        self._kept = {_key(f) for f in result.found.findings} - self._reported
        # Where not all are told, and some are not to be touched, only what is told surely is.
        is_partial = result.known is not None or (request.changes is not None and request.changed_lines)
        self._partial = {(f.file, f.code) for f in result.found.findings if f.untold and is_partial}
        self._shared = {key[:2] for key in self._kept} | self._partial
        self.files = {f.file for f in result.report.findings if f.untold or self._is_fixable(f)}

    def __call__(self, finding: Finding) -> bool:
        """Whether a finding, at whatever place by now, is to be fixed."""
        key = _key(finding)
        if key in self._kept or not self._is_fixable(finding):
            return False
        if key[:2] in self._partial and key not in self._reported:
            return False
        # A fix for a whole text would fix what is to be kept, too.
        return finding.fix is None or finding.fix.mends == 1 or key[:2] not in self._shared

    def _is_fixable(self, finding: Finding) -> bool:
        return is_wanted(self._project, finding, unsafe=self._unsafe)


def tools(
    session: Session, job: Job
) -> tuple[Callable[[Source], tuple[Finding, ...]], Callable[[Source], Document]]:
    """How to check one file alone, and how to parse it."""
    settings = session.settings

    def check(source: Source) -> tuple[Finding, ...]:
        return tuple(_held_back(corpus.check([source], settings, job).findings))

    def parse(source: Source) -> Document:
        return parse_document(
            source,
            lambda _: None,
            limits=session.project.limits,
            yaml_version=settings.yaml_version,
            generator="" if source.record else settings.generator.of(job.path),
            now=settings.now,
        )

    return check, parse


def _held_back(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """Findings without their fixes where a comment that can't be understood may be meant to silence them."""
    unclear = {f.range.line + below for f in findings if f.code == _UNCLEAR for below in (0, 1)}
    everywhere = any(f.untold for f in findings if f.code == _UNCLEAR)
    for finding in findings:
        is_unclear = everywhere or finding.range.line in unclear
        if is_unclear and finding.code != _UNCLEAR and finding.fix is not None:
            help_ = f"{finding.help}; {_HELD_BACK}" if finding.help else _HELD_BACK
            yield finding._replace(fix=None, help=help_)
        else:
            yield finding


def _key(finding: Finding) -> _Key:
    return finding.file, finding.code, finding.path, finding.digest
