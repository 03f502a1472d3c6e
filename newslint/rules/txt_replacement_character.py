r"""A text holds U+FFFD, which stands where a character was lost.

A program that couldn't decode a byte wrote the replacement character in its place. Quoted alone, or in a text
that names it, it is fine.

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
from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.knowledge.mojibake import damaged_runs
from newslint.rule import NoOptions, Rule
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
        for match in _LOST.finditer(text):
            start, end = match.span()
            if _QUOTED.match(text, max(start - 1, 0)) or meets_one_of(damaged, start, end):
                continue
            if document.is_counting:
                yield Hit(document.place(node, start, end), "", node.path)
                continue
            lost = (
                "a character was lost"
                if end - start == 1
                else f"{count(end - start, 'character')} in a row were lost"
            )
            yield Hit(
                document.place(node, start, end),
                f"{field_name(node.path)} holds U+FFFD: {lost}",
                node.path,
                help=f"write the word anew: {context(text, [(start, end, match.group())], 0)}",
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
