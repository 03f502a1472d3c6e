"""One image stands on many different stories: a placeholder.

An image is counted by its address and the headlines that it stands on. From ten different headlines on it
illustrates none of them; good stock pictures recur less often. Logos of publishers don't count, and neither
do images of the site itself (relative addresses), which themes repeat on purpose.

## Why is this bad?

A list of stories shows the same picture again and again, and none of them says what its story is about.

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
publishedDateTime: 2023-05-02T06:30:00Z
quality: 70
images: [{url: "https://img.example.com/share-default.png"}]
---
# two.md
---
category: news
title: Night trains return
publishedDateTime: 2023-05-03T06:30:00Z
quality: 70
images: [{url: "https://img.example.com/share-default.png"}]
---
```

```yaml good article
# one.md
---
category: news
title: Harbour reopens after the storm
publishedDateTime: 2023-05-02T06:30:00Z
quality: 70
images: [{url: "https://img.example.com/harbour.png"}]
---
# two.md
---
category: news
title: Night trains return
publishedDateTime: 2023-05-03T06:30:00Z
quality: 70
images: [{url: "https://img.example.com/train.png"}]
---
```
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newslint.document import Document
from newslint.finding import CorpusHit, Fact, PlacedFact, Severity
from newslint.rule import Rule
from newslint.rulekit.comparing import folded_fingerprint, with_others


class Options(NamedTuple):
    """How often is too often.

    Attributes:
        headlines: On so many different headlines an image is a placeholder.
    """

    headlines: int = 10


def collect(document: Document, options: Options) -> Iterator[Fact]:
    """The address of every image of an article, with the article's headline."""
    del options
    logos = {
        id(node)
        for owner in document.with_role("publisher")
        for node in (owner.parts or {}).get("image-url", ())
    }
    for article in document.with_role("article"):
        headline = article.part("headline")
        if headline is None or not isinstance(headline.value, str) or not headline.value.strip():
            continue
        folded = folded_fingerprint(headline.value)
        for node in (article.parts or {}).get("image-url", ()):
            url = node.value
            if isinstance(url, str) and url.startswith(("https://", "http://")) and id(node) not in logos:
                address = url.partition("://")[2]
                key = address.partition("#")[0] if "#" in address else address
                yield Fact(key, (folded,), node.span, node.path)


def compare(groups: Iterable[Sequence[PlacedFact]], options: Options) -> Iterator[CorpusHit]:
    """Report every place of an image that stands on too many headlines."""
    for group in groups:
        headlines = len({fact.values[0] for fact in group})
        if headlines >= options.headlines:
            for fact, other, related in with_others(group, "the same image"):
                message = f"this image stands on {headlines:,} different headlines, like {other.where}"
                advice = "show a picture of this story, or none"
                yield CorpusHit(fact, f"{message}: a placeholder", advice, related)


RULE = Rule(
    "COR005",
    "repeated-image",
    Severity.WARNING,
    collect,
    __doc__,
    compare=compare,
    options=Options,
    needs=frozenset({"image-url"}),
)
