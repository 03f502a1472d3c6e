"""Two pages claim one address.

The addresses are those that pages claim by their own fields: the permalink, the slug in one folder, and
aliases from which pages redirect. What is a pattern or an address of another site doesn't count, and neither
do drafts. Of two pages with one slug, only those of one day are reported where the day may be a part of the
address; so are posts of one day and one name in one folder of `_posts`, since other folders may have other
patterns.

Only pages of one language and one version are compared: translations may share a permalink, which a plugin
puts below the language.

## Why is this bad?

One page overwrites the other, or takes the readers who follow an old link to it; which one wins depends on
the order in which the generator writes them.

## Example

```yaml bad
# one.md
---
title: Harbour rules
permalink: /rules/
---
# two.md
---
title: Rules of the harbour
permalink: /rules
---
```

```yaml good
# one.md
---
title: Harbour rules
permalink: /rules/
---
# two.md
---
title: Rules of the harbour
permalink: /rules/2025/
---
```
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from newslint.document import Document
from newslint.finding import CorpusHit, Fact, PlacedFact, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.dates import parse_date
from newslint.knowledge.page_paths import (
    day_of_name,
    folder_of,
    has_date_in_path,
    path_by_name,
    path_of,
    path_of_alias,
    segment_of,
)
from newslint.rule import NoOptions, Rule
from newslint.rulekit.comparing import by_key, folded, in_edition, may_be_one, translation_of
from newslint.rulekit.own_addresses import is_held_back, permalinks_of, texts_of

_PAGE: Final = "page"
_ALIAS: Final = "alias"
_BY_NAME: Final = "name"  # by the file's name alone, so not for certain
_SLUG: Final = "slug"
_POSTS: Final = "_posts/"
_FIELDS: Final = frozenset({"alias", "permalink", "site-path", "slug"})


def collect(document: Document, options: NoOptions) -> Iterator[Fact]:
    """Every address that a page claims: how, the day on which that depends, and what translations share."""
    del options
    page, name = document.root, document.source.name
    says_nothing = _FIELDS.isdisjoint(document.by_role) and not _is_named(document)
    if says_nothing or page is None or "article" not in page.roles or is_held_back(document):
        return
    shared = translation_of(document)
    for node in texts_of(document, "alias"):
        if path := path_of_alias(node.value, document.generator, name):
            yield Fact(in_edition(document, path), (_ALIAS, "", shared), node.span, node.path)
    permalinks = permalinks_of(document)
    for node in permalinks:
        if path := path_of(node.value):
            yield Fact(in_edition(document, path), (_PAGE, "", shared), node.span, node.path)
    if permalinks or "/_index." in f"/{name}":
        return
    folder, slugs = folder_of(name), texts_of(document, "slug")
    day = _day_of(document, page) if slugs else ""
    for node in slugs:
        if segment := segment_of(node.value):
            yield Fact(
                in_edition(document, f"{folder}:{segment}"), (_SLUG, day, shared), node.span, node.path
            )
    if not slugs:
        yield from _by_name(document, page, folder, shared)


def _is_named(document: Document) -> bool:
    """Whether a file's name may give its page an address."""
    return document.generator == "hugo" or _POSTS in document.source.name


def _by_name(document: Document, page: Node, folder: str, shared: str) -> Iterator[Fact]:
    """The address that a page has where no field says another one."""
    name, place = document.source.name, document.key_of(())
    named = day_of_name(name) if _POSTS in name else None
    if named and named[1]:
        key = in_edition(document, f"{folder}:{named[1]}")
        yield Fact(key, (_SLUG, _day_of(document, page), shared), place)
    if document.generator == "hugo" and (path := path_by_name(name)):
        yield Fact(in_edition(document, path), (_BY_NAME, "", shared), place)


def _day_of(document: Document, page: Node) -> str:
    """The day of a page; of a post with its topics, since Jekyll puts categories into addresses too."""
    if not has_date_in_path(document.generator):
        return ""
    name = document.source.name
    named = day_of_name(name)
    day = str(named[0]) if named else _published_on(page)
    if _POSTS in name:
        topics = {folded(node.value) for node in document.with_role("topic") if isinstance(node.value, str)}
        return "\n".join([day, *sorted(topics)])
    return day


def _published_on(page: Node) -> str:
    published = page.part("published")
    moment = parse_date(published.value) if published is not None else None
    return "" if moment is None else str(moment.date())


def compare(groups: Iterable[Sequence[PlacedFact]], options: NoOptions) -> Iterator[CorpusHit]:
    """Report every claim to an address that another page has."""
    del options
    for group in groups:
        for claims in by_key(group, lambda fact: fact.values[1]):
            yield from _conflicts(claims)


def _conflicts(claims: Sequence[PlacedFact]) -> Iterator[CorpusHit]:
    # The surest claims first, and of equals the first file.
    ordered = sorted(claims, key=lambda fact: _ORDER.index(fact.values[0]))
    for fact in claims:
        other = next((other for other in ordered[:_MOST_TRIED] if may_be_one(fact, other)), None)
        if other is not None and not fact.values[0] == other.values[0] == _BY_NAME:
            yield CorpusHit(
                fact, _message(fact, other), _help(fact, other), (other.related("the same address"),)
            )


def _message(fact: PlacedFact, other: PlacedFact) -> str:
    said = f"`{fact.path}`" if fact.path else "the file's name"
    if fact.values[0] == _ALIAS:
        if other.values[0] == _ALIAS:
            return f"{said} leads to this page, and by {other.where} to another one"
        return f"{said} leads to this page, but is the address of {other.where}"
    if other.values[0] == _ALIAS:
        return f"{said} gives the page an address that by {other.where} leads to another one"
    return f"{said} gives the page the address of {other.where}: one overwrites the other"


def _help(fact: PlacedFact, other: PlacedFact) -> str:
    if _ALIAS in (fact.values[0], other.values[0]):
        return "let the address lead to one page only"
    return "give each page an address of its own"


_ORDER: Final = (_PAGE, _SLUG, _ALIAS, _BY_NAME)
_MOST_TRIED: Final = 5  # claims that are looked through for one of another article

RULE = Rule(
    "COR007",
    "duplicate-address",
    Severity.ERROR,
    collect,
    __doc__,
    compare=compare,
    needs=frozenset({"article"}),
    judges_groups_alone=True,
)
