"""The width or height of an image is a number that no image has.

That is zero, a negative number, or more than 65,535 pixels, the largest side that JPEG can hold (ITU-T T.81).

## Why is this bad?

Pages reserve space by these numbers. Zero hides the image, a negative number breaks the layout, and a huge
one pushes the text out of sight.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
images:
  - {url: "https://img.example.com/harbour.jpg", width: 1200, height: 0}
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
images:
  - {url: "https://img.example.com/harbour.jpg", width: 1200, height: 675}
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.text.wording import field_name, spell

_LARGEST = 65_535


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every side that no image can have."""
    del options
    for role in ("image-width", "image-height"):
        for node in document.with_role(role):
            value = node.value
            if type(value) is int and 0 < value <= _LARGEST:  # nearly always
                continue
            if isinstance(value, bool) or not isinstance(value, int | float) or 0 < value <= _LARGEST:
                continue
            yield Hit(
                node.span,
                f"{field_name(node.path)} is {spell(value)} pixels, which no image has",
                node.path,
                help="measure the image, or remove the field",
            )


RULE = Rule(
    "IMG002",
    "impossible-dimension",
    Severity.ERROR,
    check,
    __doc__,
    supersedes=("SCH007",),
    needs=frozenset({"image-height", "image-width"}),
)
