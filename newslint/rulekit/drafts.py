"""Whether an article is a draft, by the mark of any generator; open it to know another mark.

Nobody sees a page with `draft: true` (Hugo, Zola, Docusaurus, Starlight, Quarto, and most schemas of Astro),
with `published: false` (Jekyll, Hexo), below `_drafts/` (the same), or with what the generator of the site
reads, such as `status: draft` (Pelican). Fields with the roles `draft` and `visible` say it under any name.
The text `true` is as good as true: tables and text headers have nothing else, and Hugo takes it for that.
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
    if any(_is(fields.get(key), mark=mark) for key, mark in marks):
        return True
    if {"draft", "visible"}.isdisjoint(document.by_role):
        return False
    return any(_is(node.value, mark=True) for node in own_fields(document, "draft")) or any(
        _is(node.value, mark=False) for node in own_fields(document, "visible")
    )


def _is(value: object, *, mark: bool | str) -> bool:
    if isinstance(mark, str) or isinstance(value, bool):
        return value == mark
    return isinstance(value, str) and value.casefold() == str(mark).casefold()
