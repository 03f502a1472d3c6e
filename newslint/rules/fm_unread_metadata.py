"""Metadata stands at the top in a form that newslint doesn't read.

That is Org keywords, AsciiDoc attributes, the fields of reStructuredText, and the title block of Pandoc, in
files without front matter. The summary counts these files apart: they are not among those that were checked.

## Why is this bad?

A check that finds nothing in such a file has not looked at it.

## Example

```text bad
% Harbour reopens after the storm
% Ada Lindqvist

The first ferries left at dawn.
```

```yaml good
---
title: Harbour reopens after the storm
author: Ada Lindqvist
---
The first ferries left at dawn.
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the first line that shows it."""
    del options
    if document.other_metadata is not None and document.broken_opening is None:
        form, span = document.other_metadata
        advice = "write the fields as front matter, or exclude the file"
        yield Hit(span, f"{form} stand here, which newslint doesn't read", help=advice)


RULE = Rule("FM018", "unread-metadata", Severity.INFO, check, __doc__, needs=frozenset({"no-block"}))
