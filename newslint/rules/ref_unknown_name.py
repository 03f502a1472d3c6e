"""An author or a layout is named that the site doesn't have.

Authors are looked up among the keys of `authors.yml` (or `.json`, `.toml`) in `_data`, `data` or `blog`, and
layouts of Jekyll sites without a theme in `_layouts`. Only where nineteen of twenty such names are found
there, in twenty places at least, the others are taken for mistakes: elsewhere people write names in full, and
themes bring layouts of their own. An author of several words is a guest whose name stands there in full.
Case, accents and punctuation don't count.

## Why is this bad?

The page shows a key where the name and the picture of its author should be, or is rendered without its
layout.

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
from typing import Final, NamedTuple

from newslint.document import Document
from newslint.finding import CorpusHit, Fact, PlacedFact, Severity
from newslint.rule import Rule
from newslint.text.runs import visible
from newslint.text.suggest import Guesses
from newslint.text.wording import shorten

_ROLES: Final = ("author", "layout")
_NO_LAYOUT: Final = frozenset({"", "none", "null", "nil", "false"})


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
    for role in _ROLES:
        vocabulary = document.vocabularies.get(role)
        for node in document.with_role(role) if vocabulary is not None else ():
            name = node.value.strip() if isinstance(node.value, str) else ""
            if vocabulary is None or name.casefold() in _NO_LAYOUT:
                continue
            is_known = "known" if vocabulary.has(name) else ""
            if is_known or role != "author" or not any(map(str.isspace, name)):
                yield Fact(f"{role} {name}", (name, role, is_known, vocabulary.source), node.span, node.path)


def compare(groups: Iterable[Sequence[PlacedFact]], options: Options) -> Iterator[CorpusHit]:
    """Report the names that are not found where most are."""
    known: dict[str, list[str]] = {}
    numbers: dict[str, int] = {}
    unknown: dict[str, list[Sequence[PlacedFact]]] = {}
    for group in groups:
        name, role, is_known, _ = group[0].values
        if is_known:
            known.setdefault(role, []).append(name)
            numbers[role] = numbers.get(role, 0) + len(group)
        else:
            unknown.setdefault(role, []).append(group)
    guesses = Guesses()
    for role, found in unknown.items():
        number = numbers.get(role, 0)
        if number < options.places or number < options.share * (number + sum(map(len, found))):
            continue
        right = partial(sorted, known.get(role, ()))
        for group in found:
            name, _, _, source = group[0].values
            message = f"the {role} `{visible(shorten(name))}` is not in `{source}`, as {number:,} others are"
            meant = guesses.near(name, role, right)
            advice = (
                f"did you mean `{visible(meant[0])}`?" if meant else "add it there, or name one that is there"
            )
            for fact in group:
                yield CorpusHit(fact, message, advice)


RULE = Rule(
    "REF001",
    "unknown-name",
    Severity.WARNING,
    collect,
    __doc__,
    compare=compare,
    options=Options,
    needs=frozenset(_ROLES),
    with_single=True,
)
