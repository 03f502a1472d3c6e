"""JSON that may pass through a log without giving commands; open it when a log obeys some text."""

import json
from collections.abc import Iterable
from typing import Any, TextIO

from newslint.text.display import CI_COMMAND


def dumps(data: Any, indent: int | None = None) -> str:
    """Write data as JSON in ASCII; a sign that would begin a command is written as its escape."""
    return harmless(json.dumps(data, indent=indent))


def harmless(written: str) -> str:
    """JSON in which a sign that would begin a command is written as its escape."""
    # A `#` can stand in nothing but a text.
    return CI_COMMAND.sub(r"\\u0023", written) if "##" in written else written


def write_by_line(items: Iterable[str], out: TextIO, indent: int = 0) -> None:
    """Write a list with an item on each line, which is as easy to read and four times as fast as more lines.

    Args:
        items: They are JSON already, and may be made one by one.
        out: Where to.
        indent: That of the line on which the list begins.
    """
    out.write("[")
    before, close = "\n", "]"
    for item in items:
        out.write(f"{before}{' ' * (indent + 2)}{item}")
        before, close = ",\n", f"\n{' ' * indent}]"
    out.write(close)
