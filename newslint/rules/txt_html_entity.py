"""A text holds HTML entities (`&amp;`, `&#8217;`).

Something escaped the text for HTML before it was stored. What was escaped more than once (`&amp;quot;`) is
reported once, with what it means in the end, and a text is reported once, however many entities it holds.
Checked are headlines, summaries and every other field with a role, addresses, and texts of one line that the
schema calls a `string`, unless it describes pages (the role `page`); elsewhere only what was escaped twice,
since themes take many a field as HTML. A bare `&`, `&copy` without a semicolon, texts with tags, texts that
explain an entity, templates, and fields whose schema says `"contentMediaType": "text/html"` are fine. Where
all entities of a text are names of blanks and hyphens that nobody can see (`&nbsp;`, `&thinsp;`, `&shy;`), it
is an information: people write these on purpose where the theme takes HTML, since the characters themselves
can't be told from others.

Where more than one in fifty texts of a field of a folder holds such names, three at least, that is how people
write there, and the first of them is told alone, with the share. The same holds for names of signs that are
hard to type (`&ndash;`, `&hellip;`, `&rarr;`), where another text there has a bare `&`, which no program
leaves that escapes texts. It is no habit where, for ten such texts, more than one holds what programs write:
numbers (`&#8217;`), `&amp;`, `&quot;`, letters such as `&eacute;`. Folders that only name a year or a month
count as part of the one around them.

## Why is this bad?

Whatever shows the text as it is shows `&amp;` to readers: search results, feeds, link previews, and any
template that escapes. In an address `&#038;` cuts off everything after the `#`, and the server gets a
parameter by the name of `amp;id`.

## Example

```yaml bad
---
title: The harbour&#8217;s new cranes
---
```

```yaml bad
---
description: The crew calls it the &amp;quot;iron heron&amp;quot;
---
```

```yaml good
---
title: The harbour’s new cranes
description: Fish & chips on the quay, and R&D below it
---
```

## Fix safety

Safe: the character that the entity means takes its place; in an address it is percent-encoded where it must
be. Unsafe where a tag would come out, and where the entities were written on purpose.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from urllib.parse import quote as percent_encode

from newslint.document import Document
from newslint.finding import Evidence, Hit, Question, Safety, Severity, innermost_key
from newslint.frontmatter.nodes import Node
from newslint.knowledge.entities import (
    Reference,
    holds_tags,
    is_about_references,
    may_hold_references,
    references,
    shows_tags,
)
from newslint.knowledge.invisible import name_of
from newslint.light_tuples import NamedTuple
from newslint.rule import NoOptions, Rule
from newslint.rulekit.folders import shelf_of
from newslint.rulekit.one_field import fix_all, listed, other_places
from newslint.text.lazy_pattern import later
from newslint.text.runs import Run, apply_runs, context, visible
from newslint.text.wording import count, field_name

_ADDRESS = later(r"https?://\S+")
_TEMPLATES = ("{{", "{%", "<%")
# What may stand in an address as it is (RFC 3986, section 2.2).
_LEGAL_IN_URLS = "!#$%&'()*+,/:;=?@[]~"
_BARE_AMPERSAND = later(r"&(?![#\w]+;)")

# What a text answers: it holds nothing, a bare ampersand, what programs write, or only what people do.
_NOTHING, _BARE, _ESCAPED, _UNSEEN, _SIGNS = "", "bare", "escaped", "unseen", "signs"
_PURPOSE = {_UNSEEN: (_UNSEEN,), _SIGNS: (_UNSEEN, _SIGNS)}
# From so many texts on, and so many of a hundred, it is a habit; beside ten such a text one may be escaped.
_LEAST, _PERCENT, _ONE_IN = 3, 2, 10


class _Repair(NamedTuple):
    """What takes the place of a reference, and whether that is safe."""

    run: Run
    layers: int
    safety: Safety


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every entity of every text that isn't HTML by design."""
    del options
    if not may_hold_references(document.all_text):
        return
    told: set[Question] = set()
    for node in document.strings():
        text: str = node.value
        if "&" in text and ";" in text:
            yield from _of_text(document, node, text, told)


