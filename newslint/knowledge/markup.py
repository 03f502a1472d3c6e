"""Finds HTML and Markdown in what should be plain text; open it when something is taken for either.

A text may talk about an element (`How to style <select>`), name a placeholder (`<YourName>`) or a type
(`List<String>`), or compare numbers. So a tag counts only where it does something: it has an attribute with a
value, encloses words, or breaks a line or paragraph.
"""

import re
from collections.abc import Iterator
from typing import Final

from newslint.text.lazy_pattern import later

# The elements of the HTML Standard, with the obsolete ones of its section 16.2.
_ELEMENTS: Final = frozenset(
    """
    a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote
    body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog
    dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6
    head header hgroup hr html i iframe img input ins kbd label legend li link main map mark marquee
    menu meta meter nav nobr noframes noscript object ol optgroup option output p picture pre progress q
    rp rt ruby s samp script search section select slot small source span strike strong style sub
    summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var
    video wbr
    """.split()  # noqa: SIM905 - a list of 130 short words
)
_TAG = later(
    r"""<(?P<slash>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>(?:[\s/](?:"[^"]*+"|'[^']*+'|[^<>"'])*+)?)>"""
)
_VALUE = later(r"""\s[a-zA-Z:@_-]+\s*=\s*["'\w/#]""")
_CUT_OFF = later(r"<([a-zA-Z][a-zA-Z0-9]*)\s[a-zA-Z-]+=[\"'][^<>]*\Z")
_COMMENT = later(r"<!--.{0,200}?-->", re.DOTALL)
_CODE = later(r"`[^`]*`")
_MARKDOWN = later(r"!?\[[^\[\]]{1,300}\]\(https?://[^\s()]+(?:\([^\s()]*\)[^\s()]*)*\)")
# Words of a text that is about markup; there a lone tag is what it talks about.
_ABOUT = later(
    r"\b(?:html5?|xhtml|css|jsx|xss|xml|svg|dom|tags?|elements?|attributes?|markup)\b", re.IGNORECASE
)
_BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "blockquote"})
_BREAKS = frozenset({"br", "hr", "p"})
_TEXT_BEFORE = later(r"[\w.,;:!?)\]»”’\"…]\Z")

# Start and end of a piece of markup.
Place = tuple[int, int]


def html_tags(text: str) -> list[Place]:
    """The tags of a text that holds HTML; none where no tag is certain to be markup."""
    masked = _CODE.sub(lambda code: " " * len(code.group()), text) if "`" in text else text
    tags = [tag for tag in _TAG.finditer(masked) if _is_element(tag["name"])]
    others = [comment.span() for comment in _COMMENT.finditer(masked)]
    cut_off = _CUT_OFF.search(masked)
    if cut_off is not None and _is_element(cut_off[1]):
        others.append(cut_off.span())
    if not others and not _certain(masked, tags):
        return []
    return sorted([*others, *(tag.span() for tag in tags)])


def markdown_links(text: str) -> Iterator[Place]:
    """Links and images in Markdown that lead to an absolute URL."""
    return (link.span() for link in _MARKDOWN.finditer(text))


def _is_element(name: str) -> bool:
    # `<Link>` is a component of a JavaScript library; people write elements in one case.
    return name.lower() in _ELEMENTS and (name.islower() or name.isupper())


def _certain(text: str, tags: list[re.Match[str]]) -> bool:
    if any(_VALUE.match(tag["rest"]) for tag in tags if not tag["slash"]) or _enclose(text, tags):
        return True
    lone = [tag for tag in tags if tag["slash"] or tag["name"].lower() in _BREAKS or tag.start() == 0]
    if not lone or _ABOUT.search(_TAG.sub(" ", text)):
        return False
    return any(_breaks(text, tag) for tag in lone)


def _enclose(text: str, tags: list[re.Match[str]]) -> bool:
    """Whether an opening tag and its closing one embrace words, without a blank at either side of these."""
    opened: dict[str, re.Match[str]] = {}
    for tag in tags:
        name = tag["name"].lower()
        if not tag["slash"]:
            opened[name] = tag
        elif name in opened:
            inner = _TAG.sub("", text[opened.pop(name).end() : tag.start()])
            block = name in _BLOCKS
            glued = inner[:1].strip() != "" and inner[0] not in "\"'”’,"
            if inner.strip() and (glued or block):
                return True
    return False


def _breaks(text: str, tag: re.Match[str]) -> bool:
    """Whether a lone tag breaks a text: glued to what stands beside it, or between two sentences."""
    name, after = tag["name"].lower(), text[tag.end() : tag.end() + 1]
    before = text[: tag.start()]
    if tag["slash"]:
        return before[-1:].isalnum() or before[-1:] in tuple(".!?")
    if name in ("br", "hr"):
        return bool(_TEXT_BEFORE.search(before.rstrip()) or not before.strip()) and after not in ('"', "'")
    if name == "p":
        return after.isalnum() and (not before.strip() or before.rstrip()[-1] in ".!?:;>")
    return after.isalnum()
