"""Lints what lies on the disk, in git's index or comes through standard input: paths in, reports out.

The files below one configuration are a project: they are checked with its settings, compared with each other,
and measured against its baseline.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from newslint.config.project import Project, Projects
from newslint.finding import Report
from newslint.lint.corpus import gather
from newslint.run import discovery, ratchet
from newslint.run.baseline import Baseline, Judged, known_of
from newslint.run.discovery import FoundFile, Work, discover
from newslint.run.request import STDIN_NAME, Request, is_touched, read_source, settings_for
from newslint.run.scheduler import Means, scan


class Result(NamedTuple):
    """What came out in one project: all that was found, what of it is told, and what was known before.

    `sharing` holds the work of all projects that have the same baseline, this one's too.
    """

    work: Work
    found: Report
    report: Report
    known: Baseline | None
    sharing: tuple[Work, ...]

    @property
    def judged(self) -> Judged:
        """Which entries of the baseline this run could judge."""
        return ratchet.judge(self.sharing, self.known or Baseline())


def plan(request: Request, projects: Projects) -> list[Work]:
    """Find the files of a run, project by project.

    Raises:
        NewslintError: a path does not exist, or a configuration has mistakes.
    """
    found, unchanged = _files(request, projects)
    by_project: dict[int, list[FoundFile]] = {}
    for file in found:
        by_project.setdefault(id(file.project), []).append(file)
    extra = discover(request.corpus, projects)
    works = []
    for files in by_project.values():
        project = files[0].project
        others = tuple(_others(files, [*unchanged, *extra], projects))
        walked = any(map(os.path.isdir, (*request.paths, *request.corpus, *project.corpus)))
        works.append(Work(project, tuple(files), others, walked))
    return works


def lint(
    request: Request,
    works: Iterable[Work],
    means: Means | None = None,
    done: Callable[[], None] = lambda: None,
) -> list[Result]:
    """Check files, each project on its own; `done` is called after each file.

    Without `means` that is done in this process, and nothing is remembered.

    Who interrupts the run gets what was found so far, and the projects that were not begun are left out.

    Raises:
        NewslintError: a baseline or a schema can't be used.
    """
    by_baseline: dict[Path | None, list[Work]] = {}
    for work in works:
        by_baseline.setdefault(work.project.baseline, []).append(work)
    # A damaged baseline is told before the work, not after it.
    known = {
        path: None if path is None else ratchet.known_findings(path, sharing[0].project.boundary)
        for path, sharing in by_baseline.items()
    }
    results: list[Result] = []
    for path, sharing in by_baseline.items():
        results += _lint_projects(request, tuple(sharing), known[path], means or Means(jobs=1), done)
        if results[-1].found.interrupted:
            break
    return results


def merged(reports: Iterable[Report]) -> Report:
    """One report for several projects."""
    reports = list(reports)
    if len(reports) == 1:
        return reports[0]
    collections: dict[str, int] = {}
    for report in reports:
        for name, count in report.collections.items():
            collections[name] = collections.get(name, 0) + count
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
    )


def _files(request: Request, projects: Projects) -> tuple[list[FoundFile], list[FoundFile]]:
    """The files to report on, and those among the paths that have not changed."""
    if request.text is not None:
        name = request.text_name or STDIN_NAME
        path = os.path.abspath(name)  # noqa: PTH100 - the file need not exist
        project = projects.of(Path(path).parent)
        return [FoundFile(name, path, named=True, project=project)], []
    walked = discover(request.paths, projects)
    if request.changes is None:
        return walked, []
    # A staged file may be gone from the disk, so a walk doesn't see all.
    known = {file.path: file for file in walked}
    changed = []
    for path in request.changes.paths:
        if path in known:
            changed.append(known.pop(path))
        elif not os.path.lexists(path) and _is_below(path, request.paths):
            project = projects.of(Path(path).parent)
            if discovery.would_walk(path, project, projects.repositories):
                name = discovery.display_name(Path(path))
                changed.append(FoundFile(name, path, named=False, project=project))
    rest = [file for file in known.values() if file.path not in request.changes]
    by_link = [file for file in known.values() if file.path in request.changes]
    return sorted([*changed, *by_link], key=lambda file: file.name), rest


def _is_below(path: str, folders: Iterable[Path]) -> bool:
    return any(Path(path).is_relative_to(folder.resolve()) for folder in folders)


def _others(
    files: Iterable[FoundFile], given: Iterable[FoundFile], projects: Projects
) -> Iterator[FoundFile]:
    """The files to compare with, if anything is compared."""
    files = list(files)
    project = files[0].project
    if not any(rule.compare for rule in project.rules):
        return
    seen = {file.path for file in files}
    own = [file for file in discover(project.corpus, projects) if file.project is project]
    for file in (*given, *own):
        if file.path not in seen:
            seen.add(file.path)
            yield file


def _lint_projects(
    request: Request,
    sharing: tuple[Work, ...],
    known: Baseline | None,
    means: Means,
    done: Callable[[], None],
) -> list[Result]:
    """Check projects that share a baseline."""
    baseline = sharing[0].project.baseline
    if baseline is not None and (known is not None or request.updates_baseline):
        request = replace(request, known=partial(known_of, known or Baseline({}), baseline.parent))
    found: list[Report] = []
    for work in sharing:
        with closing(scan(request, work, means)) as looked:
            reread = partial(read_source, request, project=work.project)
            report = gather(looked, settings_for(request, work.project), reread, done)
        found.append(_with_wanted_fixes(report, work.project))
        if found[-1].interrupted:
            break
    sharing = sharing[: len(found)]
    told = found if known is None else ratchet.only_new(found, known, sharing)
    return [
        Result(work, report, _on_changed_lines(request, new), known, sharing)
        for work, report, new in zip(sharing, found, told, strict=True)
    ]


def _with_wanted_fixes(report: Report, project: Project) -> Report:
    """Without the fixes that the configuration rules out, so that nothing promises them."""
    findings = tuple(
        finding if finding.fix is None or finding.code in project.fixable else finding._replace(fix=None)
        for finding in report.findings
    )
    return report._replace(findings=findings)


def _on_changed_lines(request: Request, report: Report) -> Report:
    if request.changes is None or not request.changed_lines:
        return report
    touched = tuple(f for f in report.findings if is_touched(request.changes, f.file, f.range))
    return report._replace(findings=touched)
