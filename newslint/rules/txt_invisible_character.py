r"""A text or a key holds a character that nobody can see.

Zero-width spaces, soft hyphens, byte order marks, word joiners and their relatives. Fine are joiners inside
emoji and in scripts that need them (Persian, Hindi and many more), zero-width spaces in scripts without
spaces (Thai, Khmer), marks of direction in articles with right-to-left letters, variation selectors,
non-breaking spaces, and fields without a meaning that hold nothing else. In a key every blank but the space
counts as invisible: before it, where indentation was meant, behind it, and between two letters of ASCII.

## Why is this bad?

The word is found by no search, two equal texts aren't equal, and an address leads nowhere. A field whose key
has such a character is read by no template.

## Example

```yaml bad
---
title: "Harbour\u200b reopens after the storm"
---
```

```yaml good
---
title: "Harbour reopens after the storm"
author: "Zoë 👩‍🔧"
---
```

## Fix safety

Safe: what can't be seen is removed, or becomes a space where it was a line break between two words. In an
address the fix is unsafe, since a page may really have such a name, and so it is in a key.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from newslint.document import Document
from newslint.finding import Fix, Hit, Safety, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.invisible import (
    INVISIBLE,
    has_right_to_left,
    is_direction_mark,
    is_out_of_place,
    name_of,
    without,
)
from newslint.knowledge.mojibake import damaged_runs
from newslint.rule import NoOptions, Rule
from newslint.rulekit.one_field import fix_all, other_places
from newslint.text.lazy_pattern import later
from newslint.text.runs import Run, apply_runs, context, meets_one_of, shortened, visible
from newslint.text.wording import count, field_name

_MOST_NAMES = 3
# Category Zs but for the space. Between other letters such blanks are a matter of typography.
_BLANK = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BLANKS = later(
    rf"\A[{_BLANK}][ {_BLANK}]*|(?<![{_BLANK}])[{_BLANK}]+\Z|(?<=[A-Za-z])[{_BLANK}]+(?=[A-Za-z])"
)
_EMPTY = "there is nothing else in it: write a text, or remove the field"


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every text and every key that has invisible characters out of place."""
    del options
    for node in document.keys_beyond_ascii:
        yield from _key(document, node)
    file_is_right_to_left = cache(lambda: has_right_to_left(document.source.text))
    for node in document.beyond_ascii:
        text: str = node.value
        if not INVISIBLE.search(text):
            continue
        is_empty = not INVISIBLE.sub("", text).strip()
        if is_empty and not node.roles:
            continue
        right_to_left = has_right_to_left(text) or file_is_right_to_left()
        runs = _runs(text, marks="url" in node.roles or not right_to_left)
        if not runs:
            continue
        if document.is_counting:
            yield Hit(document.place(node, *runs[0][:2]), "", node.path)
            continue
        hit = _hit(document, node, runs)
        if not is_empty:
            hit = hit._replace(help=f"repaired: {context(text, runs, 0)}", fix=_fix(document, node, runs))
        yield hit


def _key(document: Document, node: Node) -> Iterator[Hit]:
    key = str(node.path[-1])
    runs = _runs(key, marks=not has_right_to_left(key)) if INVISIBLE.search(key) else []
    blanks = [(*match.span(), _meant(key, *match.span())) for match in _BLANKS.finditer(key)]
    if blanks:
        runs = sorted([*runs, *blanks])
    if not runs:
        return
    right = apply_runs(key, runs)
    is_indented = blanks and blanks[0][0] == 0
    invisible = "".join(key[start:end] for start, end, _ in runs)
    edit = document.rename(node.path, right) if right.strip() and not is_indented else None
    shown = visible(shortened(right))
    advice = f"write `{shown}`" if right.strip() else "give the field a name"
    yield Hit(
        document.place_in_key(node, runs[0][0], runs[-1][1]),
        f"the key `{visible(shortened(key))}` has {_counted(invisible)}",
        node.path,
        f"{advice}, and indent with spaces if at all" if is_indented else advice,
        None if edit is None else Fix(f"rename it to `{shown}`", (edit,), "unsafe"),
    )


def _meant(key: str, start: int, end: int) -> str:
    """What stands for blanks: a space between two words, and nothing around the key."""
    return " " if start > 0 and end < len(key) else ""


def _runs(text: str, *, marks: bool) -> list[Run]:
    """The runs that are out of place; what belongs to mojibake is part of another defect."""
    damaged: Sequence[Run] | None = None
    runs: list[Run] = []
    for match in INVISIBLE.finditer(text):
        start, end = match.span()
        if not (marks if is_direction_mark(match.group()) else is_out_of_place(text, start)):
            continue
        damaged = damaged_runs(text) if damaged is None else damaged
        if meets_one_of(damaged, start, start + 1):
            continue
        if runs and runs[-1][1] == start:
            start = runs.pop()[0]
        runs.append((start, end, without(text, start, end)))
    return runs


def _hit(document: Document, node: Node, runs: Sequence[Run]) -> Hit:
    """What is there, without how to mend it."""
    invisible = "".join(node.value[start:end] for start, end, _ in runs)
    message = f"{field_name(node.path)} has {_counted(invisible)}"
    related = other_places(document, node, runs, "invisible too")
    return Hit(document.place(node, *runs[0][:2]), message, node.path, _EMPTY, related=related)


def _fix(document: Document, node: Node, runs: Sequence[Run]) -> Fix | None:
    start, end, right = runs[0]
    names = _names(node.value[start:end])
    action = f"replace {names} by a space" if right else f"remove {names}"
    return fix_all(document, node, runs, action, _safety(node))


def _safety(node: Node) -> Safety:
    return "unsafe" if "url" in node.roles else "safe"


def _counted(invisible: str) -> str:
    number = len(invisible)
    what = "an invisible character" if number == 1 else count(number, "invisible character")
    return f"{what}: {_names(invisible)}"


def _names(run: str) -> str:
    kinds = [name_of(char) for char in dict.fromkeys(run)]
    return ", ".join(kinds[:_MOST_NAMES]) + (" and others" if len(kinds) > _MOST_NAMES else "")


RULE = Rule(
    "TXT003",
    "invisible-character",
    Severity.WARNING,
    check,
    __doc__,
    fixes="mixed",
    supersedes=("SCH005", "URL001", "URL010"),
    needs=frozenset({"beyond-ascii", "key-beyond-ascii"}),
)
