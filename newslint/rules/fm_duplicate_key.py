"""A field is given twice in one mapping.

The finding points at the second one and names the line of the first.

## Why is this bad?

Only one value survives: the last one in Jekyll and PyYAML, while Hugo and Astro refuse the file. Which of the
two was meant is not visible in the page.

## Example

```yaml bad
---
title: Harbour reopens
date: 2023-05-02
title: Harbour reopens after the storm
---
```

```yaml good
---
title: Harbour reopens after the storm
date: 2023-05-02
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity, Span
from newslint.frontmatter.nodes import ProblemKind
from newslint.rule import NoOptions, Rule
from newslint.text.wording import field_name


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every repeated key."""
    del options
    firsts: dict[Span, Span] = {}
    for problem in document.problems_of(ProblemKind.DUPLICATE_KEY):
        before = problem.other or problem.span
        first = firsts[problem.span] = firsts.get(before, before)
        line = document.source.line_of(first.start)
        message = f"{field_name(problem.path)} is already given on line {line}"
        yield Hit(
            problem.span,
            message,
            problem.path,
            help="keep the right one and remove the other",
            related=((first, f"the first {field_name(problem.path)}"),),
        )


RULE = Rule("FM005", "duplicate-key", Severity.ERROR, check, __doc__, needs=frozenset({"duplicate-key"}))
