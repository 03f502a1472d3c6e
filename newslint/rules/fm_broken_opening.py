"""Front matter stands there, and its opening line is broken.

Lines of `key: value` with a closing fence are there, and generators don't see them: something stands before
the `---`, or the `+++` of TOML (a blank line, a comment, another character), the fence is indented, is made
of other dashes or has a word behind it, or is missing. Only where known fields such as `title` and `date`
make it sure is anything said: prose with a rule in it, code and tables are left alone.

Jekyll, Astro and Eleventy read front matter only from the first character of a file. Hugo also passes over
blank lines, blanks and byte order marks before the fence, and Zola over blank lines and blanks: where the
configuration or the site's own files name one of them, these are an information instead of an error. newslint
reads the fields of such an article only once they are gone. Hexo takes more hyphens or no line at the top,
and so does newslint where it is the generator.

## Why is this bad?

The fields show up as text at the top of the page, or the page loses its title, its date and its layout.

## Example

```yaml bad
<!-- generated -->
---
title: Harbour reopens after the storm
date: 2023-05-02
---
```

```yaml good
---
title: Harbour reopens after the storm
date: 2023-05-02
---
```

## Fix safety

What stands before the fence is removed where it is nothing but blanks, blank lines and byte order marks. That
is safe: it is no text of the page. Everything else has no fix.
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Edit, Fix, Hit, Severity
from newslint.rule import NoOptions, Rule


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the opening at what is wrong with it."""
    del options
    found = document.broken_opening
    if found is not None:
        fix = Fix("remove what stands before", (Edit(found.span, ""),), "safe") if found.mendable else None
        severity = Severity.INFO if document.generator in found.readers else None
        yield Hit(found.span, found.wrong, help=found.advice, fix=fix, severity=severity)


RULE = Rule(
    "FM017", "broken-opening", Severity.ERROR, check, __doc__, fixes="safe", needs=frozenset({"no-block"})
)
