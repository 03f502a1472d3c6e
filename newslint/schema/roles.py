"""The roles that a schema gives to fields, and what follows from each; open it to add a role.

A schema names a role with the annotation keyword `x-newslint-role`. Rules ask for roles and never for field
names, so any site gets every rule by annotating its own schema.
"""

from collections.abc import Iterable, Mapping
from typing import Final

KEYWORD: Final = "x-newslint-role"
DETECT_KEYWORD: Final = "x-newslint-detect"
DEPRECATED: Final = "deprecated"
"""The role of a field that the schema calls deprecated, which no annotation gives."""

ROLES: Final[Mapping[str, str]] = {
    "article": "a mapping that describes one article: the document itself, or a related entry",
    "page": "the root of a page that a site generator builds, whose theme decides how its fields are shown",
    "headline": "the title that readers see",
    "summary": "the excerpt or description, prose",
    "published": "when the article was first published",
    "updated": "when the article last changed",
    "draft": "whether the article is unfinished: true or false",
    "visible": "whether the article is on the site at all: `false` hides it",
    "canonical-url": "the address of the article's page",
    "permalink": "the path of the article's page on its own site",
    "site-path": "a path on the site, which for some generators is the page's own and else where it links to",
    "slug": "the last part of that path",
    "alias": "a path that leads to the article's page too, mostly an earlier one",
    "identifier": "what tells the article from all others: a number, a name or a GUID",
    "language": "the language of the article",
    "version": "the version of the software that the article is about",
    "translation-key": "what the translations of one article have in common",
    "original-url": "the address that the article was taken from",
    "amp-url": "the address of the article's AMP page on the publisher's site",
    "amp-cache-url": "the address of the AMP page in an AMP cache",
    "publisher": "a mapping that describes who publishes",
    "publisher-name": "the name of the publisher",
    "publisher-domain": "the domain of the publisher",
    "image": "a mapping that describes one image",
    "image-url": "the address of an image",
    "image-width": "the width of an image in pixels",
    "image-height": "the height of an image in pixels",
    "image-alt": "what an image shows, for readers who can't see it",
    "bundled-file": "a file in the folder that belongs to the page, or a pattern for several",
    "related": "the list of related articles",
    "topic": "a label that groups articles",
    "author": "who wrote the article: a name, or a key of the site's data",
    "layout": "the template that the page is rendered with",
    "envelope": "an encrypted field: base64 ciphertext, a semicolon, base64 initialisation vector",
    "url": "any other address",
    "terminal-text": "text for a terminal, which may hold escapes that color it",
}

DATES: Final = frozenset({"published", "updated"})
"""The roles of the dates of an article."""
_URL_ROLES: Final = frozenset(role for role in ROLES if role.endswith("-url"))
URL_FORMATS: Final = frozenset({"url", "uri", "iri", "url-reference", "uri-reference", "iri-reference"})
"""The formats of addresses."""
OF_URL_FORMAT: Final = frozenset(f"format:{name}" for name in URL_FORMATS)
"""The roles of fields that must have one of them."""
OF_DATE_FORMAT: Final = frozenset({"format:date-time", "format:date"})
"""The roles of fields that must be a date as RFC 3339 has it."""


def complete(roles: Iterable[str], formats: Iterable[str]) -> frozenset[str]:
    """Add what follows: every address has the role `url`, every format F the role `format:F`."""
    found = set(roles)
    for name in formats:
        found.add(f"format:{name}")
        if name in URL_FORMATS:
            found.add("url")
    if found & _URL_ROLES:
        found.add("url")
    return frozenset(found)
