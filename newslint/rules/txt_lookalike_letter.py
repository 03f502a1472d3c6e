r"""A key has a letter of another script that only looks like the right one.

Cyrillic and Greek have letters of the same shape as Latin ones, and there are wide and mathematical forms of
them. Reported are words of a key in which such letters stand beside those of ASCII, so that all of them were
meant to be ASCII. Words of one script, and mixed ones in which other letters stand too, are left alone.
Values are not looked at.

## Why is this bad?

Nobody sees the difference, and no template, schema or script finds the field: the title is there, and the
page has none.

## Example

```yaml bad
---
"t\u0456tle": Harbour reopens after the storm
---
```

```yaml good
---
title: Harbour reopens after the storm
---
```

## Fix safety

The key is renamed where the mapping has no other field of that name. That is unsafe, since a template may ask
for the name as it is written.
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Fix, Hit, Severity
from newslint.knowledge.invisible import name_of
from newslint.knowledge.lookalikes import lookalikes
from newslint.rule import NoOptions, Rule
from newslint.text.runs import apply_runs, shortened, visible
from newslint.text.wording import join_and

_MOST = 3


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report each key that has such letters, from the first to the last of them."""
    del options
    for node in document.keys_beyond_ascii:
        key = str(node.path[-1])
        found = list(lookalikes(key))
        if not found:
            continue
        right = apply_runs(key, [(at, at + 1, letter) for at, letter in found])
        edit = document.rename(node.path, right)
        shown = visible(shortened(right))
        yield Hit(
            document.place_in_key(node, found[0][0], found[-1][0] + 1),
            f"the key `{visible(shortened(key))}` has {_letters(key, found)}",
            node.path,
            f"write `{shown}`",
            None if edit is None else Fix(f"rename it to `{shown}`", (edit,), "unsafe"),
        )


def _letters(key: str, found: list[tuple[int, str]]) -> str:
    if len(found) == 1:
        at, letter = found[0]
        return f"a letter that only looks like `{letter}`: {name_of(key[at])}"
    kinds = list(dict.fromkeys((key[at], letter) for at, letter in found))
    names = [f"`{letter}` is {name_of(char)}" for char, letter in kinds[:_MOST]]
    others = " and others" if len(kinds) > _MOST else ""
    listed = ", ".join(names) + others if others else join_and(names)
    return f"{len(found)} letters that only look right: {listed}"


RULE = Rule(
    "TXT013",
    "lookalike-letter",
    Severity.WARNING,
    check,
    __doc__,
    fixes="unsafe",
    needs=frozenset({"key-beyond-ascii"}),
)
