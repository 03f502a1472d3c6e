"""One image stands on many different stories: a placeholder.

An image is counted by its address and the headlines that it stands on. From ten different headlines on it
illustrates none of them; good stock pictures recur less often, and a column, whose headlines begin alike
(`Ask Annie: …`), has a picture of its own. Three are enough where its name says that it is what a site shows
in the place of a picture, and names nothing else (`default-share-image.png`, `no_image.gif`,
`image_unavailable.png`) or nothing that any headline is about (`bay-news-placeholder.png`).

Three are enough, too, where they are of three publishers, have no word in common, and are more than a week
apart. Publishers that tell of one event share the picture of an agency, and their headlines name the event.
Pictures of videos and of sites that give pictures away are left out, and so are those whose name says what
they show (`police-lights.jpg`): newspapers of one house share them. Only articles of one language and one
version are compared.

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
from typing import Final

from newslint.document import Document
from newslint.finding import CorpusHit, Fact, PlacedFact, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.dates import days_apart, parse_date
from newslint.knowledge.placeholder_images import (
    is_shared_on_purpose,
    names_a_subject,
    words_beside_equipment,
)
from newslint.knowledge.sites import host_of, same_site
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.rulekit.combining import MANY, Different, how_many, sampled, with_first
from newslint.rulekit.comparing import (
    folded_fingerprint,
    in_edition,
    number_of,
    number_of_files,
    publisher_of,
    with_others,
)
from newslint.rulekit.headline_words import beginnings
from newslint.rulekit.page_or_record import is_page

_RECORD: Final = "record"
_PAGES: Final = ""  # no address is empty
_NEARLY_ALL: Final = 0.9
_DEEPEST: Final = 20  # folders
_DAYS: Final = 7
_FIRST_WORDS: Final = 2
_LONGEST: Final = 200  # characters of a headline or a date


class Options(NamedTuple):
    """How often is too often.

    Attributes:
        headlines: On so many different headlines an image is a placeholder.
        equipment_headlines: On so many it is one if its name says so.
        publishers: On so many, under headlines of so many publishers that have no word in common, it is one.
    """

    headlines: int = 10
    equipment_headlines: int = 3
    publishers: int = 3


def collect(document: Document, options: Options) -> Iterator[Fact]:
    """The address of every image of an article, with its headline; for pages also what tells of a site."""
    del options
    logos = {id(node) for owner in document.with_role("publisher") for node in owner.parts_with("image-url")}
    hosts = document.own_hosts
    for article in document.with_role("article"):
        headline = article.part("headline")
        if headline is None or not isinstance(headline.value, str) or not headline.value.strip():
            continue
        images = [node for node in _images(article) if id(node) not in logos]
        if not images:
            continue
        folded = folded_fingerprint(headline.value)
        day = article.part_text("published")[:_LONGEST]
        story = (headline.value[:_LONGEST], publisher_of(article), day)
        # What names its publisher tells of a page on another site.
        is_own = article is document.root and not article.part("publisher-name") and is_page(document)
        edition = "/".join(document.edition) if is_own else _RECORD
        for node in images:
            if not hosts or not _is_on(node.value, hosts):
                address = node.value.partition("://")[2]
                key = address.partition("#")[0] if "#" in address else address
                yield Fact(
                    in_edition(document, key), (folded, edition, address, *story), node.span, node.path
                )
        if is_own:
            canonical = article.part("canonical-url")
            host = host_of(canonical.value) if canonical and isinstance(canonical.value, str) else None
            yield Fact(_PAGES, ("", edition, host or ""), headline.span, headline.path)


def _images(article: Node) -> Iterator[Node]:
    for node in article.parts_with("image-url"):
        if isinstance(node.value, str) and node.value.startswith(("https://", "http://")):
            yield node


def _is_on(url: str, hosts: Iterable[str]) -> bool:
    host = host_of(url)
    return host is not None and any(same_site(host, own) for own in hosts)


def combine(group: Sequence[PlacedFact], options: Options) -> Sequence[PlacedFact]:
    """Pages by folder; of an image places enough to tell on how many headlines it stands, up to many."""
    if not group[0].values[0]:
        return sampled(group, lambda fact: (fact.values, [*_folders(fact)][-1]), kept=1)
    is_told = len({fact.values[0] for fact in group}) >= options.headlines
    headlines = Different(max(MANY, options.headlines))
    kinds: set[object] = set()

    def tells_more(fact: PlacedFact) -> bool:
        kind = fact.values[1] if is_told else fact.values
        is_new = kind not in kinds
        kinds.add(kind)
        return headlines.adds(fact.values[0]) or is_new

    return with_first(group, tells_more, last=True)


def compare(groups: Iterable[Sequence[PlacedFact]], options: Options) -> Iterator[CorpusHit]:
    """Report every place of an image that stands on too many headlines, but for those of the site itself."""
    pages: Sequence[PlacedFact] = ()
    repeated = []
    for group in groups:
        if not group[0].values[0]:
            pages = group
        elif (where := _too_many(group, options)) is not None:
            if _is_of_records(group):  # of which there may be more than memory holds
                yield from _told(group, where)
            else:
                repeated.append((group, where))
    site = _Site(pages if repeated else ())
    for group, where in repeated:
        if not site.shares(group):
            yield from _told(group, where)


def _told(group: Sequence[PlacedFact], where: str) -> Iterator[CorpusHit]:
    message = f"this image stands on {where}: a placeholder"
    for fact, related in with_others(group, "the same image"):
        yield CorpusHit(fact, message, "show a picture of this story, or none", related, repeats=True)


def _is_of_records(group: Sequence[PlacedFact]) -> bool:
    """Whether an image stands somewhere where no site's pages have it in common."""
    return any(fact.values[1] == _RECORD for fact in group)


