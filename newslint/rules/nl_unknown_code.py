"""A suppression names no rule, or can't be understood.

The form is `# newslint: ignore[CODE]` for a line and `# newslint: ignore-file[CODE]` for a file, with a code,
a name or a family in the brackets, several with commas, and a reason behind them. Near misses are reported,
so that none fails in silence: other words and brackets, no codes, capitals, what other linters write. Only
comments that begin with the name of newslint are read.

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

Unsafe: the nearest name that exists may not be the one that was meant, and a suppression that works may hide
more than was intended. Where the intention is in doubt there is no fix.
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Edit, Fix, Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.text.lazy_pattern import later
from newslint.text.wording import shorten

_FORM = "write `# newslint: ignore[CODE]` for a line, or `ignore-file[CODE]` for the file"
_NOT_IN_FORM = "this comment silences nothing: it isn't in the right form"
_NO_CODE = "this comment silences nothing: it names no rule in brackets"
_NAMED = later(r"\[[\s,]*[^\s,\]]")


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every selector of no rule, and every comment that is none."""
    del options
    for suppression in document.unknown_suppressions:
        span, nearest = suppression.span, suppression.nearest
        fix = (
            None if nearest is None else Fix(f"write `{shorten(nearest)}`", (Edit(span, nearest),), "unsafe")
        )
        if suppression.selector:
            message = f"no rule is called `{shorten(suppression.selector)}`"
            advice = (
                "`newslint rules` lists them" if nearest is None else f"did you mean `{shorten(nearest)}`?"
            )
        else:
            message = _NOT_IN_FORM if _NAMED.search(document.text_of(span)) else _NO_CODE
            advice = _FORM if fix is None else fix.message
        yield Hit(span, message, help=advice, fix=fix)


RULE = Rule("NL002", "unknown-code", Severity.WARNING, check, __doc__, fixes="unsafe", runs_last=True)
