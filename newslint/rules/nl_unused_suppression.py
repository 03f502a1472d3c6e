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

from collections import Counter
from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Edit, Fix, Hit, Severity, Span
from newslint.rule import NoOptions, Rule
from newslint.source import LINE_BREAK
from newslint.text.lazy_pattern import later
from newslint.text.wording import shorten

_BLANKS = (" ", "\t")
_SEPARATING = ", \t"
_SEPARATORS = later(f"[{_SEPARATING}]*+")


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report what the engine found to be of no use."""
    del options
    if document.root is None:
        return
    text, unused = document.source.text, document.unused_suppressions
    # Where nothing in a comment is of use, each fix removes all of it: pieces that touch would take turns.
    left = Counter(suppression.comment for suppression in document.suppressions)
    left.subtract(suppression.comment for suppression in unused)
    lists: dict[Span, Span] = {}
    for suppression in unused:
        comment = suppression.comment
        if comment not in lists:
            lists[comment] = Span(text.index("[", comment.start) + 1, text.index("]", comment.start))
        removal = _removal(text, suppression.span, lists[comment]) if left[comment] else None
        edit = Edit(removal or _whole(text, comment), "")
        fix = Fix("remove it", (edit,), "safe")
        message = f"`{shorten(suppression.selector)}` silences nothing here"
        yield Hit(suppression.span, message, help=fix.message, fix=fix)


def _removal(text: str, selector: Span, around: Span) -> Span | None:
    """One of several selectors with a comma; None where it is alone in `around`, between the brackets."""
    following = _SEPARATORS.match(text, selector.end, around.end)
    if following is not None and following.end() < around.end:
        return Span(selector.start, following.end())
    start = selector.start
    while start > around.start and text[start - 1] in _SEPARATING:
        start -= 1
    return Span(start, selector.end) if start > around.start else None


def _whole(text: str, comment: Span) -> Span:
    """The comment with the blanks around it; with its line, where nothing else is on that."""
    start, end = comment.start, comment.end
    while start and text[start - 1] in _BLANKS:
        start -= 1
    while text.startswith(_BLANKS, end):
        end += 1
    line_break = LINE_BREAK.match(text, end)
    is_first = text[start - 1] in "\r\n"
    if line_break is None:  # another comment follows
        return Span(comment.start if is_first else start, end if is_first else comment.end)
    return Span(start, line_break.end() if is_first else end)


RULE = Rule("NL001", "unused-suppression", Severity.WARNING, check, __doc__, fixes="safe", runs_last=True)
