"""A local image has another size than the recorded one, or isn't there.

A relative address is looked up beside the article, and the image's header read. A picture that is exactly
two or three times as large as recorded is meant for screens with more pixels, and fine. Where the schema
gives the address no URL format, as that for any site doesn't, the numbers may say how large a theme shows
the picture: a smaller size of the same shape is fine there. Addresses that begin with `/` are looked up
only below a configured folder for images, and only with one is a missing file reported: generators look for
files in places of their own. Astro (from `./` or `../` on) and Docusaurus (from `./` on) look beside the page
alone, so that a file that is missing there is reported.

In Hugo, files in the folder of a page bundle (`index.md`, `_index.md`) belong to the page, and so do those
that `resources` describes: sound, films and documents as well as pictures. But themes may look elsewhere. So
such a file is reported only where no file of that name lies anywhere in the site, and nine of ten files in
the same field are there, of five at least. A pattern (`*.jpg`), and a page that gives its files other names,
say nothing.

What git ignores is left alone, since the build may make it, and so is everything where a submodule is empty
or the checkout is sparse. Where nine of ten files in a field are missing, of five at least, the folder of
the pictures may be gone: that is told once.

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

from collections.abc import Collection, Iterator, Mapping

from newslint.document import Document, LocalImage
from newslint.finding import Evidence, Hit, Question, Severity, innermost_key
from newslint.frontmatter.nodes import Node
from newslint.rule import NoOptions, Rule
from newslint.schema.roles import OF_URL_FORMAT
from newslint.text.wording import field_name, quote

# A recorded number of pixels, if there is one, and that of the file.
_Pair = tuple[int | None, int]
_DENSITIES = (1, 2, 3)
_MISSING, _THERE = "missing", "there"
# How many files of a field are there: of five at least, nine of ten or one of ten.
_NEARLY_ALL, _SOME, _NONE = "nearly all", "some", "none"
_LEAST, _ONE_IN = 5, 10


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Compare every local image with what is recorded of it, and look for the other files of the page."""
    del options
    told: set[Question] = set()
    for image, url, local in _files(document):
        if not local.missing:
            hit = None if image is None else _size(url, image, local)
            if hit is not None:
                yield hit
            continue
        question = _question(url)
        habit = document.evidence.get(question)
        if habit is None or habit.verdict == _NEARLY_ALL or (habit.verdict == _SOME and not local.unsure):
            yield _missing(url, question)
        elif (
            habit.verdict == _NONE
            and not local.unsure
            and document.source.document == habit.first[_MISSING]
            and question not in told
        ):
            told.add(question)
            yield _none_is_here(url, habit)


def testify(
    document: Document, questions: Collection[Question], options: NoOptions
) -> Iterator[tuple[Question, str]]:
    """Tell of each file in a field that others wonder about whether it is there."""
    del options
    asked = frozenset(questions)
    for _, url, local in _files(document):
        if _question(url) in asked:
            yield _question(url), _MISSING if local.missing else _THERE


def weigh(counts: Mapping[str, int]) -> str:
    """Tell how many of the files in a field are there."""
    missing, there = counts.get(_MISSING, 0), counts.get(_THERE, 0)
    if there >= _LEAST and missing * _ONE_IN <= missing + there:
        return _NEARLY_ALL
    return _NONE if missing >= _LEAST and there * _ONE_IN <= missing + there else _SOME


def _question(url: Node) -> Question:
    """Whether the files that the field names are there elsewhere."""
    return Question("files", innermost_key(url.path).casefold())


def _files(document: Document) -> Iterator[tuple[Node | None, Node, LocalImage]]:
    """The files that the document names and of which something is known: the image, its address, and that."""
    bundled = document.with_role("bundled-file")
    for image in document.with_role("image"):
        for url in image.parts_with("image-url") or (image,):
            local = _look_up(document, url)
            # Where the page describes its files, it may give them other names.
            if local is not None and not (local.unsure and bundled):
                yield image, url, local
                if local.missing:
                    break
    for file in bundled:
        local = _look_up(document, file)
        if local is not None:
            yield None, file, local


def _look_up(document: Document, url: Node) -> LocalImage | None:
    is_local = isinstance(url.value, str) and url.value and "://" not in url.value
    return document.measure(url.value) if is_local else None


def _missing(url: Node, question: Question) -> Hit:
    return Hit(
        url.span,
        f"{field_name(url.path)} names a file that doesn't exist: {quote(url.value)}",
        url.path,
        help="correct the path, or add the file",
        asks=question,
    )


def _none_is_here(url: Node, habit: Evidence) -> Hit:
    files = f"{habit.counts[_MISSING]:,} of {sum(habit.counts.values()):,} files"
    return Hit(
        url.span,
        f"{field_name(url.path)} names a file that doesn't exist, as do {files} in this field:"
        f" {quote(url.value)}",
        url.path,
        help="add the files, or check the archive where they are; what is missing is told one by one then",
    )


def _size(url: Node, image: Node, local: LocalImage) -> Hit | None:
    if not local.width:
        return None
    width, height = image.part("image-width"), image.part("image-height")
    pairs = ((_pixels(width), local.width), (_pixels(height), local.height))
    if _is_fine(pairs, strict=bool(url.roles & OF_URL_FORMAT)):
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
    testify=testify,
    weigh=weigh,
    asks_of_keys=True,
    supersedes=("IMG001", "IMG003"),
    needs=frozenset({"image", "bundled-file"}),
)
