"""An image has a width but no height, or a height but no width.

Only images to whose address the schema gives a URL format are checked: elsewhere one side may be all that a
theme wants. An image without either number is left alone: what an archive records is for its schema to say.

## Why is this bad?

Pages can reserve space only by both numbers: with one, the text jumps when the image arrives.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
images:
  - {url: "https://img.example.com/harbour.jpg", width: 1200}
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
from newslint.schema.roles import OF_URL_FORMAT
from newslint.text.wording import field_name


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every image that has one side only."""
    del options
    for _, url, width, height in document.pictures:
        one = width if height is None else height if width is None else None
        if one is None or type(one.value) is not int:
            continue
        if url is None or not url.roles & OF_URL_FORMAT:
            continue
        missing = "height" if one is width else "width"
        yield Hit(
            one.key_span,
            f"{field_name(one.path)} stands alone: the {missing} of the image is missing",
            one.path,
            help=f"add the {missing} in pixels",
        )


RULE = Rule(
    "IMG004",
    "missing-dimension",
    Severity.INFO,
    check,
    __doc__,
    needs=frozenset({"image-height", "image-width"}),
)
