"""The schema that a document names can't be used.

A document may name its own schema: as a field, `$schema: ../schemas/article.schema.json`, or above the first
field as a comment, `# yaml-language-server: $schema=../schemas/article.schema.json`. The path is relative to
the document; one that begins with a slash is relative to the project. It must lead to a JSON Schema inside
the project, and one that can be checked in reasonable time: the finding says so where a schema is too large,
or asks too much of this document. An address such as `https://...` is passed over: nothing is fetched from
the network.

What a document names adds to the schema of its collection and never takes its place, unless the collection
says `allow-schema-override = true`.

## Why is this bad?

The document is not checked against the schema that it names, and looks sound.

## Example

```yaml bad
---
$schema: schemas/no-such-file.json
title: Harbour reopens after the storm
---
```

```yaml good
---
title: Harbour reopens after the storm
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report why the schema can't be used."""
    del options
    if document.schema_trouble is not None:
        reason, named = document.schema_trouble
        yield Hit(
            named.span,
            f"this schema can't be used: {reason}",
            named.path,
            "name a JSON Schema inside the project, relative to this file",
        )


RULE = Rule("SCH010", "unusable-schema", Severity.ERROR, check, __doc__, needs=frozenset({"named-schema"}))
