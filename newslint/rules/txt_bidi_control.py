r"""A text changes the direction of writing, and doesn't change it back.

Reported are overrides, which force letters into an order that nobody wrote; embeddings and isolates that are
not closed; ends of what was never opened; and any such control in an address. Where an article has no
right-to-left letter at all, embeddings and isolates from right to left are reported too. Balanced ones are
fine in articles that are written from right to left, and so are those from left to right everywhere. A text
is told once, with all places; those that a fix removes are told apart.

## Why is this bad?

The rest of the line, and what a template puts behind it, is shown in another order than it is stored. So a
reviewer reads something else than what is published (“Trojan Source”, CVE-2021-42574).

## Example

```yaml bad
---
title: "Harbour \u202esyawla\u202c open"
---
```

```yaml good
---
title: "שעות הנמל: \u2066Dock 7\u2069"
---
```

## Fix safety

Safe: only an end of what was never opened is removed, since it has no effect. In an address the fix is
unsafe, since a page may really have such a name.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from newslint.document import Document
from newslint.finding import Hit, Safety, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.invisible import has_right_to_left, name_of
from newslint.rule import NoOptions, Rule
from newslint.rulekit.one_field import and_more, fix_all, places_but_first
from newslint.text.lazy_pattern import later
from newslint.text.wording import field_name

_CONTROLS = later("[\u202a-\u202e\u2066-\u2069]")
_OVERRIDES = "\u202d\u202e"
_EMBEDDINGS = "\u202a\u202b"
_ISOLATES = "\u2066\u2067\u2068"
_RIGHT_TO_LEFT = "\u202b\u2067"
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"

_REMOVE = "remove it"

# Offset of a control, what is wrong with it, what to do, and the offset of its end where it has one.
_Mistake = tuple[int, str, str, int | None]


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every control that changes more than it should."""
    del options
    file_is_right_to_left = cache(lambda: has_right_to_left(document.source.text))
    for node in document.beyond_ascii:
        text: str = node.value
        # None of them is printable, and that is quicker to tell.
        if text.isprintable() or not _CONTROLS.search(text) or not _CONTROLS.sub("", text).strip():
            continue
        if "url" in node.roles:
            found: Iterable[_Mistake] = _all(text)
        else:
            found = _mistakes(text, plain=not (has_right_to_left(text) or file_is_right_to_left()))
        by_kind: dict[bool, list[_Mistake]] = {}
        for mistake in found:
            by_kind.setdefault(_is_removable(node, mistake[0]), []).append(mistake)
        for removable, mistakes in by_kind.items():
            if document.is_counting:
                yield Hit(document.place(node, mistakes[0][0], mistakes[0][0] + 1), "", node.path)
            else:
                yield _hit(document, node, mistakes, removable=removable)


def _all(text: str) -> Iterator[_Mistake]:
    for match in _CONTROLS.finditer(text):
        yield match.start(), f"holds {name_of(match.group())}, which no address needs", _REMOVE, None


def _mistakes(text: str, *, plain: bool) -> list[_Mistake]:
    """Follow the controls as the bidirectional algorithm does (UAX #9, rules X1 to X8)."""
    found: list[tuple[int, str, str]] = []
    opened: list[int] = []
    ends: dict[int, int] = {}
    isolates = 0
    for match in _CONTROLS.finditer(text):
        at, char = match.start(), match.group()
        if char == _POP_EMBEDDING and opened and text[opened[-1]] not in _ISOLATES:
            ends[opened.pop()] = at
        elif char == _POP_ISOLATE and isolates:
            isolates -= 1
            while text[start := opened.pop()] not in _ISOLATES:  # what is open inside ends with the isolate
                pass
            ends[start] = at
        elif char in (_POP_EMBEDDING, _POP_ISOLATE):
            found.append((at, f"ends with {name_of(char)} what was never opened", _REMOVE))
        else:
            opened.append(at)
            isolates += char in _ISOLATES
            if char in _OVERRIDES:
                found.append((at, f"forces the order of its letters by {name_of(char)}", _both(char)))
            elif plain and char in _RIGHT_TO_LEFT:
                reason = f"turns text without right-to-left letters around by {name_of(char)}"
                found.append((at, reason, _both(char)))
    left = set(opened)
    found = [(at, reason, _REMOVE if at in left else advice) for at, reason, advice in found]
    for at in left.difference(at for at, _, _ in found):
        reason = f"opens {name_of(text[at])} and doesn't close it"
        found.append((at, reason, f"end it with {_end_of(text[at])}, or remove it"))
    return [(*mistake, ends.get(mistake[0])) for mistake in sorted(found)]


def _end_of(char: str) -> str:
    return name_of(_POP_ISOLATE if char in _ISOLATES else _POP_EMBEDDING)


def _both(char: str) -> str:
    return f"remove it, and the {_end_of(char)} that ends it"


def _is_removable(node: Node, at: int) -> bool:
    return "url" in node.roles or node.value[at] in (_POP_EMBEDDING, _POP_ISOLATE)


def _safety(node: Node) -> Safety:
    return "unsafe" if "url" in node.roles else "safe"


def _hit(document: Document, node: Node, mistakes: Sequence[_Mistake], *, removable: bool) -> Hit:
    """What is told of all controls of a text that are mended on the same terms."""
    at, reason, advice, _ = mistakes[0]
    fix = None
    if removable:
        runs = [(place, place + 1, "") for place, *_ in mistakes]
        fix = fix_all(document, node, runs, f"remove {name_of(node.value[at])}", _safety(node))
    places: dict[int, str] = {}
    for place, why, _, end in mistakes:
        places[place] = why
        if end is not None:
            places.setdefault(end, "the control that ends it")
    return Hit(
        document.place(node, at, at + 1),
        f"{field_name(node.path)} {reason}{and_more(len(mistakes) - 1)}",
        node.path,
        advice,
        fix,
        places_but_first(
            document, node, [(place, place + 1, what) for place, what in sorted(places.items())]
        ),
    )


RULE = Rule(
    "TXT004",
    "bidi-control",
    Severity.ERROR,
    check,
    __doc__,
    fixes="mixed",
    supersedes=("SCH005", "URL001", "URL010"),
    needs=frozenset({"beyond-ascii"}),
)
