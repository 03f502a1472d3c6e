"""Lines of styled segments, and how they are folded; open it when a line breaks at the wrong place."""

from collections.abc import Iterator
from typing import Final

from newslint.light_tuples import NamedTuple
from newslint.text.display import cell_width

_NARROWEST: Final = 30


class Segment(NamedTuple):
    """Text in one style, perhaps linked; the empty name is the terminal's own style."""

    text: str
    style: str = ""
    link: str = ""


Line = tuple[Segment, ...]
_BLANK: Final = Segment(" ")
_Word = list[Segment]


def folded(line: Line, width: int, indent: int) -> Iterator[Line]:
    """The rows of a line, broken at blanks alone, so that the terminal breaks no word.

    No row begins with `::`, which a CI log takes for a command.

    Args:
        line: What to write.
        width: The cells of a row; 0 where nobody knows, and the line stays one then. A terminal that is
            narrower than a few words breaks lines itself.
        indent: How many blanks begin each further row.
    """
    if width < _NARROWEST or sum(cell_width(segment.text) for segment in line) <= width:
        yield line
        return
    row: list[Segment] = []
    used = 0
    for number, word in enumerate(_words(line)):
        size = sum(cell_width(segment.text) for segment in word)
        is_command = bool(word) and word[0].text.startswith(":")
        if used > indent and used + 1 + size > width and not is_command:
            yield tuple(row)
            row, used = [Segment(" " * indent)], indent
        elif number:
            row.append(_BLANK)
            used += 1
        _append(row, word)
        used += size
    yield tuple(row)


def _append(row: list[Segment], word: _Word) -> None:
    """Add to a row; a blank between two words of one style has that style, so that all are one segment."""
    for segment in word:
        if len(row) > 1 and row[-1] == _BLANK and row[-2][1:] == segment[1:]:
            row.pop()
            row[-1] = row[-1]._replace(text=f"{row[-1].text} {segment.text}")
        elif row and row[-1][1:] == segment[1:]:
            row[-1] = row[-1]._replace(text=row[-1].text + segment.text)
        else:
            row.append(segment)


def fold(text: str, width: int, indent: int) -> str:
    """The same for plain text: rows with line breaks between them."""
    rows = folded((Segment(text),), width, indent)
    return "\n".join("".join(segment.text for segment in row) for row in rows)


def _words(line: Line) -> list[_Word]:
    """What stands between blanks: segments without a blank between them are one word."""
    words: list[_Word] = [[]]
    for segment in line:
        for number, part in enumerate(segment.text.split(" ")):
            if number:
                words.append([])
            if part:
                words[-1].append(segment._replace(text=part))
    return words
