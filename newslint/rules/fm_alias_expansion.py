"""YAML aliases that repeat themselves without end, or past every use.

An alias (`*name`) repeats what its anchor (`&name`) holds. Aliases of aliases multiply, and an alias inside
its own anchor never ends. Nothing is expanded here; other generators may not be so careful.

## Why is this bad?

A few lines can stand for billions of values. Whoever expands them, a generator or an editor, hangs or runs
out of memory.

## Example

```yaml bad
---
title: Harbour reopens
tags: &tags [news, *tags]
---
```

```yaml good
---
title: Harbour reopens
tags: &tags [news, harbour]
keywords: *tags
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import ProblemKind
from newslint.rule import NoOptions, Rule
from newslint.text.wording import shorten


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report a cycle or an expansion past the limit."""
    del options
    for problem in document.problems_of(ProblemKind.ALIAS_EXPANSION):
        if problem.detail == "cycle":
            message = f"`*{shorten(problem.context)}` stands inside its own anchor and would never end"
        else:
            message = "aliases repeat their anchors too often: the block would grow past every limit"
        yield Hit(problem.span, message, help="write the values out where they are needed")


RULE = Rule("FM010", "alias-expansion", Severity.ERROR, check, __doc__, needs=frozenset({"alias-expansion"}))
