"""A headline or a summary has a gap where markup was removed.

That is a blank before a comma (`the port , it said`, or `by , and` where names are lost), and no blank
between two sentences. With the option `typed` it is, besides, a blank before `'s`, a full stop, a closing
round bracket or quotation mark, behind an opening one, or before a hyphen that joins (`Diablo -like`): some
authors type so themselves.

What the typography of a language wants is right: French and Swiss blanks before `: ; ! ?` and within `« »`,
Dutch words that begin with `'s`. Texts that may hold code, lists in square brackets, and blanks on both sides
within brackets are left alone; so are domains, file names, versions, initials and abbreviations. A full stop
behind a blank at the end of a summary is the affair of `cut-summary`.

## Why is this bad?

The words look torn, and often something is missing there: a name that was a link.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
title: "Harbour cranes go electric"
excerpt: "The port will have 14 electric cranes , it said."
provider: {name: Harbour Post, domain: example.com}
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
title: "Harbour cranes go electric"
excerpt: "The port will have 14 electric cranes, it said."
provider: {name: Harbour Post, domain: example.com}
---
```

## Fix safety

Unsafe: the blank is removed or added, and a person should look whether words are missing there.
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Fix, Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.gaps import Gap, gaps, may_hold_gaps
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.rulekit.meant_for_text import prose_of
from newslint.rulekit.page_or_record import TEMPLATE
from newslint.text.runs import and_others, repairs_of
from newslint.text.wording import field_name


class Options(NamedTuple):
    """Which gaps are told.

    Attributes:
        typed: Also those that some authors type themselves: `the port 's crane ( the old one)`.
    """

    typed: bool = False


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Report every gap in every headline and summary."""
    nodes = prose_of(document)
    if not may_hold_gaps("\n".join([node.value for node in nodes])):
        return
    for node in nodes:
        if (found := gaps(node.value, typed=options.typed)) and not TEMPLATE.search(node.value):
            yield from _in_text(document, node, found)


def _in_text(document: Document, node: Node, found: list[Gap]) -> Iterator[Hit]:
    runs = [(gap.start, gap.end, gap.right) for gap in found]
    for gap, offered in zip(found, repairs_of(node.value, runs, ["unsafe"] * len(runs)), strict=True):
        # One blank too few has no character of its own: the place is the two beside it.
        wide = int(gap.start == gap.end)
        span = document.place(node, gap.start - wide, gap.end + wide)
        if document.is_counting:
            yield Hit(span, "", node.path)
            continue
        action = "add a blank" if gap.right else "remove it"
        run, mends = offered or (None, 1)
        edit = None if run is None else document.replace(node, *run)
        yield Hit(
            span,
            f"{field_name(node.path)} has {gap.wrong}",
            node.path,
            help=action if gap.right else f"{action}, and put back what was lost there, if anything was",
            fix=None if edit is None else Fix(and_others(action, mends), (edit,), "unsafe", mends),
        )


RULE = Rule(
    "TXT015",
    "markup-gap",
    Severity.WARNING,
    check,
    __doc__,
    options=Options,
    fixes="unsafe",
    needs=frozenset({"headline", "summary"}),
)
