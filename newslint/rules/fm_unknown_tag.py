"""A YAML tag that is not one of the core types.

Tags (`!name`, `!!python/object`) ask the reader of a file to build an object. Here none is ever built: the
value is checked as plain text, list or mapping.

## Why is this bad?

In some languages such a tag runs code when the file is loaded; in the others it stops the build. When a text
begins with an exclamation mark, YAML takes its first word for a tag and loses it.

## Example

```yaml bad
---
title: !Important harbour news
---
```

```yaml good
---
title: "!Important harbour news"
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
    """Report every tag outside the core types."""
    del options
    for problem in document.problems_of(ProblemKind.UNKNOWN_TAG):
        tag = shorten(document.text_of(problem.span) or problem.detail)
        advice = "quote the value if the exclamation mark belongs to the text, else remove the tag"
        yield Hit(problem.span, f"`{tag}` is a YAML tag of no known type", problem.path, help=advice)


RULE = Rule("FM011", "unknown-tag", Severity.ERROR, check, __doc__, needs=frozenset({"unknown-tag"}))