def heeds(group: Sequence[PlacedFact], options: Options) -> bool:
    """Whether a group is that of the pages, or an image on too many headlines."""
    return not group[0].values[0] or _too_many(group, options) is not None


def _too_many(group: Sequence[PlacedFact], options: Options) -> str | None:
    """On which headlines an image stands, if on more than one that illustrates them would; None if not."""
    if number_of(group) < min(options.headlines, options.equipment_headlines, options.publishers):
        return None
    headlines = len({fact.values[0] for fact in group})
    where = f"{how_many(headlines)} different headlines"
    if headlines >= options.headlines:
        return None if _is_of_a_series(group) else where
    address = group[0].values[2]
    if headlines >= options.equipment_headlines:
        others = words_beside_equipment(address)
        if others is not None and (not others or _are_of_no_story(others, group)):
            return f"{where}, and its name says what it is"
    if headlines >= options.publishers and not is_shared_on_purpose(address) and not names_a_subject(address):
        publishers = len({fact.values[4] for fact in group} - {""})
        if publishers >= options.publishers and _are_unrelated(group) and _are_apart(group):
            return f"{where} of {publishers:,} publishers that have no word in common"
    return None


def _is_of_a_series(group: Sequence[PlacedFact]) -> bool:
    """Whether nearly all headlines begin alike, as those of a column do, which has a picture of its own."""
    headlines = {fact.values[0]: fact.values[3] for fact in group}.values()
    begins = Counter(words for headline in headlines if (words := _begin_of(headline)))
    return max(begins.values(), default=0) >= _NEARLY_ALL * len(headlines)


def _begin_of(headline: str) -> str:
    """The name of a column before a colon or a bar, else the first two words; empty where there is one."""
    name, mark, _ = headline.replace(" | ", ": ").replace("：", ": ").partition(": ")
    words = name.split() if mark else headline.split()[:_FIRST_WORDS]
    return " ".join(words).casefold() if mark or len(words) == _FIRST_WORDS else ""


def _are_of_no_story(words: Iterable[str], group: Sequence[PlacedFact]) -> bool:
    """Whether the other words of an image's name are of none of its stories, which have none in common."""
    named = beginnings(" ".join(words))
    return _are_unrelated(group) and not any(named & beginnings(fact.values[3]) for fact in group)


def _are_unrelated(group: Sequence[PlacedFact]) -> bool:
    """Whether no word is in two of the headlines."""
    texts = {fact.values[0]: fact.values[3] for fact in group}
    words = Counter(word for text in texts.values() for word in beginnings(text))
    return max(words.values(), default=0) <= 1


def _are_apart(group: Sequence[PlacedFact]) -> bool:
    """Whether it is known that more time lies between the stories than people speak of one event."""
    days = [day.date() for fact in group if (day := parse_date(fact.values[5])) is not None]
    return len(days) == len(group) and days_apart(min(days), max(days)) > _DAYS


class _Site:
    """What all pages with pictures tell of their site."""

    def __init__(self, pages: Iterable[PlacedFact]) -> None:
        hosts: Counter[str] = Counter()
        self._below: Counter[tuple[str, str]] = Counter()
        for page in pages:
            _, edition, host = page.values
            if host:
                hosts[host] += page.number
            for folder in _folders(page):
                self._below[edition, folder] += page.number
        usual, count = hosts.most_common(1)[0] if hosts else ("", 0)
        self._hosts = [usual] if count * 2 > hosts.total() else []

    def shares(self, group: Sequence[PlacedFact]) -> bool:
        """Whether pages have an image in common because it is that of their site."""
        _, edition, address = group[0].values[:3]
        if _is_on(f"https://{address}", self._hosts):
            return True
        documents = {fact.document: fact for fact in group}.values()
        common = set.intersection(*[set(_folders(fact)) for fact in documents])
        return number_of_files(group) >= _NEARLY_ALL * self._below[edition, max(common, key=len)]


def _folders(page: PlacedFact) -> Iterator[str]:
    """The folders that a page lies in, from the root (an empty name) downwards; no more than counts.

    To its records a file is the innermost folder.
    """
    yield ""
    parts = (f"{page.file}/" if page.record else page.file).split("/")[:_DEEPEST]
    for depth in range(1, len(parts)):
        yield "/".join(parts[:depth])


RULE = Rule(
    "COR005",
    "repeated-image",
    Severity.WARNING,
    collect,
    __doc__,
    compare=compare,
    combine=combine,
    options=Options,
    needs=frozenset({"image-url"}),
    heeds=heeds,
)
