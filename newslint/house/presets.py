"""Sets of declared rules that a configuration asks for by name; open it to add one.

Sources: search engines publish no limit in characters. Google cuts a title link and a snippet "as needed,
typically to fit the device width" (developers.google.com/search/docs/appearance/title-link and .../snippet),
which in Latin script comes to some 60 characters of a title and 155 to 160 of a description. Those are common
practice, no rule of anybody, so that these findings are informations.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.house.checking import check_within, rule_of
from newslint.house.definition import Condition, Definition
from newslint.house.fields import Field, find, is_blank, read_field
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.text.lazy_pattern import later

# Those of themes; `pagetitle` and `description-meta` are Quarto's, `seo.metaTitle` is Strapi's, and what
# Yoast's plug-in keeps stands in exports of WordPress.
_OWN_TITLES: Final = (
    "seo_title", "seoTitle", "seo.title", "seo.metaTitle", "meta_title", "metaTitle", "titleTag", "pagetitle",
    "pageTitle", "page_title", "_yoast_wpseo_title",
)  # fmt: skip
_OWN_DESCRIPTIONS: Final = (
    "seo_description", "seoDescription", "seo.description", "seo.metaDescription", "meta_description",
    "metaDescription", "description-meta", "_yoast_wpseo_metadesc",
)  # fmt: skip
# Whether a page asks to be left out: `robots: noindex, follow`, `noindex: true`.
_ROBOTS: Final = tuple(read_field(name) for name in ("robots", "seo.robots"))
_LEAVES_OUT = later(r"(?i)\b(?:noindex|none)\b")
_NO_INDEX: Final = tuple(
    read_field(name) for name in ("noindex", "noIndex", "no_index", "robotsNoIndex", "seo.noindex")
)
# What is no part of what readers see: a tag, where a link of Markdown leads, the stars of bold words.
_MARKUP = later(r"</?[A-Za-z][^<>]*>|(?<=\])\([^\s()]*\)|\*\*")
_ORIGIN: Final = "Part of the preset `search-engines`."


class TitleOptions(NamedTuple):
    """How long a title may be.

    Attributes:
        max_length: How many characters a title may have.
    """

    max_length: int = 60


class DescriptionOptions(NamedTuple):
    """How long a description may be.

    Attributes:
        max_length: How many characters a description may have.
    """

    max_length: int = 160


def _none_of(names: tuple[str, ...]) -> tuple[Condition, ...]:
    """That no field stands there which search engines get instead."""
    return tuple(Condition(read_field(name), exists=False) for name in names)


def _bounded(
    definition: Definition, preferred: str, options: type[TitleOptions] | type[DescriptionOptions]
) -> Rule:
    definition = definition._replace(max_length=options().max_length, origin=_ORIGIN)
    first = definition._replace(field=read_field(preferred))
    return rule_of(definition)._replace(check=partial(_check_first, (first, definition)), options=options)


def _check_first(definitions: tuple[Definition, ...], document: Document, options: Any) -> Iterator[Hit]:
    """Check only the first field that has a value: search engines get one."""
    for definition in definitions:
        values = _values(document, definition.field)
        if any(not is_blank(value) for value in values):
            if any(_may_be_cut(value, options.max_length) for value in values) and not _is_left_out(document):
                yield from check_within(definition, document, options)
            return


def _may_be_cut(value: object, most: int) -> bool:
    """Whether a text is too long, or may be; not where markup alone makes it so."""
    if not isinstance(value, str) or len(value) <= most:
        return False
    return len(_MARKUP.sub("", value)) > most


def _is_left_out(document: Document) -> bool:
    """Whether the page asks search engines not to have it."""
    if any(value is True for field in _NO_INDEX for value in _values(document, field)):
        return True
    asked = (value for field in _ROBOTS for value in _values(document, field))
    return any(isinstance(value, str) and _LEAVES_OUT.search(value) for value in asked)


def _values(document: Document, field: Field) -> list[object]:
    return [found.node.value for found in find(document, field) if found.node is not None]


_TITLE: Final = Definition(
    "SEARCH001",
    "title-cut-by-search-engines",
    Field("role:headline", "headline"),
    Severity.INFO,
    conditions=_none_of(_OWN_TITLES),
    unless_draft=True,
    message="search engines will probably cut this title",
    help="put what counts first, or give search engines a shorter title in a field of its own",
    docs="""
## Why is this bad?

Readers of a page of results see the beginning of a title only. Search engines publish no limit in characters:
Google cuts titles "as needed, typically to fit the device width"
(developers.google.com/search/docs/appearance/title-link), which in Latin script is common practice to take
for about 60 characters.
""",
)
_DESCRIPTION: Final = Definition(
    "SEARCH002",
    "description-cut-by-search-engines",
    Field("role:summary", "summary"),
    Severity.INFO,
    conditions=_none_of(_OWN_DESCRIPTIONS),
    unless_draft=True,
    message="search engines will probably cut this description",
    help="say what counts in the first sentence",
    docs="""
## Why is this bad?

Readers of a page of results see the beginning of a description only. Search engines publish no limit in
characters: Google cuts snippets "as needed, typically to fit the device width"
(developers.google.com/search/docs/appearance/snippet), which in Latin script is common practice to take for
155 to 160 characters.
""",
)

PRESETS: Final[Mapping[str, tuple[Rule, ...]]] = {
    "search-engines": (
        _bounded(_TITLE, "title", TitleOptions),
        _bounded(_DESCRIPTION, "description", DescriptionOptions),
    ),
}
"""The rules of every preset, by its name."""

PRESET_FAMILIES: Final = frozenset(rule.family for rules in PRESETS.values() for rule in rules)
"""The letters of codes that no rule of a configuration may have."""
