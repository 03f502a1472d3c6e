"""The documentation of rules as HTML; open it for docs/rules.html and the report's panel."""

from markdown_it import MarkdownIt

_DEEPER = 2  # the documentation's second level stands below a heading of the third


def rendered(markdown: str) -> str:
    """Turn Markdown into HTML: tags in it are shown, not obeyed, and its headings fit below the page's."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    tokens = parser.parse(markdown)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + _DEEPER, 6)}"
    return str(parser.renderer.render(tokens, parser.options, {}))
