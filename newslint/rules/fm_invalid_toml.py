"""The front matter is not valid TOML.

A block between `+++` and `+++`, or between `---toml` and `---`, is read by TOML 1.0. The place is where the
parser gave up.

## Why is this bad?

Hugo and Zola stop the build at the first such file.

## Example

```toml bad
+++
title = Harbour reopens after the storm
+++
```

```toml good
+++
title = "Harbour reopens after the storm"
+++
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
    for problem in document.problems_of(ProblemKind.INVALID_TOML):
        found = document.syntax.explain(problem, document.source.text)
        yield Hit(found.span, f"invalid TOML: {found.message}", help=found.advice, related=found.related)


RULE = Rule("FM014", "invalid-toml", Severity.ERROR, check, __doc__, needs=frozenset({"invalid-toml"}))
