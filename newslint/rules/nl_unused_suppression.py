"""A suppression silences nothing.

A comment at the end of a line, or alone on the line above, speaks of that one line. A text of several lines
counts as one line: the comment stands at its key, above it, or behind its end. A mapping or list doesn't: the
comment belongs to the line in it that the finding names. What points at the opening fence, as a missing field
does, takes `ignore-file`.

Suppressions of rules that didn't run are not judged, and neither are those of rules that compare articles,
since what these find depends on the other files. In broken YAML no rule reads the fields, and none is judged.

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
from newslint.finding import Edit, Fix, Hit, Severity, Span, Suppression
from newslint.later import later
from newslint.rule import NoOptions, Rule
from newslint.wording import shorten

_BLANKS = (" ", "\t")
_SEPARATORS = ", \t"
_LINE_BREAK = later(r"\r\n|\n|\r")


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report what the engine found to be of no use."""
    del options
    if document.root is None:
        return
    for suppression in document.unused_suppressions:
        fix = Fix("remove it", (Edit(_removal(document.source.text, suppression), ""),), "safe")
        message = f"`{shorten(suppression.selector)}` silences nothing here"
        yield Hit(suppression.span, message, help=fix.message, fix=fix)


def _removal(text: str, suppression: Suppression) -> Span:
    """What to remove: one of several selectors with a comma, or the whole comment."""
    selector, comment = suppression.span, suppression.comment
    opening = text.rindex("[", comment.start, selector.start) + 1
    closing = text.index("]", selector.end)
    before, after = text[opening : selector.start], text[selector.end : closing]
    if after.strip(_SEPARATORS):
        return Span(selector.start, closing - len(after.lstrip(_SEPARATORS)))
    if before.strip(_SEPARATORS):
        return Span(opening + len(before.rstrip(_SEPARATORS)), selector.end)
    return _whole(text, comment)


def _whole(text: str, comment: Span) -> Span:
    """The comment with the blanks around it; with its line, where nothing else is on that."""
    start, end = comment.start, comment.end
    while start and text[start - 1] in _BLANKS:
        start -= 1
    while text.startswith(_BLANKS, end):
        end += 1
    line_break = _LINE_BREAK.match(text, end)
    is_first = text[start - 1] in "\r\n"
    if line_break is None:  # another comment follows
        return Span(comment.start if is_first else start, end if is_first else comment.end)
    return Span(start, line_break.end() if is_first else end)


RULE = Rule("NL001", "unused-suppression", Severity.WARNING, check, __doc__, fixes="safe", is_last=True)
