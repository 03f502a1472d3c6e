"""A date of publication or of a change is no date.

Told is what no calendar has (`2024-02-30`, an hour 25), what is no date to any program (`yesterday`), and
what the generator of the site refuses in a field that it reads itself: Hugo takes no `Jul 08 2022`, Eleventy
no `2024-05-16 09:30`, Jekyll no `4/27/2023` and nothing empty. Elsewhere a date that only some programs read
(`31/12/2024`) is told too, as a warning where the generator is known, or where it may be two days
(`04/05/2024`, `24-05-16`).

Dates to fill in (`{{ date }}`, `YYYY-MM-DD`) are left alone. So are words in drafts, words for "none" (`TBD`,
`n.d.`) and collections where no generator reads the field, and what Quarto and R Markdown show as it is.
Where no generator reads the field, all articles decide that are checked, or compared with (`corpus`): words
are fine where half of all are words and no dates (`Edo period`), of ten texts at least, and numbers in one
order where half of all are written so (`31/12/2024`), ten at least, for then the site reads them.

## Why is this bad?

The generator stops, or takes another day in silence: Jekyll and the YAML reader of Astro and Eleventy make
1 March of `2024-02-30`, and Hugo before 0.136 the year 1 of everything that it can't read. The article then
stands first or last in every list.

## Example

```yaml bad
---
title: The harbour
date: 2024-02-30
---
```

```yaml good
---
title: The harbour
date: 2024-02-29
---
```

## Fix safety

A date of which only the form is wrong is written as every program reads it: `2023-04-27` for `4/27/2023` or
`Apr 27 2023`. That is safe where the numbers leave one day only. Everything else has no fix.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Final
from zlib import crc32

from newslint.document import Document
from newslint.finding import Fix, Hit, Question, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.dates import has_time, has_zone, is_usual, parse_date
from newslint.light_dataclasses import replace
from newslint.rule import NoOptions, Rule
from newslint.rulekit.folders import DRAFT_FOLDERS
from newslint.schema.roles import OF_DATE_FORMAT

if TYPE_CHECKING:
    from newslint.knowledge.date_readers import DateReader
    from newslint.knowledge.refused_dates import Refusal

# What a field holds elsewhere, as answers to the question how people write its dates.
_DATE, _WORDS, _NUMBERS, _NONE = "date", "words", "numbers", "none"
_LEAST: Final = 10
_TEXTS: Final = 64  # are told apart


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Judge every date by what the generator reads."""
    del options
    unusual = [
        node
        for role in ("published", "updated")
        for node in document.with_role(role)
        if not isinstance(node.value, str) or not is_usual(node.value)
    ]
    if not unusual:
        return
    from newslint.knowledge.date_readers import reader_of  # noqa: PLC0415 - most dates are usual ones

    reader = reader_of(document.generator, document.file_name)
    folders = document.file_name.split("/")[:-1]
    read_here = not reader.collections_only or any(folder.startswith("_") for folder in folders)
    is_draft = _is_draft(document, folders)
    for node in unusual:
        owned = read_here and len(node.path) == 1 and str(node.path[0]).lower() in reader.fields
        refusal = _judge(document, node, reader, owned=owned)
        if refusal is None or (is_draft and _is_open(node)):
            continue
        hit = _hit(document, node, refusal)
        habit = "" if owned else _possible_habit(node, refusal)
        if not habit:
            yield hit
            continue
        question = _question(node)
        evidence = document.evidence.get(question)
        if evidence is None or habit not in evidence.verdict.split():
            yield replace(hit, asks=question)


def testify(
    document: Document, questions: Collection[Question], options: NoOptions
) -> Iterator[tuple[Question, str]]:
    """Tell how the dates are written in the fields that others wonder about."""
    del options
    wanted = frozenset(questions)
    words = {question.word for question in questions}
    for node in document.nodes:
        name = node.path[-1] if node.path else None
        if isinstance(name, str) and name.casefold() in words and node.value is not None:
            question = _question(node)
            if question in wanted:
                yield question, _answer(node)


def weigh(counts: Mapping[str, int]) -> str:
    """Tell what is a habit where dates are written so: words, and numbers with such signs between them."""
    total = sum(counts.values())
    numbers = {answer.split()[1] for answer in counts if answer.startswith(_NUMBERS)}
    in_numbers = sum(count for answer, count in counts.items() if answer.startswith(_NUMBERS))
    in_words = [count for answer, count in counts.items() if answer.startswith(_WORDS)]
    # One text again and again stands for nothing.
    habits = [_WORDS] if len(in_words) >= _LEAST and sum(in_words) * 2 >= total else []
    if in_numbers >= _LEAST and in_numbers * 2 >= total:
        # Some put the day first and others the month: then nobody reads both as they are meant.
        habits += [
            between
            for between in sorted(numbers)
            if not {f"{_NUMBERS} {between} day", f"{_NUMBERS} {between} month"} <= counts.keys()
        ]
    return " ".join(habits)


