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
from newslint.nodes import ProblemKind
from newslint.rule import NoOptions, Rule
from newslint.yamlmistakes import explain


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Translate libyaml's problem."""
    del options
    for problem in document.problems_of(ProblemKind.INVALID_YAML):
        span, message, advice = explain(problem, document.source.text)
        yield Hit(span, f"invalid YAML: {message}", help=advice)


RULE = Rule("FM003", "invalid-yaml", Severity.ERROR, check, __doc__)
