r"""Lines of the front matter end in different ways.

One ending throughout is fine, CRLF too. The finding points at the first line ending that differs from the
most frequent one. The fences count, and the text below them doesn't: a line of code may need another ending.

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

Safe: YAML reads every line ending alike, and each differing one becomes the most frequent one. The text below
the front matter stays as it is.
"""

from collections import Counter
from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Edit, Fix, Hit, Severity, Span
from newslint.rule import NoOptions, Rule
from newslint.source import LINE_BREAK
from newslint.text.lazy_pattern import later

_REST_OF_LINE = later(r"[ \t]*(?:\r\n|\n|\r|\Z)")
_NAMES = {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the first line ending that differs."""
    del options
    if document.fence is None or document.fence.closing is None:
        return
    closing = document.fence.closing
    after = _REST_OF_LINE.match(document.source.text, closing.end)
    text = document.source.text[: after.end() if after else closing.end]
    crlf = text.count("\r\n")
    if crlf == text.count("\r") == text.count("\n"):
        return
    breaks = list(LINE_BREAK.finditer(text))
    counts = Counter(match.group() for match in breaks)
    if len(counts) < 2:
        return
    usual = max(counts, key=lambda ending: (counts[ending], ending == "\n"))
    odd = [match for match in breaks if match.group() != usual]
    fix = Fix(
        f"end every line of the front matter with {_NAMES[usual]}",
        tuple(Edit(Span(*match.span()), usual) for match in odd),
        "safe",
    )
    yield Hit(
        Span(*odd[0].span()),
        f"this line ends with {_NAMES[odd[0].group()]}, but {counts[usual]:,} of {len(breaks):,} lines "
        f"of the front matter end with {_NAMES[usual]}",
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
