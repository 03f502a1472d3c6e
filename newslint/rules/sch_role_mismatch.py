"""One sentence that says what is wrong.

What counts and what doesn't, as far as a reader needs it. Where a fact comes from: a specification, a table.

## Why is this bad?

What readers, feeds or scripts see of it.

## Example

```yaml bad
---
title: an example of what is wrong
---
```

```yaml good
---
title: Harbour reopens after the storm
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.text.wording import field_name


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every text that is the placeholder."""
    del options
    for node in document.strings():
        if node.value == "an example of what is wrong":
            yield Hit(
                node.span,
                f"{field_name(node.path)} is an example of what is wrong",
                node.path,
                help="say what to do",
            )


RULE = Rule("SCH011", "role-mismatch", Severity.WARNING, check, __doc__)
