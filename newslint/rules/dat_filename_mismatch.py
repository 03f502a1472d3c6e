"""The date in the file name is not the date of publication.

A file `2023-05-02-harbour.md`, or `index.md` in a folder of such a name, says that the article is of 2 May
2023. One day more or less is left alone, since the day depends on the time zone, and so are drafts. Of
several dates in an article, one that fits will do, in whatever field it stands.

Where the dates of three articles or more of a folder differ, and of more than one in fifty, that is how
people work there, such as to name a file when it is begun: the folder is told once then, as an information.
Folders that only name a year or a month count as part of the one around them.

## Why is this bad?

Generators sort and address articles by one of the two dates: the article has an address of another day, or
stands in the wrong place.

## Example

```yaml bad
# 2023-05-02-harbour.md
---
title: The harbour
date: 2023-05-12
---
```

```yaml good
# 2023-05-02-harbour.md
---
title: The harbour
date: 2023-05-02
---
```
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from newslint.document import Document
from newslint.finding import CorpusHit, Fact, PlacedFact, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.dates import date_part, days_apart, parse_date
from newslint.rule import NoOptions, Rule
from newslint.rulekit.combining import sampled
from newslint.rulekit.comparing import number_of, places_of
from newslint.rulekit.folders import DRAFT_FOLDERS, split_name
from newslint.text.lazy_pattern import later
from newslint.text.wording import field_name

# Jekyll's form; the date alone is a name too. A second date makes it a period.
_DATED = later(r"(\d{4})-(\d\d?)-(\d\d?)(?!\d)(?!.*\d{4}-\d\d?-\d)", re.ASCII)
# From so many articles on, and so many of a hundred, it is a habit and no slip.
_LEAST, _PERCENT = 3, 2
_FITS = ""


def collect(document: Document, options: NoOptions) -> Iterator[Fact]:
    """The folder of an article with a date in its name, and what is wrong with its own date, if anything."""
    del options
    article = document.root
    if article is None or "article" not in article.roles:
        return
    folder, named = _date_of(document.file_name)
    draft = article.part("draft")
    if named is None or (draft is not None and draft.value is True):
        return
    published = _dates(article.parts_with("published"))
    if not published:
        return
    node, moment = published[0]
    said = _FITS
    if not _is_near(moment, named) and not _has_other(document, article, named):
        said = f"{field_name(node.path)} is `{moment.date()}`, but the file name says `{named}`"
    yield Fact(folder, (said, folder), document.place(node, *date_part(node.value)), node.path)


def combine(group: Sequence[PlacedFact], options: NoOptions) -> Sequence[PlacedFact]:
    """Some articles of which the same is said, and how many others there are."""
    del options
    return sampled(group, lambda fact: fact.values)


def compare(groups: Iterable[Sequence[PlacedFact]], options: NoOptions) -> Iterator[CorpusHit]:
    """Report every date that differs, and once a folder where they do so as a rule."""
    del options
    for group in groups:
        wrong = [fact for fact in group if fact.values[0] != _FITS]
        number, articles = number_of(wrong), number_of(group)
        if number < _LEAST or number * 100 <= _PERCENT * articles:
            for fact in wrong:
                yield CorpusHit(fact, fact.values[0], "correct the date, or rename the file")
            continue
        folder = f"`{wrong[0].values[1]}`" if wrong[0].values[1] else "this folder"
        yield CorpusHit(
            wrong[0],
            f"in {number:,} of {articles:,} articles of {folder} the date is not that of the file name",
            "if this is no habit, correct the dates, or rename the files",
            places_of(wrong[1:], "another day than the file name says"),
            severity=Severity.INFO,
        )


def _date_of(name: str) -> tuple[str, date | None]:
    """The folder of a file, without years and months, and the date that its name says."""
    folders, file = split_name(name)
    match = _DATED.match(file)
    if match is None or DRAFT_FOLDERS.intersection(folders):
        return "", None
    try:
        return "/".join(folders), date(*map(int, match.groups()))
    except ValueError:
        return "", None


def _dates(nodes: Iterable[Node]) -> list[tuple[Node, datetime]]:
    found = ((node, parse_date(node.value)) for node in nodes)
    return [(node, moment) for node, moment in found if moment is not None]


def _has_other(document: Document, article: Node, named: date) -> bool:
    """Whether another date of the article is that of the file name."""
    own = [node for role in ("published", "updated") for node in article.parts_with(role)]
    at_the_top = [node for node in document.texts if len(node.path) == 1]
    return any(_is_near(moment, named) for _, moment in _dates([*own, *at_the_top]))


def _is_near(moment: datetime, named: date) -> bool:
    return days_apart(moment.date(), named) <= 1


RULE = Rule(
    "DAT003",
    "filename-date-mismatch",
    Severity.WARNING,
    collect,
    __doc__,
    compare=compare,
    combine=combine,
    needs=frozenset({"published"}),
    with_single=True,
    judges_groups_alone=True,
)
