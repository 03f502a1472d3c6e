"""JSON that may pass through a log without giving commands; open it when a log obeys some text."""

import json
from collections.abc import Iterable
from typing import Any

from newslint.text.display import CI_COMMAND


def dumps(data: Any, indent: int | None = None) -> str:
    """Write data as JSON in ASCII; a sign that would begin a command is written as its escape."""
    written = json.dumps(data, indent=indent)
    # A `#` can stand in nothing but a text.
    return CI_COMMAND.sub(r"\\u0023", written) if "##" in written else written


def dumps_by_line(items: Iterable[Any], indent: int = 0) -> str:
    """Write a list with an item on each line, which is as easy to read and four times as fast as more lines.

    `indent` is that of the line on which the list begins.
    """
    lines = ",".join([f"\n{' ' * (indent + 2)}{dumps(item)}" for item in items])
    return f"[{lines}\n{' ' * indent}]" if lines else "[]"
