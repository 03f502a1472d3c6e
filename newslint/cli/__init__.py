"""The command line: arguments, wiring, exit status. What a command does lies in other modules.

Only what every command needs is imported at the top of these modules; start-up time is part of every commit
that a hook checks.
"""

import os
import sys
from typing import TYPE_CHECKING

from newslint.cli.common import FAILED, INTERRUPTED, OK, fail
from newslint.errors import NO_MEMORY, NewslintError, exhausted
from newslint.system.reserve import spend

if TYPE_CHECKING:
    from newslint.run.cache.answers import Outdated
    from newslint.run.cache.recording import Recording


def main(before: "Outdated | None" = None) -> int:
    """Run the command line, and turn every way out into an exit status and at most one line.

    `before` is what is known of an earlier run.
    """
    _prepare_streams()
    sys.unraisablehook = _note_unraisable
    if sys.argv[1:2] != ["check"]:
        return _run()
    from newslint.run.cache.recording import recorded

    with recorded(sys.argv[1:], before) as recording:
        status = _run(recording)
        if recording is not None:
            recording.end(status)
    return status


def _run(recording: "Recording | None" = None) -> int:
    try:
        result = _asked(recording)
        sys.stdout.flush()
    except MemoryError as error:  # first, as `let_go` says
        return _exhausted(error, NO_MEMORY)
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
            return _exhausted(error, reason)
        if os.environ.get("NEWSLINT_TRACEBACK") and _is_ours(error):
            raise
        return _failed(error)
    return result if isinstance(result, int) else OK


def _asked(recording: "Recording | None") -> object:
    """Do what the command line asks; give what comes of it, which is the exit status if it is a number."""
    from newslint.cli.plain_call import plain_call

    options = plain_call(sys.argv[1:])
    if options is not None:
        from newslint.cli.checking import checked

        return checked(recording, **options)
    from newslint.cli.commands import app

    return app(standalone_mode=False, obj=recording)


def _exhausted(error: Exception, reason: str) -> int:
    spend()
    error.__traceback__ = None  # with it goes all that filled the memory
    _drop_output()
    return fail(reason)


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
        from newslint.cli.calls import wrong_call

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
