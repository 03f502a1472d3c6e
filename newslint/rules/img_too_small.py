"""Every image of an article is smaller than search engines ask for.

Google asks for images of at least 50,000 pixels in area for articles, and of at least 1200 pixels in width
for large previews. One image that is large enough will do. The logos of the publisher and the images of
related articles don't count, and neither does an article with an image whose size isn't recorded.

## Why is this bad?

Results and feeds show the article with a small picture, or with none.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
images:
  - {url: "https://img.example.com/harbour.jpg", width: 640, height: 360}
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
from newslint.frontmatter.nodes import Node
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.text.wording import field_name


class Options(NamedTuple):
    """How large an image should be.

    Attributes:
        min_width: The smallest width in pixels.
        min_pixels: The smallest product of width and height.
    """

    min_width: int = 1200
    min_pixels: int = 50_000


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Report the widest image of an article where all of them are too small."""
    article = document.root
    if article is None or "article" not in article.roles:
        return
    publishers = article.parts_with("publisher")
    logos = {image for owner in publishers for image in owner.parts_with("image")}
    images = [image for image in article.parts_with("image") if image not in logos]
    sizes = [_size(image) for image in images]
    known = [size for size in sizes if size is not None]
    if not known or len(known) < len(sizes):
        return
    if any(_is_enough(*size, options) for size in known):
        return
    width, height = max(known, key=lambda size: (size[0].value, size[1].value))
    area = width.value * height.value
    found = f"{field_name(width.path)} is {width.value} and {field_name(height.path)} {height.value}"
    wanted = f"{options.min_width:,} pixels in width"
    if area < options.min_pixels:
        wanted += f" and {options.min_pixels:,} in area"
    yield Hit(
        width.span,
        f"{found}; search engines ask for {wanted}",
        width.path,
        help="add a larger version of the image",
        related=((height.span, "the height"),),
    )


def _size(image: Node) -> tuple[Node, Node] | None:
    width, height = image.part("image-width"), image.part("image-height")
    if width is None or height is None or type(width.value) is not int or type(height.value) is not int:
        return None
    return (width, height) if width.value > 0 and height.value > 0 else None


def _is_enough(width: Node, height: Node, options: Options) -> bool:
    return bool(width.value >= options.min_width and width.value * height.value >= options.min_pixels)


RULE = Rule(
    "IMG005",
    "image-too-small",
    Severity.INFO,
    check,
    __doc__,
    options=Options,
    default=False,
    needs=frozenset({"image-width"}),
)
