"""A file can't be read.

Permission is missing, the file vanished while the run went on, it is no regular file (a pipe, a device), it
is larger than `max-file-bytes` in `limits`, or a link leads out of the project: then nothing of what lies
there is shown. `follow-links` names the folders outside the project that links may lead to.

Of a file of records it is told of each record that is larger, of each row of CSV that has more or fewer cells
than the header, and of what ends the reading.

## Why is this bad?

What can't be read isn't checked, and a run that passes over it in silence promises too much. So this is told
too of files that are only there to be compared with.

## Example

The article `harbour.md` belongs to another user and has the mode `0600`; after `chmod a+r harbour.md` it can
be checked.
"""

from collections.abc import Iterator
from typing import Final

from newslint.document import Document
from newslint.finding import Hit, Severity, Span
from newslint.records import MORE, UNCLOSED
from newslint.rule import NoOptions, Rule
from newslint.system.contained import LEADS_OUT, more_than

_TOO_LARGE: Final = more_than(0).partition("0")[0]


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report why the file could not be read."""
    del options
    if document.source.error is not None:
        is_record = document.is_record
        yield Hit(
            Span(0, 0),
            f"{'the record ' if is_record else ''}can't be read: {document.source.error}",
            help=_help(document.source.error, is_record=is_record),
        )


def _help(error: str, *, is_record: bool) -> str:
    if is_record:
        advice = "; `max-file-bytes` under `[limits]` says how large one may be"
        return f"the record was not checked{advice if error.startswith(_TOO_LARGE) else ''}"
    if error == LEADS_OUT:
        return "the file was not checked; put it into the project, or name its folder in `follow-links`"
    if error in (UNCLOSED, MORE):
        return "the records that were read were checked"
    return "the file was not checked"


RULE = Rule("FM013", "unreadable-file", Severity.ERROR, check, __doc__, needs=frozenset({"unreadable"}))
