"""A summary was cut, and the mark of the cut is broken.

Three dots or an ellipsis at the end are fine, with or without a blank or brackets. A broken mark is what is
left of them when the text was cut once more: a blank and two dots, a bracket that isn't closed, a part of the
entity `&hellip;` or `&#8230;` (which WordPress writes in brackets), or a blank and one dot. The one dot
counts only with a reason to think of a cut: no sentence ends with the word before it (`of`, `the`), the text
is exactly as long as a common limit (a multiple of 50 from 100 on, 140, 155, 160, 255, 256, 280, 320, 512),
or other summaries of the document end with three dots and none of them is longer.

## Why is this bad?

It looks like a mistake in the story itself, and readers can't tell that there is more.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
excerpt: >-
  The port will replace 14 diesel cranes by 2026, it said on Tuesday, and expects to save a third
  of its fuel ..
provider: {name: Harbour Post, domain: example.com}
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
excerpt: "The port will replace 14 diesel cranes by 2026, it said on Tuesday, and expects to save ..."
provider: {name: Harbour Post, domain: example.com}
---
```
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from newslint.document import Document
from newslint.finding import Hit, Severity, Span
from newslint.frontmatter.nodes import Node
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.rulekit.page_or_record import TEMPLATE
from newslint.text.lazy_pattern import later
from newslint.text.wording import field_name

_LIMITS = frozenset({140, 155, 160, 255, 256, 280, 320, 512, *range(100, 1001, 50)})
# What is left of ` ...`, ` [...]` or ` [&hellip;]`, but not the last of dots that stand apart (`. . .`).
_SURE = later(
    r"(?<=\S)(?<!\s\.)\s(?:\.\.|[\[(](?:\.{1,3}|…)"
    r"|\[?&(?:#(?:8(?:2(?:30?)?)?)?|hel(?:l(?:ip?)?)?)|\[(?:&|&h|&he|&#8230;|&hellip;))\Z"
)
_ONE_DOT = later(r"(?<=\S)(?<!\s\.)\s\.\Z")
# Words that no English sentence ends with.
_DANGLING = later(r"\b(?:an?|and|because|my|of|or|our|than|the|their|your)\s\.\Z", re.IGNORECASE)
# In Latin, Greek and Cyrillic; other scripts may do without a full stop. Compiled when the option needs it.
_UNFINISHED = r"[A-Za-z\u00c0-\u024f\u0370-\u04ff][,;:–—-]?\Z"
_LONGEST_MARK = 10

_Evidence = tuple[tuple[Span, str], ...]


class Options(NamedTuple):
    """What counts as cut.

    Attributes:
        silent_cuts: Also report a summary that ends within a sentence, without any mark.
        shortest: Leave alone what has fewer characters: no limit cuts so short, so a person wrote it.
    """

    silent_cuts: bool = False
    shortest: int = 100


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Look at the end of every summary."""
    for node in document.with_role("summary"):
        text = node.value
        if not isinstance(text, str) or len(text) < options.shortest or _is_whole(text, options):
            continue
        text = text.rstrip()
        sure = _SURE.search(text, len(text) - _LONGEST_MARK)
        mark = sure or _ONE_DOT.search(text, len(text) - _LONGEST_MARK)
        if TEMPLATE.search(text) or len(text) < options.shortest:
            continue
        if mark is not None:
            evidence = () if sure is not None else _evidence(text, document)
            if evidence is not None:
                problem = f"ends with ` {mark.group().strip()}`, a broken ellipsis"
                yield _hit(node, document.place(node, mark.start() + 1, mark.end()), problem, evidence)
        elif options.silent_cuts and re.search(_UNFINISHED, text):
            problem = f"breaks off after {len(text)} characters"
            yield _hit(node, document.place(node, len(text) - len(text.split()[-1]), len(text)), problem)


def _is_whole(text: str, options: Options) -> bool:
    """Whether a look at the last characters is enough to know that nothing is broken."""
    end = text[-_LONGEST_MARK:].rstrip()
    if end.endswith(("...", "…")):
        return "[" not in end and "(" not in end
    return not end.endswith((".", "[")) and "&" not in end and not options.silent_cuts


def _hit(node: Node, span: Span, problem: str, evidence: _Evidence = ()) -> Hit:
    return Hit(
        span,
        f"{field_name(node.path)} {problem}",
        node.path,
        help="end it with ` ...`, or with a whole sentence",
        related=evidence,
    )


def _evidence(text: str, document: Document) -> _Evidence | None:
    """The other summary that shows that a text was cut; none if its own end does, None where nothing does."""
    if len(text) in _LIMITS or _DANGLING.search(text, len(text) - 12):
        return ()
    marked, longest = _all_summaries(document)
    if marked is None or len(text) < longest:
        return None
    return ((marked.span, "another summary that was cut"),)


@lru_cache(maxsize=1)  # each summary of a document may ask
def _all_summaries(document: Document) -> tuple[Node | None, int]:
    """The first summary that ends with three dots, and how long the longest one is."""
    every = [(s, s.value.rstrip()) for s in document.with_role("summary") if isinstance(s.value, str)]
    marked = next((node for node, text in every if text.endswith(("...", "…"))), None)
    return marked, max((len(text) for _, text in every), default=0)


RULE = Rule(
    "TXT010", "cut-summary", Severity.WARNING, check, __doc__, options=Options, needs=frozenset({"summary"})
)
