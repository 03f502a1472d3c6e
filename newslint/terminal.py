"""What the terminal and the environment say about colour and width."""

import os
import shutil
from collections.abc import Mapping
from typing import TextIO


def wants_color(choice: str, stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour what is written to a stream.

    `always` and `never` decide; for `auto` the environment does (no-color.org, force-color.org), then
    whether the stream is a terminal.
    """
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return environment.get("TERM") != "dumb" and _is_terminal(stream)


def width_of(stream: TextIO, environment: Mapping[str, str] = os.environ) -> int:
    """The width of a terminal in cells; 0 where there is none and nobody says."""
    if _is_terminal(stream) or environment.get("COLUMNS", "").isdigit():
        return shutil.get_terminal_size().columns
    return 0


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False
