"""What an address can prove about a picture: a size, a shape; open it to see what they hold."""

import re
from typing import Literal

from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later

ANOTHER_ADDRESS = later(r"(?:https?|ftp):/|https?%3a", re.IGNORECASE)
"""How an address begins that stands in another one."""
Bound = Literal["exact", "box", "upper", "least"]


class Hint(NamedTuple):
    """A size that a URL proves.

    Attributes:
        width: Pixels, or None where the URL says nothing of that side.
        height: As `width`.
        bound: `exact`: served as given. `box`: as given, or fitted into it, so that one side is reached and
            none is exceeded. `upper`: smaller is possible, larger is not. `least`: as given, or larger in the
            same shape.
        start: Offset in the URL of the first character that carries the hint.
        end: Offset behind the last such character.
    """

    width: int | None
    height: int | None
    bound: Bound
    start: int
    end: int


class AspectHint(NamedTuple):
    """A shape that a URL proves: so many wide to so many high, and where the URL says it."""

    width: float
    height: float
    start: int
    end: int


def make_hint(width: int, height: int, bound: Bound, span: tuple[int, int]) -> Hint | None:
    """Make a hint of numbers where 0 leaves a side free, or None if they can't be pixels."""
    plausible = is_plausible(width or height, height or width)
    return Hint(width or None, height or None, bound, *span) if plausible else None


def is_plausible(width: int, height: int) -> bool:
    """Whether two numbers can be the pixels of a picture."""
    # `18x24` and `24x36` are paper sizes in inches: as pixels, such small pictures are square icons.
    paper = width != height and width <= 64 and height <= 64
    return 16 <= width <= 20_000 and 16 <= height <= 20_000 and not paper
