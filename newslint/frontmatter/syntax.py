"""What a language of front matter has to know; open this to add one.

A fence carries the syntax of its block. Documents, fixes and rules ask it, and know no language by name.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from newslint.finding import Edit, Path, Span
from newslint.frontmatter.nodes import Limits, Node, Problem, Tree
from newslint.light_tuples import NamedTuple
from newslint.source import Source
from newslint.text.wording import Words

Scalar = str | int | float | bool | None
"""A value that holds no others."""

SCHEMA_KEY: Final = "$schema"
"""The field by which a document names its schema, in every language."""


class Fence(NamedTuple):
    """Where the front matter lies, and its language.

    `closing` is None when the block is never closed; `closer` is what closes it, or should.
    """

    opening: Span
    content: Span
    closing: Span | None
    syntax: "Syntax"
    closer: str = "---"


class Alignment(NamedTuple):
    """`starts[i]` and `ends[i]` are the source offsets of the value's character number `i`."""

    starts: Sequence[int]
    ends: Sequence[int]


class Comment(NamedTuple):
    """Its place, whether it is alone on its line, and the first and the last line that it speaks of."""

    place: Span
    alone: bool
    lines: tuple[int, int]


class NamedSchema(NamedTuple):
    """What a document says of its schema, and where; `path` is that of the field."""

    reference: str
    span: Span
    path: Path = ()


def schema_field(root: Node) -> NamedSchema | None:
    """What the field says that names the schema of a document, in every language."""
    node = root.children.get(SCHEMA_KEY) if isinstance(root.children, dict) else None
    if node is None or not isinstance(node.value, str) or not node.value.strip():
        return None
    return NamedSchema(node.value.strip(), node.span, node.path)


class Explanation(NamedTuple):
    """A mistake in the words of the person who made it: where it is, what it is, and what to do."""

    span: Span
    message: str
    advice: str
    related: tuple[tuple[Span, str], ...] = ()


class Language(Protocol):
    """What values are in a language, and how they are called."""

    @property
    def name(self) -> str:
        """How people call it: `YAML`."""

    @property
    def words(self) -> Words:
        """How it calls what a document holds."""

    def readings(self, token: str) -> tuple[Scalar, ...]:
        """What a token without quotes means, by every version of the language; the newest first."""


class Syntax(Language, Protocol):
    """A language of front matter.

    `text` is always the whole file, and places are offsets in it. An edit is offered only where the result,
    read again, is what was intended; else there is None.
    """

    def read(self, text: str, content: Span, limits: Limits, version: str) -> Tree:
        """Read a block; every mistake becomes a problem, nothing is raised."""

    def align(self, text: str, node: Node) -> Alignment | None:
        """Where the characters of a text stand; None where that can't be certain."""

    def verbatim_at(self, text: str, node: Node) -> int | None:
        """Where a text begins that the source spells character by character; None where it doesn't."""

    def comments(self, source: Source, block: Span, name: re.Pattern[str]) -> Iterable[Comment]:
        """Every comment of a block that holds a name; in a broken block, of what can be read of it."""

    def named_schema(self, text: str, content: Span, root: Node) -> NamedSchema | None:
        """What the document says of its schema."""

    def meaning(self, written: str, style: str) -> str | None:
        """What characters add to a text of some style; None where that is not certain."""

    def explain(self, problem: Problem, text: str) -> Explanation:
        """Say what is wrong with a block that can't be read."""

    def replace(self, text: str, node: Node, start: int, end: int, replacement: str) -> Edit | None:
        """Make `node.value[start:end]` read `replacement`."""

    def write(self, text: str, node: Node, value: Scalar, written: str) -> Edit | None:
        """Make a whole value `value`, which is `written` without quotes."""

    def quote(self, text: str, node: Node) -> Edit | None:
        """Make a value text by quotes around what is written."""

    def rename_key(self, text: str, node: Node | None, path: Path, name: str) -> Edit | None:
        """Give the field at a path another key; `node` is what the document has there."""

    def add_field(self, text: str, parent: Node, sibling: Node, name: str, value: str) -> Edit | None:
        """Add a field with a text to a mapping, below another one."""
