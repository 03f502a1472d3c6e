"""The front matter is larger or deeper than any article needs.

The limits are 10,000,000 bytes, 200,000 values and 50 levels of nesting.

## Why is this bad?

Metadata of that size is an accident: a body pasted between the fences, or a script that nests its own
output. Generators get slow or run out of stack on it. Nothing behind the limit is checked.

## Example

```yaml bad
---
tags: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ news
  ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
---
```

```yaml good
---
tags: [news]
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import ProblemKind
from newslint.rule import NoOptions, Rule


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the limit that was reached."""
    del options
    for problem in document.problems_of(ProblemKind.TOO_LARGE):
        advice = "look for a body that slipped between the fences, or for nested output of a script"
        yield Hit(
            problem.span, f"front matter goes past {problem.detail}; the rest is not checked", help=advice
        )


RULE = Rule("FM012", "front-matter-too-large", Severity.ERROR, check, __doc__, needs=frozenset({"too-large"}))
