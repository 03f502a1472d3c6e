"""Lints projects: paths in, reports out; open it for what is compared, known, and left out of a report.

The files below one configuration are a project: they are checked with its settings, compared with each other,
and measured against its baseline.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.config.project import Project, Projects
from newslint.finding import Finding, Report
from newslint.light_tuples import NamedTuple
from newslint.lint.corpus import gather
from newslint.lint.evidence import Witnesses
from newslint.lint.examiner import Outcome
from newslint.lint.job import Job
from newslint.lint.repeats import told_once
from newslint.run import discovery
from newslint.run.discovery import Found, discover
from newslint.run.execution import ExecutionOptions
from newslint.run.request import Request
from newslint.run.scheduler import FEW, scan, testimonies
from newslint.run.session import is_touched
from newslint.run.work import Work
from newslint.schema.compiled import Schema
from newslint.system.contained import Boundary
from newslint.text.wording import shorten

if TYPE_CHECKING:
    from newslint.run.baseline import Baseline, Judged

Examine = Callable[[Work, Callable[[], None]], Report]
"""Checks and compares the files of one project; the function that it is given is called after each file."""


class Result(NamedTuple):
    """What came out in one project: all that was found, what of it is told, and what was known before.

    `sharing` holds the work of all projects that have the same baseline, this one's too.
    """

    work: Work
    found: Report
    report: Report
    known: "Baseline | None"
    sharing: tuple[Work, ...]

    @property
    def judged(self) -> "Judged":
        """Which entries of the baseline this run could judge."""
        from newslint.run import ratchet  # noqa: PLC0415 - few runs write a baseline
        from newslint.run.baseline import Baseline  # noqa: PLC0415 - the same

        return ratchet.judge(self.sharing, self.known or Baseline())


def plan(request: Request, projects: Projects) -> list[Work]:
    """Find the files of a run, project by project.

    Raises:
        NewslintError: a path does not exist, or a configuration has mistakes.
    """
    found, unchanged = _files(request, projects)
    by_project: dict[int, tuple[Project, list[Job]]] = {}
    for job, project in found:
        by_project.setdefault(id(project), (project, []))[1].append(job)
    extra = discover(request.corpus, projects)
    sources = request.sources()
    works = []
    for project, jobs in by_project.values():
        witnesses = partial(_others, project, jobs, [*unchanged, *extra], projects)
        others = tuple(witnesses()) if any(rule.compare for rule in project.rules) else ()
        walked = any(map(os.path.isdir, (*request.paths, *request.corpus, *project.corpus)))
        works.append(Work(request.session(project, sources), tuple(jobs), others, walked, witnesses))
    return works


def doubtful(
    works: Iterable[Work], projects: Iterable[Project], paths: Iterable[Path], forced: Schema | None = None
) -> list[str]:
    """What a configuration probably means otherwise: collections without a file, keywords that say nothing.

    Whether a collection is empty can only be told where a walk went through the whole project. A base that
    several configurations extend may speak of files that only some of them have. `forced` is the schema of
    the command line.
    """
    walked = [os.path.abspath(path) for path in paths if os.path.isdir(path)]  # noqa: PTH100, PTH112
    by_project = {id(work.project): work for work in works}
    schemas = [forced]
    found: dict[str, None] = {}
    for project in projects:
        work = by_project.get(id(project))
        whole = len(project.configs) == 1 and any(map(project.folder.is_relative_to, walked))
        for collection in project.collections:
            jobs = () if work is None else chain(work.files, work.others)
            if whole and not any(collection.takes(job.path) for job in jobs):
                patterns = ", ".join(f"`{shorten(pattern)}`" for pattern in collection.files.patterns)
                name = os.path.relpath(project.configs[0])
                found[f"{name}: the collection `{shorten(collection.name)}` has no file: {patterns}"] = None
            schemas.append(collection.schema)
    for schema in schemas:
        if schema is not None and not schema.is_shipped:
            from newslint.schema.spelling import doubts  # noqa: PLC0415 - most have none

            found |= dict.fromkeys(f"{schema.name}: {doubt}" for doubt in doubts(schema.raw))
    return list(found)


def lint(
    request: Request,
    works: Iterable[Work],
    options: ExecutionOptions | None = None,
    done: Callable[[], None] = lambda: None,
    engine: Examine | None = None,
) -> list[Result]:
    """Check files, each project on its own; `done` is called after each file, where that takes a while.

    Without `options` that is done in this process, and nothing is remembered. An `engine` does it elsewhere.

    Ctrl-C ends the run with what was found so far; projects that were not begun are left out.

    Raises:
        NewslintError: a baseline or a schema can't be used.
    """
    by_baseline: dict[Path | None, list[Work]] = {}
    for work in works:
        by_baseline.setdefault(work.project.baseline, []).append(work)
    # A damaged baseline is told before the work, not after it.
    known = {
        path: None if path is None else _known_findings(path, sharing[0].project.boundary)
        for path, sharing in by_baseline.items()
    }
    results: list[Result] = []
    for path, sharing in by_baseline.items():
        results += _lint_projects(
            request, tuple(sharing), known[path], engine or partial(_examine, options), done
        )
        if results[-1].found.interrupted:
            break
    return results


def _known_findings(path: Path, boundary: Boundary) -> "Baseline | None":
    """What a baseline knows; None where there is none."""
    if not os.path.lexists(path):
        return None
    from newslint.run.ratchet import known_findings  # noqa: PLC0415 - few projects have one

    return known_findings(path, boundary)


def merged(reports: Iterable[Report]) -> Report:
    """One report for several projects."""
    reports = list(reports)
    if len(reports) == 1:
        return reports[0]
    collections: dict[str, int] = {}
    for report in reports:
        for name, count in report.collections.items():
            collections[name] = collections.get(name, 0) + count
    unread: dict[str, tuple[str, ...]] = {}
    for report in reports:
        for reason, names in report.unread.items():
            unread[reason] = (*unread.get(reason, ()), *names)
    findings = sorted((f for report in reports for f in report.findings), key=lambda f: f.sort_key)
    return Report(
        sum(report.files for report in reports),
        tuple(findings),
        tuple(line for report in reports for line in report.internal_errors),
        tuple(name for report in reports for name in report.checked),
        collections,
        sum(report.known for report in reports),
        sum(report.gone for report in reports),
        any(report.interrupted for report in reports),
        tuple(profile for report in reports for profile in report.profiles),
        unread=unread,
        records=sum(report.records for report in reports),
    )


def _files(request: Request, projects: Projects) -> tuple[list[Found], list[Found]]:
    """The files to report on, and those among the paths that have not changed."""
    if request.text is not None:
        path = os.path.abspath(request.text_name)  # noqa: PTH100 - the file need not exist
        return [(Job(request.text_name, path), projects.of(Path(path).parent))], []
    walked = discover(request.paths, projects)
    if request.changes is None:
        return walked, []
    # A staged file may be gone from the disk, so a walk doesn't see all.
    known = {job.path: (job, project) for job, project in walked}
    changed = []
    for path in request.changes.paths:
        if path in known:
            changed.append(known.pop(path))
        elif not os.path.lexists(path) and _is_below(path, request.paths):
            project = projects.of(Path(path).parent)
            if discovery.would_walk(path, project, projects.repositories):
                name = discovery.display_name(Path(path))
                changed.append((Job(name, path, named=False), project))
    rest = [known[path] for path in known if path not in request.changes]
    by_link = [known[path] for path in known if path in request.changes]
    return sorted([*changed, *by_link], key=lambda file: file[0].name), rest


def _is_below(path: str, folders: Iterable[Path]) -> bool:
    return any(Path(path).is_relative_to(folder.resolve()) for folder in folders)


def _others(
    project: Project, jobs: Iterable[Job], given: Iterable[Found], projects: Projects
) -> Iterator[Job]:
    """The files to compare with."""
    seen = {job.path for job in jobs}
    own = [(job, home) for job, home in discover(project.corpus, projects) if home is project]
    for job, _ in (*given, *own):
        if job.path not in seen:
            seen.add(job.path)
            yield job


def _lint_projects(
    request: Request,
    sharing: tuple[Work, ...],
    known: "Baseline | None",
    examine: Examine,
    done: Callable[[], None],
) -> list[Result]:
    """Check projects that share a baseline."""
    baseline = sharing[0].project.baseline
    if baseline is not None and (known is not None or request.updates_baseline):
        from newslint.run.baseline import Baseline, known_of  # noqa: PLC0415 - few projects have one

        known_here = partial(known_of, known or Baseline({}), baseline.parent)
        sharing = tuple(work._replace(session=work.session.having(known=known_here)) for work in sharing)
    found: list[Report] = []
    for work in sharing:
        report = examine(work, done)
        found.append(report._replace(findings=with_wanted_fixes(report.findings, work.project)))
        if found[-1].interrupted:
            break
    sharing = sharing[: len(found)]
    reports: Sequence[Report] = found
    if known is not None:
        from newslint.run.ratchet import only_new  # noqa: PLC0415 - few projects have a baseline

        reports = only_new(found, known, sharing)
    return [
        Result(work, report, _told(request, new), known, sharing)
        for work, report, new in zip(sharing, found, reports, strict=True)
    ]


def _examine(given: ExecutionOptions | None, work: Work, done: Callable[[], None]) -> Report:
    """Check and compare the files of a project here, by way of an earlier run where few of them changed."""
    options = given or ExecutionOptions(jobs=1)
    with ExitStack() as opened:
        keeper = None
        if options.cache is not None and len(work.files) + len(work.others) > FEW:
            from newslint.run import edited  # noqa: PLC0415 - of few files nothing is kept

            place = edited.place_of(work, options)
            report = None if place is None else edited.caught_up(work, place, options)
            if report is not None:
                return report
            keeper = None if place is None else opened.enter_context(closing(edited.taking(work, place)))
        scanned = opened.enter_context(closing(scan(work, options)))

        def outcomes() -> Iterator[Outcome]:
            in_parts: set[str] = set()
            for outcome in scanned:
                if keeper is not None:
                    keeper.note(outcome)
                yield outcome
                if outcome.job.name not in in_parts:
                    done()
                if outcome.job.part is not None:
                    in_parts.add(outcome.job.name)

        dumps = work.session.dumps
        witnesses = Witnesses(work.asked, testimonies(work, options), dumps.is_one, dumps.records)
        return gather(outcomes(), work.session.settings, work.session.reopen, witnesses, keeper)


def with_wanted_fixes(findings: Iterable[Finding], project: Project) -> tuple[Finding, ...]:
    """Findings without the fixes that the configuration rules out, so that nothing promises them."""
    return tuple(
        finding if finding.fix is None or finding.code in project.fixable else finding._replace(fix=None)
        for finding in findings
    )


def _told(request: Request, report: Report) -> Report:
    """What is told: of changed lines only, where that is wanted, and each repeated thing once."""
    wanted = _on_changed_lines(request, report)
    return wanted._replace(findings=told_once(wanted.findings))


def _on_changed_lines(request: Request, report: Report) -> Report:
    if request.changes is None or not request.changed_lines:
        return report
    touched = tuple(f for f in report.findings if is_touched(request.changes, f.file, f.range))
    return report._replace(findings=touched)
