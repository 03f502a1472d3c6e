"""A topic is spelt in several ways.

Labels that differ only in letter case, spacing or punctuation are compared over all articles of one language;
the less frequent spelling is reported. `C`, `C++` and `C#` are three labels, and so are `1.0` and `10`, and
words that a capital letter makes another one (`Polish`, `WHO`). Tags are not compared with categories.

It is an information, since many generators make one page of both (Hugo, Pelican, Docusaurus) or leave
that to the site. Where Jekyll, Hexo or Eleventy make two pages of them and the archive decides clearly, it is
a warning. An archive decides clearly where three files or more have the usual spelling, and at least three
times as many as all others together.

## Why is this bad?

A reader who follows one spelling misses the articles under the other.

## Example

```yaml bad article
# one.md
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
quality: 70
topics: [Night trains]
---
# two.md
---
category: news
publishedDateTime: 2023-05-03T06:30:00Z
quality: 70
topics: [Night trains]
---
# three.md
---
category: news
publishedDateTime: 2023-05-04T06:30:00Z
quality: 70
topics: [night-trains]
---
```

```yaml good article
# one.md
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
quality: 70
topics: [Night trains, C++]
---
# two.md
---
category: news
publishedDateTime: 2023-05-03T06:30:00Z
quality: 70
topics: [Night trains, C]
---
```

## Fix safety

Where the archive decides clearly, the fix writes the usual spelling. It is unsafe, since the address of a
page may depend on the other one, or a template ask for it. An item that would stand twice in its list then
has no fix: remove it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from newslint.document import Document
from newslint.finding import CorpusHit, Fact, PlacedFact, Severity, innermost_key
from newslint.knowledge.generators import FACTS
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.rulekit.combining import sampled_by_file
from newslint.rulekit.comparing import in_edition, rarer_spellings, skeleton

_APART: Final = "apart"
# A capital letter makes another word of these (Merriam-Webster, capitonym).
_CAPITONYMS: Final = frozenset(
    {
        "act", "aids", "aim", "august", "bath", "china", "cork", "it", "job", "lent", "march", "may", "nice",
        "pin", "polish", "ram", "reading", "sat", "turkey", "us", "who",
    }
)  # fmt: skip


class Options(NamedTuple):
    """Which labels are no variants.

    Attributes:
        allow: Labels that are right as they are spelt, whatever the others look like.
    """

    allow: frozenset[str] = frozenset()


def collect(document: Document, options: Options) -> Iterator[Fact]:
    """Every label, keyed by its letters."""
    is_apart = _keeps_apart(document)
    for node in document.with_role("topic"):
        if isinstance(node.value, str) and node.value not in options.allow:
            letters = skeleton(node.value)
            if letters in _CAPITONYMS:
                letters = node.value.strip()
            if letters:
                # Tags and categories may follow different customs: each field is compared with itself.
                key = in_edition(document, f"{innermost_key(node.path)} {letters}")
                label = node.value.strip()
                yield Fact(key, (label, _APART) if is_apart else (label,), node.span, node.path)


def _keeps_apart(document: Document) -> bool:
    """Whether two spellings surely are two pages."""
    facts = FACTS.get(document.generator)
    return facts is not None and facts.keeps_labels_apart


def combine(group: Sequence[PlacedFact], options: Options) -> Sequence[PlacedFact]:
    """Of each spelling some places, and how many others there are."""
    del options
    return sampled_by_file(group)


def compare(groups: Iterable[Sequence[PlacedFact]], options: Options) -> Iterator[CorpusHit]:
    """Report the rarer spellings."""
    del options
    for group in groups:
        for fact, usual, count, related, is_clear in rarer_spellings(group):
            message = f"the topic is `{fact.values[0]}` here, and `{usual}` in {count:,} other places"
            severity = Severity.WARNING if is_clear and _APART in fact.values[1:] else None
            meant = usual if is_clear else ""
            advice = "spell the topic in one way"
            yield CorpusHit(fact, message, advice, related, severity=severity, meant=meant)


RULE = Rule(
    "COR004",
    "topic-variant",
    Severity.INFO,
    collect,
    __doc__,
    compare=compare,
    combine=combine,
    fixes="unsafe",
    options=Options,
    needs=frozenset({"topic"}),
    only_differing=True,
    judges_groups_alone=True,
)
