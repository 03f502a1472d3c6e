"""Paints lines of segments with Rich; open it for colours."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import TextIO

from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style

# Only colours that the terminal's own palette makes readable on light and on dark: nothing dim, and no blue,
# which many palettes have nearly black. Line numbers have the terminal's own colour.
_STYLES = {
    "": "",
    "path": "bold",
    "code": "bold",
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold magenta",
    "gutter": "",
    "help": "cyan",
}


def painter(out: TextIO) -> Callable[[Iterable[Iterable[tuple[str, str, str]]]], None]:
    """A function that paints lines of (text, style's name, address to link to or nothing).

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
    end = Segment.line()

    @cache
    def style_of(name: str, link: str) -> Style:
        return Style.parse(_STYLES[name]) + Style(link=link or None)

    def put(lines: Iterable[Iterable[tuple[str, str, str]]]) -> None:
        # Segments are what Rich makes of a Text; making them here is much faster.
        painted: list[Segment] = []
        for line in lines:
            painted += (Segment(text, style_of(name, link)) for text, name, link in line)
            painted.append(end)
        console.print(Segments(painted), end="")

    return put
