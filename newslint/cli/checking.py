"""What `newslint check` does with what it is asked; open it to follow a call before anything is read."""

import os
import sys
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.cli.common import OK, ColorChoice, EngineChoice, Threshold, split, tell, warn
from newslint.cli.options import find_projects
from newslint.cli.outputs import OutputOptions, pair
from newslint.config.output_format import OutputFormat
from newslint.errors import NewslintError, raise_if_exhausted

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from newslint.cli.engines import EngineOptions
    from newslint.config.project import Project, Projects
    from newslint.run.cache.answers import Outdated
    from newslint.run.cache.recording import Recording
    from newslint.run.execution import ExecutionOptions
    from newslint.run.git import Changes
    from newslint.run.request import Request
    from newslint.run.work import Work

_SHOWN = 5  # names of what is passed over for one reason


def checked(
    recording: "Recording | None",
    *,
    paths: list[Path] | None = None,
    config: list[str] | None = None,
    isolated: bool = False,
    schema: str | None = None,
    select: list[str] | None = None,
    ignore: list[str] | None = None,
    extend_select: list[str] | None = None,
    allow_plugins: bool = False,
    exclude: list[str] | None = None,
    respect_gitignore: bool | None = None,
    force_exclude: bool | None = None,
    corpus: list[Path] | None = None,
    image_root: Path | None = None,
    stdin_filename: str | None = None,
    show_files: bool = False,
    fix: bool = False,
    unsafe_fixes: bool = False,
    diff: bool = False,
    fix_only: bool = False,
    show_fixes: bool = False,
    baseline: Path | None = None,
    no_baseline: bool = False,
    update_baseline: bool = False,
    since: str | None = None,
    staged: bool = False,
    changed_lines: bool = False,
    output_format: list[OutputFormat] | None = None,
    output_file: list[Path] | None = None,
    statistics: bool = False,
    color: ColorChoice = ColorChoice.AUTO,
    quiet: bool = False,
    jobs: int = 0,
    no_cache: bool = False,
    cache_dir: Path | None = None,
    engine: EngineChoice | None = None,
    scheduler: str | None = None,
    fail_on: Threshold | None = None,
    max_warnings: int | None = None,
    exit_zero: bool = False,
    output_order: tuple[str, ...] = (),
) -> int:
    """Do what a person asks for; give the exit status.

    `recording` notes the run, so that it can be told again. All else are the options of `newslint.cli.check`;
    `output_order` says which of those for outputs was given when, see `pair`.
    """
    from newslint.cli.fixing import check_options
    from newslint.system.interrupts import held_back

    with held_back():  # a library in Rust panics when it is interrupted while it is loaded
        import newslint.cli.running  # noqa: F401 - later
    from newslint.config.project import Overrides
    from newslint.run.execution import ExecutionOptions, folder_to_fill
    from newslint.run.request import STDIN_NAME, Request
    from newslint.schema.bundled import named_schema
    from newslint.schema.compiled import load_schema

    # The methods of Path raise where a name is too long.
    if image_root is not None and not os.path.isdir(image_root):  # noqa: PTH112
        raise NewslintError(f"{image_root}: no {'folder' if os.path.lexists(image_root) else 'such folder'}")
    if baseline is not None and not os.path.exists(baseline) and not update_baseline:  # noqa: PTH110
        raise NewslintError(f"{baseline}: no such file; `--update-baseline` writes it")
    options = OutputOptions(
        outputs=pair(output_format or (), output_file or (), output_order),
        fix=fix,
        unsafe_fixes=unsafe_fixes,
        diff=diff,
        fix_only=fix_only,
        show_fixes=show_fixes,
        update_baseline=update_baseline,
        statistics=statistics,
        color=color.value,
        quiet=quiet,
        exit_zero=exit_zero,
    )
    check_options(options, staged=staged)
    overrides = Overrides(
        select=tuple(split(select)),
        ignore=tuple(split(ignore)),
        extend_select=tuple(split(extend_select)),
        schema=None if schema is None else named_schema(schema, schema, lambda path: load_schema(Path(path))),
        exclude=tuple(exclude or ()),
        respect_gitignore=respect_gitignore,
        force_exclude=force_exclude,
        image_root=image_root,
        baseline=None if baseline is None else baseline.absolute(),
        no_baseline=no_baseline,
        fail_on=None if fail_on is None else fail_on.value,
        max_warnings=max_warnings,
        paths=tuple(path for path in (*(paths or ()), *(corpus or ())) if os.path.isdir(path)),  # noqa: PTH112 - raises nothing
    )
    given = None
    if engine is not None or scheduler is not None:
        from newslint.cli.engines import EngineOptions, refuse_what_engines_cannot

        given = EngineOptions(engine, scheduler, jobs)
        refuse_what_engines_cannot(given, options, paths or (), changes=staged or since is not None)
    projects = find_projects(config, overrides, isolated=isolated, allow_plugins=allow_plugins)
    paths = paths or [Path()]
    text = _standard_input(paths, stdin_filename, projects, is_fixing=options.is_fixing)
    request = Request(
        tuple(paths),
        tuple(corpus or ()),
        overrides.schema,
        changed_lines=changed_lines,
        text=text,
        text_name=stdin_filename or STDIN_NAME,
        updates_baseline=update_baseline,
    )
    changes = _changes(since, staged=staged, changed_lines=changed_lines, reads_text=text is not None)
    execution = ExecutionOptions(jobs, None if no_cache else folder_to_fill(cache_dir))
    status = partial(
        _check,
        request,
        changes,
        projects,
        options,
        execution,
        engine=given,
        recording=recording,
        show_files=show_files,
    )
    return _letting_go(status)


