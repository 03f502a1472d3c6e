"""The same sentence stands in the summaries of many different stories.

Affiliate notices, newsletter pleas and footers of feeds slip into summaries. No list of phrases is needed to
find them: a sentence of some length that is a part of the summary under ten different headlines or more says
nothing about any of the stories. Only articles of one language and one version are compared.

Two habits are left alone. The parts of a series may share one summary, which says what the series is about.
And a template may open every summary: words without an end mark, on a line of their own, before other words.

## Why is this bad?

The summary is what readers choose by, and it talks about something else.

## Example

The example sets the option `headlines` to 2, so that two stories are enough.

```json options
{"headlines": 2}
```

```yaml bad article
# one.md
---
category: news
title: Harbour reopens after the storm
excerpt: The first ferries left at dawn. We may earn a share when you buy through our links.
publishedDateTime: 2023-05-02T06:30:00Z
quality: 70
---
# two.md
---
category: news
title: Night trains return
excerpt: Tickets go on sale in June. We may earn a share when you buy through our links.
publishedDateTime: 2023-05-03T06:30:00Z
quality: 70
---
```

```yaml good article
# one.md
---
category: news
title: Harbour reopens after the storm
excerpt: The first ferries left at dawn.
publishedDateTime: 2023-05-02T06:30:00Z
quality: 70
---
# two.md
---
category: news
title: Night trains return
excerpt: Tickets go on sale in June.
publishedDateTime: 2023-05-03T06:30:00Z
quality: 70
---
```
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newslint.document import Document
from newslint.finding import CorpusHit, Fact, PlacedFact, Severity, Span
from newslint.frontmatter.nodes import Node
from newslint.rule import Rule
from newslint.rulekit.comparing import folded, folded_fingerprint, in_edition, with_others

# A sentence ends at `.`, `!`, `?` or their East Asian forms; an ellipsis is a cut and ends one too.
_OTHER_ENDS = "!?。！？…\n"


class Options(NamedTuple):
    """When a sentence is boilerplate.

    Attributes:
        headlines: It stands under so many different headlines.
        characters: It has at least so many characters; short ones recur by chance.
    """

    headlines: int = 10
    characters: int = 30


def collect(document: Document, options: Options) -> Iterator[Fact]:
    """Every sentence of a summary, with the article's headline.

    Where it is a part of the summary, and not all of it or a template's opening, the summary is there too.
    """
    for article in document.with_role("article"):
        summary, headline = article.part("summary"), article.part("headline")
        if summary is None or headline is None or not isinstance(summary.value, str):
            continue
        if isinstance(headline.value, str) and headline.value.strip():
            yield from _sentences(document, summary, folded_fingerprint(headline.value), options.characters)


def _sentences(document: Document, summary: Node, headline: str, least: int) -> Iterator[Fact]:
    """The sentences of a summary, each once; what ends one belongs to its place, and not to its key."""
    value: str = summary.value
    marked = value
    for mark in _OTHER_ENDS:
        marked = marked.replace(mark, ".")  # one for one, so that places stay
    verbatim_at = document.verbatim_at(summary)
    begins, ends = len(value) - len(value.lstrip()), len(value.rstrip())
    seen: set[str] = set()
    position = 0
    for words in marked.split("."):
        first = position
        position += len(words) + 1
        if not words or (len(words) < least and words.isascii()):  # only others may grow when folded
            continue
        key = folded(words)
        if len(key) >= least and key not in seen:
            seen.add(key)
            behind = first + len(words)
            while marked.startswith(".", behind):
                behind += 1
            text = value[first:behind]
            start = first + len(text) - len(text.lstrip())
            end = start + len(text.strip())
            if verbatim_at is not None and start < end:
                span = Span(verbatim_at + start, verbatim_at + end)
            else:
                span = document.place(summary, start, end)
            is_habit = start <= begins and (behind >= ends or not value[first + len(words) : behind].strip())
            values = (headline, "" if is_habit else folded_fingerprint(value))
            yield Fact(in_edition(document, key), values, span, summary.path)


def compare(groups: Iterable[Sequence[PlacedFact]], options: Options) -> Iterator[CorpusHit]:
    """Report every place of a sentence that stands under too many headlines."""
    for group in groups:
        parts = [fact.values for fact in group if fact.values[1]]
        if all(len(set(values)) >= options.headlines for values in zip(*parts, strict=True)) and parts:
            headlines = len({fact.values[0] for fact in group})
            message = f"this sentence stands under {headlines:,} different headlines: boilerplate"
            for fact, related in with_others(group, "the same sentence"):
                yield CorpusHit(fact, message, "leave it out of the summary", related, repeats=True)


RULE = Rule(
    "COR006",
    "boilerplate-summary",
    Severity.WARNING,
    collect,
    __doc__,
    compare=compare,
    options=Options,
    needs=frozenset({"summary"}),
    judges_groups_alone=True,
)
