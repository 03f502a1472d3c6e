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
from newslint.finding import Hit, Severity, Span
from newslint.frontmatter.nodes import Problem, ProblemKind
from newslint.frontmatter.yaml.explanations import explain
from newslint.rule import NoOptions, Rule

# What libyaml was reading when it gave up, and what stands at the beginning of that.
_BEGUN = {
    "while parsing a block mapping": "the first field of the mapping",
    "while parsing a block collection": "the first item of the list",
    "while parsing a flow mapping": "the brace that was opened",
    "while parsing a flow sequence": "the bracket that was opened",
    "while parsing a quoted scalar": "the quote that was opened",
    "while scanning a quoted scalar": "the quote that was opened",
}


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Translate libyaml's problem."""
    del options
    for problem in document.problems_of(ProblemKind.INVALID_YAML):
        span, message, advice = explain(problem, document.source.text)
        yield Hit(span, f"invalid YAML: {message}", help=advice, related=_related(problem, span))


def _related(problem: Problem, span: Span) -> tuple[tuple[Span, str], ...]:
    """Where libyaml began to read, unless the mistake is not what it stumbled over."""
    begun = problem.other
    if begun is None or begun == span or span != problem.span or problem.context not in _BEGUN:
        return ()
    return ((begun, _BEGUN[problem.context]),)


RULE = Rule("FM003", "invalid-yaml", Severity.ERROR, check, __doc__, needs=frozenset({"invalid-yaml"}))
