"""Understands plain calls of `check` without Typer, which loads slowly; open it to add an option.

What hooks and scripts say is plain: whole options, each with its value, and names of files. All else is
Typer's: help, completion, variables of the environment, and what is wrong, which it has the words for. An
option stands in `check` and here; `tests/cli/test_plain_call.py` holds the two to the same.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from newslint.cli.common import ColorChoice, EngineChoice, Threshold
from newslint.cli.outputs import FILE, FORMAT
from newslint.config.output_format import OutputFormat


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError
    return int(text)


_SWITCHES: Final = frozenset(
    {
        "--allow-plugins", "--changed-lines", "--diff", "--exit-zero", "--fix", "--fix-only",
        "--force-exclude", "--isolated", "--no-baseline", "--no-cache", "--no-respect-gitignore",
        "--quiet", "--respect-gitignore",
        "--show-files", "--show-fixes", "--staged", "--statistics", "--unsafe-fixes", "--update-baseline",
        "-q",
    }
)  # fmt: skip
# What reads a value. Of these options the last one counts, of those below each one does.
_ONCE: Final[dict[str, Callable[[str], Any]]] = {
    "--baseline": Path,
    "--cache-dir": Path,
    "--color": ColorChoice,
    "--engine": EngineChoice,
    "--fail-on": Threshold,
    "--image-root": Path,
    "--jobs": _number,
    "--max-warnings": _number,
    "--scheduler": str,
    "--schema": str,
    "--since": str,
    "--stdin-filename": str,
    "-j": _number,
}
_EACH: Final[dict[str, Callable[[str], Any]]] = {
    "--config": str,
    "--corpus": Path,
    "--exclude": str,
    "--extend-select": str,
    "--ignore": str,
    "--output-file": Path,
    "--output-format": OutputFormat,
    "--select": str,
    "-o": Path,
}
_SHORT: Final = {"-j": "jobs", "-o": "output_file", "-q": "quiet"}
_NEGATED: Final = "--no-respect-gitignore"
_VARIABLES: Final = ("NEWSLINT_OUTPUT_FORMAT", "NEWSLINT_CACHE_DIR")  # that Typer reads
_COMPLETION: Final = "_COMPLETE"  # ends the name of a variable by which shells ask


def plain_call(arguments: list[str]) -> dict[str, Any] | None:
    """The options of `newslint.cli.checking.checked` that a command line gives; None where Typer must tell.

    Args:
        arguments: Those behind the name of the program.
    """
    if arguments[:1] != ["check"] or os.name != "posix":  # elsewhere Typer finds the files of a pattern
        return None
    if any(name in _VARIABLES or name.endswith(_COMPLETION) for name in os.environ):
        return None
    try:
        return _options(arguments[1:])
    except (ValueError, StopIteration, LookupError):  # a value is wrong, or missing; there is no such option
        return None


def _options(arguments: Iterable[str]) -> dict[str, Any]:
    options: dict[str, Any] = {}
    order: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "-" or not word.startswith("-"):
            options.setdefault("paths", []).append(Path(word))
            continue
        if word in _SWITCHES:
            options[_parameter(word.replace(_NEGATED, "--respect-gitignore"))] = word != _NEGATED
            continue
        name, has_value, text = word.partition("=")
        if not has_value:
            text = next(words)
        if text.startswith("-") or not text or (has_value and not name.startswith("--")):
            raise ValueError
        parameter, read = _parameter(name), _ONCE.get(name)
        if read is not None:
            options[parameter] = read(text)
        else:
            value = _EACH[name](text)
            options.setdefault(parameter, []).append(value)
        if parameter in (FORMAT, FILE):
            order.append(parameter)
    return {**options, "output_order": tuple(order)}


def _parameter(option: str) -> str:
    return _SHORT.get(option, option[2:].replace("-", "_"))
