"""An image has no alternative text, though nearly all others have one.

Checked are images with an address that are described by a mapping, where the schema knows a field for the
text, and nine of ten images in the same field have one, of ten at least: elsewhere the theme may do without.
An empty text says that the image is decoration, and is fine.

## Why is this bad?

Readers who can't see the image hear nothing, or the name of its file.

## Example

The example sets the option `images` to 2, and `share` to 0.5, so that two articles are enough.

```json options
{"images": 2, "share": 0.5}
```

```yaml bad
# one.md
---
title: Harbour reopens after the storm
cover: {image: harbour.jpg, alt: The harbour at dawn}
---
# two.md
---
title: Old cranes
cover: {image: cranes.jpg}
---
```

```yaml good
# one.md
---
title: Harbour reopens after the storm
cover: {image: harbour.jpg, alt: The harbour at dawn}
---
# two.md
---
title: Old cranes
cover: {image: cranes.jpg, alt: ""}
---
```
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from newslint.document import Document
from newslint.finding import CorpusHit, Fact, PlacedFact, Severity, format_path
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.rulekit.combining import sampled
from newslint.rulekit.comparing import number_of
from newslint.schema.compiled import State

_MOST_STATES = 64


class Options(NamedTuple):
    """When a missing text is a mistake.

    Attributes:
        images: So many images must stand in the field, at least.
        share: So much of them must have a text: 0.9 is nine of ten.
    """

    images: int = 10
    share: float = 0.9


def collect(document: Document, options: Options) -> Iterator[Fact]:
    """Every image, by its field, and whether it has a text."""
    del options
    for image, url, _, _ in document.pictures:
        if isinstance(image.value, dict) and url is not None and url.value:
            text = image.part("image-alt")
            if text is None and not _knows_text(document.binding.state_at(image.path)):
                continue
            field = format_path(part for part in image.path if isinstance(part, str))
            yield Fact(field, ("" if text is None else "text", field), url.span, image.path)


def combine(group: Sequence[PlacedFact], options: Options) -> Sequence[PlacedFact]:
    """Some images with a text and without, and how many others there are."""
    del options
    return sampled(group, lambda fact: fact.values)


def compare(groups: Iterable[Sequence[PlacedFact]], options: Options) -> Iterator[CorpusHit]:
    """Report the images without a text where most have one."""
    for group in groups:
        without = [fact for fact in group if not fact.values[0]]
        images = number_of(group)
        number = images - number_of(without)
        if images >= options.images and number >= options.share * images:
            for fact in without:
                message = (
                    f"the image has no alternative text, as {number:,} others in `{fact.values[1]}` have"
                )
                yield CorpusHit(fact, message, "say what it shows, or write an empty text for decoration")


@lru_cache(_MOST_STATES)
def _knows_text(state: State) -> bool:
    """Whether the schema has a field for the text there."""
    return any("image-alt" in state.field(name).roles for name in state.names)


RULE = Rule(
    "IMG007",
    "missing-alternative-text",
    Severity.INFO,
    collect,
    __doc__,
    compare=compare,
    combine=combine,
    options=Options,
    needs=frozenset({"image"}),
    judges_groups_alone=True,
)
