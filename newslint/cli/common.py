"""What all commands share: exit statuses, choices, lines on standard error; open it to speak to people."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum

_INDENT = 4
OK, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130


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


class EngineChoice(StrEnum):
    """What else than this program may do the work."""

    DASK = "dask"


def fail(message: str, status: int = FAILED) -> int:
    """Say on standard error why something can't be done, and return the exit status."""
    _say(message)
    return status


def warn(message: str) -> None:
    """Say on standard error what a person should know."""
    _say(f"warning: {message}")


def tell(message: str) -> None:
    """Say on standard error what was done."""
    _say(message)


def split(selectors: list[str] | None) -> Iterator[str]:
    """`--select TXT,URL` and `--select TXT --select URL` say the same."""
    return (part.strip() for given in selectors or () for part in given.split(",") if part.strip())


def _say(message: str) -> None:
    from newslint.system.terminal import fold_of
    from newslint.text.display import escape

    line = "newslint: " + escape(" ".join(part.strip() for part in message.splitlines()))
    width = fold_of(sys.stderr)
    if width:
        from newslint.reporters.segments import fold

        line = fold(line, width, _INDENT)
    with suppress(OSError):  # where nothing can be written, the exit status says it
        sys.stderr.write(f"{line}\n")
