"""A suppression silences nothing.

Suppressions of rules that didn't run are not judged, and neither are those of rules that compare articles,
since what these find depends on the other files.

## Why is this bad?

It outlives the mistake that it was written for, and hides the next one.

## Example

```yaml bad
---
title: Harbour reopens after the storm # newslint: ignore[TXT001]
---
```

```yaml good
---
title: The harbourâ€™s cranes # newslint: ignore[TXT001] quoted as it was printed
---
```

## Fix safety

Safe: only the comment, or the one code in it, is removed.
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Edit, Fix, Hit, Severity, Span
from newslint.rule import NoOptions, Rule
from newslint.wording import shorten


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report what the engine found to be of no use."""
    del options
    for suppression in document.unused_suppressions:
        fix = Fix("remove it", (Edit(_removal(document, suppression.span, suppression.comment), ""),), "safe")
        message = f"`{shorten(suppression.selector)}` is ignored here, but nothing is found"
        yield Hit(suppression.span, message, help=fix.message, fix=fix)


def _removal(document: Document, selector: Span, comment: Span) -> Span:
    """The characters to remove: one of several selectors, or the comment with what leads to it."""
    text = document.source.text
    before, after = text[comment.start : selector.start], text[selector.end : comment.end]
    if "," in after.partition("]")[0]:
        rest = after.partition(",")[2]
        return Span(selector.start, selector.end + len(after) - len(rest.lstrip()))
    if "," in before.partition("[")[2]:
        return Span(comment.start + len(before.rpartition(",")[0]), selector.end)
    start, end = comment.start, comment.end
    while start and text[start - 1] in " \t":
        start -= 1
    if not start or text[start - 1] in "\r\n":  # alone on its line: the line goes
        end += 2 if text.startswith("\r\n", end) else 1
    return Span(start, min(end, len(text)))


RULE = Rule("NL001", "unused-suppression", Severity.WARNING, check, __doc__, fixes="safe", is_last=True)
