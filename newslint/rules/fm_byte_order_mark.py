r"""The file begins with a byte order mark.

## Why is this bad?

UTF-8 needs no byte order mark. Some generators and scripts don't see the `---` behind it and take the
article for a page without front matter.

## Example

The `\ufeff` stands for the mark, which editors don't show.

```yaml bad escaped
\ufeff---
title: Harbour reopens after the storm
---
```

```yaml good
---
title: Harbour reopens after the storm
---
```

## Fix safety

Safe: the mark is not part of any value.
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Edit, Fix, Hit, Severity, Span
from newslint.rule import NoOptions, Rule
from newslint.source import BOM


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the mark at the start of an article."""
    del options
    if document.fence is not None and document.source.text.startswith(BOM):
        span = Span(0, 1)
        fix = Fix("remove the byte order mark", (Edit(span, ""),), "safe")
        yield Hit(span, "the file begins with a byte order mark (U+FEFF)", help=fix.message, fix=fix)


RULE = Rule(
    "FM007",
    "byte-order-mark",
    Severity.WARNING,
    check,
    __doc__,
    fixes="safe",
    needs=frozenset({"source-beyond-ascii"}),
)
