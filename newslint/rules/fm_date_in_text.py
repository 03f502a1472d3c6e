"""An unquoted text that most readers of YAML turn into a date.

`2018-11-21` without quotes is a timestamp of YAML 1.1, and still one to js-yaml 4. Jekyll, PyYAML, Eleventy
and Astro make an object of it; Hugo and newslint leave the text. Reported are fields that mean a text
(headlines, summaries, names, topics), and those that the schema wants as a string of any form. Quiet are
dates of publication, fields whose name speaks of a date, sites that Hugo builds, and Obsidian's notes.

## Why is this bad?

The schema of an Astro collection refuses a date where it wants a string, Jekyll can't sort topics of two
types, and a headline is shown as `Wed Nov 21 2018 00:00:00 GMT`.

## Example

```yaml bad
---
title: 2018-11-21
---
```

```yaml good
---
title: "2018-11-21"
date: 2018-11-21
---
```

## Fix safety

The fix quotes the value. It is safe: the text stays as it is written, and a text is wanted.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from newslint.document import Document
from newslint.finding import Fix, Hit, Severity, innermost_key
from newslint.frontmatter.nodes import Node
from newslint.rule import NoOptions, Rule
from newslint.rulekit.meant_for_text import is_any_text_by_schema, is_text_by_role
from newslint.text.lazy_pattern import later
from newslint.text.wording import field_name, quote

# Sources: yaml.org/type/timestamp.html, and the readers themselves: Psych 4, PyYAML 6, js-yaml 3.14 and 4.3.
_TIMESTAMP = later(
    r"\d{4}-\d\d-\d\d(?:[Tt ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII
)
_DATE_ROLES: Final = frozenset({"published", "updated"})
_SPEAKS_OF_A_DATE = later(
    r"date|time|day|year|updated|modified|created|published|released|since|until|expires|start|end|deadline"
)
# Obsidian keeps a date that stands in a list or in a property of another type as the text that it is.
_READ_TEXT: Final = frozenset({"hugo", "obsidian"})


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report each date where a text is meant."""
    del options
    if document.generator in _READ_TEXT:
        return
    for node in [node for node in document.texts if node.value[4:5] == "-"]:
        value: str = node.value
        if (
            node.style == ""
            and not node.tagged
            and _DATE_ROLES.isdisjoint(node.roles)  # most dates are those of articles
            and _is_date(value)
            and _is_meant_for_text(document, node)
        ):
            edit = document.quote(node)
            yield Hit(
                node.span,
                f"{field_name(node.path)} is a date to Jekyll, Eleventy, Astro and PyYAML: "
                f"{quote(value)} has no quotes",
                node.path,
                "quote it if the text is meant",
                None if edit is None else Fix("quote it", (edit,), "safe"),
            )


def _is_date(value: str) -> bool:
    """Whether all of these readers make a date of a text."""
    if not _TIMESTAMP.fullmatch(value):
        return False
    try:
        date.fromisoformat(value[:10])
    except ValueError:
        return False
    return True


def _is_meant_for_text(document: Document, node: Node) -> bool:
    if is_text_by_role(node):
        return True
    name = innermost_key(node.path)
    return not _SPEAKS_OF_A_DATE.search(name.lower()) and is_any_text_by_schema(document, node)


RULE = Rule(
    "FM021", "date-in-text", Severity.WARNING, check, __doc__, fixes="safe", needs=frozenset({"yaml"})
)
