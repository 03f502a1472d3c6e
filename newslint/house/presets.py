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
from newslint.house.fields import Field, find, read_field
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule

_OWN_TITLES: Final = ("seo_title", "seoTitle", "seo.title", "meta_title", "metaTitle", "titleTag")
_OWN_DESCRIPTIONS: Final = (
    "seo_description", "seoDescription", "seo.description", "meta_description", "metaDescription",
)  # fmt: skip
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
    """Check only the first field that is there: search engines get one."""
    for definition in definitions:
        if any(found.node is not None for found in find(document, definition.field)):
            yield from check_within(definition, document, options)
            return


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
