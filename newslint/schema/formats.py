"""Formats that JSON Schema doesn't know: addresses and dates as the web has them; open it to add a format.

`uri` (RFC 3986) and `iri` (RFC 3987) refuse much that works on the web: `?tag[]=a`, a lone `%`, a `|`. A
schema that means "whatever a browser opens" says `url`, or `url-reference` where a path will do. What such an
address should better look like is the business of rules.

`date-time` and `date` (RFC 3339) exclude each other. Generators read both, and `2024-05-01 08:30 +0200` too:
that is `loose-date`, as is a text that nobody has filled in.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from newslint.knowledge.dates import parse_date
from newslint.text.lazy_pattern import later

# The beginning of nearly every address: a host that needs no closer look.
_ORDINARY = re.compile(r"https?://[a-zA-Z][a-zA-Z0-9-]{0,62}+(?:\.[a-zA-Z][a-zA-Z0-9-]{0,62}+)++(?=[/?#]|\Z)")
_ABSOLUTE = later(r"[a-z][a-z0-9+.-]*://|(?:data|geo|magnet|mailto|sms|tel|urn):", re.IGNORECASE)


def is_url(value: object) -> bool:
    """Whether a text is an absolute URL by the WHATWG standard; what is no text is not judged."""
    if not isinstance(value, str) or _is_ordinary(value):
        return True
    return _ABSOLUTE.match(value.strip()) is not None and _parses(value, base=None)


def is_url_reference(value: object) -> bool:
    """Whether a text is a URL, or a path that leads to one from a page."""
    return not isinstance(value, str) or _is_ordinary(value) or _parses(value, base="https://example.com/")


def is_loose_date(value: object) -> bool:
    """Whether a text is a date, with or without time and offset, or empty."""
    return not isinstance(value, str) or not value.strip() or parse_date(value) is not None


def _is_ordinary(value: str) -> bool:
    """Whether there is nothing in an address that the parser could refuse, so that it isn't asked."""
    return value.isascii() and value.isprintable() and " " not in value and _ORDINARY.match(value) is not None


def _parses(value: str, base: str | None) -> bool:
    from ada_url import check_url, join_url  # noqa: PLC0415 - start-up time; ordinary URLs don't need it

    try:
        return bool(check_url(value) if base is None else join_url(base, value))
    except (UnicodeError, ValueError):
        return False


WEB_FORMATS: Final[Mapping[str, Callable[[object], bool]]] = {
    "url": is_url,
    "url-reference": is_url_reference,
    "loose-date": is_loose_date,
}
