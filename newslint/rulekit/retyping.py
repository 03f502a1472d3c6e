"""Repairs for a value that only its type keeps from being right; open it when quotes come or go wrongly."""

from collections.abc import Callable
from typing import Final

from newslint.document import Document
from newslint.finding import Fix, Safety
from newslint.frontmatter.nodes import Node
from newslint.frontmatter.syntax import Scalar
from newslint.text.wording import quote, spell

_SPELT: Final = (bool, type(None))


def with_quotes(document: Document, node: Node) -> Fix | None:
    """Make what is no text the text that is written there.

    That is unsafe for a boolean, since `"false"` counts as true in many templates, and for a collection.
    """
    edit = document.quote(node)
    safety: Safety = "unsafe" if isinstance(node.value, bool | list | dict) else "safe"
    return None if edit is None else Fix("put it in double quotes", (edit,), safety)


def without_quotes(document: Document, node: Node) -> Fix | None:
    """Make a text what it means without quotes, where it is the usual spelling of that."""
    written: str = node.value
    meant = document.language.readings(written)[0]
    usual = spell(meant) if isinstance(meant, _SPELT) else repr(meant)
    edit = document.write(node, meant, written) if usual == written else None
    return None if edit is None else Fix("remove the quotes", (edit,), "safe")


def as_boolean(document: Document, node: Node, meant: bool) -> Fix | None:  # noqa: FBT001 - it is the value
    """Write a word that old versions of a language take for a boolean as one for all versions."""
    edit = document.write(node, meant, spell(meant))
    return None if edit is None else Fix(f"write {quote(meant)}", (edit,), "unsafe")


def boolean_in(readings: tuple[Scalar, ...]) -> bool | None:
    """What a word means that only an old version takes for a boolean."""
    return next((reading for reading in readings if isinstance(reading, bool)), None)


def looks_like_another_type(text: str, readings: Callable[[str], tuple[Scalar, ...]]) -> bool:
    """Whether a text is another value without its quotes, by any version of the language."""
    return not text or any(not isinstance(reading, str) for reading in readings(text))
