"""A file that should be an article has no front matter.

The file was named on the command line or belongs to a collection, but its first line is not `---`. Files
that a folder walk comes across are not reported: a README is not an article.

## Why is this bad?

Generators take the file for plain content or copy it as it is: no title, no date, no page. A fence that is
indented, or that stands below a blank line, looks right to people and is invisible to every tool.

## Example

```yaml bad
title: Harbour reopens after the storm
---
The first ferries left at dawn.
```

```yaml good
---
title: Harbour reopens after the storm
---
The first ferries left at dawn.
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity, Span
from newslint.rule import NoOptions, Rule
from newslint.source import UTF16_MARKS
from newslint.text.lazy_pattern import later

_MISPLACED_FENCE = later(r"[\s\ufeff]+(---)[ \t]*(?:\r|\n|\Z)")


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report an expected article without a fence."""
    del options
    source = document.source
    if not document.expected or document.fence is not None or source.error is not None:
        return
    if document.unread:  # FM017 and FM018 tell that story
        return
    if source.data.startswith(UTF16_MARKS):  # FM006 tells that story
        return
    misplaced = _MISPLACED_FENCE.match(source.text)
    yield Hit(
        Span(0, 0),
        "no front matter: the first line is not `---`",
        help=_advice(source.text),
        related=((Span(*misplaced.span(1)), "the `---` that belongs there"),) if misplaced else (),
    )


def _advice(text: str) -> str:
    if not text.strip():
        return "the file is empty"
    if text.startswith(("{%", "{{", "{#")):
        return "the file begins with a template tag; put the front matter above it, if it is a page"
    if text.startswith("{"):
        return '`{` opens JSON front matter only where a field follows: `"key": value`'
    if _MISPLACED_FENCE.match(text):
        return "move the `---` to the start of the first line"
    return "begin the file with `---`, the fields, and another `---`"


RULE = Rule("FM001", "missing-front-matter", Severity.ERROR, check, __doc__, needs=frozenset({"no-block"}))
