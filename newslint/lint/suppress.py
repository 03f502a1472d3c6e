"""Suppressions: comments that silence a rule on a line or in a file; open it for what one covers.

`# newslint: ignore[TXT001]` at the end of a line silences that line; alone on a line, the line of the next
key or value. A text of several lines counts as one, since no comment can stand inside it: a comment on the
line of its key, above it, or behind its end covers all of it. A mapping or list is not covered as a whole,
for each of its lines can have a comment of its own. `ignore-file[URL005]` silences the file, and is the only
way to silence what points at the opening fence or into the body.

Codes, names and families may stand in the brackets, several with commas, and a reason may follow. Only a
YAML comment counts, never text in a value: libyaml's scanner tells which is which. In broken YAML only what
stands in the lines above the mistake can be told, and what a comment at the end of its line plainly names.
JSON and headers have no comments: there only a configuration silences.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from newslint.document import Document
from newslint.finding import Span, Suppression
from newslint.frontmatter.syntax import Comment, Fence
from newslint.source import UNDECODABLE
from newslint.text.lazy_pattern import later

if TYPE_CHECKING:
    from newslint.lint.directives import Directive

Codes = Callable[[str], tuple[frozenset[str] | None, str | None]]
"""The codes that a selector stands for; where it stands for no rule, None and the nearest one that exists."""

_NO_FIELDS = later(r"(?:[ \t]*+(?:#[^\r\n]*+)?(?:\r\n|\n|\r))*+")
_AT_THE_END = later(r"[ \t](#[ \t]*newslint:[^\r\n]*)")
_NO_COMMA = later(r"[\s;|]+")


def find_suppressions(document: Document, codes: Codes) -> list[Suppression]:
    """Find every suppression in the front matter of a document, in the order of the file."""
    fence = document.fence
    # Most files have no suppressions, most even no comments; this is the fastest way to know.
    if fence is None or "#" not in document.block or "lint" not in document.block.lower():
        return []
    if document.source.is_bare:  # no line of it could hold a comment
        return []
    text = document.source.text
    from newslint.lint.directives import MENTION, read_directives  # noqa: PLC0415 - its patterns take time to make

    if not MENTION.search(text, fence.content.start, fence.content.end):
        return []
    known = cache(codes)

    def said(comment: Comment) -> Iterator[Suppression]:
        place, alone, lines = comment
        written = text[place.start : place.end]
        for directive in read_directives(
            written, place.start, lambda selector: known(selector)[0] is not None, alone=alone
        ):
            yield from _suppressions(text, directive, lines, known)

    readable = _readable(document, fence)
    found = [
        s for comment in fence.syntax.comments(document.source, readable, MENTION) for s in said(comment)
    ]
    for comment in _behind_mistakes(document, readable):
        found += [s for s in said(comment) if s.codes is not None]
    return found


def without_repeats(suppressions: Iterable[Suppression]) -> list[Suppression]:
    """Those that say something that none before them says: a comment may name a rule over and over."""
    first: dict[object, Suppression] = {}
    for suppression in suppressions:
        if suppression.codes is not None:
            first.setdefault((suppression.codes, suppression.first, suppression.last), suppression)
    return list(first.values())


class Silencer:
    """Finds the suppression of a finding, however many there are.

    The nearest comment wins, then the file's: a suppression that another one makes superfluous stays unused.
    """

    def __init__(self, suppressions: Sequence[Suppression]) -> None:
        self._files: dict[str, Suppression] = {}
        self._lines: dict[str, list[Suppression]] = {}
        for suppression in suppressions:
            for code in suppression.codes or ():
                if suppression.first == 0:
                    self._files.setdefault(code, suppression)
                else:
                    self._lines.setdefault(code, []).append(suppression)
        for candidates in self._lines.values():
            candidates.sort(key=lambda suppression: (suppression.first, suppression.last))

    def silences(self, code: str, line: int) -> bool:
        """Whether a finding on a line is silenced; the suppression that does it counts as used."""
        candidates = self._lines.get(code, [])
        index = bisect_right(candidates, float(line), key=lambda suppression: suppression.first)
        # Comments whose lines overlap speak of one text, up to its end: the last that begins covers the most.
        suppression = candidates[index - 1] if index else None
        if suppression is None or suppression.last < line:
            suppression = self._files.get(code)
        if suppression is not None:
            suppression.used = True
        return suppression is not None


def _readable(document: Document, fence: Fence) -> Span:
    """The block, or in broken YAML the lines above the mistake."""
    begin, end = fence.content.start, fence.content.end
    if document.root is not None:
        return fence.content
    text = document.source.text
    places = [place for problem in document.problems for place in (problem.span, problem.other)]
    mistakes = [place.start for place in places if place is not None]
    undecodable = UNDECODABLE.search(text, begin, end)
    if undecodable:
        mistakes.append(undecodable.start())
    if fence.closing is None:  # the body follows, and nothing tells where it begins
        fields = _NO_FIELDS.match(text, begin)
        mistakes.append(fields.end() if fields else begin)
    line = document.source.line_column(min(mistakes, default=end))[0]
    return Span(begin, max(begin, document.source.line_starts[line - 1]))


def _behind_mistakes(document: Document, readable: Span) -> Iterator[Comment]:
    """What looks like a comment at the end of a line on which the block can't be read.

    Nobody can tell whether it is one, since the parser gives up before. So it silences only what it names.
    """
    source = document.source
    places = [problem.span.start for problem in document.problems]
    for line in sorted({source.line_column(place)[0] for place in places if place >= readable.end}):
        start = source.line_starts[line - 1]
        if comment := _AT_THE_END.search(source.text, start, start + len(source.line_text(line))):
            yield Comment(Span(*comment.span(1)), False, (line, line))  # noqa: FBT003 - something stands before it


def _suppressions(
    text: str, directive: "Directive", lines: tuple[int, int], codes: Codes
) -> Iterator[Suppression]:
    if directive.wrong is not None:
        yield Suppression("", None, directive.wrong, directive.place, nearest=directive.meant)
    first, last = (0, float("inf")) if directive.whole_file else lines
    for span in directive.selectors:
        selector = text[span.start : span.end]
        known, nearest = codes(selector)
        if known is None:
            nearest = _separated(selector, codes) or nearest
        yield Suppression(selector, known, span, directive.place, first, last, nearest)


def _separated(selector: str, codes: Codes) -> str | None:
    """Several selectors without the commas that belong between them, with these."""
    parts = _NO_COMMA.split(selector)
    return ", ".join(parts) if len(parts) > 1 and all(codes(part)[0] for part in parts) else None
