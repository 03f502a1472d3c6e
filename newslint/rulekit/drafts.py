"""Whether an article is a draft, by the mark of any generator; open it to know another mark.

Nobody sees a page with `draft: true` (Hugo, Zola, Docusaurus, Starlight, Quarto, and most schemas of Astro),
with `published: false` (Jekyll, Hexo), below `_drafts/` (the same), or with what the generator of the site
reads, such as `status: draft` (Pelican). Fields with the roles `draft` and `visible` say it under any name.
"""

from typing import Final

from newslint.document import Document
from newslint.knowledge.generators import FACTS
from newslint.rulekit.own_fields import own_fields

_FOLDER: Final = "/_drafts/"
_MARKS: Final = (("draft", True), ("published", False))


def is_draft(document: Document) -> bool:
    """Whether readers shall not see the article yet."""
    if document.root is None:
        return False
    if _FOLDER in f"/{document.source.name}".replace("\\", "/"):
        return True
    facts = FACTS.get(document.generator)
    marks = _MARKS if facts is None else (*_MARKS, *facts.draft_fields)
    fields = document.root.value
    if facts is not None and not facts.minds_case:
        fields = {key.casefold(): value for key, value in fields.items()}
    if any(
        fields.get(key) is mark or (isinstance(mark, str) and fields.get(key) == mark) for key, mark in marks
    ):
        return True
    if {"draft", "visible"}.isdisjoint(document.by_role):
        return False
    return any(node.value is True for node in own_fields(document, "draft")) or any(
        node.value is False for node in own_fields(document, "visible")
    )
