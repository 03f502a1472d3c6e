"""An article changed before it was published.

A day more or less is left alone: dates without a time are compared by the calendar, and the day depends on
the time zone. A page of a site generator that waits for its day is changed before that: there a week is left
alone. Of several dates of publication the earliest counts. An article whose day is still to come may have
changed at any time.

On pages of a site generator the date may be the day of an event, or of a law that comes into force. Where
five articles of a folder or more changed before it, and one in ten, that is how people work there: the folder
is told once then, as an information. Folders that only name a year or a month count as part of the one around
them.

## Why is this bad?

Readers and search engines are told of a change that can't be: one of the two dates is wrong.

## Example

```yaml bad
---
title: The harbour
date: 2023-05-12T08:00:00Z
lastmod: 2023-05-02T08:00:00Z
---
```

```yaml good
---
title: The harbour
date: 2023-05-02T08:00:00Z
lastmod: 2023-05-12T08:00:00Z
---
```
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta

from newslint.document import Document
from newslint.finding import Evidence, Hit, Question, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.dates import date_part, days_apart, has_zone, parse_date
from newslint.rule import NoOptions, Rule
from newslint.rulekit.folders import shelf_of
from newslint.rulekit.page_or_record import is_page
from newslint.text.wording import field_name

_MOST_DAYS, _MOST_DAYS_OF_A_PAGE = 1, 7
_BEFORE, _AFTER, _HABIT = "before", "after", "habit"
# From so many articles on, and from one in so many, it is a habit and no slip.
_LEAST, _ONE_IN = 5, 10


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Compare the last change of every article with its publication."""
    del options
    if not document.with_role("updated"):
        return
    habit = _habit(document)
    most = _most_days(document)
    for article in document.with_role("article"):
        updated = _dates(article, "updated")
        published = _dates(article, "published") if updated else []
        if not published:
            continue
        first, earliest = min(published, key=lambda found: found[1])
        if document.is_ahead(earliest):
            continue
        for node, moment in updated:
            if not _is_before(node, moment, first, earliest, most):
                continue
            if habit is not None and len(node.path) == 1:
                if habit.first[_BEFORE] == document.source.document:
                    yield _once(document, node, habit)
                return
            yield Hit(
                document.place(node, *date_part(node.value)),
                f"{field_name(node.path)} is `{moment.date()}`, before {field_name(first.path)}:"
                f" `{earliest.date()}`",
                node.path,
                help="correct the wrong one of the two dates",
                related=((document.place(first, *date_part(first.value)), "the date of publication"),),
                asks=_question(document, node) if len(node.path) == 1 and is_page(document) else None,
            )


def testify(
    document: Document, questions: Collection[Question], options: NoOptions
) -> Iterator[tuple[Question, str]]:
    """Tell whether an article of a folder that others wonder about changed before it was published."""
    del options
    article = document.root
    if article is None:
        return
    asked = frozenset(questions)
    published = _dates(article, "published")
    for node, moment in _dates(article, "updated") if published else ():
        question = _question(document, node)
        if question in asked and len(node.path) == 1:
            first, earliest = min(published, key=lambda found: found[1])
            is_before = _is_before(node, moment, first, earliest, _most_days(document))
            yield question, _BEFORE if is_before else _AFTER
            return


def weigh(counts: Mapping[str, int]) -> str:
    """Tell whether so many articles of a folder changed before their date that it is a habit."""
    before = counts.get(_BEFORE, 0)
    return _HABIT if before >= _LEAST and before * _ONE_IN >= before + counts.get(_AFTER, 0) else ""


def _question(document: Document, node: Node) -> Question:
    """Whether articles of this folder change before their date."""
    key = str(node.path[-1])
    return Question(f"changes before dates in {shelf_of(document.place_in_archive)}: {key}", key.casefold())


def _habit(document: Document) -> Evidence | None:
    """What all articles of the folder say where it is a habit there."""
    if not document.evidence or not is_page(document):
        return None
    for node in document.with_role("updated"):
        evidence = document.evidence.get(_question(document, node))
        if evidence is not None and evidence.verdict == _HABIT:
            return evidence
    return None


def _once(document: Document, node: Node, habit: Evidence) -> Hit:
    shelf = shelf_of(document.place_in_archive)
    folder = f"`{shelf}`" if shelf else "this folder"
    number, articles = habit.counts[_BEFORE], sum(habit.counts.values())
    return Hit(
        document.place(node, *date_part(node.value)),
        f"in {number:,} of {articles:,} articles of {folder} the change lies before the date",
        node.path,
        help="if the date is no day of publication, let the schema say so; else correct the dates",
        severity=Severity.INFO,
        asks=_question(document, node),
    )


def _most_days(document: Document) -> int:
    """How many days before its publication an article may have changed."""
    return _MOST_DAYS_OF_A_PAGE if is_page(document) else _MOST_DAYS


def _is_before(node: Node, moment: datetime, first: Node, earliest: datetime, most: int) -> bool:
    if earliest - moment <= timedelta(days=most):
        return False
    sure = has_zone(node.value) and has_zone(first.value)
    return sure or days_apart(earliest.date(), moment.date()) > most


def _dates(article: Node, role: str) -> list[tuple[Node, datetime]]:
    found = ((node, parse_date(node.value)) for node in article.parts_with(role))
    return [(node, moment) for node, moment in found if moment is not None]


RULE = Rule(
    "DAT004",
    "updated-before-published",
    Severity.ERROR,
    check,
    __doc__,
    testify=testify,
    weigh=weigh,
    asks_of_keys=True,
    needs=frozenset({"updated"}),
)
