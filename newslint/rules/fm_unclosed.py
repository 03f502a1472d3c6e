"""The front matter is never closed.

The file begins with `---`, but no later line is `---` or `...` alone. A text that is meant to begin with a
horizontal rule begins with a blank line. JSON that begins with a brace ends with the one that matches it.

## Why is this bad?

Without the closing fence there is no front matter: generators show the fields to readers as text, or skip
the page without a word, or stop.

## Example

```yaml bad
---
title: Harbour reopens after the storm

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
from newslint.source import Source
from newslint.text.lazy_pattern import later

# A field, an item, a comment, a continuation, or nothing.
_YAML_LINE = later(r"[ \t]+\S.*|- .*|-|#.*|[\"']?[\w$-][^:]*:(?:\s.*)?|[}\]],?|\s*")

# A line that was meant to close the block.
_NEARLY_A_FENCE = later(r"[ \t]+---[ \t]*|--[ \t]*|----+[ \t]*|---[ \t].*|[\u2013\u2014]-?[ \t]*")

_RULE_OR_FENCE = "add a line `---` after the fields; if it is a horizontal rule, put a blank line before it"
_NO_FIELDS = "add the fields, and a line `---` after them"


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report a block without a closing fence."""
    del options
    fence = document.fence
    if fence is None or fence.closing is not None:
        return
    closer = fence.closer
    if document.text_of(fence.opening) != "---":  # no horizontal rule
        # A brace may stand anywhere in a line.
        missing = f"`{closer}`" if closer.startswith("}") else f"a line `{closer}`"
        message = f"front matter is never closed: no {missing.removeprefix('a ')} follows"
        yield Hit(fence.opening, message, help=f"add {missing} after the fields")
        return
    advice, related = _advice(document.source, document.source.line_column(fence.content.start)[0])
    message = "front matter is never closed: no line `---` follows"
    yield Hit(fence.opening, message, help=advice, related=related)


def _advice(source: Source, first: int) -> tuple[str, tuple[tuple[Span, str], ...]]:
    """What to do about the lines from `first` on, and the one that this speaks of."""
    last = 0
    if first == 1:  # not even a line break
        return _NO_FIELDS, ()
    for number in range(first, len(source.line_starts) + 1):
        line = source.line_text(number)
        if _NEARLY_A_FENCE.fullmatch(line):
            advice = f"line {number} must be `---` alone, with nothing before or behind it"
            return advice, ((_place(source, number), "the line that should be `---`"),)
        if not _YAML_LINE.fullmatch(line):
            if not last:
                return _RULE_OR_FENCE, ()
            break
        if line.strip() and not line.startswith("#"):
            last = number
    if not last:
        return _NO_FIELDS, ()
    advice = f"add a line `---` after line {last}, where the fields seem to end"
    return advice, ((_place(source, last), "the end of the fields"),)


def _place(source: Source, line: int) -> Span:
    start = source.line_starts[line - 1]
    return Span(start, start + len(source.line_text(line)))


RULE = Rule("FM002", "unclosed-front-matter", Severity.ERROR, check, __doc__, needs=frozenset({"no-block"}))