def _letting_go(status: "Callable[[], int]") -> int:
    """Find a status; where memory runs out, free it before the failure comes through Typer, see `let_go`."""
    try:
        return status()
    except MemoryError as error:
        raise_if_exhausted(error)
        raise


def _check(
    request: "Request",
    changes: "AbstractContextManager[Changes | None]",
    projects: "Projects",
    options: OutputOptions,
    execution: "ExecutionOptions",
    *,
    engine: "EngineOptions | None",
    recording: "Recording | None",
    show_files: bool,
) -> int:
    """Do what a person asks for; give the exit status. It is short for want of memory, see `let_go`."""
    from newslint.light_dataclasses import replace

    with changes as found:
        request = replace(request, changes=found)
        before = None if recording is None else recording.before
        works = _plan(request, projects, engine, before)
        _warn(works, projects, request)
        if show_files:
            _list_files(works, list(request.paths) if found is None else [], projects)
            return OK
        project = projects.read[0]  # the first path's project speaks for the run
        if engine is not None:
            return _run_with(request, works, project, options, execution, engine=engine)
        from newslint.cli.running import run

        if recording is not None and _may_be_told_again(request, works, options):
            _keep(recording, request, works, projects, execution)
        return run(request, works, project, options, execution)


def _keep(
    recording: "Recording",
    request: "Request",
    works: "list[Work]",
    projects: "Projects",
    execution: "ExecutionOptions",
) -> None:
    """Have the outcome kept where there is a cache: it is told again, or what changed is looked at alone."""
    if execution.cache is None:
        return
    from newslint.run.replanning import articles_of

    folder = projects.read[0].folder / execution.cache
    recording.keep_in(folder, articles_of(request, works, projects))


def _plan(
    request: "Request", projects: "Projects", engine: "EngineOptions | None", before: "Outdated | None"
) -> "list[Work]":
    if engine is None:
        from newslint.run.projects import plan
        from newslint.run.replanning import planned_again

        again = None if before is None else planned_again(request, projects, before)
        return plan(request, projects) if again is None else again
    from newslint.cli.engines import plan_with

    return plan_with(request, projects)


