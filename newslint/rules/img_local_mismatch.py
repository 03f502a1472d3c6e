"""A local image has another size than the recorded one, or isn't there.

A relative address is looked up beside the article, and the image's header read. A picture that is exactly
two or three times as large as recorded is meant for screens with more pixels, and fine. Where the schema
gives the address no URL format, as that for any site doesn't, the numbers may say how large a theme shows
the picture: a smaller size of the same shape is fine there. Addresses that begin with `/` are looked up
only below a configured folder for images, and only with one is a missing file reported: generators look for
files in places of their own. Astro (from `./` or `../` on) and Docusaurus (from `./` on) look beside the page
alone, so that a file that is missing there is always reported.

## Why is this bad?

Pages reserve space by the recorded numbers: the text jumps when the image arrives, or the image is
stretched. A missing file is a hole in the page.

## Example

```yaml bad article measured
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
images:
  - {url: "harbour.jpg", width: 1200, height: 800}
---
```

```yaml good article measured
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
images:
  - {url: "harbour.jpg", width: 1200, height: 675}
---
```
"""

from collections.abc import Iterator

from newslint.document import Document, LocalImage
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.rule import NoOptions, Rule
from newslint.schema.roles import URL_FORMATS
from newslint.text.wording import field_name, quote

# A recorded number of pixels, if there is one, and that of the file.
_Pair = tuple[int | None, int]
_DENSITIES = (1, 2, 3)
_IS_A_URL = frozenset(f"format:{name}" for name in URL_FORMATS)


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Compare every local image with what is recorded of it."""
    del options
    for image in document.with_role("image"):
        urls = image.parts.get("image-url") if image.parts else None
        for url in urls or (image,):
            if not isinstance(url.value, str) or not url.value or "://" in url.value:
                continue
            local = document.measure(url.value)
            hit = None if local is None else _hit(url, image, local)
            if hit is not None:
                yield hit
                break


def _hit(url: Node, image: Node, local: LocalImage) -> Hit | None:
    if local.missing:
        return Hit(
            url.span,
            f"{field_name(url.path)} names a file that doesn't exist: {quote(url.value)}",
            url.path,
            help="correct the path, or add the file",
        )
    width, height = image.part("image-width"), image.part("image-height")
    pairs = ((_pixels(width), local.width), (_pixels(height), local.height))
    if _is_fine(pairs, strict=bool(url.roles & _IS_A_URL)):
        return None
    wrong = [
        node
        for node, (recorded, real) in zip((width, height), pairs, strict=True)
        if node is not None and recorded not in (None, real)
    ]
    return Hit(
        wrong[0].span,
        f"{' and '.join(f'{field_name(node.path)} is {node.value}' for node in wrong)}, but the file"
        f" {quote(url.value)} has {local.width}x{local.height} pixels",
        wrong[0].path,
        help="record the size of the file",
        related=((url.span, "the address of the file"), *((node.span, "the height") for node in wrong[1:])),
    )


def _pixels(node: Node | None) -> int | None:
    return node.value if node is not None and type(node.value) is int and node.value > 0 else None


def _is_fine(pairs: tuple[_Pair, _Pair], *, strict: bool) -> bool:
    """Whether the recorded size is that of the file, or shows it on a screen with more pixels."""
    for density in _DENSITIES:
        if all(recorded is None or recorded * density == real for recorded, real in pairs):
            return True
    (width, real_width), (height, real_height) = pairs
    if strict or (width or 0) > real_width or (height or 0) > real_height:
        return False
    # The same shape, but for half a pixel on either side.
    return (
        width is None
        or height is None
        or abs(width * real_height - height * real_width) * 2 <= real_width + real_height
    )


RULE = Rule(
    "IMG006",
    "local-image-mismatch",
    Severity.ERROR,
    check,
    __doc__,
    supersedes=("IMG001", "IMG003"),
    needs=frozenset({"image"}),
)
