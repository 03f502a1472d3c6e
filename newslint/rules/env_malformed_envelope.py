"""An encrypted field is damaged.

The field must be two base64 texts with a semicolon between them: the ciphertext, whose length is a multiple
of 16 bytes, and the initialisation vector of 16 bytes, as AES in CBC mode has it (NIST SP 800-38A).

## Why is this bad?

Nobody sees the damage until somebody needs what is inside, and then it can't be decrypted.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
secured: "aGFyYm91ciBoYXJib3VyIQ==;bm90IGxvbmcgZW5vdWdo"
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
secured: "aGFyYm91ciBoYXJib3VyIQ==;c2l4dGVlbiBieXRlcyEhIQ=="
---
```
"""

import binascii
from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.text.lazy_pattern import later
from newslint.text.wording import count, field_name, quote

_BLOCK = 16
_NOT_BASE64 = later(r"[^A-Za-z0-9+/=]+")
_Damage = tuple[int, int, str]


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the first thing that is wrong with an envelope."""
    del options
    for node in document.with_role("envelope"):
        if not isinstance(node.value, str):
            continue
        found = _damage(node.value)
        if found is not None:
            start, end, reason = found
            span = document.place(node, start, end) if start < end else node.span
            advice = "restore it from the source, or encrypt the field again"
            message = f"{field_name(node.path)} is damaged: {reason}"
            yield Hit(span, message, node.path, help=advice)


def _damage(text: str) -> _Damage | None:
    """What is wrong, and where in the text."""
    if not text:
        return 0, 0, "it is empty"
    if text.count(";") != 1:
        return 0, len(text), f"it needs one `;` between ciphertext and vector, found {text.count(';')}"
    middle = text.index(";")
    return _damaged_part(text, 0, middle) or _damaged_part(text, middle + 1, len(text))


def _damaged_part(text: str, start: int, end: int) -> _Damage | None:
    name = "vector after the `;`" if start else "ciphertext before the `;`"
    if start == end:
        middle = text.index(";")
        return middle, middle + 1, f"the {name} is missing"
    decoded = _decoded(text[start:end])
    if decoded is None:
        stray = _NOT_BASE64.search(text, start, end)
        if stray is not None:
            return *stray.span(), f"{quote(stray.group())} in the {name} is not base64"
        return start, end, f"the {name} is not complete base64"
    if start and len(decoded) != _BLOCK:
        return start, end, f"the {name} has {count(len(decoded), 'byte')}, not {_BLOCK}"
    if len(decoded) % _BLOCK:
        return start, end, f"the {name} has {count(len(decoded), 'byte')}, not a multiple of {_BLOCK}"
    return None


def _decoded(text: str) -> bytes | None:
    try:
        return binascii.a2b_base64(text, strict_mode=True)
    except (binascii.Error, ValueError):
        return None


RULE = Rule(
    "ENV001",
    "malformed-envelope",
    Severity.ERROR,
    check,
    __doc__,
    supersedes=("SCH006", "SCH007"),
    needs=frozenset({"envelope"}),
)
