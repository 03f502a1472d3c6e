"""Tells metadata in forms that newslint doesn't read; open it to name another form.

Sources: Org manual, "Export Settings" (`#+TITLE:`); AsciiDoc, "Document Header" and "Document Attributes";
Docutils, "Bibliographic Fields", which Pelican and Nikola read in reStructuredText; Pandoc, "Extension:
pandoc_title_block".
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from newslint.finding import Span
from newslint.text.lazy_pattern import later

_HEAD: Final = 2_000  # characters
_LINE: Final = later(r"[^\r\n]*")
_ORG_TITLE: Final = later(r"#\+title:", re.IGNORECASE)
_ATTRIBUTE: Final = later(r":(?:page-|jbake-|date|revdate|tags|author|slug|category|summary)[\w-]*:")
_FIELD: Final = later(r":(?:date|slug|tags|category|author|authors|summary|status):")
_DEEPEST_FIELD: Final = 9  # lines: a heading of three and blank lines stand above the fields


def _org(lines: Iterable[str]) -> int | None:
    """Keywords stand above the text, among comments."""
    for number, line in enumerate(lines):
        if _ORG_TITLE.match(line):
            return number
        if line.strip() and not line.startswith("#"):
            break
    return None


def _asciidoc(lines: Iterable[str]) -> int | None:
    """Attributes stand in the header: below the title, up to the first blank line."""
    has_title = False
    for number, line in enumerate(lines):
        if has_title and _ATTRIBUTE.match(line):
            return number
        if not has_title and line.strip() and not line.startswith(("= ", "//")):
            break
        if has_title and not line.strip():
            break
        has_title |= line.startswith("= ")
    return None


def _restructuredtext(lines: Iterable[str]) -> int | None:
    return next((n for n, line in enumerate(lines) if n < _DEEPEST_FIELD and _FIELD.match(line)), None)


def _pandoc(lines: Iterable[str]) -> int | None:
    first, second = ([*lines, "", ""])[:2]
    return 0 if first.startswith("% ") and second.startswith("% ") else None


_FORMS: Final[Mapping[str, tuple[Callable[[Iterable[str]], int | None], str]]] = {
    ".org": (_org, "Org keywords"),
    ".adoc": (_asciidoc, "AsciiDoc attributes"),
    ".rst": (_restructuredtext, "reStructuredText fields"),
}
_PLAIN: Final = (_pandoc, "the lines of a Pandoc title block")


def other_metadata(name: str, text: str) -> tuple[str, Span] | None:
    """How to call the metadata of a file without front matter, and where it shows; None without any."""
    find, form = _FORMS.get(name[name.rfind(".") :].lower(), _PLAIN)
    lines = text[:_HEAD].removeprefix("\ufeff").splitlines(keepends=True)
    number = find(lines)
    if number is None:
        return None
    start = sum(map(len, lines[:number])) + text.startswith("\ufeff")
    line = _LINE.match(text, start)
    return form, Span(start, start if line is None else line.end())
