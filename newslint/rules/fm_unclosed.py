"""The front matter is never closed.

The file begins with `---`, but no later line is `---` or `...` alone; or it begins with `+++`, and no later
line is that. A text that is meant to begin with a horizontal rule begins with a blank line. JSON that begins
with a brace ends with the one that matches it.

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
from newslint.frontmatter.syntax import Fence
from newslint.rule import NoOptions, Rule
from newslint.source import Source
from newslint.text.lazy_pattern import later

# What may stand on a line of a block: in YAML a field, an item, a comment, a continuation, or nothing.
_LINES = {
    "YAML": later(r"[ \t]+\S.*|- .*|-|#.*|[\"']?[\w$-][^:]*:(?:\s.*)?|[}\]],?|\s*"),
    "TOML": later(r"[ \t]+\S.*|#.*|\[.*\]\s*(?:#.*)?|[\"']?[\w$-][^=]*=.*|[}\]],?|\"\"\"|\s*"),
}
# A line that was meant to close the block.
_NEARLY_A_FENCE = {
    "---": later(r"[ \t]+---[ \t]*|--[ \t]*|----+[ \t]*|---[ \t].*|[\u2013\u2014]-?[ \t]*"),
    "+++": later(r"[ \t]+\+\+\+[ \t]*|\+\+[ \t]*|\+{4,}[ \t]*|\+\+\+[ \t].*|-{2,}[ \t]*"),
}


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report a block without a closing fence."""
    del options
    fence = document.fence
    if fence is None or fence.closing is not None:
        return
    advice, related = _advice(document.source, fence)
    # A brace may stand anywhere in a line.
    missing = f"`{fence.closer}`" if fence.closer.startswith("}") else f"line `{fence.closer}`"
    message = f"front matter is never closed: no {missing} follows"
    yield Hit(fence.opening, message, help=advice, related=related)


def _advice(source: Source, fence: Fence) -> tuple[str, tuple[tuple[Span, str], ...]]:
    """What to do about the lines behind the opening fence, and the one that this speaks of."""
    mark, last = fence.closer, 0
    no_fields = f"add the fields, and a line `{mark}` after them"
    if fence.syntax.name not in _LINES:
        return f"add {'' if mark.startswith('}') else 'a line '}`{mark}` after the fields", ()
    first = source.line_column(fence.content.start)[0]
    if first == 1:  # not even a line break
        return no_fields, ()
    for number in range(first, len(source.line_starts) + 1):
        line = source.line_text(number)
        if _NEARLY_A_FENCE[mark].fullmatch(line):
            advice = f"line {number} must be `{mark}` alone, with nothing before or behind it"
            return advice, ((_place(source, number), f"the line that should be `{mark}`"),)
        if not _LINES[fence.syntax.name].fullmatch(line):
            if not last:
                advice = f"add a line `{mark}` after the fields"
                is_rule = "; if it is a horizontal rule, put a blank line before it" if mark == "---" else ""
                return advice + is_rule, ()
            break
        if line.strip() and not line.startswith("#"):
            last = number
    if not last:
        return no_fields, ()
    advice = f"add a line `{mark}` after line {last}, where the fields seem to end"
    return advice, ((_place(source, last), "the end of the fields"),)


def _place(source: Source, line: int) -> Span:
    start = source.line_starts[line - 1]
    return Span(start, start + len(source.line_text(line)))


RULE = Rule("FM002", "unclosed-front-matter", Severity.ERROR, check, __doc__, needs=frozenset({"no-block"}))
