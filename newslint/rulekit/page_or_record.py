"""Tells records, whose texts are plain, from pages of a site; open it when a page is taken for a record.

On a page an empty description is a placeholder that the theme fills from the body, and themes may render
Markdown or HTML in a title or an excerpt. A record has no such theme: its texts are shown as they stand.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from newslint.document import Document, Picture
from newslint.schema.compiled import Schema
from newslint.text.lazy_pattern import later

_VISIBLE = later(r"\S")
_ABSOLUTE = later(r"https?://", re.IGNORECASE)

TEMPLATE = re.compile(r"\{\{|\{%|<%")
"""What begins a part of a text that a template engine will replace."""


@lru_cache(maxsize=1)  # rules ask of every text, and it may take a look at every picture
def is_page(document: Document) -> bool:
    """Whether a document may be a page of a site generator.

    It is none where the schema requires fields, which says that it was written for these documents, unless it
    says itself that it describes pages (the role `page`). And it is none where the front matter is all there
    is and describes a picture by its absolute URL and its size in pixels: that is taken from the metadata of
    another page (`og:image:width`, ogp.me), whose texts are plain.
    """
    if is_for_records(document):
        return False
    fence = document.fence
    if fence is None or fence.closing is None or _VISIBLE.search(document.source.text, fence.closing.end):
        return True
    return not any(map(_is_measured, document.pictures))


def is_for_records(document: Document) -> bool:
    """Whether a schema of the document requires fields, so that it was written for records like this one."""
    return any(map(_requires_fields, document.binding.described_by))


def _requires_fields(schema: Schema) -> bool:
    raw = schema.raw
    return isinstance(raw, Mapping) and bool(raw.get("required")) and "page" not in schema.start.roles


def _is_measured(picture: Picture) -> bool:
    _, url, *sides = picture
    if url is None or not isinstance(url.value, str) or not _ABSOLUTE.match(url.value):
        return False
    return all(side is not None and isinstance(side.value, int) and side.value > 1 for side in sides)
