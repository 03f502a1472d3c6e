"""How a report shall look; open it to tell reporters more of a terminal."""

from newslint.light_tuples import NamedTuple


class Style(NamedTuple):
    """What the command line and the terminal say.

    Args:
        color: Whether to colour.
        width: The cells of a line; 0 where nobody knows.
        quiet: Whether to leave the summary out.
        fold: The cells that lines are folded to: those of a terminal. It is 0 for files and pipes, whose
            readers look for lines.
        links: Whether the terminal follows links; they are painted, so without colour there are none.
    """

    color: bool = False
    width: int = 0
    quiet: bool = False
    links: bool = False
    fold: int = 0
