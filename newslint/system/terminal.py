"""What terminal and environment say of colour, width and links; open it when one is misread."""

import os
import re
from collections.abc import Mapping
from typing import TextIO

_LINKING_TERMS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour")
_LINKING_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio"})
_LINKING_TMUX = (3, 4)


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


def follows_links(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether what is written to a stream may hold links (OSC 8) to files of this machine.

    FORCE_HYPERLINK decides where it is set. Otherwise only terminals get them that are known to follow or to
    hide them (gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda), and not from another machine.
    """
    forced = environment.get("FORCE_HYPERLINK")
    if forced:
        return forced != "0"
    if not _is_terminal(stream) or environment.get("CI") or environment.get("SSH_CONNECTION"):
        return False
    if environment.get("TERM", "").startswith(_LINKING_TERMS) or environment.get("WT_SESSION"):
        return True
    program = environment.get("TERM_PROGRAM", "")
    if program == "tmux":
        return _version(environment.get("TERM_PROGRAM_VERSION", "")) >= _LINKING_TMUX
    # Both count their versions in one number: 0.50.1 is 5001, 20.12 is 201200.
    known = (("VTE_VERSION", 5001), ("KONSOLE_VERSION", 201200))
    return program in _LINKING_PROGRAMS or any(
        environment.get(name, "").isdigit() and int(environment[name]) >= least for name, least in known
    )


def _version(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)[:2]))


def width_of(stream: TextIO, environment: Mapping[str, str] = os.environ) -> int:
    """The width of a terminal in cells; 0 where there is none and nobody says."""
    if _is_terminal(stream) or environment.get("COLUMNS", "").isdigit():
        return _columns()
    return 0


def fold_of(stream: TextIO) -> int:
    """The width of a terminal in cells; 0 where there is none, whatever the environment says."""
    return _columns() if _is_terminal(stream) else 0


def _columns() -> int:
    from shutil import get_terminal_size  # noqa: PLC0415 - most runs of hooks have no terminal

    return get_terminal_size().columns


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False
