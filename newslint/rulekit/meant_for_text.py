"""Which fields are text, by their role or by a schema; open it when a text is taken for something else."""

from typing import Final

from newslint.document import Document
from newslint.frontmatter.nodes import Node

TEXT_ROLES: Final = frozenset({"headline", "summary", "publisher-name", "topic"})
_NARROWING: Final = ("format", "pattern", "enum", "const")


def is_text_by_role(node: Node) -> bool:
    """Whether a field means words for people."""
    return not TEXT_ROLES.isdisjoint(node.roles)


def is_any_text_by_schema(document: Document, node: Node) -> bool:
    """Whether a schema says that a field is a string, and nothing narrower."""
    said = [part for part, *_ in document.binding.state_at(node.path).parts]
    return any(part.get("type") == "string" for part in said) and not any(
        keyword in part for part in said for keyword in _NARROWING
    )


def prose_of(document: Document) -> list[Node]:
    """The texts in which people read of the story: its headlines, and then its summaries."""
    nodes = document.with_role("headline") + document.with_role("summary")
    return [node for node in nodes if isinstance(node.value, str)]