def testify(
    document: Document, questions: Collection[Question], options: NoOptions
) -> Iterator[tuple[Question, str]]:
    """Tell of each text that others wonder about by whom the entities in it seem to be written."""
    del options
    asked = frozenset(questions)
    for node in document.strings():
        text: str = node.value
        question = _question(document, node)
        if question in asked and not _is_url(node, text):
            judged = _judged(document, node, text, in_url=False)
            if judged is not None:
                yield question, _writer(text, judged[0])


def weigh(counts: Mapping[str, int]) -> str:
    """Tell which entities people write on purpose: those that can't be seen, or signs too."""
    verdict = _SIGNS if counts.get(_BARE) else _UNSEEN
    number = sum(counts.get(kind, 0) for kind in _PURPOSE[verdict])
    is_habit = number >= _LEAST and number * 100 > _PERCENT * sum(counts.values())
    return verdict if is_habit and counts.get(_ESCAPED, 0) * _ONE_IN <= number else ""


def _question(document: Document, node: Node) -> Question:
    """What the texts of the same field in the same folder hold."""
    shelf = shelf_of(document.place_in_archive)
    return Question(f"entities {shelf}", innermost_key(node.path).casefold())


def _is_url(node: Node, text: str) -> bool:
    return "url" in node.roles or _ADDRESS.fullmatch(text) is not None


def _judged(
    document: Document, node: Node, text: str, *, in_url: bool
) -> tuple[list[Reference], bool] | None:
    """The references that should not stand in a text, and whether they hide tags.

    None where nothing can be said of the text.
    """
    if "envelope" in node.roles or any(mark in text for mark in _TEMPLATES):
        return None
    plain, said_html = _declared(document, node)
    if said_html or (not in_url and (holds_tags(text) or is_about_references(text))):
        return None
    found = list(references(text, in_url=in_url))
    whole = apply_runs(text, [(r.start, r.end, r.meaning) for r in found])
    tags = not in_url and holds_tags(whole)
    if not (plain or node.roles):
        found = [r for r in found if r.layers > 1]
        return (found, tags) if found else None
    if tags and shows_tags(whole):
        found = [r for r in found if r.layers > 1 or r.meaning not in "<>"]
    return found, tags


def _writer(text: str, found: Sequence[Reference]) -> str:
    """Who seems to have written the entities of a text, if there are any."""
    if not found:
        return _BARE if "&" in text and _BARE_AMPERSAND.search(text) else _NOTHING
    if not all(_is_for_people(text, r) for r in found):
        return _ESCAPED
    return _SIGNS if any(r.meaning.isprintable() for r in found) else _UNSEEN


def _is_for_people(text: str, reference: Reference) -> bool:
    """Whether an entity is the name of a character that can't be seen, or of a sign that is hard to type."""
    return (
        reference.layers == 1
        and text[reference.start + 1 : reference.end - 1].isalpha()
        and not any(char.isascii() or char.isalnum() for char in reference.meaning)
    )


def _of_text(document: Document, node: Node, text: str, told: set[Question]) -> Iterator[Hit]:
    in_url = _is_url(node, text)
    found, tags = _judged(document, node, text, in_url=in_url) or ([], False)
    if not found:
        return
    writer = _writer(text, found)
    question = None if in_url or writer == _ESCAPED else _question(document, node)
    habit = None if question is None else document.evidence.get(question)
    if question is not None and habit is not None and writer in _PURPOSE[habit.verdict]:
        if document.source.document == _first_of(habit) and question not in told:
            told.add(question)
            yield _told_once(document, node, found[0], habit)
        return
    repairs = [
        _Repair(
            (r.start, r.end, percent_encode(r.meaning, safe=_LEGAL_IN_URLS) if in_url else r.meaning),
            r.layers,
            "unsafe" if tags and r.meaning in "<>" else "safe",
        )
        for r in found
    ]
    runs = [repair.run for repair in repairs]
    for safety in dict.fromkeys(repair.safety for repair in repairs):
        alike = [repair for repair in repairs if repair.safety == safety]
        if document.is_counting:
            yield Hit(document.place(node, *alike[0].run[:2]), "", node.path, asks=question)
        else:
            hit = _hit(document, node, alike, context(text, runs, repairs.index(alike[0])))
            yield hit._replace(asks=question)


