"""Several places of one text told as one finding; open it for a rule that finds more than one in a field."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from newslint.document import Document
from newslint.finding import Edit, Fix, Safety, Span
from newslint.frontmatter.nodes import Node
from newslint.text.runs import Run, and_others, most_of, together
from newslint.text.wording import count, join_and

_MOST_NAMED: Final = 3
_MOST_RELATED: Final = 100


def fix_all(document: Document, node: Node, runs: Sequence[Run], action: str, safety: Safety) -> Fix | None:
    """One fix for all runs of a text, without those where no edit is certain; None where none is.

    `runs` are in order and don't overlap, and `action` says what is done about the first one. Very many are
    mended by one edit, for each is tried on the whole text; so are those that need other quotes around it.
    """
    edits = [document.replace(node, *run) for run in runs] if len(runs) <= most_of(node.value) else []
    certain = [edit for edit in edits if edit is not None]
    is_whole = bool(edits) and len(certain) == len(edits) and _are_apart(certain)
    whole = None if is_whole else document.replace(node, *together(node.value, runs))
    if whole is not None:
        certain = [whole]
    elif not certain or not _are_apart(certain):
        return None
    return Fix(and_others(action, len(runs) if is_whole or whole else len(certain)), tuple(certain), safety)


def _are_apart(edits: Sequence[Edit]) -> bool:
    return all(one.span.end <= other.span.start for one, other in pairwise(edits))


def other_places(
    document: Document, node: Node, runs: Sequence[Run], what: str
) -> tuple[tuple[Span, str], ...]:
    """The places of all runs but the first, as a finding at that one speaks of them.

    Where the source doesn't tell them apart they are one place, and there is no other.
    """
    return places_but_first(document, node, [(start, end, what) for start, end, _ in runs])


def places_but_first(document: Document, node: Node, places: Sequence[Run]) -> tuple[tuple[Span, str], ...]:
    """The same where each place, which is a start, an end and words, has words of its own."""
    shown = places[: _MOST_RELATED + 1]
    first, *others = ((document.place(node, start, end), what) for start, end, what in shown)
    return tuple((place, what) for place, what in dict(others).items() if place != first[0])


def and_more(number: int) -> str:
    """What a message adds about the other places of a text: `; 2 more places of this text are like it`."""
    return (
        f"; {count(number, 'more place')} of this text {'is' if number == 1 else 'are'} like it"
        if number
        else ""
    )


def listed(names: Iterable[str]) -> str:
    """Different names in the order in which they come: `a`, `b` and `c`, or `a`, `b`, `c` and others."""
    distinct = list(dict.fromkeys(names))
    return join_and(distinct if len(distinct) <= _MOST_NAMED else [*distinct[:_MOST_NAMED], "others"])
