"""Paints lines of segments with Rich."""

from collections.abc import Callable, Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text

# Only colours that the terminal's own palette makes readable on light and on dark, and nothing dim.
_STYLES = {
    "": "",
    "path": "bold",
    "code": "bold",
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold blue",
    "gutter": "blue",
    "help": "cyan",
}


def painter(out: TextIO) -> Callable[[Iterable[Iterable[tuple[str, str]]]], None]:
    """A function that paints lines of (text, style's name).

    Rich decides nothing here: the caller has already weighed NO_COLOR and the terminal, the text is no
    markup, and lines are as long as they are.
    """
    console = Console(
        file=out,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=True,
    )

    def write(lines: Iterable[Iterable[tuple[str, str]]]) -> None:
        text = Text(end="")
        for line in lines:
            for segment, style in line:
                text.append(segment, _STYLES[style])
            text.append("\n")
        console.print(text, end="")

    return write
