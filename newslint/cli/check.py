"""`newslint check`: its options; open it to add one. What they start lies in `checking` and `running`.

`plain_call` knows them, too: most calls never come here.
"""

from pathlib import Path
from typing import Annotated

import typer

from newslint.cli.calls import complete_rules, order_of
from newslint.cli.checking import checked
from newslint.cli.common import ColorChoice, EngineChoice, Threshold
from newslint.config.output_format import OutputFormat

_FILES = "Which files"
_RULES = "Which rules"
_FIXES = "Repairs"
_NEW = "Only what is new"
_OUTPUT = "Output"
_SPEED = "Speed"
_ENGINE = "Large archives"
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
    engine: Annotated[
        EngineChoice | None,
        typer.Option(
            help="Check with the processes of this engine; it reads URLs (s3://bucket/articles/), too.",
            show_default=False,
            rich_help_panel=_ENGINE,
        ),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            help="With --engine: the cluster that does the work.",
            metavar="ADDRESS",
            show_default="processes of this machine",
            rich_help_panel=_ENGINE,
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
    options = {name: value for name, value in locals().items() if name != "context"}
    raise typer.Exit(checked(context.obj, **options, output_order=order_of(context)))
