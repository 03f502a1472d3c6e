r"""A text holds a control character.

Such characters get into a text by an escape in quotes, typed or written by a program: a carriage
return (`\r`), a backspace (`\b`), the leftovers of another encoding (`\x92`). Tabs and line feeds are fine,
and so are fields without a meaning that hold nothing else (`separator: "\x1f"`). An escape (`\e`) drives the
terminal of whoever lists such texts, so it is fine only where the schema gives the role `terminal-text`.
Without an escape, no parser of YAML accepts most of them. A text is told once, with all places; carriage
returns, and what a fix removes, are told apart.

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
from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.mojibake import damaged_runs
from newslint.rule import NoOptions, Rule
from newslint.rulekit.one_field import and_more, fix_all, other_places, places_but_first
from newslint.text.lazy_pattern import later
from newslint.text.runs import meets_one_of
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
    """Report the control characters of every text once, by what is to be done about them."""
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
        # Those that a fix removes, and those for which a person must find out.
        by_kind: dict[bool, list[int]] = {}
        for at in found:
            written = document.text_of(document.place(node, at, at + 1))
            by_kind.setdefault(_REMOVABLE.fullmatch(written) is not None, []).append(at)
        for removable, places in by_kind.items():
            yield _controls(document, node, places, removable=removable)


def _may_hold_any(text: str) -> bool:
    """No control is printable, and that is quicker to tell than the pattern; most texts end here."""
    return not text.replace("\n", "").isprintable() and _ANY.search(text) is not None


def _carriage_returns(document: Document, node: Node) -> Hit:
    text: str = node.value
    places = [match.start() for match in re.finditer("\r", text)]
    span = document.place(node, places[0], places[0] + 1)
    if document.is_counting:
        return Hit(span, "", node.path)
    drop = "url" in node.roles  # browsers drop line breaks from an address
    runs = [(at, at + 1, "" if drop or text[at + 1 : at + 2] == "\n" else "\n") for at in places]
    what = "a carriage return" if len(places) == 1 else count(len(places), "carriage return")
    advice = "remove it" if drop else "write line breaks as `\\n`"
    fix = fix_all(document, node, runs, advice, "safe")
    return Hit(
        span,
        f"{field_name(node.path)} has {what} (U+000D)",
        node.path,
        advice,
        None if fix is None else fix._replace(message=advice),
        other_places(document, node, runs, "a carriage return too"),
    )


def _controls(document: Document, node: Node, places: Sequence[int], *, removable: bool) -> Hit:
    """What is told of all controls of a text that are mended on the same terms."""
    at = places[0]
    char, span = node.value[at], document.place(node, at, at + 1)
    if document.is_counting:
        return Hit(span, "", node.path)
    written = document.text_of(span)
    fix = None
    advice = "find out what stood there, and write that"
    if removable:
        advice = f"remove `{written}`" if written.isprintable() else "remove it"
        fix = fix_all(document, node, [(place, place + 1, "") for place in places], advice, "safe")
    elif _TYPED.fullmatch(written):
        advice = f"write `\\{written}` if a backslash was meant, else remove it"
    elif char >= "\x80":
        meant = char.encode("latin-1").decode("cp1252", "replace")
        if meant != "\ufffd":
            advice = f"in Windows-1252 this is `{meant}`: write that if it was meant"
    more = and_more(len(places) - 1)
    names = [(place, place + 1, _name(node.value[place])) for place in places]
    return Hit(
        span,
        f"{field_name(node.path)} holds the control character {_name(char)}{more}",
        node.path,
        advice,
        fix,
        places_but_first(document, node, names),
    )


def _name(char: str) -> str:
    return f"U+{ord(char):04X}" + (f" ({_NAMES[char]})" if char in _NAMES else "")


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
