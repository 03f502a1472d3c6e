"""Finds HTML character references and what they stand for; open it when one is missed.

A reference counts only with its semicolon: `&copy=1` in an address and `AT&T` are what they are. What was
escaped more than once (`&amp;quot;`) is one reference with as many layers.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later

_INSIDE = r"(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|[a-zA-Z][a-zA-Z0-9]{1,31});"
_REFERENCE = later(f"&{_INSIDE}")
_INNER = later(_INSIDE)
# In an address other names may be parameters (`?a=1&para;b=2`); these come from escaping only.
_IN_URLS: Final = frozenset({"amp", "AMP", "quot", "QUOT", "apos", "lt", "LT", "gt", "GT"})
_TAG = later(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*+|/)?>|<!--")
# A tag that was escaped by mistake: it closes, breaks a line, or has an attribute.
_ESCAPED_TAG = later(r"</[a-zA-Z]|<(?:br|hr|p)\s*/?>|<[a-zA-Z]\w*\s[^<>=]*=", re.IGNORECASE)
_ABOUT = later(
    r"\b(?:html|xml) (?:entit|escap|encod|special|character|code|symbol)|\bcharacter (?:entit|reference)",
    re.IGNORECASE,
)
_NAMED_AFTER = later(
    r"[\"'”’»]? (?:entit(?:y|ies)|in (?:html|xml|urls?|jsx|strings?|titles)|versus|vs|means?|explained"
    r"|shows? up)\b",
    re.IGNORECASE,
)
# Words that none stands behind, but for one that is itself the matter.
_NAMED_BEFORE = later(
    r"\b(?:as|(?:un)?escap(?:e[ds]?|ing)|replac(?:e[ds]?|ing)|(?:en|de)cod(?:e[ds]?|ing)|called|entity"
    r"|insert|"
    r"typing|versus|vs\.?|characters?|symbols?) \Z",
    re.IGNORECASE,
)
_LONGEST_BEFORE: Final = 12  # characters
_QUOTES: Final = {'"': '"', "'": "'", "`": "`", "“": "”", "‘": "’", "«": "»", "„": "“"}


class Reference(NamedTuple):
    """A reference at `[start, end)` of a text, what it means, and how many times that was escaped."""

    start: int
    end: int
    meaning: str
    layers: int


def may_hold_references(text: str) -> bool:
    """A quick look that spares nearly every text the slow one."""
    return "&" in text and _REFERENCE.search(text) is not None


def references(text: str, *, in_url: bool = False) -> Iterator[Reference]:
    """Every reference of a text; those that the text talks about are left out."""
    position = 0
    while match := _REFERENCE.search(text, position):
        meaning, position = _meaning(match.group()), match.end()
        if meaning is None or (in_url and not _escapes(match.group())):
            continue
        layers = 1
        while meaning == "&" and (inner := _INNER.match(text, position)):
            decoded = _meaning("&" + inner.group())
            if decoded is None:
                break
            meaning, position, layers = decoded, inner.end(), layers + 1
        if in_url or not _is_talked_about(text, match.start(), position):
            yield Reference(match.start(), position, meaning, layers)


def holds_tags(text: str) -> bool:
    """Whether a text is HTML, so that references belong there."""
    return "<" in text and _TAG.search(text) is not None


def shows_tags(text: str) -> bool:
    """Whether a text, once unescaped, shows how a tag is written, rather than being marked up by it."""
    return holds_tags(text) and not _ESCAPED_TAG.search(text)


def is_about_references(text: str) -> bool:
    """Whether a text explains references."""
    return _ABOUT.search(text) is not None


def _meaning(reference: str) -> str | None:
    """None where HTML knows no such reference, or gives it no meaning that a text can have."""
    import html  # noqa: PLC0415 - start-up time; few texts hold a reference
    from html.entities import html5  # noqa: PLC0415 - likewise

    if reference[1] != "#" and reference[1:] not in html5:
        return None
    meaning = html.unescape(reference)
    bad = not meaning or any(c == "\ufffd" or unicodedata.category(c) in ("Cc", "Cn", "Cs") for c in meaning)
    return None if bad and meaning not in ("\n", "\t", "\r") else meaning


def _escapes(reference: str) -> bool:
    return reference[1] == "#" or reference[1:-1] in _IN_URLS


def _is_talked_about(text: str, start: int, end: int) -> bool:
    """Quoted alone (“&nbsp;”), or named: `the &nbsp; entity`, `escape < as &lt; first`."""
    before, after = text[start - 1 : start], text[end : end + 1]
    quoted = before != "" and _QUOTES.get(before) == after
    if quoted or _NAMED_AFTER.match(text, end) is not None:
        return True
    is_word = after == "" or after in " .,;:!?)"
    return is_word and _NAMED_BEFORE.search(text[max(0, start - _LONGEST_BEFORE) : start]) is not None
