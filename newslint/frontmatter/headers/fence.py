"""Tells whether a text begins with a header; open it when prose is taken for one, or an article is not.

No fence opens a header, so that only its fields can tell: a title, and another of the fields that stand in
the documentation of those who read headers. `Note: ...` begins prose, `From: ...` a letter, `Package: ...` a
package. Lines of YAML or of settings without a fence are no header either. Below the fields stands a blank
line, or nothing.
"""

import re

from newslint.finding import Span
from newslint.frontmatter.headers.fields import DOCUMENTED, OF_MULTIMARKDOWN
from newslint.frontmatter.headers.lines import Kind, Line, lines_of, name_of
from newslint.frontmatter.syntax import Fence
from newslint.light_dataclasses import field, light_dataclass
from newslint.source import BOM
from newslint.text.lazy_pattern import later

_FIRST_KEY = later(r"\ufeff?+ {0,3}([A-Za-z0-9_-]++(?: ++[A-Za-z0-9_-]++)*+) *+:")
_LONGEST_KEY = 40
_MOST_WORDS = 4
_FENCE = later(r"(?:---|\.\.\.)(?:\s|\Z)")
# What underlines a heading, begins one or a comment, a table, a section, markup or code.
_FOREIGN = later(r"-{3}|={3}|\.{3}|\+{3}|\||#|\[|<|`{3}|~{3}")
# A value that only YAML gives a meaning: a block of text, a list or a mapping.
_YAML_VALUE = later(r"[|>][+-]?|\[.*\]|\{.*:.*\}", re.DOTALL)
_YAML_ITEM = later(r"-(?:\s|\Z)|[a-z_]+:(?:\s|\Z)")
_QUOTED = later(r'"[^"]*"|\'[^\']*\'', re.DOTALL)
_LONGEST_SIGN = 1_000
_TOO_MANY_SIGNS = 2


def find(text: str) -> Fence | None:
    """The lines above the first blank one, if they are fields of an article."""
    found = find_header(text)
    if found is None:
        return None
    from newslint.frontmatter.headers.syntax import HEADERS  # noqa: PLC0415 - most archives hold none

    return Fence(*found, HEADERS)


def find_header(text: str) -> tuple[Span, Span, Span] | None:
    """The first key, the lines of the header, and the place below them; None where there is no header."""
    first = _FIRST_KEY.match(text)
    if first is None or name_of(first[1]) not in DOCUMENTED:
        return None
    start = 1 if text.startswith(BOM) else 0
    seen, end = _Seen(), len(text)
    for line in lines_of(text, start, len(text)):
        if line.kind is Kind.BLANK:
            end = line.start
            break
        if seen.is_foreign(text, line):
            return None
        seen.take(text, line)
    return (Span(*first.span(1)), Span(start, end), Span(end, end)) if seen.is_article() else None


@light_dataclass
class _Seen:
    """What the lines so far say for a header and against it."""

    documented: set[str] = field(default_factory=set)
    fields: int = 0
    others: int = 0
    yaml_signs: int = 0
    is_filled: bool = False
    is_for_multimarkdown: bool = False
    ends_in_field: bool = False
    awaits_value: bool = False

    def is_foreign(self, text: str, line: Line) -> bool:
        """Whether a line belongs to something that is no header."""
        if line.kind is Kind.OTHER:
            if _FENCE.match(text, line.start, line.end):
                return True
            if not self.is_for_multimarkdown and _FOREIGN.match(text, line.value_start, line.value_end):
                return True
        if not self.awaits_value:
            return False
        # What YAML nests.
        if line.kind is Kind.FIELD:
            return line.key_start > line.start
        return _YAML_ITEM.match(text, line.value_start, line.value_end) is not None

    def take(self, text: str, line: Line) -> None:
        """Take one more line into account."""
        if line.kind is Kind.CONTINUATION:
            self.awaits_value = False
        elif line.kind is Kind.FIELD and _is_short(text[line.key_start : line.key_end]):
            self._take_field(text, line)
        else:
            self.others += 1
            self.ends_in_field = self.awaits_value = False

    def _take_field(self, text: str, line: Line) -> None:
        name = name_of(text[line.key_start : line.key_end])
        has_value = line.value_start < line.value_end
        self.fields += 1
        self.ends_in_field, self.awaits_value = True, not has_value
        self.is_for_multimarkdown |= name in OF_MULTIMARKDOWN
        if name in DOCUMENTED:
            self.documented.add(name)
            self.is_filled |= has_value
        if line.value_end - line.value_start > _LONGEST_SIGN:
            return
        value = text[line.value_start : line.value_end]
        # One value in quotes may be meant so, and a title in brackets is a title.
        self.yaml_signs += _QUOTED.fullmatch(value) is not None
        if name != "title" and _YAML_VALUE.fullmatch(value):
            self.yaml_signs += _TOO_MANY_SIGNS

    def is_article(self) -> bool:
        """Whether the lines are the header of an article."""
        is_known = "title" in self.documented and len(self.documented) > 1 and self.is_filled
        # For MultiMarkdown every line goes on with the value above it.
        is_whole = self.is_for_multimarkdown or (self.ends_in_field and self.others * 2 <= self.fields)
        return is_known and is_whole and self.yaml_signs < _TOO_MANY_SIGNS


def _is_short(key: str) -> bool:
    """Whether a key isn't the first half of a sentence."""
    return len(key) <= _LONGEST_KEY and len(key.split()) <= _MOST_WORDS
