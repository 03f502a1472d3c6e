"""The shape of an image contradicts the shape in its own URL.

Some addresses bind the ratio of width to height, but not the size: a ratio in the path of Condé Nast's and
Cloudinary's services, `crop=16:9` of Fastly, `ar=16:9` with `fit=crop` of imgix. Ratios that differ by
0.015 or less count as equal. A picture that is more than 20 times as long as it is high, or the other way
round, is reported whatever its address says.

## Why is this bad?

Pages reserve space by the recorded numbers: the image is stretched, or cut at the wrong edges.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
images:
  - {url: "https://img.example.com/harbour.jpg?width=1200&crop=16:9", width: 1200, height: 800}
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
images:
  - {url: "https://img.example.com/harbour.jpg?width=1200&crop=16:9", width: 1200, height: 675}
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.image_url_aspect import AspectHint, aspect_hint, contradicts
from newslint.knowledge.image_url_size import contradiction, size_hint
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.text.wording import field_name

_LARGEST = 65_535  # what lies beyond is no size of an image at all


class Options(NamedTuple):
    """Which shapes no picture has.

    Attributes:
        most_extreme: The longer side may be at most so many times the shorter one.
    """

    most_extreme: float = 20


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Compare the recorded shape of every image with what its URL proves."""
    most = options.most_extreme
    for _, url, width, height in document.pictures:
        if width is None or height is None or not (_is_size(width.value) and _is_size(height.value)):
            continue
        hint = aspect_hint(url.value) if url is not None and isinstance(url.value, str) else None
        hit = None if url is None or hint is None else _contradiction(document, url, hint, width, height)
        if hit is not None:
            yield hit
        elif width.value > most * height.value or height.value > most * width.value:
            yield _extreme(width, height)


def _is_size(value: object) -> bool:
    return type(value) is int and 0 < value <= _LARGEST


def _recorded(width: Node, height: Node) -> str:
    return f"{field_name(width.path)} is {width.value} and {field_name(height.path)} {height.value}"


def _extreme(width: Node, height: Node) -> Hit:
    longer, shorter = max(width.value, height.value), min(width.value, height.value)
    shape = "wide as it is high" if width.value == longer else "high as it is wide"
    return Hit(
        height.span,
        f"{_recorded(width, height)}: an image {longer / shorter:.0f} times as {shape}",
        height.path,
        help="measure the image, and correct the numbers",
        related=((width.span, "the width"),),
    )


def _contradiction(document: Document, url: Node, hint: AspectHint, width: Node, height: Node) -> Hit | None:
    if not contradicts(hint, width.value, height.value):
        return None
    if contradiction(size_hint(url.value), width.value, height.value) is not None:
        return None  # the URL binds the size too, which another rule compares
    shown, ratio = url.value[hint.start : hint.end], f"{hint.width:g}:{hint.height:g}"
    said = f"`{shown}`" if shown == ratio else f"{ratio} (`{shown}`)"
    return Hit(
        height.span,
        f"{_recorded(width, height)}, but the image's URL says {said}",
        height.path,
        help="measure the image, and correct the numbers or the URL",
        related=(
            (width.span, "the width"),
            (document.place(url, hint.start, hint.end), "the shape in the URL"),
        ),
    )


RULE = Rule(
    "IMG003",
    "aspect-mismatch",
    Severity.WARNING,
    check,
    __doc__,
    options=Options,
    needs=frozenset({"image-width"}),
)
