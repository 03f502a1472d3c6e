"""What can be told of a place in a block that is being typed; open it for the vocabulary of this package."""

from dataclasses import dataclass, field
from typing import Final, Literal

from newslint.finding import Path, Span
from newslint.light_tuples import NamedTuple


class Key(NamedTuple):
    """A key that is written in a block, and the path of its field."""

    path: Path
    span: Span


@dataclass(slots=True, eq=False)
class Spot:
    """One thing that could be typed at a place.

    `what` is a key of the mapping at `path`, the value of the field or item at `path`, or the name of a table
    below `path`. `span` is what stands there already, on one line, and `typed` how much of it stands before
    the cursor, without the quote that begins it, which is `quote`. `others` are the keys that the mapping has
    besides, or the plain items of the list around.

    `lead` has to stand before what is put in; `comma_at` is where a comma is missing before it, and
    `needs_comma` says that one is missing behind it. `in_brackets` says that it stands in `{}` or `[]`, and
    `is_followed` that its colon, or the bracket behind a table, is there. `column` is how far it stands
    behind the indentation of its line.
    """

    what: Literal["key", "value", "table"]
    path: Path
    span: Span
    typed: str = ""
    quote: str = ""
    others: set[str] = field(default_factory=set)
    lead: str = ""
    comma_at: int | None = None
    in_brackets: bool = False
    is_followed: bool = False
    needs_comma: bool = False
    column: int = 0


@dataclass(slots=True, eq=False)
class Reading:
    """All keys of a block, as far as it can be read, and what could be typed at the cursor."""

    keys: list[Key] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)

    def key_at(self, offset: int) -> Key | None:
        """The key that an offset stands on."""
        return next((key for key in self.keys if key.span.start <= offset <= key.span.end), None)


DEEPEST: Final = 100
"""What is nested deeper is not read: no document is, and the way to a field would be too long to keep."""

NO_CURSOR: Final = -1
"""Stands for no place in a text: only its keys are wanted."""


def unquoted(written: str) -> str:
    """What a key or a text says that may have quotes around it, of which the last may be missing."""
    quote = written[:1]
    if quote not in ("'", '"'):
        return written
    inside = written[1:-1] if len(written) > 1 and written.endswith(quote) else written[1:]
    return inside.replace("''", "'") if quote == "'" else inside.replace('\\"', '"')
