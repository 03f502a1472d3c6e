r"""A text holds a control character.

Such characters get into a text by an escape in quotes, typed or written by a program: a carriage
return (`\r`), a backspace (`\b`), the leftovers of another encoding (`\x92`). Tabs and line feeds are fine,
and so are fields without a meaning that hold nothing else (`separator: "\x1f"`). An escape (`\e`) drives the
terminal of whoever lists such texts, so it is fine only where the schema gives the role `terminal-text`.
Without an escape, no parser of YAML accepts most of them.

## Why is this bad?

XML forbids most of them, so one breaks the whole feed. Others are shown as boxes, or cut the text. Where
somebody typed a path or an expression in double quotes, `\b` and `\f` swallow its letters.

## Example

```yaml bad
---
title: "Harbour reopens\x08"
---
```

```yaml bad
---
description: "The ferries run again.\r\nTickets are free."
---
```

```yaml good
---
title: "Harbour reopens"
description: "The ferries run again.\nTickets are free."
---
```

## Fix safety

Safe: a carriage return before a line feed is removed and any other becomes a line feed, as HTML reads them;
a NUL, backspace or delete character that is written by its number is removed. Other characters may stand for
something that is lost, and have no fix.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from newslint.document import Document
from newslint.finding import Fix, Hit, Severity, Span
from newslint.frontmatter.nodes import Node
from newslint.knowledge.mojibake import damaged_runs
from newslint.rule import NoOptions, Rule
from newslint.text.lazy_pattern import later
from newslint.text.runs import Run, and_others, meets_one_of, most_of, repairs_of, together
from newslint.text.wording import count, field_name

_CONTROL = later(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_ANY = later(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ESCAPE = later(r"[\x1b\x9b]")  # ECMA-48: both begin a control sequence
_COLOR = later(r"\x1b\[[\d;:]*m")  # select graphic rendition
_COLORED = "terminal-text"
_TYPED = later(r"\\[abefvN0]")
_REMOVABLE = later(r"\\(?:x|u00|U000000)(?:00|08|7[fF])|[\x00\x08\x7f]")
_NAMES = {
    "\x00": "null", "\x07": "bell", "\x08": "backspace", "\x0b": "line tabulation", "\x0c": "form feed",
    "\x1b": "escape", "\x7f": "delete", "\x85": "next line",
}  # fmt: skip


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every control character; carriage returns once a text."""
    del options
    if not _may_hold_any(document.all_text):
        return
    for node in document.strings():
        if not _ANY.search(node.value):
            continue
        text: str = node.value
        if _COLORED in node.roles:
            text = _COLOR.sub(lambda match: " " * len(match.group()), text)
        if not node.roles and not _ESCAPE.search(text) and not _ANY.sub("", text).strip():
            continue
        if "\r" in text:
            yield _carriage_returns(document, node)
        damaged = damaged_runs(text)
        found = [
            match.start() for match in _CONTROL.finditer(text) if not meets_one_of(damaged, *match.span())
        ]
        spans = [document.place(node, at, at + 1) for at in found]
        removable = ["safe" if _REMOVABLE.fullmatch(document.text_of(span)) else "" for span in spans]
        offers = repairs_of(text, [(at, at + 1, "") for at in found], removable)
        for at, span, offered in zip(found, spans, offers, strict=True):
            if document.is_counting:
                yield Hit(span, "", node.path)
            else:
                yield _control(document, node, at, span, offered)


def _may_hold_any(text: str) -> bool:
    """No control is printable, and that is quicker to tell than the pattern; most texts end here."""
    return not text.replace("\n", "").isprintable() and _ANY.search(text) is not None


def _carriage_returns(document: Document, node: Node) -> Hit:
    text: str = node.value
    places = [match.start() for match in re.finditer("\r", text)]
    drop = "url" in node.roles  # browsers drop line breaks from an address
    runs = [(at, at + 1, "" if drop or text[at + 1 : at + 2] == "\n" else "\n") for at in places]
    if len(runs) > most_of(text):  # every edit is tried on the whole text
        runs = [together(text, runs)]
    edits = [document.replace(node, *run) for run in runs]
    whole = tuple(edit for edit in edits if edit is not None)
    certain = len(whole) == len(edits) and all(a.span.end <= b.span.start for a, b in pairwise(whole))
    what = "a carriage return" if len(places) == 1 else count(len(places), "carriage return")
    advice = "remove it" if drop else "write line breaks as `\\n`"
    return Hit(
        document.place(node, places[0], places[0] + 1),
        f"{field_name(node.path)} has {what} (U+000D)",
        node.path,
        advice,
        Fix(advice, whole, "safe") if certain else None,
    )


def _control(document: Document, node: Node, at: int, span: Span, offered: tuple[Run, int] | None) -> Hit:
    char = node.value[at]
    written = document.text_of(span)
    name = f"U+{ord(char):04X}" + (f" ({_NAMES[char]})" if char in _NAMES else "")
    fix = None
    advice = "find out what stood there, and write that"
    if _TYPED.fullmatch(written):
        advice = f"write `\\{written}` if a backslash was meant, else remove it"
    elif _REMOVABLE.fullmatch(written):
        run, mends = offered or (None, 1)
        edit = None if run is None else document.replace(node, *run)
        advice = f"remove `{written}`" if written.isprintable() else "remove it"
        fix = None if edit is None else Fix(and_others(advice, mends), (edit,), "safe", mends)
    elif char >= "\x80":
        meant = char.encode("latin-1").decode("cp1252", "replace")
        if meant != "\ufffd":
            advice = f"in Windows-1252 this is `{meant}`: write that if it was meant"
    return Hit(span, f"{field_name(node.path)} holds the control character {name}", node.path, advice, fix)


RULE = Rule(
    "TXT006",
    "control-character",
    Severity.ERROR,
    check,
    __doc__,
    fixes="safe",
    supersedes=("FM003", "SCH005", "URL001", "URL010"),
    needs=frozenset({"unprintable"}),
)
