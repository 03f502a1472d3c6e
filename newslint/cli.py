"""The command line: arguments, wiring, exit status. What a command does lies in other modules.

Only what every command needs is imported at the top; start-up time is part of every commit that a hook
checks.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from newslint import __version__
from newslint.errors import NewslintError

if TYPE_CHECKING:
    from newslint.finding import Report

OK, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130

app = typer.Typer(
    name="newslint",
    help="Lint the front matter of articles: exact places, true findings, repairs.",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class OutputFormat(StrEnum):
    """How findings are written."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"


class ListFormat(StrEnum):
    """How lists are written."""

    TEXT = "text"
    JSON = "json"


class Threshold(StrEnum):
    """From which severity on findings make the exit status 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


class ColorChoice(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def main() -> int:
    """Run the command line, and turn every way out into an exit status and at most one line."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that can't show a character must not end the run.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        result = app(standalone_mode=False)
        sys.stdout.flush()
    except NewslintError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return _fail("interrupted", INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python's own flush at exit must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:
        # Typer brings its own click or depends on it; both mark a wrong call in the same way.
        format_message = getattr(error, "format_message", None)
        if format_message is None:
            if type(error).__name__ == "Abort":
                return _fail("interrupted", INTERRUPTED)
            if os.environ.get("NEWSLINT_TRACEBACK"):
                raise
            return _fail(
                f"internal error: {type(error).__name__}: {error}; this is a bug in newslint, "
                "please report it with what NEWSLINT_TRACEBACK=1 shows"
            )
        message = format_message().replace("Value error, ", "").rstrip(".")
        return _fail(f"{message}; `newslint --help` shows what can be said")
    return result if isinstance(result, int) else OK


def _fail(message: str, status: int = FAILED) -> int:
    from newslint.display import escape

    line = " ".join(part.strip() for part in message.splitlines())
    sys.stderr.write(f"newslint: {escape(line)}\n")
    return status


def _warn(message: str) -> None:
    sys.stderr.write(f"newslint: warning: {message}\n")


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if wanted:
        typer.echo(f"newslint {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def newslint(
    context: typer.Context,
    *,
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Show the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Lint the front matter of articles: exact places, true findings, repairs."""
    del version
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(FAILED)


@app.command()
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders; - reads standard input.", show_default=".")
    ] = None,
    *,
    schema: Annotated[
        Path | None, typer.Option(help="Check every file against this JSON Schema.", show_default=False)
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option(help="Run only these rules: codes, names or families.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Leave these rules out.")] = None,
    extend_select: Annotated[list[str] | None, typer.Option(help="Run these rules too.")] = None,
    fail_on: Annotated[
        Threshold, typer.Option(help="Exit with 1 from this severity on.")
    ] = Threshold.WARNING,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 in spite of findings.")] = False,
    output_format: Annotated[
        OutputFormat, typer.Option(help="How to write findings.", envvar="NEWSLINT_OUTPUT_FORMAT")
    ] = OutputFormat.FULL,
    output_file: Annotated[
        Path | None, typer.Option("--output-file", "-o", help="Write findings to a file.", show_default=False)
    ] = None,
    stdin_filename: Annotated[
        str | None, typer.Option(help="What to call standard input.", show_default=False)
    ] = None,
    corpus: Annotated[
        list[Path] | None,
        typer.Option(
            help="Read these too for rules that compare articles, without reporting on them.",
            show_default=False,
        ),
    ] = None,
    image_root: Annotated[
        Path | None,
        typer.Option(
            help="Where addresses such as /img/a.jpg begin; missing images are reported then.",
            show_default=False,
        ),
    ] = None,
    force_exclude: Annotated[
        bool,
        typer.Option(
            "--force-exclude",
            help="Pass over named files that a folder walk would pass over: for hooks.",
        ),
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Write counts per rule instead of single findings.")
    ] = False,
    color: Annotated[ColorChoice, typer.Option(help="When to colour.")] = ColorChoice.AUTO,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Write findings only, no summary.")] = False,
) -> None:
    """Lint files and folders.

    Exit status: 0 nothing found at or above --fail-on, 1 something found, 2 the check could not be done.
    """
    from newslint.config import Settings, select_rules
    from newslint.lint import Files, lint_files, lint_text
    from newslint.localimages import LocalImages
    from newslint.schema import load_schema

    if image_root is not None and not image_root.is_dir():
        raise NewslintError(f"{image_root}: no such folder")
    settings = Settings(
        select_rules(_split(select), _split(ignore), _split(extend_select)),
        measure=LocalImages(Path(), image_root),
    )
    if schema is not None:
        bound = load_schema(schema)
        settings = replace(settings, choose_schema=lambda _: bound)
    paths = paths or [Path()]
    files = Files(paths, corpus or [], as_walked=force_exclude)
    if Path("-") in paths or stdin_filename is not None:
        report = lint_text(sys.stdin.buffer.read, stdin_filename, files, settings)
    else:
        report = lint_files(files, settings)
        if not report.files and not force_exclude:
            _warn(f"no articles found in {', '.join(map(str, paths))}; nothing was checked")
    # The counts stand in the JSON report anyway.
    counted = statistics and output_format is not OutputFormat.JSON
    reporter = "statistics" if counted else output_format.value
    _write(report, reporter, output_file, color.value, quiet=quiet)
    if output_format is OutputFormat.JSON or output_file is not None:
        for line in report.internal_errors:
            _fail(line)
    raise typer.Exit(_status(report, fail_on, exit_zero=exit_zero))


@app.command()
def rules(
    *,
    output_format: Annotated[ListFormat, typer.Option(help="How to write the list.")] = ListFormat.TEXT,
) -> None:
    """List the rules."""
    from newslint.explain import as_data
    from newslint.rules import RULES

    if output_format is ListFormat.JSON:
        import json

        typer.echo(json.dumps([as_data(rule) for rule in RULES], indent=2))
        return
    width = max(len(rule.name) for rule in RULES)
    for rule in RULES:
        severity = rule.severity.value if rule.default else "off"
        typer.echo(f"{rule.code}  {rule.name:<{width}}  {severity:<7}  {rule.summary}")


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(help="A code or a name.", metavar="CODE|NAME")],
    *,
    color: Annotated[ColorChoice, typer.Option(help="When to colour.")] = ColorChoice.AUTO,
) -> None:
    """Show what a rule checks, why it matters, examples, options and how safe its fix is."""
    from newslint.config import resolve_selector
    from newslint.explain import page
    from newslint.terminal import wants_color

    text = "\n".join(page(found) for found in resolve_selector(rule)[1])
    if not wants_color(color.value, sys.stdout):
        typer.echo(text, nl=False)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console(force_terminal=True).print(Markdown(text, code_theme="ansi_dark"))


def _split(selectors: list[str] | None) -> Iterator[str]:
    """`--select TXT,URL` and `--select TXT --select URL` say the same."""
    return (part.strip() for given in selectors or () for part in given.split(",") if part.strip())


def _write(report: "Report", name: str, output_file: Path | None, color: str, *, quiet: bool) -> None:
    from newslint.reporters import REPORTERS, Style
    from newslint.terminal import wants_color, width_of

    reporter = REPORTERS[name]
    if output_file is None:
        out: TextIO = sys.stdout
        reporter(report, out, Style(color=wants_color(color, out), width=width_of(out), quiet=quiet))
        return
    from io import StringIO

    from newslint.files import write_text

    buffer = StringIO()
    reporter(report, buffer, Style(color=color == "always", quiet=quiet))
    write_text(output_file, buffer.getvalue())


def _status(report: "Report", fail_on: Threshold, *, exit_zero: bool) -> int:
    from newslint.finding import Severity

    if report.internal_errors:
        return FAILED
    worst = report.worst()
    if exit_zero or worst is None or fail_on is Threshold.NEVER:
        return OK
    return FOUND if worst.rank >= Severity(fail_on.value).rank else OK
