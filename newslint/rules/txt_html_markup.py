"""A headline or a summary holds HTML or a Markdown link.

Only real elements that do something count: tags with attributes, tags around words, line breaks and
paragraphs, comments. Placeholders (`<YourName>`), comparisons, and texts about an element are fine, and so
are square brackets that are no link. Pages of a site generator are left alone, since themes may render markup
in their titles and excerpts; a document is taken for such a page where its schema requires no field, unless
the front matter is all there is and describes a picture by its absolute URL and its size.

## Why is this bad?

What shows the text as it is shows the tags too: feeds, link previews, search results. What takes it for HTML
lets the text of a stranger change the page.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
title: "Harbour cranes go <em>electric</em>"
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
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.markup import Place, html_tags, markdown_links
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.rulekit.meant_for_text import prose_of
from newslint.rulekit.one_field import other_places
from newslint.rulekit.page_or_record import TEMPLATE, is_page
from newslint.text.wording import field_name, shorten

_MOST_SHOWN = 3


class Options(NamedTuple):
    """Where markup counts.

    Attributes:
        pages: Also report the pages of a site generator.
    """

    pages: bool = False


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Report each text that holds markup once per kind, at the first of its places."""
    for node in prose_of(document):
        text: str = node.value
        if not ("<" in text or "](" in text):
            continue
        tags, links = html_tags(text), list(markdown_links(text))
        if not (tags or links) or TEMPLATE.search(text) or (not options.pages and is_page(document)):
            continue
        if tags:
            yield _hit(document, node, tags, "HTML", "write it as plain text, without the tags")
        if links:
            yield _hit(document, node, links, "Markdown", "keep the words of the link, not its address")


def _hit(document: Document, node: Node, places: list[Place], language: str, advice: str) -> Hit:
    found = list(dict.fromkeys(_visible(node.value[start:end]) for start, end in places))
    shown = ", ".join(f"`{piece}`" for piece in found[:_MOST_SHOWN])
    more = f" and {len(found) - _MOST_SHOWN} more" if len(found) > _MOST_SHOWN else ""
    span = document.place(node, *places[0])
    runs = [(start, end, "") for start, end in places]
    return Hit(
        span,
        f"{field_name(node.path)} holds {language}: {shown}{more}",
        node.path,
        help=advice,
        related=other_places(document, node, runs, f"{language} too"),
    )


def _visible(piece: str) -> str:
    """One line that can stand between backticks."""
    shown = shorten(piece).replace("`", "'")
    return "".join(character if character.isprintable() else " " for character in shown)


RULE = Rule(
    "TXT008",
    "html-markup",
    Severity.WARNING,
    check,
    __doc__,
    options=Options,
    needs=frozenset({"markup"}),
)
