"""A YAML tag that is not one of the core types.

Tags (`!name`, `!!python/object`) ask the reader of a file to build an object. Here none is ever built: the
value is checked as plain text, list or mapping. Sets and the like of YAML 1.1 (`!!set`, `!!omap`) are known,
and so is R code in R Markdown and Quarto (`!r`, `!expr`).

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

## Fix safety

The fix quotes a text whose tag is a plain word. It is unsafe, since a tag may be meant.
"""

from collections.abc import Iterator
from typing import Final

from newslint.document import Document
from newslint.finding import Fix, Hit, Severity
from newslint.frontmatter.nodes import Problem, ProblemKind
from newslint.light_dataclasses import replace
from newslint.rule import NoOptions, Rule
from newslint.text.lazy_pattern import later
from newslint.text.wording import shorten

# Sources: R Markdown, "Parameterized reports" (`!r`); knitr, "Chunk options" (`!expr`), as in Quarto.
_R_TAGS: Final = frozenset({"!r", "!expr"})
_R_ENDINGS: Final = (".rmd", ".rmarkdown", ".qmd")
# Psych, Ruby's YAML, writes and reads it: older importers of Jekyll left texts with accents so.
_RUBY_BYTES = "!binary"
_WORD = later(r"!\w+[^\w/:]?")  # what may begin a sentence; `!ruby/object:x` doesn't


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every tag outside the core types."""
    del options
    of_r = document.generator == "quarto" or document.file_name.lower().endswith(_R_ENDINGS)
    for problem in document.problems_of(ProblemKind.UNKNOWN_TAG):
        if of_r and problem.detail in _R_TAGS:
            continue
        tag = shorten(document.text_of(problem.span) or problem.detail)
        if tag == _RUBY_BYTES and document.generator == "jekyll":
            continue
        advice = "quote the value if the exclamation mark belongs to the text, else remove the tag"
        message = f"`{tag}` is a YAML tag of no known type"
        yield Hit(problem.span, message, problem.path, advice, _quoted(document, problem))


def _quoted(document: Document, problem: Problem) -> Fix | None:
    node = document.node_at(problem.path)
    if not _WORD.fullmatch(document.text_of(problem.span)):
        return None
    if node is None or node.path != problem.path or node.style != "" or node.children is not None:
        return None
    whole = replace(node, start=problem.span.start, end=max(node.end, problem.span.end), tagged=False)
    edit = document.quote(whole)
    return None if edit is None else Fix("quote it", (edit,), "unsafe")


RULE = Rule(
    "FM011", "unknown-tag", Severity.ERROR, check, __doc__, fixes="unsafe", needs=frozenset({"unknown-tag"})
)