def _question(node: Node) -> Question:
    """How the dates of a field are written elsewhere."""
    names = [part for part in node.path if isinstance(part, str)]
    return Question(f"dates of {'.'.join(names)}", names[-1].casefold() if names else "")


def _answer(node: Node) -> str:
    value = node.value
    if not isinstance(value, str) or is_usual(value) or parse_date(value) is not None:
        return _DATE
    from newslint.knowledge.date_readers import NUMBERS  # noqa: PLC0415 - most dates are usual ones
    from newslint.knowledge.refused_dates import order_of  # noqa: PLC0415 - as above

    between, order = order_of(value)
    if between:
        return f"{_NUMBERS} {between} {order}"
    if NUMBERS.fullmatch(value):
        return _NONE
    return f"{_WORDS} {crc32(value.encode('utf-8', 'surrogatepass')) % _TEXTS}"


def _possible_habit(node: Node, refusal: "Refusal") -> str:
    """What would be a habit where others write their dates so too; empty where it is wrong in any case."""
    if not node.roles.isdisjoint(OF_DATE_FORMAT) or not isinstance(node.value, str):
        return ""
    kind, _, rest = _answer(node).partition(" ")
    if kind == _NUMBERS and refusal.disputed:
        return rest.split()[0]
    return _WORDS if kind == _WORDS and not refusal.reason else ""


def _is_draft(document: Document, folders: list[str]) -> bool:
    draft = document.root.part("draft") if document.root is not None else None
    return (draft is not None and draft.value is True) or not DRAFT_FOLDERS.isdisjoint(folders)


def _is_open(node: Node) -> bool:
    """Whether the date is still to be filled in: nothing stands there, or a word."""
    return node.value is None or (isinstance(node.value, str) and not any(map(str.isdigit, node.value)))


def _judge(document: Document, node: Node, reader: "DateReader", *, owned: bool) -> "Refusal | None":
    from newslint.knowledge.refused_dates import Refusal, is_template, refuse  # noqa: PLC0415 - as above

    value = node.value
    if isinstance(value, list | dict):
        # Elsewhere it is what a site makes of it: Material for MkDocs has a mapping of several dates.
        is_fine = not owned or not value or is_template(document.text_of(node.span))
        return None if is_fine else Refusal(reader=reader.name)
    if value is None or (isinstance(value, str) and not value.strip()):
        return Refusal(reader=reader.name) if owned and reader.demands else None
    if isinstance(value, str):
        return refuse(value, reader, owned=owned, plain=node.style == "")
    if not owned:
        return None
    if isinstance(value, bool):
        return None if value is False and reader.false_is_none else Refusal(reader=reader.name)
    if isinstance(value, float) and reader.forms is not None:
        return Refusal(reader=reader.name)
    if not reader.numbers:
        return Refusal(reader=reader.name) if value else None
    return None if reader.forms else refuse(str(value), reader, owned=owned, plain=True)


def _hit(document: Document, node: Node, refusal: "Refusal") -> Hit:
    words, value = document.words, node.value
    field = words.field_name(node.path)
    wanted = f"a date that {refusal.reader} reads" if refusal.reader else "a date"
    if refusal.disputed:
        wanted = "a date that all programs read alike"
    reason = f": {refusal.reason}" if refusal.reason else ""
    message = f"{field} must be {wanted}, not {words.quote(value)}{reason}"
    if value is None or (isinstance(value, str) and not value.strip()):
        message = f"{field} must be {wanted}, and is empty"
    # The program that it is written for may well read it as it is meant.
    is_doubtful = refusal.disputed and bool(refusal.reason or document.generator)
    return Hit(
        node.span if node.start < node.end else node.key_span,
        message,
        node.path,
        help=refusal.advice,
        fix=_fix(document, node, refusal.right),
        severity=Severity.WARNING if is_doubtful and node.roles.isdisjoint(OF_DATE_FORMAT) else None,
    )


def _fix(document: Document, node: Node, right: str) -> Fix | None:
    if not right or not isinstance(node.value, str):
        return None
    if ("format:date-time" in node.roles and not has_zone(right)) or (
        "format:date" in node.roles and has_time(right)
    ):
        return None
    if node.style == "":
        edit = document.write(node, right, right)
    else:
        edit = document.replace(node, 0, len(node.value), right)
    return None if edit is None else Fix(f"write `{right}`", (edit,), "safe")


RULE = Rule(
    "DAT006",
    "invalid-date",
    Severity.ERROR,
    check,
    __doc__,
    testify=testify,
    weigh=weigh,
    asks_of_keys=True,
    asks_of_fields_alone=True,
    fixes="safe",
    supersedes=("SCH003", "SCH005", "SCH006"),
    needs=frozenset({"published", "updated"}),
)
