"""The front matter is not valid YAML.

The place is where the parser gave up; for a quote or bracket that is never closed it is where that opened.

## Why is this bad?

Generators stop the build, or drop the article with all its fields. The parsers' own messages speak of
tokens and contexts; the reason is nearly always a colon, a quote or a tab in a plain sentence.

## Example

```yaml bad
---
title: Storm warning: harbour stays closed
---
```

```yaml good
---
title: "Storm warning: harbour stays closed"
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import ProblemKind
from newslint.rule import NoOptions, Rule


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Tell each mistake in the words of people."""
    del options
    for problem in document.problems_of(ProblemKind.INVALID_YAML):
        found = document.syntax.explain(problem, document.source.text)
        message = f"invalid YAML: {found.message}"
        yield Hit(found.span, message, problem.path, found.advice, related=found.related)


RULE = Rule("FM003", "invalid-yaml", Severity.ERROR, check, __doc__, needs=frozenset({"invalid-yaml"}))
