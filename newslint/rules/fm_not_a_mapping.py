"""The front matter is not a mapping of fields to values.

It is a list, or text without a key. An empty block is fine and has no fields. A record of a file of records
must be an object.

## Why is this bad?

Generators expect `key: value` and stop with an error of their own, or ignore the block.

## Example

```yaml bad
---
Harbour reopens after the storm
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
from newslint.frontmatter.nodes import ProblemKind
from newslint.rule import NoOptions, Rule


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report a root that has no fields."""
    del options
    for problem in document.problems_of(ProblemKind.NOT_A_MAPPING):
        found = "a list" if problem.detail == "seq" else "a single value"
        fields = document.words.fields
        if document.source.is_bare:
            found = "an array" if problem.detail == "seq" else found
            yield Hit(
                problem.span, f"a record must be an object, not {found}", help=f"write fields as {fields}"
            )
            continue
        message = f"front matter must be fields ({fields.partition(',')[0]}), not {found}"
        yield Hit(problem.span, message, help=f"write fields as {fields}")


RULE = Rule("FM004", "not-a-mapping", Severity.ERROR, check, __doc__, needs=frozenset({"not-a-mapping"}))
