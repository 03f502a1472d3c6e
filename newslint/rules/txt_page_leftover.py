"""A headline or a summary holds a text that software put on a page.

Notes of links for screen readers, footers that plugins add to feeds, credits of agencies, links to other
stories, affiliate and cookie notices, pleas for subscribers, paywalls, labels of buttons and advertisements,
reading times, placeholders of templates, code, stock texts of services, search and error pages: whoever
gathers articles by machine gathers these with them. A text counts only where it is worded as a program, a
service or its terms word it, in the languages that these are translated to, and where such a text stands: a
sentence that says `read more` is prose. A footer or a link that names a story counts only if it is this one.
In headlines, which are often about such texts, notices to readers count nowhere, and labels and code only at
the end.

Pages of a site generator are asked for fewer of them, for there an author may have written a link to another
story or the credit of a picture on purpose. A document is taken for such a page where its schema requires no
field, unless the front matter is all there is and describes a picture by its absolute URL and its size.

## Why is this bad?

Readers see the workings of another page in the place of the story: `(opens in new tab)`, `Lesen Sie auch: …`.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
title: "Harbour cranes go electric"
excerpt: "The port (opens in new tab) will replace 14 diesel cranes by 2026."
provider: {name: Harbour Post, domain: example.com}
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
title: "Harbour cranes go electric"
excerpt: "The port will replace 14 diesel cranes by 2026."
provider: {name: Harbour Post, domain: example.com}
---
```

## Fix safety

Unsafe: the text is cut with the blank beside it, and a person should read what is left. There is no fix where
nothing would be left.
"""

from collections.abc import Iterator
from typing import Final

from newslint.document import Document
from newslint.finding import Fix, Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.page_leftovers.reading import Found, leftovers, may_hold_leftovers
from newslint.rule import NoOptions, Rule
from newslint.rulekit.meant_for_text import prose_of
from newslint.rulekit.page_or_record import TEMPLATE, is_page
from newslint.text.runs import Run, and_others, repairs_of, visible
from newslint.text.wording import field_name

_SHOWN: Final = 40
_MOST_HEADLINES: Final = 100  # each may be held against each text


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every text that belongs to a page and to no story."""
    del options
    for node in prose_of(document):
        if may_hold_leftovers(node.value) and not TEMPLATE.search(node.value):
            found = leftovers(
                node.value,
                _headlines(document, node),
                authored=not is_page(document),
                is_headline="headline" in node.roles,
            )
            yield from _in_text(document, node, found)


def _headlines(document: Document, node: Node) -> list[str]:
    """The headlines of stories: of very many that of the text's own story, and the first ones."""
    headlines = document.with_role("headline")
    if len(headlines) > _MOST_HEADLINES:
        around = [document.node_at(node.path[:depth]) for depth in reversed(range(len(node.path)))]
        story = next((one for one in around if one is not None and "article" in one.roles), None)
        own = [] if story is None else story.parts_with("headline")
        headlines = own[:_MOST_HEADLINES] + headlines[:_MOST_HEADLINES]
    return [one.value for one in headlines if isinstance(one.value, str)]


def _in_text(document: Document, node: Node, found: list[Found]) -> Iterator[Hit]:
    text: str = node.value
    runs: list[Run] = [(one.cut_start, one.cut_end, "") for one in found]
    kinds = ["unsafe" if _is_whole_without(text, one) else "" for one in found]
    for one, offered in zip(found, repairs_of(text, runs, kinds), strict=True):
        span = document.place(node, one.start, one.end)
        if document.is_counting:
            yield Hit(span, "", node.path)
            continue
        run, mends = offered or (None, 1)
        edit = None if run is None else document.replace(node, *run)
        shown = visible(" ".join(text[one.start : one.end].split()))
        shown = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
        yield Hit(
            span,
            f"{field_name(node.path)} holds {one.leftover.what}: `{shown}`",
            node.path,
            help="cut it" if run else "write what should stand there",
            fix=None if edit is None else Fix(and_others("cut it", mends), (edit,), "unsafe", mends),
        )


def _is_whole_without(text: str, found: Found) -> bool:
    left = text[: found.cut_start] + text[found.cut_end :]
    return found.leftover.may_be_cut and not (left.isspace() or not left)


RULE = Rule(
    "TXT014",
    "page-leftover",
    Severity.WARNING,
    check,
    __doc__,
    fixes="unsafe",
    needs=frozenset({"headline", "summary"}),
)
