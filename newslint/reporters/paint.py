"""Paints lines of segments with Rich."""

from collections.abc import Callable, Iterable
from typing import TextIO

from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style

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

    styles = {name: Style.parse(definition) for name, definition in _STYLES.items()}
    end = Segment.line()

    def write(lines: Iterable[Iterable[tuple[str, str]]]) -> None:
        # Segments are what Rich makes of a Text; making them here is much faster.
        painted: list[Segment] = []
        for line in lines:
            painted += (Segment(text, styles[name]) for text, name in line)
            painted.append(end)
        console.print(Segments(painted), end="")

    return write
