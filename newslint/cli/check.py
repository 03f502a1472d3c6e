"""`newslint check`: its options; open it to add one. What they start lies in `running`."""

import os
import sys
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newslint.cli.calls import complete_rules
from newslint.cli.common import OK, ColorChoice, Threshold, split, tell, warn
from newslint.cli.options import find_projects
from newslint.cli.outputs import OutputOptions, order_of, pair
from newslint.config.output_format import OutputFormat
from newslint.errors import NewslintError, raise_if_exhausted

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from newslint.config.project import Projects
    from newslint.run.execution import ExecutionOptions
    from newslint.run.git import Changes
    from newslint.run.request import Request
    from newslint.run.work import Work

_SHOWN = 5  # names of what is passed over for one reason
_FILES = "Which files"
_RULES = "Which rules"
_FIXES = "Repairs"
_NEW = "Only what is new"
_OUTPUT = "Output"
_SPEED = "Speed"
_STATUS = "Exit status"


def check(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders; - reads standard input.", show_default=".")
    ] = None,
    *,
    config: Annotated[
        list[str] | None,
        typer.Option(
            help="Use this configuration, or set one setting: --config 'fail-on = \"error\"'.",
            metavar="FILE|SETTING",
        ),
    ] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Use no configuration file.")] = False,
    schema: Annotated[
        str | None,
        typer.Option(
            help="Check every file against this JSON Schema: a bundled one, or a file.",
            metavar="NAME|FILE",
            show_default=False,
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            help="Run only these rules: codes, names or families.",
            autocompletion=complete_rules,
            rich_help_panel=_RULES,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(help="Leave these rules out.", autocompletion=complete_rules, rich_help_panel=_RULES),
    ] = None,
    extend_select: Annotated[
        list[str] | None,
        typer.Option(help="Run these rules too.", autocompletion=complete_rules, rich_help_panel=_RULES),
    ] = None,
    allow_plugins: Annotated[
        bool,
        typer.Option(
            "--allow-plugins",
            help="Load the plug-ins that the configuration names: they are code.",
            rich_help_panel=_RULES,
        ),
    ] = False,
    exclude: Annotated[
        list[str] | None,
        typer.Option(help="Pass over files and folders: patterns as in .gitignore.", rich_help_panel=_FILES),
    ] = None,
    respect_gitignore: Annotated[
        bool | None,
        typer.Option(
            "--respect-gitignore/--no-respect-gitignore",
            help="Whether to pass over what git ignores.",
            show_default="--respect-gitignore",
            rich_help_panel=_FILES,
        ),
    ] = None,
    force_exclude: Annotated[
        bool | None,
        typer.Option(
            "--force-exclude",
            help="Pass over named files that a folder walk would pass over, such as a README.md without "
            "front matter: for pre-commit, lint-staged, husky and lefthook.",
            rich_help_panel=_FILES,
        ),
    ] = None,
    corpus: Annotated[
        list[Path] | None,
        typer.Option(
            help="Read these too for rules that compare articles, without reporting on them.",
            show_default=False,
            rich_help_panel=_FILES,
        ),
    ] = None,
    image_root: Annotated[
        Path | None,
        typer.Option(
            help="Where addresses such as /img/a.jpg begin; missing images are reported then.",
            show_default=False,
            rich_help_panel=_FILES,
        ),
    ] = None,
    stdin_filename: Annotated[
        str | None,
        typer.Option(help="What to call standard input.", show_default=False, rich_help_panel=_FILES),
    ] = None,
    show_files: Annotated[
        bool,
        typer.Option(
            "--show-files", help="List the files that would be checked, and stop.", rich_help_panel=_FILES
        ),
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Repair what can be repaired safely.", rich_help_panel=_FIXES)
    ] = False,
    unsafe_fixes: Annotated[
        bool,
        typer.Option(
            "--unsafe-fixes", help="Repair too where the meaning may change.", rich_help_panel=_FIXES
        ),
    ] = False,
    diff: Annotated[
        bool,
        typer.Option(
            "--diff", help="Show what --fix would change, and write nothing.", rich_help_panel=_FIXES
        ),
    ] = False,
    fix_only: Annotated[
        bool,
        typer.Option("--fix-only", help="Repair, and don't report what is left.", rich_help_panel=_FIXES),
    ] = False,
    show_fixes: Annotated[
        bool,
        typer.Option("--show-fixes", help="List what was repaired in each file.", rich_help_panel=_FIXES),
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(
            help="The file with the findings that are known.", show_default=False, rich_help_panel=_NEW
        ),
    ] = None,
    no_baseline: Annotated[
        bool, typer.Option("--no-baseline", help="Report known findings too.", rich_help_panel=_NEW)
    ] = False,
    update_baseline: Annotated[
        bool,
        typer.Option(
            "--update-baseline",
            help="Write what is found now to the baseline, and report nothing.",
            rich_help_panel=_NEW,
        ),
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(
            help="Report only on files that changed since this commit, and on new ones.",
            metavar="REV",
            show_default=False,
            rich_help_panel=_NEW,
        ),
    ] = None,
    staged: Annotated[
        bool,
        typer.Option(
            "--staged", help="Report only on what is staged for the next commit.", rich_help_panel=_NEW
        ),
    ] = False,
    changed_lines: Annotated[
        bool,
        typer.Option(
            "--changed-lines",
            help="With --since or --staged: report only on lines that were touched.",
            rich_help_panel=_NEW,
        ),
    ] = False,
    output_format: Annotated[
        list[OutputFormat] | None,
        typer.Option(
            help=f"How to write findings: {', '.join(OutputFormat)}; may be given several times.",
            metavar="FORMAT",
            envvar="NEWSLINT_OUTPUT_FORMAT",
            show_default="full",
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    output_file: Annotated[
        list[Path] | None,
        typer.Option(
            "--output-file",
            "-o",
            help="Write the format before it to a file.",
            show_default=False,
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    statistics: Annotated[
        bool,
        typer.Option(
            "--statistics", help="Write counts per rule instead of single findings.", rich_help_panel=_OUTPUT
        ),
    ] = False,
    color: Annotated[
        ColorChoice, typer.Option(help="When to colour.", rich_help_panel=_OUTPUT)
    ] = ColorChoice.AUTO,
    quiet: Annotated[
        bool,
        typer.Option("--quiet", "-q", help="Write findings only, no summary.", rich_help_panel=_OUTPUT),
    ] = False,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs",
            "-j",
            help="How many processes to use; 0 uses all processors where there are enough files.",
            min=0,
            rich_help_panel=_SPEED,
        ),
    ] = 0,
    no_cache: Annotated[
        bool,
        typer.Option(
            "--no-cache", help="Check every file anew, and remember nothing.", rich_help_panel=_SPEED
        ),
    ] = False,
    cache_dir: Annotated[
        Path | None,
        typer.Option(
            help="Where to remember what was found in files that don't change.",
            envvar="NEWSLINT_CACHE_DIR",
            show_default=".newslint_cache beside the configuration",
            rich_help_panel=_SPEED,
        ),
    ] = None,
    fail_on: Annotated[
        Threshold | None,
        typer.Option(
            help="Exit with 1 from this severity on.", show_default="warning", rich_help_panel=_STATUS
        ),
    ] = None,
    max_warnings: Annotated[
        int | None,
        typer.Option(
            help="Exit with 1 only when there are more warnings than this.",
            min=0,
            show_default=False,
            rich_help_panel=_STATUS,
        ),
    ] = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 in spite of findings.", rich_help_panel=_STATUS)
    ] = False,
) -> None:
    """Lint files and folders.

    Exit status: 0 nothing found at or above --fail-on, 1 something found, 2 the check could not be done.
    """
    from newslint.cli.fixing import check_options
    from newslint.system.interrupts import held_back

    with held_back():  # a library in Rust panics when it is interrupted while it is loaded
        import newslint.cli.running  # noqa: F401 - later
    from newslint.config.project import Overrides
    from newslint.run.execution import ExecutionOptions, cache_folder
    from newslint.run.request import STDIN_NAME, Request
    from newslint.schema.bundled import named_schema
    from newslint.schema.compiled import load_schema

    # The methods of Path raise where a name is too long.
    if image_root is not None and not os.path.isdir(image_root):  # noqa: PTH112
        raise NewslintError(f"{image_root}: no {'folder' if os.path.lexists(image_root) else 'such folder'}")
    if baseline is not None and not os.path.exists(baseline) and not update_baseline:  # noqa: PTH110
        raise NewslintError(f"{baseline}: no such file; `--update-baseline` writes it")
    options = OutputOptions(
        outputs=pair(output_format or (), output_file or (), order_of(context)),
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
    projects = find_projects(config, overrides, isolated=isolated, allow_plugins=allow_plugins)
    paths = paths or [Path()]
    text = _standard_input(paths, stdin_filename, projects)
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
    execution = ExecutionOptions(jobs, None if no_cache else cache_folder(cache_dir))
    keep_in = None if context.obj is None else context.obj.keep_in
    status = partial(
        _check, request, changes, projects, options, execution, keep_in=keep_in, show_files=show_files
    )
    raise typer.Exit(_letting_go(status))


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
    keep_in: "Callable[[Path], None] | None",
    show_files: bool,
) -> int:
    """Do what a person asks for; give the exit status. It is short for want of memory, see `let_go`."""
    from newslint.cli.running import run
    from newslint.run.projects import plan

    with changes as found:
        request = replace(request, changes=found)
        works = plan(request, projects)
        _warn(works, projects, request)
        if show_files:
            _list_files(works, list(request.paths) if found is None else [], projects)
            return OK
        project = projects.read[0]  # the first path's project speaks for the run
        if (
            keep_in is not None
            and execution.cache is not None
            and _may_be_told_again(request, works, options)
        ):
            keep_in(project.folder / execution.cache)
        return run(request, works, project, options, execution)


def _warn(works: "list[Work]", projects: "Projects", request: "Request") -> None:
    from newslint.run.projects import doubtful

    doubts = doubtful(works, projects.read, list(request.paths), request.schema)
    for trouble in (*projects.repositories.troubles, *doubts):
        warn(trouble)


def _may_be_told_again(request: "Request", works: "list[Work]", options: OutputOptions) -> bool:
    """Whether a run only reads files and writes to its streams, and has so much to do that it is worth it."""
    from newslint.run.scheduler import FEW

    writes = options.is_fixing or options.update_baseline or any(output.file for output in options.outputs)
    is_large = sum(len(work.files) + len(work.others) for work in works) > FEW
    return is_large and not writes and request.text is None


def _standard_input(paths: list[Path], name: str | None, projects: "Projects") -> bytes | None:
    """What comes through standard input, if it is asked for: at most one byte more than it may hold."""
    if Path("-") not in paths:
        if name is not None:
            raise NewslintError("--stdin-filename goes with `-`, which reads standard input")
        return None
    if len(paths) > 1:
        raise NewslintError("`-` reads standard input and can't be combined with other paths")
    if sys.stdin is None:
        raise NewslintError("`-` reads standard input, which is closed")
    from newslint.system.contained import read_at_most

    folder = Path.cwd() if name is None else Path(os.path.abspath(name)).parent  # noqa: PTH100 - it need not exist
    return read_at_most(sys.stdin.buffer, projects.of(folder).limits.max_file_bytes)


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
        typer.echo(escape_path(name))
    passed_over: dict[str, list[str]] = {}
    walked = [path for path in paths if path.is_dir()]
    discover(walked, projects, lambda name, why: passed_over.setdefault(why, []).append(name))
    for why, names in sorted(passed_over.items()):
        more = ", ..." if len(names) > _SHOWN else ""
        tell(f"passed over {why}: {len(names):,} ({', '.join(sorted(names)[:_SHOWN])}{more})")
