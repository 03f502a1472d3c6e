"""Finds the front matter of a text; a new language of front matter is added to the list here."""

from typing import Final

from newslint.frontmatter.headers.syntax import HEADERS
from newslint.frontmatter.syntax import Fence, Syntax
from newslint.frontmatter.yaml.syntax import YAML

SYNTAXES: Final[tuple[Syntax, ...]] = (YAML, HEADERS)
"""All languages that are known; the first one stands for files without any front matter.

Headers come last: nothing opens them, and what another language opens is none.
"""


def find_fence(text: str) -> Fence | None:
    """Find the front matter at the top of a text; None when the text doesn't begin with a fence."""
    return next((fence for syntax in SYNTAXES if (fence := syntax.find(text)) is not None), None)
