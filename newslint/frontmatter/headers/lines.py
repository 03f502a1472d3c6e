r"""What the lines of a header are; open it when a line is taken for a field, or isn't.

Python-Markdown's Meta-Data extension, whose headers Pelican reads, says what a field is
(python-markdown.github.io/extensions/meta_data): a key of letters, digits, `_` and `-` behind at most three
blanks, and a colon. A line behind four blanks or more, or a tab, continues the value above; a blank line ends
the header. MultiMarkdown allows blanks in keys that begin the line, `Base Header Level`, and drops them
(fletcher.github.io/MultiMarkdown-6/syntax/metadata.html). Both take capitals for small letters.
"""

from collections.abc import Iterator
from enum import Enum, auto

from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later

_LINE = later(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_FIELD = later(r" {0,3}([A-Za-z0-9_-]++(?: ++[A-Za-z0-9_-]++)*+)( *+):")
_CONTINUED = later(r" {4}| {0,3}\t")


class Kind(Enum):
    """What a line is."""

    FIELD = auto()
    CONTINUATION = auto()
    BLANK = auto()
    OTHER = auto()


class Line(NamedTuple):
    """A line up to its break, and what stands in it without the blanks around: of a field, its value."""

    kind: Kind
    start: int
    end: int
    value_start: int
    value_end: int
    key_start: int = -1
    key_end: int = -1


def lines_of(text: str, start: int, end: int) -> Iterator[Line]:
    """Every line of a part of a text that begins a line."""
    while start < end:
        found = _LINE.match(text, start, end)
        if found is None:  # never, as it matches everywhere
            return
        yield _line(text, *found.span(1))
        start = found.end()


def name_of(key: str) -> str:
    """The name of the field that a key stands for."""
    return key.replace(" ", "").lower()


def _line(text: str, start: int, end: int) -> Line:
    field = _FIELD.match(text, start, end)
    # Only MultiMarkdown knows keys with blanks, and wants them to begin the line.
    if field is not None and (field.start(1) == start or not (field[2] or " " in field[1])):
        return Line(Kind.FIELD, start, end, *_stripped(text, field.end(), end), *field.span(1))
    inside = _stripped(text, start, end)
    if inside[0] == inside[1]:
        return Line(Kind.BLANK, start, end, *inside)
    continued = _CONTINUED.match(text, start, end) is not None
    return Line(Kind.CONTINUATION if continued else Kind.OTHER, start, end, *inside)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    raw = text[start:end]
    first = start + len(raw) - len(raw.lstrip())
    return first, max(first, start + len(raw.rstrip()))
