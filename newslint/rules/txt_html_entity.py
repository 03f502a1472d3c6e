"""A text holds HTML entities (`&amp;`, `&#8217;`).

Something escaped the text for HTML before it was stored. What was escaped more than once (`&amp;quot;`) is
reported once, with what it means in the end. Checked are headlines, summaries and every other field with a
role, addresses, and texts of one line that the schema calls a `string`, unless it describes pages (the role
`page`); elsewhere only what was escaped twice, since themes take many a field as HTML. A bare `&`, `&copy`
without a semicolon, texts with tags, texts that explain an entity, templates, and fields whose schema says
`"contentMediaType": "text/html"` are fine.

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
be. Unsafe where a tag would come out.
"""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote as percent_encode

from newslint.document import Document
from newslint.finding import Fix, Hit, Safety, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.entities import (
    holds_tags,
    is_about_references,
    may_hold_references,
    references,
    shows_tags,
)
from newslint.knowledge.invisible import name_of
from newslint.rule import NoOptions, Rule
from newslint.text.lazy_pattern import later
from newslint.text.runs import Run, and_others, apply_runs, context, repairs_of, visible
from newslint.text.wording import count, field_name

_ADDRESS = later(r"https?://\S+")
_TEMPLATES = ("{{", "{%", "<%")
# What may stand in an address as it is (RFC 3986, section 2.2).
_LEGAL_IN_URLS = "!#$%&'()*+,/:;=?@[]~"


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
    for node in document.strings():
        text: str = node.value
        if "&" in text and ";" in text and "envelope" not in node.roles:
            yield from _of_text(document, node, text)


def _of_text(document: Document, node: Node, text: str) -> Iterator[Hit]:
    in_url = "url" in node.roles or _ADDRESS.fullmatch(text) is not None
    found = list(references(text, in_url=in_url))
    if not found or any(mark in text for mark in _TEMPLATES):
        return
    plain, said_html = _declared(document, node)
    if said_html or (not in_url and (holds_tags(text) or is_about_references(text))):
        return
    whole = apply_runs(text, [(r.start, r.end, r.meaning) for r in found])
    tags = not in_url and holds_tags(whole)
    if not (plain or node.roles):
        found = [r for r in found if r.layers > 1]
    elif tags and shows_tags(whole):
        found = [r for r in found if r.layers > 1 or r.meaning not in "<>"]
    repairs = [
        _Repair(
            (r.start, r.end, percent_encode(r.meaning, safe=_LEGAL_IN_URLS) if in_url else r.meaning),
            r.layers,
            "unsafe" if tags and r.meaning in "<>" else "safe",
        )
        for r in found
    ]
    runs = [repair.run for repair in repairs]
    for number, offered in enumerate(repairs_of(text, runs, [repair.safety for repair in repairs])):
        if document.is_counting:
            yield Hit(document.place(node, *runs[number][:2]), "", node.path)
        else:
            yield _hit(document, node, repairs[number], context(text, runs, number), offered)


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


def _hit(
    document: Document, node: Node, repair: _Repair, repaired: str, offered: tuple[Run, int] | None
) -> Hit:
    (start, end, right), layers, safety = repair
    entity, meaning = visible(node.value[start:end]), _shown(right)
    run, mends = offered or (None, 1)
    edit = None if run is None else document.replace(node, *run)
    action = and_others(f"replace `{entity}` by {meaning}", mends)
    times = f", escaped {count(layers, 'time')}" if layers > 1 else ""
    return Hit(
        document.place(node, start, end),
        f"{field_name(node.path)} holds the HTML entity `{entity}` for {meaning}{times}",
        node.path,
        help=f"repaired: {repaired}",
        fix=None if edit is None else Fix(action, (edit,), safety, mends),
    )


RULE = Rule(
    "TXT002", "html-entity", Severity.WARNING, check, __doc__, fixes="mixed", needs=frozenset({"ampersand"})
)
