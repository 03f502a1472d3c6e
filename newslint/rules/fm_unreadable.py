"""A file can't be read.

Permission is missing, the file vanished while the run went on, or it is no regular file (a pipe, a device).

## Why is this bad?

What can't be read isn't checked, and a run that passes over it in silence promises too much.

## Example

The article `harbour.md` belongs to another user and has the mode `0600`; after `chmod a+r harbour.md` it can
be checked.
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity, Span
from newslint.rule import NoOptions, Rule


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report why the file could not be read."""
    del options
    if document.source.error is not None:
        yield Hit(Span(0, 0), f"can't be read: {document.source.error}", help="the file was not checked")


RULE = Rule("FM013", "unreadable-file", Severity.ERROR, check, __doc__, needs=frozenset({"unreadable"}))
