"""An author, a layout, a tag or a series is named that the site doesn't have.

Names are looked up where a site lists them:

- authors, tags, categories, topics and series in a file of data (`_data/authors.yml`, `data/tags.toml`; of
  Docusaurus `blog/authors.yml`, `blog/tags.yml`), a collection of Jekyll (`_authors`), the pages of a
  taxonomy of Hugo (`content/tags`), or the collection that a configuration of Astro refers to
  (`author: reference("authors")`);
- layouts of Jekyll sites without a theme in `_layouts`.

Only where nineteen of twenty such names are found there, in twenty places at least, the others are taken for
mistakes: elsewhere people write names in full, describe a few of their tags, and themes bring layouts of
their own. Of tags and the like, and of authors with names of several words, nineteen of twenty different ones
must be found, too: such a list is meant to hold all. Hugo makes a page of any other term, so that its terms
are an information. Case, accents and punctuation don't count.

## Why is this bad?

The page shows a key where the name and the picture of its author should be, is rendered without its layout,
or is missing from the list that readers follow.

## Example

The example sets the option `places` to 2, so that three articles are enough; `_data/authors.yml` has the key
`ada`.

```json options
{"places": 2, "share": 0.5}
```

```yaml bad named
# one.md
---
title: Harbour reopens after the storm
author: ada
---
# two.md
---
title: Night trains return
author: ada
---
# three.md
---
title: Old cranes
author: adda
---
```

```yaml good named
# one.md
---
title: Harbour reopens after the storm
author: ada
---
# two.md
---
title: Night trains return
author: Ada
---
```
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from newslint.document import LABEL_FIELDS, Document
from newslint.finding import CorpusHit, Fact, Path, PlacedFact, Severity, innermost_key
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.rulekit.combining import sampled
from newslint.rulekit.comparing import number_of, skeleton
from newslint.rulekit.page_or_record import TEMPLATE
from newslint.text.runs import visible
from newslint.text.suggest import Guesses
from newslint.text.wording import shorten

_ROLES: Final = ("author", "layout", "topic")
_NO_LAYOUT: Final = frozenset({"", "none", "null", "nil", "false"})
_WORDS: Final = {"tags": "tag", "categories": "category", "topics": "topic"}
_IN_FULL: Final = "author in full"
# What people make up as they write, so that the list must have nearly all different ones, too.
_IS_FREE: Final = frozenset({_IN_FULL, "tags", "categories", "topics", "series"})
_OPEN: Final = "open"
_ADVICE: Final = "add it there, or name one that is there"


class Options(NamedTuple):
    """When names that are not found are mistakes.

    Attributes:
        places: So many names must be found, at least.
        share: So much of all names must be found: 0.95 is nineteen of twenty.
    """

    places: int = 20
    share: float = 0.95


def collect(document: Document, options: Options) -> Iterator[Fact]:
    """Every name, and whether the site has it."""
    del options
    for role in _ROLES if document.vocabularies else ():
        for node in document.with_role(role):
            kind = _kind(role, node.path)
            vocabulary = document.vocabularies.get(kind)
            name = node.value.strip() if isinstance(node.value, str) else ""
            if vocabulary is None or name.casefold() in _NO_LAYOUT:
                continue
            if "{" not in name or not TEMPLATE.search(name):
                is_known = "known" if vocabulary.has(name) else ""
                is_open = _OPEN if vocabulary.is_open else ""
                values = name, kind, is_known, vocabulary.source, is_open
                yield Fact(f"{kind} {name}", values, node.span, node.path)


def _kind(role: str, path: Path) -> str:
    """How vocabularies call what a field refers to."""
    if role != "topic":
        return role
    return LABEL_FIELDS.get(innermost_key(path).casefold(), "")


def combine(group: Sequence[PlacedFact], options: Options) -> Sequence[PlacedFact]:
    """Some places of a name, and how many others there are."""
    del options
    return sampled(group)


class _Names:
    """What was found of one kind: known names, in so many places, and where each of the others stands."""

    def __init__(self) -> None:
        self.known: list[str] = []
        self.places = 0
        self.unknown: list[Sequence[PlacedFact]] = []

    def are_known(self, options: Options, *, is_free: bool) -> bool:
        """Whether so many are known that the others are mistakes."""
        others = sum(map(number_of, self.unknown))
        if self.places < options.places or self.places < options.share * (self.places + others):
            return False
        different = len(set(map(skeleton, self.known)))
        return not is_free or different >= options.share * (different + len(self.unknown))


def compare(groups: Iterable[Sequence[PlacedFact]], options: Options) -> Iterator[CorpusHit]:
    """Report the names that are not found where most are."""
    kinds: dict[str, _Names] = {}
    for group in groups:
        name, kind, is_known, *_ = group[0].values
        is_in_full = kind == "author" and any(map(str.isspace, name))
        if is_known:
            # A key of several words speaks for both.
            for its in (kind, _IN_FULL) if is_in_full else (kind,):
                names = kinds.setdefault(its, _Names())
                names.known.append(name)
                names.places += number_of(group)
        else:
            kinds.setdefault(_IN_FULL if is_in_full else kind, _Names()).unknown.append(group)
    guesses = Guesses()
    for kind, names in kinds.items():
        if names.unknown and names.are_known(options, is_free=kind in _IS_FREE):
            yield from _hits(kind, names, guesses)


def _hits(kind: str, names: _Names, guesses: Guesses) -> Iterator[CorpusHit]:
    right = partial(sorted, names.known)
    word = "author" if kind == _IN_FULL else _WORDS.get(kind, kind)
    for group in names.unknown:
        name, _, _, source, is_open = group[0].values
        said = f"the {word} `{visible(shorten(name))}` is not in `{source}`"
        message = f"{said}, as {names.places:,} others are"
        meant = guesses.near(name, kind, right)
        advice = f"did you mean `{visible(meant[0])}`?" if meant else _ADVICE
        for fact in group:
            yield CorpusHit(fact, message, advice, severity=Severity.INFO if is_open else None)


RULE = Rule(
    "REF001",
    "unknown-name",
    Severity.WARNING,
    collect,
    __doc__,
    compare=compare,
    combine=combine,
    options=Options,
    needs=frozenset(_ROLES),
    with_single=True,
)
