"""Tells metadata in forms that newslint doesn't read; open it to name another form.

Sources: Org manual, "Export Settings" (`#+TITLE:`); AsciiDoc, "Document Header" and "Document Attributes";
Docutils, "Bibliographic Fields", which Pelican and Nikola read in reStructuredText; Pandoc, "Extension:
pandoc_title_block".
"""

import re
from collections.abc import Mapping
from typing import Final

from newslint.finding import Span
from newslint.text.lazy_pattern import later

_HEAD: Final = 2_000  # characters
_ORG: Final = later(r"(?:#\+\w+:[^\n]*\n|#[^\n]*\n|\s*\n)*?(#\+title:[^\n]*)", re.IGNORECASE)
_ASCIIDOC: Final = later(
    r"(?:\s*\n|//[^\n]*\n)*= [^\n]+\n(?:[^\n:=][^\n]*\n){0,2}(?::[\w!-]+:[^\n]*\n)*?"
    r"(:(?:page-|jbake-|date|revdate|tags|author|slug|category|summary)[\w-]*:[^\n]*)"
)
_FIELDS: Final = later(
    r"(?:[^\n]*\n){0,8}?(:(?:date|slug|tags|category|author|authors|summary|status):[^\n]*)"
)
_PANDOC: Final = later(r"(% [^\n]+)\n% ")
_FORMS: Final[Mapping[str, tuple[tuple["re.Pattern[str]", str], ...]]] = {
    ".org": ((_ORG, "Org keywords"),),
    ".adoc": ((_ASCIIDOC, "AsciiDoc attributes"),),
    ".rst": ((_FIELDS, "reStructuredText fields"),),
}
_PLAIN: Final = ((_PANDOC, "the lines of a Pandoc title block"),)


def other_metadata(name: str, text: str) -> tuple[str, Span] | None:
    """How to call the metadata of a file without front matter, and where it shows; None without any."""
    head = text[:_HEAD].removeprefix("\ufeff").replace("\r\n", "\n")
    for pattern, form in _FORMS.get(name[name.rfind(".") :].lower(), _PLAIN):
        if found := pattern.match(head):
            at = text.find(found[1])
            return form, Span(max(at, 0), max(at, 0) + len(found[1]))
    return None
