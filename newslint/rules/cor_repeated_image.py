"""One image stands on many different stories: a placeholder.

An image is counted by its address and the headlines that it stands on. From ten different headlines on it
illustrates none of them; good stock pictures recur less often. Three are enough where its name says that it
is what a site shows in the place of a picture, and names nothing else (`default-share-image.png`,
`no_image.gif`, `image_unavailable.png`). Only articles of one language and one version are compared.

Logos of publishers don't count, and neither do pictures of the site itself, which pages share on purpose:
those with a relative address, and those on the site's own host. That one is known by `CNAME`, the
configuration of the site's generator, or the canonical addresses of most pages. Pages may also have their
share picture elsewhere: then nine of ten that lie in one folder have it.

## Why is this bad?

A list of stories shows the same picture again and again, and none of them says what its story is about.

## Example

The example sets the option `headlines` to 2, so that two stories are enough.

```json options
{"headlines": 2}
```

```yaml bad article
# one.md
---
category: news
title: Harbour reopens after the storm
publishedDateTime: 2023-05-02T06:30:00Z
quality: 70
images: [{url: "https://img.example.com/share-default.png"}]
---
# two.md
---
category: news
title: Night trains return
publishedDateTime: 2023-05-03T06:30:00Z
quality: 70
images: [{url: "https://img.example.com/share-default.png"}]
---
```

```yaml good article
# one.md
---
category: news
title: Harbour reopens after the storm
publishedDateTime: 2023-05-02T06:30:00Z
quality: 70
images: [{url: "https://img.example.com/harbour.png"}]
---
# two.md
---
category: news
title: Night trains return
publishedDateTime: 2023-05-03T06:30:00Z
quality: 70
images: [{url: "https://img.example.com/train.png"}]
---
```
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from newslint.document import Document
from newslint.finding import CorpusHit, Fact, PlacedFact, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.placeholder_images import names_equipment
from newslint.knowledge.sites import host_of, same_site
from newslint.rule import Rule
from newslint.rulekit.comparing import folded_fingerprint, in_edition, with_others
from newslint.rulekit.page_or_record import is_page

_RECORD: Final = "record"
_PAGES: Final = ""  # no address is empty
_NEARLY_ALL: Final = 0.9
_DEEPEST: Final = 20  # folders


class Options(NamedTuple):
    """How often is too often.

    Attributes:
        headlines: On so many different headlines an image is a placeholder.
        equipment_headlines: On so many it is one if its name says so.
    """

    headlines: int = 10
    equipment_headlines: int = 3


def collect(document: Document, options: Options) -> Iterator[Fact]:
    """The address of every image of an article, with its headline; for pages also what tells of a site."""
    del options
    logos = {
        id(node)
        for owner in document.with_role("publisher")
        for node in (owner.parts or {}).get("image-url", ())
    }
    hosts = document.own_hosts
    for article in document.with_role("article"):
        headline = article.part("headline")
        if headline is None or not isinstance(headline.value, str) or not headline.value.strip():
            continue
        images = [node for node in _images(article) if id(node) not in logos]
        if not images:
            continue
        folded = folded_fingerprint(headline.value)
        # What names its publisher tells of a page on another site.
        is_own = article is document.root and not article.part("publisher-name") and is_page(document)
        edition = "/".join(document.edition) if is_own else _RECORD
        for node in images:
            if not hosts or not _is_on(node.value, hosts):
                address = node.value.partition("://")[2]
                key = address.partition("#")[0] if "#" in address else address
                yield Fact(in_edition(document, key), (folded, edition, address), node.span, node.path)
        if is_own:
            canonical = article.part("canonical-url")
            host = host_of(canonical.value) if canonical and isinstance(canonical.value, str) else None
            yield Fact(_PAGES, ("", edition, host or ""), headline.span, headline.path)


def _images(article: Node) -> Iterator[Node]:
    for node in (article.parts or {}).get("image-url", ()):
        if isinstance(node.value, str) and node.value.startswith(("https://", "http://")):
            yield node


def _is_on(url: str, hosts: Iterable[str]) -> bool:
    host = host_of(url)
    return host is not None and any(same_site(host, own) for own in hosts)


def compare(groups: Iterable[Sequence[PlacedFact]], options: Options) -> Iterator[CorpusHit]:
    """Report every place of an image that stands on too many headlines, but for those of the site itself."""
    pages: Sequence[PlacedFact] = ()
    repeated = []
    for group in groups:
        if not group[0].values[0]:
            pages = group
        elif _is_repeated(group, options):
            repeated.append(group)
    site = _Site(pages if repeated else ())
    for group in repeated:
        if not site.shares(group):
            headlines = len({fact.values[0] for fact in group})
            said = "" if headlines >= options.headlines else ", and its name says what it is"
            message = f"this image stands on {headlines:,} different headlines{said}: a placeholder"
            for fact, related in with_others(group, "the same image"):
                yield CorpusHit(fact, message, "show a picture of this story, or none", related, repeats=True)


def _is_repeated(group: Sequence[PlacedFact], options: Options) -> bool:
    """Whether an image stands on more headlines than one that illustrates them would."""
    least = min(options.headlines, options.equipment_headlines)
    if len(group) < least:
        return False
    headlines = len({fact.values[0] for fact in group})
    return headlines >= options.headlines or (
        headlines >= options.equipment_headlines and names_equipment(group[0].values[2])
    )


class _Site:
    """What all pages with pictures tell of their site."""

    def __init__(self, pages: Iterable[PlacedFact]) -> None:
        hosts: Counter[str] = Counter()
        self._below: Counter[tuple[str, str]] = Counter()
        for page in pages:
            _, edition, host = page.values
            if host:
                hosts[host] += 1
            for folder in _folders(page.file):
                self._below[edition, folder] += 1
        usual, count = hosts.most_common(1)[0] if hosts else ("", 0)
        self._hosts = [usual] if count * 2 > hosts.total() else []

    def shares(self, group: Sequence[PlacedFact]) -> bool:
        """Whether pages have an image in common because it is that of their site."""
        _, edition, address = group[0].values
        if any(fact.values[1] == _RECORD for fact in group):
            return False
        if _is_on(f"https://{address}", self._hosts):
            return True
        files = {fact.file for fact in group}
        common = set.intersection(*[set(_folders(file)) for file in files])
        return len(files) >= _NEARLY_ALL * self._below[edition, max(common, key=len)]


def _folders(file: str) -> Iterator[str]:
    """The folders that a file lies in, from the root (an empty name) downwards; no more than counts."""
    yield ""
    parts = file.split("/")[:_DEEPEST]
    for depth in range(1, len(parts)):
        yield "/".join(parts[:depth])


RULE = Rule(
    "COR005",
    "repeated-image",
    Severity.WARNING,
    collect,
    __doc__,
    compare=compare,
    options=Options,
    needs=frozenset({"image-url"}),
)
