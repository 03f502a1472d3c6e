"""The front matter is never closed.

The file begins with `---`, but no later line is `---` or `...` alone.

## Why is this bad?

Without the closing fence there is no front matter: generators show the fields to readers as text, or skip
the page without a word.

## Example

```yaml bad
---
title: Harbour reopens after the storm

The first ferries left at dawn.
```

```yaml good
---
title: Harbour reopens after the storm
---

The first ferries left at dawn.
```
"""

import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.fence import looks_like_front_matter
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule

# A field, an item, a comment, a continuation, or nothing.
_YAML_LINE = re.compile(r"[ \t]+\S.*|- .*|-|#.*|[\"']?[\w$-][^:]*:(?:\s.*)?|[}\]],?|\s*")

# A line that was meant to close the block.
_NEARLY_A_FENCE = re.compile(r"[ \t]+---[ \t]*|--[ \t]*|----+[ \t]*|---[ \t].*|[\u2013\u2014]-?[ \t]*")


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report a block without a closing fence."""
    del options
    fence = document.fence
    if fence is None or fence.closing is not None:
        return
    if not looks_like_front_matter(document.source.text, fence):  # FM001 tells that story
        return
    first = document.source.line_column(fence.content.start)[0]
    lines = document.source.text[fence.content.start :].splitlines()
    yield Hit(
        fence.opening,
        "front matter is never closed: no line `---` follows",
        help=_advice(lines, first),
    )


def _advice(lines: list[str], first: int) -> str:
    last = 0
    for number, line in enumerate(lines):
        if _NEARLY_A_FENCE.fullmatch(line):
            return f"line {first + number} must be `---` alone, with nothing before or behind it"
        if not _YAML_LINE.fullmatch(line):
            break
        if line.strip():
            last = number + 1
    if not last:
        return "add a line `---` after the last field"
    return f"add a line `---` after line {first + last - 1}, where the fields seem to end"


RULE = Rule("FM002", "unclosed-front-matter", Severity.ERROR, check, __doc__)