def _run_with(
    request: "Request",
    works: "list[Work]",
    project: "Project",
    options: OutputOptions,
    execution: "ExecutionOptions",
    *,
    engine: "EngineOptions",
) -> int:
    from newslint.cli.engines import examining
    from newslint.cli.running import run

    with examining(engine, works) as examine:
        return run(request, works, project, options, execution, engine=examine)


def _warn(works: "list[Work]", projects: "Projects", request: "Request") -> None:
    from newslint.run.projects import doubtful

    # Where only what changed is looked at, nobody knows which files there are beside it.
    walked = list(request.paths) if request.changes is None else []
    doubts = doubtful(works, projects.read, walked, request.schema)
    for trouble in (*projects.repositories.troubles, *doubts):
        warn(trouble)


def _may_be_told_again(request: "Request", works: "list[Work]", options: OutputOptions) -> bool:
    """Whether a run only reads files and writes to its streams, and has so much to do that it is worth it."""
    from newslint.run.scheduler import FEW

    writes = options.is_fixing or options.update_baseline or any(output.file for output in options.outputs)
    is_large = sum(len(work.files) + len(work.others) for work in works) > FEW
    return is_large and not writes and request.text is None


def _standard_input(
    paths: list[Path], name: str | None, projects: "Projects", *, is_fixing: bool
) -> bytes | None:
    """What comes through standard input, if it is asked for: at most one byte more than it may hold."""
    if Path("-") not in paths:
        if name is not None:
            raise NewslintError("--stdin-filename goes with `-`, which reads standard input")
        return None
    if len(paths) > 1:
        raise NewslintError("`-` reads standard input and can't be combined with other paths")
    if sys.stdin is None:
        raise NewslintError("`-` reads standard input, which is closed")
    from newslint.records.parts import kind_of
    from newslint.run.request import STDIN_NAME
    from newslint.system.contained import read_at_most

    folder = Path.cwd() if name is None else Path(os.path.abspath(name)).parent  # noqa: PTH100 - it need not exist
    most = projects.of(folder).limits.max_file_bytes
    data = read_at_most(sys.stdin.buffer, most)
    if len(data) > most and (is_fixing or kind_of(name or "")):
        # What is behind it would be missing from what is written, and from what is said of records.
        advice = "name the file instead, or raise `max-file-bytes` under `[limits]`"
        raise NewslintError(f"{name or STDIN_NAME}: standard input has more than {most:,} bytes; {advice}")
    return data


def _changes(
    since: str | None, *, staged: bool, changed_lines: bool, reads_text: bool
) -> "AbstractContextManager[Changes | None]":
    """What git says has changed, if it is asked for."""
    if since is None and not staged:
        if changed_lines:
            raise NewslintError("--changed-lines goes with --since or --staged")
        return nullcontext()
    if since is not None and staged:
        raise NewslintError("--since and --staged can't be combined; give one of them")
    if reads_text:
        raise NewslintError("--since and --staged look at files, and can't be combined with `-`")
    from newslint.run import git

    return git.staged() if since is None else git.changed_since(since)


def _list_files(works: "list[Work]", paths: list[Path], projects: "Projects") -> None:
    """Name the files that would be checked, and on standard error what walks pass over, by reason."""
    from newslint.run.discovery import discover
    from newslint.text.display import escape_path

    for name in sorted(file.name for work in works for file in work.files):
        sys.stdout.write(f"{escape_path(name)}\n")
    passed_over: dict[str, list[str]] = {}
    walked = [path for path in paths if path.is_dir()]
    discover(walked, projects, lambda name, why: passed_over.setdefault(why, []).append(name))
    for why, names in sorted(passed_over.items()):
        more = ", ..." if len(names) > _SHOWN else ""
        tell(f"passed over {why}: {len(names):,} ({', '.join(sorted(names)[:_SHOWN])}{more})")
