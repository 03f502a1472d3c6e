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
        is_bare = document.source.is_bare
        what = "the record" if is_bare else "front matter"
        body = "" if is_bare else "for a body that slipped between the fences, or "
        yield Hit(
            problem.span,
            f"{what} goes past {problem.detail}; the rest is not checked",
            help=f"look {body}for nested output of a script",
        )


RULE = Rule("FM012", "front-matter-too-large", Severity.ERROR, check, __doc__, needs=frozenset({"too-large"}))
