"""The failures that end a run with exit status 2; open it before you raise or catch one."""

import errno
from typing import Final

NO_MEMORY: Final = "not enough memory; check fewer files at once, or allow a process more of it"
"""What to say, and what to do, where memory has run out."""

_REASONS: Final = {
    errno.EMFILE: "too many open files; allow a process more of them (`ulimit -n`)",
    errno.ENFILE: "too many open files on this machine; end other programs, or try again later",
    errno.ENOMEM: NO_MEMORY,
}
_LONGEST_CHAIN: Final = 10
# How it is said by loaders of shared libraries, and by an interpreter that could not make the exception.
_NO_MEMORY: Final = (
    "failed to map segment",
    "cannot allocate memory",
    "Cannot allocate memory",
    "error return without exception set",
)


class NewslintError(Exception):
    """The tool could not do its work: a bad option, a broken schema, an unreadable path.

    The message is one line for a person: what is wrong, where, and what to do.
    """


class ExhaustedError(Exception):
    """The machine has no more of what the tool needs, whatever it was about to do.

    The message is such a line, too. It is no `NewslintError`: many of those are told as a fault of a file.
    """


def exhausted(error: BaseException) -> str | None:
    """What the machine has no more of, and what to do, where that is why something failed.

    What fails while such a failure is dealt with fails for the same reason.
    """
    failed: BaseException | None = error
    for _ in range(_LONGEST_CHAIN):
        if failed is None:
            break
        reason = _reason(failed)
        if reason is not None:
            return reason
        failed = failed.__cause__ or failed.__context__
    return None


def _reason(error: BaseException) -> str | None:
    if isinstance(error, ExhaustedError):
        return str(error)
    if isinstance(error, MemoryError):
        return NO_MEMORY
    if isinstance(error, ImportError | SystemError) and any(words in str(error) for words in _NO_MEMORY):
        return NO_MEMORY
    return _REASONS.get(error.errno or 0) if isinstance(error, OSError) else None


def raise_if_exhausted(error: BaseException) -> None:
    """Let nobody take what the machine lacks for a fault of the file that was to be read.

    Raises:
        ExhaustedError: that is why it failed.
    """
    reason = exhausted(error)
    if reason is None:
        return
    let_go(error)
    raise ExhaustedError(reason) from None


def let_go(error: BaseException) -> None:
    """Free what the calls hold that an error came through.

    That comes first: where there is no memory for a number beyond 256, CPython 3.11 finds no way out of an
    `except` that stands behind so many instructions, and tries for ever (`exception_unwind` in ceval.c). What
    fills the memory catches errors in short functions, then.
    """
    failed: BaseException | None = error
    for _ in range(_LONGEST_CHAIN):
        if failed is None:
            break
        failed.__traceback__ = None
        failed = failed.__cause__ or failed.__context__
