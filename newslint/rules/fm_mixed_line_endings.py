r"""Lines of one file end in different ways.

One ending throughout is fine, CRLF too. The finding points at the first line ending that differs from the
most frequent one.

## Why is this bad?

Mixed endings come from scripts that append to files of another system. Diffs then show changes that nobody
made, and tools that split lines at LF keep stray carriage returns in values.

## Example

The `\r` stands for a carriage return at the end of the second line.

```yaml bad escaped
---
title: Harbour reopens after the storm\r
date: 2023-05-02
---
```

```yaml good
---
title: Harbour reopens after the storm
date: 2023-05-02
---
```

## Fix safety

Safe: YAML reads every line ending alike, and each differing one becomes the most frequent one.
"""

from collections import Counter
from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Edit, Fix, Hit, Severity, Span
from newslint.later import later
from newslint.rule import NoOptions, Rule

_LINE_BREAK = later(r"\r\n|\n|\r")
_NAMES = {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the first line ending that differs."""
    del options
    text = document.source.text
    if document.fence is None or "\r" not in text:
        return
    crlf = text.count("\r\n")
    if crlf == text.count("\r") == text.count("\n"):
        return
    breaks = list(_LINE_BREAK.finditer(text))
    counts = Counter(match.group() for match in breaks)
    if len(counts) < 2:
        return
    usual = max(counts, key=lambda ending: (counts[ending], ending == "\n"))
    odd = [match for match in breaks if match.group() != usual]
    fix = Fix(
        f"end every line with {_NAMES[usual]}",
        tuple(Edit(Span(*match.span()), usual) for match in odd),
        "safe",
    )
    yield Hit(
        Span(*odd[0].span()),
        f"this line ends with {_NAMES[odd[0].group()]}, but {counts[usual]:,} of {len(breaks):,} lines "
        f"end with {_NAMES[usual]}",
        help=fix.message,
        fix=fix,
    )


RULE = Rule(
    "FM008",
    "mixed-line-endings",
    Severity.WARNING,
    check,
    __doc__,
    fixes="safe",
    needs=frozenset({"carriage-return"}),
)
