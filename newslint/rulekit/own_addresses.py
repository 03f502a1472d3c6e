"""Which fields give a page its address, and whether it has any; open it for rules about these addresses."""

from newslint.document import Document
from newslint.frontmatter.nodes import Node
from newslint.rulekit.comparing import RENDERED

# Who reads a page's own path in a field that elsewhere may hold a link; of others nothing is known.
_OF_ITS_OWN = frozenset({"", "hugo", "pelican"})
_READ_NO_NOTEBOOKS = frozenset({"hexo", "hugo", "jekyll", "zola"})
_HOLDS_BACK = frozenset({"draft", "visible"})


def permalinks_of(document: Document) -> list[Node]:
    """The fields that give the page its whole path."""
    nodes = texts_of(document, "permalink")
    return nodes + texts_of(document, "site-path") if document.generator in _OF_ITS_OWN else nodes


def texts_of(document: Document, role: str) -> list[Node]:
    """The texts with a role that stand at the top of the page, or in a list there."""
    nodes = document.with_role(role)
    return [node for node in nodes if isinstance(node.value, str) and len(node.path) <= 2]


def is_held_back(document: Document) -> bool:
    """Whether the page is a draft, hidden, or a notebook that becomes a page elsewhere: it has no address."""
    name = document.file_name
    if "_drafts/" in name:
        return True
    if document.generator in _READ_NO_NOTEBOOKS and name.rpartition(".")[2].lower() in RENDERED:
        return True
    if _HOLDS_BACK.isdisjoint(document.by_role):
        return False
    return any(node.value is True for node in document.with_role("draft")) or any(
        node.value is False for node in document.with_role("visible")
    )
