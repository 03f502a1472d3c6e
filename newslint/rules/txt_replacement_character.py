r"""A text holds U+FFFD, which stands where a character was lost.

A program that couldn't decode a byte wrote the replacement character in its place. Quoted alone, or in a text
that names it, it is fine. A text is told once, with all places.

## Why is this bad?

Readers see a question mark in a black diamond, and only the original text knows what stood there.

## Example

```yaml bad
---
title: "The harbour caf\ufffd reopens"
---
```

```yaml good
---
title: "The harbour café reopens"
description: "Why browsers show ‘\ufffd’"
---
```
"""

import re
from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.mojibake import damaged_runs
from newslint.rule import NoOptions, Rule
from newslint.rulekit.one_field import and_more, other_places
from newslint.text.lazy_pattern import later
from newslint.text.runs import context, meets_one_of
from newslint.text.wording import count, field_name

_LOST = later("\ufffd+")
_ABOUT = later(r"U\+FFFD|replacement character", re.IGNORECASE)
_QUOTED = later("[\"'`(\\[«‹“”„‘’‚]\ufffd+[\"'`)\\]»›“”’‘]")


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every run of replacement characters that is not part of mojibake."""
    del options
    if "\ufffd" not in document.all_text:
        return
    for node in document.beyond_ascii:
        text: str = node.value
        if "\ufffd" not in text or _ABOUT.search(text):
            continue
        damaged = damaged_runs(text)
        lost = [
            match.span()
            for match in _LOST.finditer(text)
            if not _QUOTED.match(text, max(match.start() - 1, 0)) and not meets_one_of(damaged, *match.span())
        ]
        if lost:
            yield _hit(document, node, lost)


def _hit(document: Document, node: Node, lost: Sequence[tuple[int, int]]) -> Hit:
    """What is told of all runs of a text."""
    text: str = node.value
    start, end = lost[0]
    span = document.place(node, start, end)
    if document.is_counting:
        return Hit(span, "", node.path)
    what = (
        "a character was lost"
        if end - start == 1
        else f"{count(end - start, 'character')} in a row were lost"
    )
    runs = [(first, last, text[first:last]) for first, last in lost]
    return Hit(
        span,
        f"{field_name(node.path)} holds U+FFFD: {what}{and_more(len(lost) - 1)}",
        node.path,
        help=f"write the word anew: {context(text, runs[:1], 0)}",
        related=other_places(document, node, runs, "lost too"),
    )


RULE = Rule(
    "TXT005",
    "replacement-character",
    Severity.ERROR,
    check,
    __doc__,
    supersedes=("SCH005", "URL001", "URL010"),
    needs=frozenset({"beyond-ascii"}),
)
