"""The command line: arguments, wiring, exit status. What a command does lies in other modules.

Only what every command needs is imported at the top of these modules; start-up time is part of every commit
that a hook checks.
"""

import os
import sys
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated

import typer

from newslint import __version__
from newslint.cli import cleaning, configs, schemas
from newslint.cli.calls import Commands, wrong_call
from newslint.cli.check import check
from newslint.cli.common import FAILED, INTERRUPTED, OK, fail
from newslint.cli.init import init
from newslint.cli.lists import explain, rules
from newslint.cli.outputs import InOrder
from newslint.cli.server import server
from newslint.errors import NewslintError, exhausted
from newslint.text.docstrings import docstring_of

if TYPE_CHECKING:
    from newslint.run.cache.recording import Recording

_TABLES_FROM = 80
app = typer.Typer(
    name="newslint",
    cls=Commands,
    help="Lint the front matter of articles: exact places, true findings, repairs.",
    pretty_exceptions_enable=False,
    # In a narrow terminal, tables of options would break words.
    rich_markup_mode="rich" if get_terminal_size().columns >= _TABLES_FROM else None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> int:
    """Run the command line, and turn every way out into an exit status and at most one line."""
    _prepare_streams()
    sys.unraisablehook = _note_unraisable
    if sys.argv[1:2] != ["check"]:
        return _run()
    from newslint.run.cache.recording import recorded

    with recorded(sys.argv[1:]) as recording:
        status = _run(recording)
        if recording is not None:
            recording.end(status)
    return status


def _run(recording: "Recording | None" = None) -> int:
    try:
        result = app(standalone_mode=False, obj=recording)
        sys.stdout.flush()
    except NewslintError as error:
        # A configuration tells all its mistakes at once, each on a line.
        for line in str(error).split("\n"):
            fail(line)
        return FAILED
    except KeyboardInterrupt:
        return fail("interrupted", INTERRUPTED)
    except BrokenPipeError as error:
        return unwritten(error)
    except Exception as error:
        reason = exhausted(error)
        if reason is not None:
            error.__traceback__ = None  # with it goes all that filled the memory
            _drop_output()
            return fail(reason)
        if os.environ.get("NEWSLINT_TRACEBACK") and _is_ours(error):
            raise
        return _failed(error)
    return result if isinstance(result, int) else OK


def unwritten(error: OSError) -> int:
    """What is said, and the status, where output can't be written."""
    _drop_output()
    # Whoever read our output has seen enough.
    return OK if isinstance(error, BrokenPipeError) else fail(_trouble(error))


def _note_unraisable(what: "sys.UnraisableHookArgs") -> None:
    """Say nothing of what could not be tidied up for want of memory: the reason is told already."""
    if what.exc_value is None or exhausted(what.exc_value) is None:
        sys.__unraisablehook__(what)


def _is_ours(error: Exception) -> bool:
    """Whether an exception is no way of typer's to say that the call was wrong, or ended by the person."""
    return not hasattr(error, "format_message") and type(error).__name__ != "Abort"


def _failed(error: Exception) -> int:
    """Tell of what nobody else has an answer to."""
    if isinstance(error, OSError):
        return unwritten(error)
    # Typer brings its own click or depends on it; both mark a wrong call in the same way.
    if hasattr(error, "format_message"):
        return fail(wrong_call(error))
    if type(error).__name__ == "Abort":
        return fail("interrupted", INTERRUPTED)
    return fail(
        f"internal error: {type(error).__name__}: {error}; this is a bug in newslint, "
        "please report it with what NEWSLINT_TRACEBACK=1 shows"
    )


def _prepare_streams() -> None:
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:  # closed; a file that is opened now would take its place
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)
            setattr(sys, name, open(number, "w", encoding="utf-8", closefd=False))  # noqa: SIM115 - as long as we
        # A terminal that can't show a character must not end the run.
        getattr(sys, name).reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Let what is not written yet go nowhere: Python's own flush at exit must not complain."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:  # no file can be opened any more; what isn't there is not flushed
        for name in ("stdout", "__stdout__"):
            setattr(sys, name, None)


def _trouble(error: OSError) -> str:
    """What is wrong with the machine; other modules speak of the files that they know."""
    from newslint.system.atomic_write import reason

    try:
        os.getcwd()  # noqa: PTH109 - its error is what counts
    except OSError:
        return "the working directory is gone; change to another one"
    if error.filename is None:
        return f"can't write to standard output: {reason(error)}"
    return f"{os.fsdecode(error.filename)}: {reason(error)}"


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


app.command(cls=InOrder, help=docstring_of(check))(check)
app.command(help=docstring_of(rules))(rules)
app.command(help=docstring_of(explain))(explain)
app.add_typer(configs.app, name="config", help=docstring_of(configs.config))
app.add_typer(schemas.app, name="schema", help=docstring_of(schemas.schema))
app.command(help=docstring_of(init))(init)
app.command(help=docstring_of(server))(server)
app.command(help=docstring_of(cleaning.clean))(cleaning.clean)
