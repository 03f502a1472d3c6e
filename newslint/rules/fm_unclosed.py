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
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule

# A field, an item, a comment, a continuation, or nothing.
_YAML_LINE = re.compile(r"[ \t]+\S.*|- .*|-|#.*|[\"']?[\w$-][^:]*:(?:\s.*)?|[}\]],?|\s*")


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report a block without a closing fence."""
    del options
    fence = document.fence
    if fence is None or fence.closing is not None:
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
        if not _YAML_LINE.fullmatch(line):
            break
        if line.strip():
            last = number + 1
    if not last:
        return "add a line `---` after the last field"
    return f"add a line `---` after line {first + last - 1}, where the fields seem to end"


RULE = Rule("FM002", "unclosed-front-matter", Severity.ERROR, check, __doc__)
