"""A line in the header ends it, though more fields follow.

Pelican and MultiMarkdown read `Key: value` lines at the top of a file. A line that is neither a field nor
indented by four spaces ends the header for Python-Markdown, which reads it for Pelican. Headers with fields
that only MultiMarkdown knows, like `Base Header Level`, are left alone: there it continues the value above.

## Why is this bad?

The line and all fields below it are shown to readers as the first paragraph, and the article goes without its
date, its category or its tags. Nothing warns of it.

## Example

```text bad
Title: Harbour reopens
after the storm
Date: 2023-05-02

The first ferries left at dawn.
```

```text good
Title: Harbour reopens
    after the storm
Date: 2023-05-02

The first ferries left at dawn.
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import ProblemKind
from newslint.rule import NoOptions, Rule


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the line that ends the header."""
    del options
    for problem in document.problems_of(ProblemKind.INVALID_HEADER):
        found = document.syntax.explain(problem, document.source.text)
        yield Hit(found.span, f"invalid header: {found.message}", help=found.advice, related=found.related)


RULE = Rule("FM016", "invalid-header", Severity.ERROR, check, __doc__, needs=frozenset({"invalid-header"}))
