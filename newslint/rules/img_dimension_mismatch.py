"""The width or height of an image contradicts the size in its own URL.

Many sites write the size of the served pixels into the address. Only forms that bind it are read: a size as
the last part of the file name (`-1200x675.jpg`), a path segment (`/1600x900/`), `resize=` and cropping
parameters, and what over forty image services have of their own, from the thumbnail names of YouTube to the
options of MSN, Yahoo and Shopify. One side alone is a maximum, since services don't enlarge. A size that
says something else is ignored: the size of an upload, a crop box, a maximum that the image doesn't reach,
digits in an identifier. On pages of a site generator the numbers may say how large a theme shows the picture,
such as half as large for screens with more pixels: a smaller size of the same shape is fine there. A document
is taken for such a page where its schema requires no field. Where the front matter is all there is and
describes a picture by its absolute URL and its size, it must be half or a third as large.

## Why is this bad?

Pages reserve space by the recorded numbers: the text jumps when the image arrives, or the image is stretched.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
images:
  - {url: "https://img.example.com/harbour-1200x630.jpg", width: 1200, height: 675}
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
images:
  - {url: "https://img.example.com/harbour-1200x630.jpg", width: 1200, height: 630}
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.image_url_size import (
    Hint,
    contradiction,
    ends_with_size,
    is_shown_smaller,
    size_hint,
)
from newslint.rule import NoOptions, Rule
from newslint.rulekit.page_or_record import is_for_records, is_page
from newslint.text.wording import field_name

_DENSITIES = (2, 3)


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Compare the recorded sizes of every image with what its URL proves."""
    del options
    for _, url, width, height in document.pictures:
        if url is None or not isinstance(url.value, str) or (width is None and height is None):
            continue
        wide, high = _pixels(width), _pixels(height)
        if ends_with_size(url.value, wide, high):
            continue
        hint = size_hint(url.value)
        wrong = contradiction(hint, wide, high)
        node = height if wrong == "height" else width
        if hint is None or wrong is None or node is None:
            continue
        if not is_shown_smaller(hint, wide, high) or not _may_show(document, hint, wide, high):
            yield _hit(document, url, hint, node, height if wrong == "both" else None)


def _may_show(document: Document, hint: Hint, width: int | None, height: int | None) -> bool:
    """Whether the numbers may say how large a picture is shown, and not how large it is.

    What describes a picture by its absolute URL and its size, and has no text, may be a gallery, or have been
    taken from another page. There only numbers count that are meant for screens with more pixels.
    """
    if is_page(document):
        return True
    return not is_for_records(document) and any(
        side and pixels == density * side
        for density in _DENSITIES
        for side, pixels in ((width, hint.width), (height, hint.height))
    )


def _pixels(node: Node | None) -> int | None:
    return node.value if node is not None and type(node.value) is int else None


def _hit(document: Document, url: Node, hint: Hint, node: Node, other: Node | None) -> Hit:
    recorded = f"{field_name(node.path)} is {node.value}"
    related = [(document.place(url, hint.start, hint.end), "the size in the URL")]
    if other is not None:
        recorded += f" and {field_name(other.path)} {other.value}"
        related.append((other.span, "the height"))
    shown = url.value[hint.start : hint.end]
    size = _size(hint)
    said = f"`{shown}`" if shown == size else f"{size} (`{shown}`)"
    return Hit(
        node.span,
        f"{recorded}, but the image's URL says {said}",
        node.path,
        help="measure the image, and correct the numbers or the URL",
        related=tuple(related),
    )


def _size(hint: Hint) -> str:
    limit = "at most " if hint.bound == "upper" else ""
    if hint.width is None:
        return f"{limit}{hint.height} pixels in height"
    if hint.height is None:
        return f"{limit}{hint.width} pixels in width"
    inside = "it is fitted into " if hint.bound == "box" else ""
    return f"{limit}{inside}{hint.width}x{hint.height}"


RULE = Rule("IMG001", "dimension-mismatch", Severity.ERROR, check, __doc__, needs=frozenset({"image-url"}))
