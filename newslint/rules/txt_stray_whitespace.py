"""A headline, summary, name or topic has blanks that nobody sees.

That is a blank before or after the text, and in headlines, names and topics two or more blanks in a row.
Doubled spaces in summaries are fine, since many people put two after a full stop. So are single no-break
spaces, line breaks, and whatever comes from the way the YAML is laid out. A text is told once, with all
places.

## Why is this bad?

`Harbour` and `Harbour ` are two topics, two publishers and two headlines to every program that compares them.
Two blanks in a headline often mark the place where a dash or an ampersand was lost.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
title: "Harbour cranes  go electric "
provider: {name: Harbour Post, domain: example.com}
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
title: "Harbour cranes go electric"
provider: {name: Harbour Post, domain: example.com}
---
```

## Fix safety

Safe: blanks at the ends are removed, and a run of blanks becomes one. HTML shows the same text before and
after.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.finding import Hit, Severity, Span
from newslint.frontmatter.nodes import Node
from newslint.rule import NoOptions, Rule
from newslint.rulekit.one_field import fix_all, listed, places_but_first
from newslint.rulekit.page_or_record import TEMPLATE
from newslint.text.lazy_pattern import later
from newslint.text.runs import Run, and_others
from newslint.text.wording import field_name

_LINES = ("headline", "publisher-name", "topic")
_NO_BREAK = "\u00a0\u202f"
_BLANKS = f" \t\r\n\u1680\u2000-\u200a\u205f\u3000{_NO_BREAK}"
_BEFORE = later(f"[{_BLANKS}]+(?=[^{_BLANKS}])")
_AFTER = later(f"(?<![{_BLANKS}])[{_BLANKS}]++\\Z")
# Two blanks before a line break are a line break in Markdown; wide spaces are typography.
_RUN = later(rf"(?<![\s])[ \t{_NO_BREAK}]{{2,}}+(?![\s])")
# A paragraph in Japanese or Chinese begins with one.
_INDENT = "\u3000"
# What French sets off by a no-break space.
_SET_OFF = tuple(":;!?»%")


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report blanks at the ends, and runs of blanks where a text is one line."""
    del options
    for role in _LINES:
        for node in document.with_role(role):
            text = node.value
            if isinstance(text, str) and (text.strip() != text or _may_hold_run(text)):
                yield from _in_text(document, node, one_line=True)
    for node in document.with_role("summary"):
        text = node.value
        if isinstance(text, str) and text.strip() != text:
            yield from _in_text(document, node, one_line=False)


def _may_hold_run(text: str) -> bool:
    """Whether a closer look may find blanks in a row; most texts need none."""
    if text.isascii() and "\t" not in text:
        return "  " in text
    return _RUN.search(text) is not None


def _in_text(document: Document, node: Node, *, one_line: bool) -> Iterator[Hit]:
    text: str = node.value
    if TEMPLATE.search(text):
        return
    before, after = _BEFORE.match(text), _AFTER.search(text)
    found: list[tuple[Run, str]] = []
    if before is not None and (one_line or set(before.group()) != {_INDENT}):
        found.append(((*before.span(), ""), "begins with"))
    if one_line:
        found += [
            ((*run.span(), _single(text, run)), "has")
            for run in _RUN.finditer(text)
            if run.start() and run.end() < len(text)
        ]
    if after is not None and after.start():
        found.append(((*after.span(), ""), "ends with"))
    # What is the layout of the YAML is no defect, and stays as it is.
    found = [(run, verb) for run, verb in found if not _is_layout(document, document.place(node, *run[:2]))]
    if found:
        yield _hit(document, node, found)


def _single(text: str, run: re.Match[str]) -> str:
    """The one blank that should stand there: no-break where it was meant to be."""
    blanks = run.group()
    meant = all(blank in _NO_BREAK for blank in blanks)
    set_off = text.startswith(_SET_OFF, run.end()) or text[run.start() - 1] == "«"
    return next((b for b in blanks if b in _NO_BREAK), " ") if meant or set_off else " "


def _is_layout(document: Document, span: Span) -> bool:
    """Whether a place holds a line break, as the end of a block scalar does."""
    written = document.text_of(span)
    return "\n" in written or "\r" in written


def _hit(document: Document, node: Node, found: Sequence[tuple[Run, str]]) -> Hit:
    """What is told of all blanks of a text."""
    start, end, right = found[0][0]
    span = document.place(node, start, end)
    if document.is_counting:
        return Hit(span, "", node.path)
    said = [_said(node.value, run, verb) for run, verb in found]
    action = "remove it" if _describe(node.value[start:end]).startswith("a ") else "remove them"
    if right:
        action = "leave one space" if right == " " else "leave one no-break space"
    advice = "; put back a dash or an `&` if one was lost there" if any(run[2] for run, _ in found) else ""
    kinds = [words if number == 1 else f"{words} {number:,} times" for words, number in Counter(said).items()]
    return Hit(
        span,
        f"{field_name(node.path)} {listed(kinds)}",
        node.path,
        help=and_others(action, len(found)) + advice,
        fix=fix_all(document, node, [run for run, _ in found], action, "safe"),
        related=places_but_first(
            document, node, [(*run[:2], words) for (run, _), words in zip(found, said, strict=True)]
        ),
    )


def _said(text: str, run: Run, verb: str) -> str:
    """What is wrong at a place: `ends with a space`."""
    return f"{verb} {_describe(text[run[0] : run[1]])}{' in a row' if run[2] else ''}"


def _describe(blanks: str) -> str:
    kinds = set(blanks)
    number, kind = len(blanks), "blank"
    if kinds == {" "}:
        kind = "space"
    elif kinds == {"\t"}:
        kind = "tab"
    elif kinds <= set(_NO_BREAK):
        kind = "no-break space"
    elif kinds <= {"\r", "\n"}:
        number, kind = len(blanks.splitlines()), "line break"
    return f"a {kind}" if number == 1 else f"{number} {kind}s"


RULE = Rule(
    "TXT007",
    "stray-whitespace",
    Severity.WARNING,
    check,
    __doc__,
    fixes="safe",
    needs=frozenset({"headline", "publisher-name", "summary", "topic"}),
)
