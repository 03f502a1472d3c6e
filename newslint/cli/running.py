"""What `newslint check` does with its options: lint, repair, report, status; open it to follow a run."""

import os
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from newslint.cli.common import FAILED, FOUND, INTERRUPTED, OK, fail, tell, warn
from newslint.cli.fixing import apply_fixes, show_diff
from newslint.cli.outputs import Output, OutputOptions, write_outputs
from newslint.cli.watching import watched
from newslint.config.output_format import OutputFormat
from newslint.config.project import Project
from newslint.errors import NewslintError
from newslint.reporters import WITH_PROFILES
from newslint.run.execution import ExecutionOptions
from newslint.run.projects import Result, lint, merged
from newslint.run.request import STDIN_NAME, Request
from newslint.run.verdict import judge
from newslint.run.work import Work

if TYPE_CHECKING:
    from pathlib import Path

    from newslint.finding import Report
    from newslint.run.projects import Examine


def run(
    request: Request,
    works: list[Work],
    project: Project,
    options: OutputOptions,
    execution: ExecutionOptions,
    *,
    engine: "Examine | None" = None,
) -> int:
    """Lint, repair and report; give the exit status.

    `project` speaks for the run, and an `engine` does the work.
    """
    outputs = [
        output._replace(format=output.format or OutputFormat(project.output_format))
        for output in options.outputs
    ]
    if any(output.format in WITH_PROFILES for output in outputs):
        works = [work._replace(session=work.session.having(profiled=True)) for work in works]
    total = sum(len(work.files) + len(work.others) for work in works)
    with watched(total, quiet=options.quiet) as done:
        results = lint(request, works, execution, done, engine)
    if any(result.found.interrupted for result in results):
        _report(request, results, options, outputs)
        return fail("interrupted: nothing was compared or written", INTERRUPTED)
    if options.update_baseline:
        return _update_baseline(results)
    if options.diff:
        return show_diff(request, results, unsafe=options.unsafe_fixes, color=options.color)
    results, unwritten = apply_fixes(request, works, results, options, execution)
    if options.fix_only:
        return unwritten
    if not any(result.found.files for result in results) and _was_walked(request, project):
        warn(f"no articles found in {', '.join(map(str, request.paths))}; nothing was checked")
    unwritten |= _report(request, results, options, outputs)
    unread = sum(len(names) for result in results for names in result.found.unread.values())
    if unread and not any(result.found.files for result in results) and _was_walked(request, project):
        return fail(f"no article was read, and {unread:,} with something like front matter can't be")
    return unwritten or _status(results, exit_zero=options.exit_zero)


def _report(
    request: Request, results: Sequence[Result], options: OutputOptions, outputs: Sequence[Output]
) -> int:
    report = merged(result.report for result in results)
    if any(output.format in WITH_PROFILES for output in outputs):
        from datetime import UTC, datetime

        from newslint.run.about import about

        report = report._replace(about=about(request.paths, datetime.now(UTC)))
    return write_outputs(
        report,
        outputs,
        partial(_described, results),
        # With --fix the repaired text goes to standard output.
        sys.stderr if options.is_fixing and request.text is not None else sys.stdout,
        statistics=options.statistics,
        color=options.color,
        quiet=options.quiet,
    )


def _described(results: Sequence[Result], report: "Report") -> "Report":
    """The report for formats that tell of rules."""
    from newslint.run.namesakes import described

    return described(results)._replace(about=report.about)


def _was_walked(request: Request, project: Project) -> bool:
    """Whether articles are expected: hooks name files that are none, and changes may not touch any."""
    return request.text is None and request.changes is None and not project.force_exclude


def _update_baseline(results: Sequence[Result]) -> int:
    """Write the baseline of every project, once it is clear that all can be written."""
    from newslint.run import ratchet

    by_path: dict[Path, list[Result]] = {}
    for result in results:
        path = result.work.project.baseline
        if path is None:
            raise NewslintError("--update-baseline and --no-baseline can't be combined; give one of them")
        if result.found.checked == (STDIN_NAME,):
            raise NewslintError("--update-baseline needs to know the file: give it with --stdin-filename")
        if result.found.internal_errors:
            raise NewslintError(f"the baseline was left as it is: {result.found.internal_errors[0]}")
        ratchet.refuse_links(path, result.work.project.boundary)
        by_path.setdefault(path, []).append(result)
    for path, sharing in by_path.items():
        first = sharing[0]
        count = ratchet.update(path, [result.found for result in sharing], first.known, first.judged)
        gone = sum(result.report.gone for result in sharing)
        dropped = f"; {gone:,} no longer there, dropped" if gone else ""
        tell(f"{os.path.relpath(path)}: {count:,} known {'finding' if count == 1 else 'findings'}{dropped}")
    if not results:
        warn("no files found, so the baseline was left as it is")
    return OK


def _status(results: Sequence[Result], *, exit_zero: bool) -> int:
    if any(result.report.internal_errors for result in results):
        return FAILED
    verdict = judge((result.work.project, result.report) for result in results)
    if verdict.too_many_warnings:
        tell(verdict.too_many_warnings)
    return FOUND if verdict.failed and not exit_zero else OK
