"""The same sentence stands in the summaries of many different stories.

Affiliate notices, newsletter pleas and footers of feeds slip into summaries. No list of phrases is needed to
find them: a sentence of some length that is a part of the summary under ten different headlines or more says
nothing about any of the stories. Fewer are enough for one that has no word of any of these headlines, and
speaks to readers or of the site (`you`, `our`, `newsletter`, the publisher's name): five, or three of one
publisher; there a clause counts, too, that a dash, a bar or a semicolon keeps apart, behind a bar whatever it
says. Only articles of one
language and one version are compared.

Three habits are left alone. The parts of a series may share one summary, which says what the series is
about. On the pages of a site generator only sentences of that kind count: authors may say of each part of
a course where it belongs. And a template may open every summary: words without an end mark, on a line of
their own, before other words.

## Why is this bad?

The summary is what readers choose by, and it talks about something else.

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
excerpt: The first ferries left at dawn. We may earn a share when you buy through our links.
publishedDateTime: 2023-05-02T06:30:00Z
quality: 70
---
# two.md
---
category: news
title: Night trains return
excerpt: Tickets go on sale in June. We may earn a share when you buy through our links.
publishedDateTime: 2023-05-03T06:30:00Z
quality: 70
---
```

```yaml good article
# one.md
---
category: news
title: Harbour reopens after the storm
excerpt: The first ferries left at dawn.
publishedDateTime: 2023-05-02T06:30:00Z
quality: 70
---
# two.md
---
category: news
title: Night trains return
excerpt: Tickets go on sale in June.
publishedDateTime: 2023-05-03T06:30:00Z
quality: 70
---
```
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from newslint.document import Document
from newslint.finding import CorpusHit, Fact, PlacedFact, Severity, Span
from newslint.frontmatter.nodes import Node
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.rulekit.combining import MANY, Different, how_many, with_first
from newslint.rulekit.comparing import (
    by_key,
    folded,
    folded_fingerprint,
    in_edition,
    number_of,
    publisher_of,
    with_others,
)
from newslint.rulekit.headline_words import beginnings
from newslint.rulekit.page_or_record import is_page
from newslint.rulekit.to_readers import is_to_readers
from newslint.text.lazy_pattern import later

# A sentence ends at `.`, `!`, `?` or their East Asian forms; an ellipsis is a cut and ends one too.
_OTHER_ENDS: Final = "!?。！？…\n"
# One within an address or a number ends none.
_INNER_STOP: Final = re.compile(r"\.(?=[a-z0-9/])(?<=\w\.)|\?(?=[\w.]{1,40}=)")
# What keeps a clause apart from the others of its sentence.
_BETWEEN_CLAUSES: Final = later(" [|–—·•-] |; ")
# Words begin behind these, too: in quotation marks, in brackets, in addresses.
_SIGNS: Final = "\"'([/-_.=#@,;:!?)]&"
_APART: Final = str.maketrans(dict.fromkeys(f"{_SIGNS}“„«‘’”»", " "))
_APART_IN_ASCII: Final = bytes.maketrans(_SIGNS.encode(), b" " * len(_SIGNS))  # six times as fast
_QUOTES: Final = frozenset("\"'“„«‘")  # somebody else speaks
_BARS: Final = frozenset("|·•")
_SAYS, _SAYS_NOTHING = "says", ""
_MOST: Final = 2048  # summaries that are remembered,
_LONGEST: Final = 2000  # and how many characters one of them may have with its headline


class Options(NamedTuple):
    """When a sentence is boilerplate; two headlines are the fewest.

    Attributes:
        headlines: It stands under so many different headlines.
        unrelated_headlines: So many are enough if it has no word of any of them.
        publisher_headlines: So many are enough if, besides, they are of one publisher.
        characters: It has at least so many characters; short ones recur by chance.
    """

    headlines: int = 10
    unrelated_headlines: int = 5
    publisher_headlines: int = 3
    characters: int = 30


# A sentence or a clause: where it begins and ends, its words, and what it is a part of. That is the summary,
# and for a clause its sentence; nothing for a whole summary and a template's opening. And whether a bar keeps
# it apart, behind which sites write their own lines.
_Part = tuple[int, int, str, str, bool]
# Where one begins and ends, its words, what is compared of it, and whether it speaks of readers or the site.
_Said = tuple[int, int, str, tuple[str, str, str, str], bool]


def collect(document: Document, options: Options) -> Iterator[Fact]:
    """Every sentence and clause of a summary, with the article's headline and publisher.

    What it is a part of is there too, and whether it may tell of the story: it has a word of the headline, or
    speaks neither to readers nor of the site.
    """
    for article in document.with_role("article"):
        summary, headline = article.part("summary"), article.part("headline")
        if summary is None or headline is None or not isinstance(summary.value, str):
            continue
        if isinstance(headline.value, str) and headline.value.strip():
            yield from _facts(document, article, summary, headline.value, options.characters)


def _facts(document: Document, article: Node, summary: Node, headline: str, least: int) -> Iterator[Fact]:
    texts = summary.value, headline, publisher_of(article)
    # An archive repeats what it says of related articles.
    ask = _said if sum(map(len, texts)) <= _LONGEST else _said.__wrapped__
    verbatim_at = document.verbatim_at(summary)
    edition = in_edition(document, "")
    for start, end, key, values, is_added in ask(*texts, least):
        if not is_added and is_page(document):
            continue  # the author of a site says so on purpose, as of the parts of a course
        if verbatim_at is not None and start < end:
            span = Span(verbatim_at + start, verbatim_at + end)
        else:
            span = document.place(summary, start, end)
        yield Fact(edition + key, values, span, summary.path)


@lru_cache(maxsize=_MOST)
def _said(summary: str, headline: str, publisher: str, least: int) -> list[_Said]:
    """What a summary says, and what there is to compare of that."""
    words = beginnings(headline)
    own = beginnings(publisher)
    words -= own
    under = folded_fingerprint(headline)
    found = []
    for start, end, key, whole, is_behind_bar in _parts(summary, least):
        spaced = f" {_apart(key)}"
        is_added = (
            is_behind_bar
            or (key[:1] not in _QUOTES and is_to_readers(spaced.split(), key))
            or _has_any(own, spaced)
        )
        says = _SAYS_NOTHING if is_added and not _has_any(words, spaced) else _SAYS
        part = folded_fingerprint(whole) if whole else ""
        found.append((start, end, key, (under, part, publisher, says), is_added))
    return found


def _apart(text: str) -> str:
    """A text whose words have blanks around them."""
    if not text.isascii():
        return text.translate(_APART)
    return text.encode().translate(_APART_IN_ASCII).decode()


def _has_any(words: Iterable[str], text: str) -> bool:
    for word in words:  # noqa: SIM110 - a generator takes twice as long
        if word in text:
            return True
    return False


def _parts(value: str, least: int) -> Iterator[_Part]:
    """The sentences of a summary and their clauses, each once; what ends one belongs to its place alone."""
    marked = _INNER_STOP.sub("_", value)  # one for one, so that places stay
    for mark in _OTHER_ENDS:
        marked = marked.replace(mark, ".")
    begins, ends = len(value) - len(value.lstrip()), len(value.rstrip())
    has_clauses = _BETWEEN_CLAUSES.search(value) is not None
    seen: set[str] = set()
    position = 0
    for words in marked.split("."):
        first = position
        position += len(words) + 1
        if not words or (len(words) < least and words.isascii()):  # only others may grow when folded
            continue
        last = first + len(words)
        key = folded(value[first:last])
        if len(key) < least or key in seen:
            continue
        seen.add(key)
        behind = last
        while marked.startswith(".", behind):
            behind += 1
        text = value[first:behind]
        start = first + len(text) - len(text.lstrip())
        is_habit = start <= begins and (behind >= ends or not value[last:behind].strip())
        yield start, start + len(text.strip()), key, "" if is_habit else value, False
        if has_clauses:
            for start, end, is_behind_bar in _clauses(value[first:last]):
                clause = folded(value[first + start : first + end])
                if len(clause) >= least and clause not in seen:
                    seen.add(clause)
                    yield first + start, first + end, clause, key, is_behind_bar


def _clauses(sentence: str) -> Iterator[tuple[int, int, bool]]:
    """Where the clauses of a sentence stand, but for the first, which may be what a template begins with.

    And whether a bar is before each.
    """
    marks = list(_BETWEEN_CLAUSES.finditer(sentence))
    ends = [*[mark.start() for mark in marks[1:]], len(sentence.rstrip())]
    for mark, end in zip(marks, ends, strict=True) if marks else ():
        yield mark.end(), end, not _BARS.isdisjoint(mark[0])


def combine(group: Sequence[PlacedFact], options: Options) -> Sequence[PlacedFact]:
    """Places enough to tell under how many headlines a sentence stands, up to many."""
    most = max(options.headlines, options.unrelated_headlines, options.publisher_headlines)
    parts = [fact for fact in group if fact.values[1]]
    is_told = _are_different(parts, options.headlines)
    is_whole_or_says = len(parts) < len(group) or any(fact.values[3] == _SAYS for fact in group)
    many = max(most, MANY)
    headlines, kinds = Different(many), Different(many)
    of_parts = {"": (Different(most), Different(most))}

    def tells_more(fact: PlacedFact) -> bool:
        headline, whole, publisher, says = fact.values
        tells = [headlines.adds(headline), kinds.adds(f"{bool(whole)} {says}")]
        if whole:
            tells += [its.adds(text) for its, text in zip(of_parts[""], (headline, whole), strict=True)]
        if whole and publisher and not (is_told or is_whole_or_says):
            own = of_parts.setdefault(publisher, (Different(many), Different(most)))
            tells += [its.adds(text) for its, text in zip(own, (headline, whole), strict=True)]
        return any(tells)

    return with_first(group, tells_more)


def compare(groups: Iterable[Sequence[PlacedFact]], options: Options) -> Iterator[CorpusHit]:
    """Report every place of a sentence that stands under too many headlines."""
    least = min(options.headlines, options.unrelated_headlines, options.publisher_headlines)
    for group in groups:
        where = _too_many(group, options) if number_of(group) >= least else ""
        if where:
            message = f"this sentence stands under {where}: boilerplate"
            for fact, related in with_others(group, "the same sentence"):
                yield CorpusHit(fact, message, "leave it out of the summary", related, repeats=True)


def _too_many(group: Sequence[PlacedFact], options: Options) -> str:
    """Under which headlines a sentence stands; empty where they are few enough."""
    parts = [fact for fact in group if fact.values[1]]
    headlines = min(len({fact.values[0] for fact in group}), MANY)
    all_of_them = f"{how_many(headlines)} different headlines"
    if _are_different(parts, options.headlines):
        return all_of_them
    if len(parts) < len(group) or any(fact.values[3] == _SAYS for fact in group):
        return ""
    if _are_different(parts, options.unrelated_headlines):
        return f"{all_of_them} and has no word of them"
    for own in by_key(parts, lambda fact: fact.values[2]):
        if own[0].values[2] and _are_different(own, options.publisher_headlines):
            count = min(len({fact.values[0] for fact in own}), MANY)
            whose = " of one publisher" if count == headlines else f", {how_many(count)} of one publisher,"
            return f"{all_of_them}{whose} and has no word of them"
    return ""


def _are_different(facts: Sequence[PlacedFact], least: int) -> bool:
    """Whether so many headlines and so many summaries differ, and two at least."""
    return bool(facts) and all(len({fact.values[i] for fact in facts}) >= max(least, 2) for i in (0, 1))


RULE = Rule(
    "COR006",
    "boilerplate-summary",
    Severity.WARNING,
    collect,
    __doc__,
    compare=compare,
    combine=combine,
    options=Options,
    needs=frozenset({"summary"}),
    only_differing=True,
    judges_groups_alone=True,
)
