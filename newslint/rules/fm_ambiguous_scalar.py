"""An unquoted value that YAML 1.1 and YAML 1.2 read differently.

Jekyll and PyYAML read by YAML 1.1, where `no` and `off` are false, `012` is ten and `1:30` is ninety. Hugo,
Astro and Eleventy read by YAML 1.2, where they are text and plain numbers. Dates are left alone: every
generator knows what to do with them.

## Why is this bad?

The same file means different things to the generator, to the scripts that feed it and to the editor. A
country code `NO` becomes false, a duration `1:30` becomes 90.

## Example

```yaml bad
---
title: Night trains return
countries: [DK, NO, SE]
length: 1:30
---
```

```yaml good
---
title: Night trains return
countries: [DK, "NO", SE]
length: "1:30"
---
```

## Fix safety

The fix quotes the value. For times such as `1:30` it is safe: nobody writes numbers to the base of 60. For
words and other numbers it is unsafe, since a boolean or a number may have been meant.
"""

import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Edit, Fix, Hit, Path, Severity, Span
from newslint.frontmatter.syntax import Scalar
from newslint.rule import NoOptions, Rule
from newslint.text.wording import spell

_WORDS = frozenset(
    spelt for word in ("yes", "no", "on", "off") for spelt in (word, word.title(), word.upper())
)
# Nearly every plain value that could be a number or a constant: both versions read it alike.
_CLEAR = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|true|false")
_NUMBER_START = frozenset("0123456789+-.")


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report plain scalars and keys with two readings."""
    del options
    text = document.source.text
    for node in document.nodes:
        if node.style == "":
            value = node.value
            # A quick look spares nearly every value the slow one.
            if isinstance(value, str):
                if value[:1] not in _NUMBER_START and value not in _WORDS:
                    continue
            elif value is None:
                continue
            if not node.tagged and not _is_clear(text[node.start : node.end]):
                yield from _report(document, node.span, node.path, is_key=False)
            continue
        children = node.children
        if children and isinstance(children, dict) and not _WORDS.isdisjoint(children):
            for key, child in children.items():
                if key in _WORDS and not child.alias and child.key_start >= 0:
                    yield from _report(document, child.key_span, child.path, is_key=True)


def _is_clear(raw: str) -> bool:
    """Whether both versions read a value alike, as far as a quick look tells."""
    if raw.isdigit() and raw[0] != "0" and raw.isascii():  # most are whole numbers
        return True
    # No number has two signs behind its first character, and dates do.
    return raw[4:5] == "-" == raw[7:8] or _CLEAR.fullmatch(raw) is not None


def _report(document: Document, span: Span, path: Path, *, is_key: bool) -> Iterator[Hit]:
    raw = document.text_of(span)
    if not raw:
        return
    new, *older = document.language.readings(raw)
    old = older[0] if older else new  # a language of one version is never ambiguous
    if repr(old) == repr(new):
        return
    fix = Fix("quote it", (Edit(span, f'"{raw}"'),), "safe" if ":" in raw else "unsafe")
    advice = "quote it if the text is meant"
    if isinstance(old, bool) and not is_key:
        advice += f", or write `{spell(old)}`"
    yield Hit(
        span,
        f"{'key ' if is_key else ''}`{raw}` is {_reading(old)} in YAML 1.1 (Jekyll, PyYAML), "
        f"but {_reading(new)} in YAML 1.2 (Hugo, Astro)",
        path,
        help=advice,
        fix=fix,
    )


def _reading(value: Scalar) -> str:
    return "text" if isinstance(value, str) else spell(value)


RULE = Rule(
    "FM009", "ambiguous-scalar", Severity.WARNING, check, __doc__, fixes="mixed", needs=frozenset({"yaml"})
)
