"""The front matter is not valid JSON, or a record is not.

The place is where the mistake is, or where that opens which is never closed.

## Why is this bad?

Generators stop the build, or drop the article with all its fields. The parsers' own messages count
characters and name what they expected; the reason is nearly always a comma too many or too few, or a quote in
a sentence.

## Example

```json bad
{
  "title": "Harbour reopens after the storm",
  "tags": ["harbour", "weather"],
}
```

```json good
{
  "title": "Harbour reopens after the storm",
  "tags": ["harbour", "weather"]
}
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
    for problem in document.problems_of(ProblemKind.INVALID_JSON):
        found = document.syntax.explain(problem, document.source.text)
        said = "the record is not valid JSON" if document.source.is_bare else "invalid JSON"
        yield Hit(found.span, f"{said}: {found.message}", help=found.advice, related=found.related)


RULE = Rule("FM015", "invalid-json", Severity.ERROR, check, __doc__, needs=frozenset({"invalid-json"}))
