"""The date in a permalink or a slug is not that of the article.

It is neither the one in the file's name nor the date of publication. A whole date counts (`/2023/05/02/`,
`2023-05-02-harbour`), and one day more or less is left alone, since the day depends on the time zone. Where
several dates stand in a permalink, one that fits will do, and so does one that another field has, as that of
an event. Drafts are passed over.

Where the file's name has no date, the address may be of the day of an event. Then only a slip is told: one
digit differs from the date of publication. And where a permalink decides on the address, the slug is but a
name for the page, perhaps of the day of a draft: then it must be a month away.

Where half of all pages with such a date have one of another day, five at least, that is how people work
there: who writes posts anew keeps their addresses. Then nothing is said.

## Why is this bad?

The date was copied from another article, or the file was moved to another day: readers see two dates, and the
next article of that day gets the same address.

## Example

```yaml bad
# 2023-05-12-harbour.md
---
title: The harbour
permalink: /letters/2023/05/02/
---
```

```yaml good
# 2023-05-12-harbour.md
---
title: The harbour
permalink: /letters/2023/05/12/
---
```
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from newslint.document import Document
from newslint.finding import Hit, Path, Question, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.dates import days_apart, parse_date
from newslint.knowledge.page_paths import day_of_name, days_in
from newslint.light_dataclasses import replace
from newslint.rule import NoOptions, Rule
from newslint.rulekit.own_addresses import is_held_back, permalinks_of, texts_of
from newslint.text.wording import field_name

_DAY = 1
_DEEPEST = 2  # as in `event: {start: 2023-05-02}`
_MONTH = 31  # days
_FITS, _DIFFERS, _HABIT = "fits", "differs", "habit"
_LEAST = 5


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Compare the dates in the page's own addresses with those that it has otherwise."""
    del options
    for node, hit in _judged(document):
        evidence = document.evidence.get(_question(node)) if hit is not None else None
        if hit is not None and (evidence is None or evidence.verdict != _HABIT):
            yield hit


def testify(
    document: Document, questions: Collection[Question], options: NoOptions
) -> Iterator[tuple[Question, str]]:
    """Tell whether the dates in addresses that others wonder about are those of their pages."""
    del options
    asked = frozenset(questions)
    answers: dict[Question, str] = {}
    for node, hit in _judged(document):
        question = _question(node)
        if question in asked:
            answers[question] = _DIFFERS if hit is not None else answers.get(question, _FITS)
    yield from answers.items()


def weigh(counts: Mapping[str, int]) -> str:
    """Tell whether addresses of other days are a habit: whoever writes posts anew keeps their addresses."""
    differs = counts.get(_DIFFERS, 0)
    return _HABIT if differs >= _LEAST and differs >= counts.get(_FITS, 0) else ""


def _question(node: Node) -> Question:
    """Whether the dates in a field are those of the pages elsewhere."""
    key = str(node.path[0])
    return Question(f"days in {key}", key.casefold())


def _judged(document: Document) -> Iterator[tuple[Node, Hit | None]]:
    """The addresses with a date, each with what is wrong with that, if anything."""
    page = document.root
    if page is None or "article" not in page.roles:
        return
    permalinks = permalinks_of(document)
    of_slug = _MONTH if permalinks else _DAY
    addresses = [(node, _DAY) for node in permalinks]
    addresses += [(node, of_slug) for node in texts_of(document, "slug")]
    dated = [(node, near, found) for node, near in addresses if (found := days_in(node.value))]
    known = _known_days(document, page) if dated and not is_held_back(document) else []
    if not known:
        return
    known_days = _Days(day for day, _ in known)
    fits = [any(known_days.has_near(said, near) for said, _, _ in found) for _, near, found in dated]
    is_named = day_of_name(document.file_name) is not None
    days = {} if all(fits) else _days_of_texts(document)
    others = _Days(days.values())
    slips = set() if is_named else {form for day, _ in known for form in _slips(day)}
    for (node, near, found), is_right in zip(dated, fits, strict=True):
        own = days.get(node.path)
        if is_right or any(others.has_near(said, near, own) for said, _, _ in found):
            yield node, None
        elif is_named or any(not slips.isdisjoint(_slips(said)) for said, _, _ in found):
            yield node, replace(_hit(document, node, found[0], known[0]), asks=_question(node))


class _Days:
    """Days in their order, so that it takes few steps to find one that is near."""

    def __init__(self, days: Iterable[date]) -> None:
        self._ordinals = sorted(day.toordinal() for day in days)

    def has_near(self, day: date, near: int, but: date | None = None) -> bool:
        """Whether one lies no more than so many days from another, beside the one that is left out."""
        middle = day.toordinal()
        number = bisect_right(self._ordinals, middle + near) - bisect_left(self._ordinals, middle - near)
        return number > (but is not None and days_apart(day, but) <= near)


def _known_days(document: Document, page: Node) -> list[tuple[date, str]]:
    """The day in the file's name, and those of publication, each with what says so."""
    named = day_of_name(document.file_name)
    known = [(named[0], "the file name says")] if named else []
    for node in page.parts_with("published"):
        moment = parse_date(node.value)
        if moment is not None:
            known.append((moment.date(), f"{field_name(node.path)} is"))
    return known


def _days_of_texts(document: Document) -> dict[Path, date]:
    """The fields that are a day, as that of an event, each with it."""
    return {
        node.path: moment.date()
        for node in document.texts
        if len(node.path) <= _DEEPEST and (moment := parse_date(node.value)) is not None
    }


def _slips(day: date) -> Iterator[str]:
    """How a day looks with any one of its characters hidden: two that differ in it share a form."""
    written = f"{day}"
    for index in range(len(written)):
        yield f"{written[:index]}?{written[index + 1 :]}"


def _hit(document: Document, node: Node, found: tuple[date, int, int], known: tuple[date, str]) -> Hit:
    said, start, end = found
    day, source = known
    return Hit(
        document.place(node, start, end),
        f"{field_name(node.path)} says `{said}`, but {source} `{day}`",
        node.path,
        help="correct the date, or the file's name",
    )


RULE = Rule(
    "DAT007",
    "address-date-mismatch",
    Severity.WARNING,
    check,
    __doc__,
    testify=testify,
    weigh=weigh,
    asks_of_keys=True,
    needs=frozenset({"permalink", "site-path", "slug"}),
)
