"""Finds what git left of a merge that nobody finished; open it for marks of another kind.

Git writes each mark from the first column of a line, seven signs long (git-merge, "How conflicts are
presented").
"""

from typing import Final

from newslint.finding import Span
from newslint.frontmatter.syntax import Explanation
from newslint.text.lazy_pattern import later

_FIRST: Final = "<<<<<<< "
_OPENING = later(r"(?:^|(?<=[\r\n]))<{7} [^\r\n]+")
_CLOSING = later(r"[\r\n]>{7} ")
_MARK = later(r"(?:<{7} |\|{7}|>{7} )[^\r\n]*|={7}(?=[\r\n]|\Z)")
_LINE = later(r"[^\r\n]*")


def find_conflict(text: str, start: int, end: int) -> Span | None:
    """The line that opens a conflict which is closed again, both of them in `[start, end)`."""
    if text.find(_FIRST, start, end) < 0:
        return None
    opening = _OPENING.search(text, start, end)
    closing = None if opening is None else _CLOSING.search(text, opening.end(), end)
    return None if opening is None or closing is None else Span(*opening.span())


def explain_conflict(text: str, place: int) -> Explanation | None:
    """What to say where reading ended at a place: a conflict that opens there, or above, is the reason."""
    rest = _LINE.match(text, place)
    found = _OPENING.search(text, 0, place if rest is None else rest.end())
    return None if found is None else _told(Span(*found.span()))


def explain_mark(text: str, line: int) -> Explanation | None:
    """What to say of the line that begins at a place, where it is a mark: one that is left alone, too."""
    found = _MARK.match(text, line)
    return None if found is None else _told(Span(*found.span()))


def _told(span: Span) -> Explanation:
    return Explanation(span, "a merge conflict was left here", "choose one side and remove the markers")
