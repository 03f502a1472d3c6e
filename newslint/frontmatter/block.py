"""Finds the front matter of a text; open it to add a language of front matter to the list here."""

from collections.abc import Callable
from typing import Final

from newslint.frontmatter.headers import fence as headers
from newslint.frontmatter.json import fence as json
from newslint.frontmatter.syntax import Fence, Syntax
from newslint.frontmatter.toml import fence as toml
from newslint.frontmatter.yaml.syntax import YAML
from newslint.source import Source

DEFAULT: Final[Syntax] = YAML
"""Stands for the language of a file without any front matter."""

# JSON may stand between the dashes of YAML. Nothing opens a header, and what another language opens is none.
_FINDERS: Final[tuple[Callable[[str], Fence | None], ...]] = (
    json.find,
    YAML.find,
    toml.find,
    headers.find,
)


def fence_of(source: Source, generator: str = "") -> Fence | None:
    """Find the front matter of a document: at its top, or all of it.

    Hexo, where it is the generator, needs no line that opens it.
    """
    if source.is_bare:
        return json.whole(source.text)
    fence = find_fence(source.text)
    if fence is None and generator == "hexo" and not source.error:
        from newslint.knowledge.openings import block_of_hexo  # noqa: PLC0415 - most files have a fence

        block = block_of_hexo(source.text)
        return None if block is None else Fence(*block, YAML)
    return fence


def find_fence(text: str) -> Fence | None:
    """Find the front matter at the top of a text; None when the text doesn't begin with a fence."""
    return next((fence for find in _FINDERS if (fence := find(text)) is not None), None)
