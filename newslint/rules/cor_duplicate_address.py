"""Two pages claim one address.

The addresses are those that pages claim by their own fields: the permalink, the slug, and aliases from which
pages redirect. Addresses of other sites don't count, and neither do drafts.

The configuration of Hugo (`permalinks`), Jekyll (`permalink`, `collections`, `defaults`) and Hexo
(`permalink`) says what becomes of slugs, titles, dates, categories and names of files: under
`/:year/:month/:slug/` two pages of one month may not have one slug, and two of different months may. Where a
part of the address can't be known, such as a day that depends on where the site is built, nothing is said.
Neither is it where more than twenty pages would overwrite each other by patterns alone: then the site plainly
has others than its configuration shows.

Without such a configuration a slug counts in its folder, unless the generator is known and reads none. Of
two pages with one slug, only those of one day are reported where the day may be a part of the address; so
are posts of one day and one name in one folder of `_posts`, since other folders may have other patterns.

Only pages of one language and one version are compared: translations may share a permalink, which a plugin
puts below the language. Files of one name with other versions in a field are versions of one page.

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
from newslint.knowledge.generators import FACTS
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
from newslint.rulekit.comparing import by_key, folded, in_edition, kinship_of, may_be_one
from newslint.rulekit.own_addresses import is_held_back, permalinks_of, texts_of

_PAGE: Final = "page"
_ALIAS: Final = "alias"
_BY_NAME: Final = "name"  # by the file's name alone, so not for certain
_FILE: Final = "file"  # by the file's name, and the configuration says so
_PATTERN: Final = "pattern"  # by a pattern of the configuration
_SLUG: Final = "slug"
_POSTS: Final = "_posts/"
_FIELDS: Final = frozenset({"alias", "permalink", "site-path", "slug"})


def collect(document: Document, options: NoOptions) -> Iterator[Fact]:
    """Every address that a page claims: how, the day on which that depends, and what translations share."""
    del options
    page, name = document.root, document.file_name
    says_nothing = _FIELDS.isdisjoint(document.by_role) and not _is_named(document)
    if says_nothing or page is None or "article" not in page.roles or is_held_back(document):
        return
    shared = kinship_of(document)
    for node in texts_of(document, "alias"):
        if path := path_of_alias(node.value, document.generator, name):
            yield Fact(in_edition(document, path), (_ALIAS, "", shared), node.span, node.path)
    permalinks = permalinks_of(document)
    paths = [(node, path) for node in permalinks if (path := path_of(node.value))]
    for node, path in paths:
        yield Fact(in_edition(document, path), (_PAGE, "", shared), node.span, node.path)
    if document.has_known_addresses and not paths:
        yield from _by_configuration(document, shared)
    elif not permalinks and "/_index." not in f"/{name}":
        yield from _by_slug_or_name(document, page, shared)


def _by_configuration(document: Document, shared: str) -> Iterator[Fact]:
    """The address that the site's configuration gives to a page."""
    address = document.address
    if address is None:
        return
    node = document.node_at((address.field,)) if address.field else None
    span, field = (document.key_of(()), ()) if node is None else (node.span, node.path)
    how = _FILE if address.is_of_file else _PATTERN
    yield Fact(in_edition(document, address.path), (how, "", shared), span, field)


def _by_slug_or_name(document: Document, page: Node, shared: str) -> Iterator[Fact]:
    """The addresses that a page may have where nobody knows more of the site than its generator."""
    name = document.file_name
    folder, slugs = (
        folder_of(document.place_in_archive),
        texts_of(document, "slug") if _reads_slugs(document) else [],
    )
    if document.generator == "docusaurus" and "/blog/" not in f"/{name}":
        folder = name.rpartition("/")[0]  # where a document lies, even the one of its folder
    day = _day_of(document, page) if slugs else ""
    for node in slugs:
        if segment := segment_of(node.value):
            yield Fact(
                in_edition(document, f"{folder}:{segment}"), (_SLUG, day, shared), node.span, node.path
            )
    if not slugs:
        yield from _by_name(document, page, folder, shared)


def _reads_slugs(document: Document) -> bool:
    """Whether the generator may read slugs, as far as it is known."""
    facts = FACTS.get(document.generator)
    return facts is None or "slug" in facts.address_fields


def _is_named(document: Document) -> bool:
    """Whether a file's name may give its page an address."""
    return document.has_known_addresses or document.generator == "hugo" or _POSTS in document.file_name


def _by_name(document: Document, page: Node, folder: str, shared: str) -> Iterator[Fact]:
    """The address that a page has where no field says another one."""
    name, place = document.file_name, document.key_of(())
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
    name = document.file_name
    named = day_of_name(name)
    day = str(named[0]) if named else _published_on(page)
    if _POSTS in name:
        topics = {folded(node.value) for node in document.with_role("topic") if isinstance(node.value, str)}
        return "\n".join([day, *sorted(topics)])
    return day


def _published_on(page: Node) -> str:
    moment = parse_date(page.part_text("published"))
    return "" if moment is None else str(moment.date())


def compare(groups: Iterable[Sequence[PlacedFact]], options: NoOptions) -> Iterator[CorpusHit]:
    """Report every claim to an address that another page has."""
    del options
    by_pattern = []
    for group in groups:
        for claims in _claims(group):
            for fact, other in _conflicts(claims):
                hit = CorpusHit(
                    fact, _message(fact, other), _help(fact, other), (other.related("the same address"),)
                )
                if {fact.values[0], other.values[0]} <= _BY_CONFIGURATION:
                    by_pattern.append(hit)
                else:
                    yield hit
    if len(by_pattern) <= _MOST_OVERWRITTEN:
        yield from by_pattern


def heeds(group: Sequence[PlacedFact], options: NoOptions) -> bool:
    """Whether there is anything to say of a group."""
    del options
    return any(True for claims in _claims(group) for _ in _conflicts(claims))


def _claims(group: Sequence[PlacedFact]) -> Iterable[Sequence[PlacedFact]]:
    """The claims to one address on one day."""
    return by_key(group, lambda fact: fact.values[1])


def _conflicts(claims: Sequence[PlacedFact]) -> Iterator[tuple[PlacedFact, PlacedFact]]:
    """Each claim to an address with another one to the same."""
    # The surest claims first, and of equals the first file.
    ordered = sorted(claims, key=lambda fact: _ORDER.index(fact.values[0]))
    for fact in claims:
        other = next((other for other in ordered[:_MOST_TRIED] if may_be_one(fact, other)), None)
        if other is not None and not {fact.values[0], other.values[0]} <= _OF_FILES:
            yield fact, other


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


_ORDER: Final = (_PAGE, _PATTERN, _SLUG, _FILE, _ALIAS, _BY_NAME)
_BY_CONFIGURATION: Final = frozenset({_FILE, _PATTERN})
_MOST_OVERWRITTEN: Final = 20  # pages by a pattern alone: people would see that more are missing
_OF_FILES: Final = frozenset({_FILE, _BY_NAME})
_MOST_TRIED: Final = 5  # claims that are looked through for one of another article

RULE = Rule(
    "COR007",
    "duplicate-address",
    Severity.ERROR,
    collect,
    __doc__,
    compare=compare,
    needs=frozenset({"article"}),
    heeds=heeds,
)
