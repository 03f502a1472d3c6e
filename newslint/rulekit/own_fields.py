"""The fields of the article itself by their roles; open it when those of related articles get among them."""

from newslint.document import Document
from newslint.frontmatter.nodes import Node


def own_fields(document: Document, role: str) -> list[Node]:
    """The fields with a role that belong to the article itself: also in its images, not in related ones."""
    root = document.root
    nodes = document.with_role(role)
    if not nodes or root is None:
        return []
    if root.roles:
        return root.parts_with(role)
    others = {node.path for node in document.with_role("article")}
    return [node for node in nodes if not any(node.path[:end] in others for end in range(len(node.path)))]