def _declared(document: Document, node: Node) -> tuple[bool, bool]:
    """What the schema says of a field: whether it is a string, and whether it is HTML."""
    state = document.binding.state_at(node.path)
    keywords = [keywords for keywords, *_ in state.parts]
    media = [str(k.get("contentMediaType", "")) for k in keywords]
    # That chat logs and the like are text says nothing of how they are shown.
    is_open = "\n" in node.value.strip() or document.binding.is_for_pages
    plain = not is_open and any("string" in (k.get("type") or ()) for k in keywords)
    return plain, any("html" in name or "markdown" in name for name in media)


def _shown(meaning: str) -> str:
    if len(meaning) == 1 and (not meaning.isprintable() or meaning == "`"):
        return name_of(meaning)
    return f"`{visible(meaning)}`"


def _named(text: str, repair: _Repair) -> str:
    start, end, right = repair.run
    times = f", escaped {count(repair.layers, 'time')}" if repair.layers > 1 else ""
    return f"`{visible(text[start:end])}` for {_shown(right)}{times}"


def _hit(document: Document, node: Node, repairs: Sequence[_Repair], repaired: str) -> Hit:
    """What is told of the entities of a text that are mended on the same terms."""
    text: str = node.value
    runs = [repair.run for repair in repairs]
    start, end, right = runs[0]
    what = "the HTML entity" if len(runs) == 1 else f"{count(len(runs), 'HTML entity', 'HTML entities')}:"
    names = listed(_named(text, repair) for repair in repairs)
    action = f"replace `{visible(text[start:end])}` by {_shown(right)}"
    is_deliberate = all(_is_deliberate(text, repair) for repair in repairs)
    return Hit(
        document.place(node, start, end),
        f"{field_name(node.path)} holds {what} {names}",
        node.path,
        help=f"repaired: {repaired}",
        fix=fix_all(document, node, runs, action, "unsafe" if is_deliberate else repairs[0].safety),
        related=other_places(document, node, runs, "another entity of this text"),
        severity=Severity.INFO if is_deliberate else None,
    )


def _first_of(habit: Evidence) -> str:
    """The first file with a text of the habit."""
    return min(habit.first[kind] for kind in _PURPOSE[habit.verdict] if kind in habit.first)


def _told_once(document: Document, node: Node, reference: Reference, habit: Evidence) -> Hit:
    """What is told of all texts of a field in a folder."""
    number = sum(habit.counts.get(kind, 0) for kind in _PURPOSE[habit.verdict])
    total = sum(habit.counts.values())
    shelf = shelf_of(document.place_in_archive)
    example = node.value[reference.start : reference.end]
    return Hit(
        document.place(node, reference.start, reference.end),
        f"{field_name(node.path)} holds names of HTML entities, as do {number:,} of {total:,} such texts in"
        f" {f'`{shelf}`' if shelf else 'this folder'}: `{example}` for {_shown(reference.meaning)}",
        node.path,
        help="if not all that shows these texts takes HTML, feeds and search results too, write the"
        " characters themselves",
        severity=Severity.INFO,
    )


def _is_deliberate(text: str, repair: _Repair) -> bool:
    """Whether a person wrote an entity, and no program: the name of a character that can't be seen."""
    start, end, right = repair.run
    is_named = text[start + 1 : end - 1].isalpha()
    return is_named and repair.layers == 1 and not right.isprintable()


RULE = Rule(
    "TXT002",
    "html-entity",
    Severity.WARNING,
    check,
    __doc__,
    testify=testify,
    weigh=weigh,
    asks_of_keys=True,
    least_asked=_LEAST,
    fixes="mixed",
    needs=frozenset({"ampersand"}),
)
