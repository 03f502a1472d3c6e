"""A suppression names no rule, or can't be understood.

The form is `# newslint: ignore[CODE]` for a line and `# newslint: ignore-file[CODE]` for a file, with a code,
a name or a family in the brackets. Near misses are reported, so that none fails in silence.

## Why is this bad?

It silences nothing, and whoever wrote it believes that it does.

## Example

```yaml bad
---
title: The harbourâ€™s cranes # newslint: ignore[mojibak]
---
```

```yaml good
---
title: The harbourâ€™s cranes # newslint: ignore[mojibake]
---
```

## Fix safety

Unsafe: the nearest name that exists may not be the one that was meant.
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Edit, Fix, Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.wording import shorten

_FORM = "write `# newslint: ignore[CODE]` for a line, or `ignore-file[CODE]` for the file"


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every selector of no rule, and every comment that is none."""
    del options
    for suppression in document.unknown_suppressions:
        if not suppression.selector:
            yield Hit(
                suppression.span, "this comment silences nothing: it isn't in the right form", help=_FORM
            )
            continue
        message = f"no rule is called `{shorten(suppression.selector)}`"
        nearest = suppression.nearest
        if nearest is None:
            yield Hit(suppression.span, message, help="`newslint rules` lists them")
        else:
            fix = Fix(f"write `{nearest}`", (Edit(suppression.span, nearest),), "unsafe")
            yield Hit(suppression.span, message, help=f"did you mean `{nearest}`?", fix=fix)


RULE = Rule("NL002", "unknown-code", Severity.WARNING, check, __doc__, fixes="unsafe", is_last=True)
