"""The tree of values that front matter becomes, and what can be wrong with the block; open it first here."""

from enum import StrEnum
from typing import Any, Final

from newslint.finding import Path, Span
from newslint.light_dataclasses import light_dataclass
from newslint.light_tuples import NamedTuple

_NO_ROLES: frozenset[str] = frozenset()


class ProblemKind(StrEnum):
    """What can keep front matter from being a tree of values."""

    INVALID_YAML = "invalid-yaml"
    INVALID_TOML = "invalid-toml"
    INVALID_JSON = "invalid-json"
    INVALID_HEADER = "invalid-header"
    NOT_A_MAPPING = "not-a-mapping"
    DUPLICATE_KEY = "duplicate-key"
    ALIAS_EXPANSION = "alias-expansion"
    UNKNOWN_TAG = "unknown-tag"
    TOO_LARGE = "too-large"


SPECIAL_CHARACTER: Final = "special character"
"""The detail of a problem with a character that a language refuses, whose code point is the context."""

MERGE_CONFLICT: Final = "merge conflict"
"""The detail of a problem with the marks of a merge in values that can be read."""

NO_COLON: Final = "could not find expected ':'"
"""The detail of a problem with a line that is no field, in the words of libyaml; `other` is the line."""


class Problem(NamedTuple):
    """One thing that is wrong with the block itself.

    `detail` is libyaml's problem, the key, the tag or the limit; `context` is what libyaml was doing;
    `other` is the first place of two (the first of two equal keys, the quote that was opened).
    """

    kind: ProblemKind
    span: Span
    detail: str = ""
    context: str = ""
    other: Span | None = None
    path: Path = ()


class Limits(NamedTuple):
    """How much there may be: generous for articles, tight enough to end every run.

    `max_file_bytes` of a file, and `max_bytes` of UTF-8 in its front matter; `max_depth` in nested mappings
    and lists; `max_values` counts every mapping, list and scalar, and once more for each time that an alias
    repeats them. Of `max_findings` of one rule in one file each is told; the others are counted.
    """

    max_bytes: int = 10_000_000
    max_depth: int = 50
    max_values: int = 200_000
    max_file_bytes: int = 20_000_000
    max_findings: int = 1_000

    def allow_bytes_of(self, block: str) -> bool:
        """Whether a block is not too long. No character takes more than four bytes."""
        return len(block) * 4 <= self.max_bytes or (
            len(block) <= self.max_bytes and len(block.encode()) <= self.max_bytes
        )


@light_dataclass
class Node:
    """A field: a value and where it stands.

    `start` and `end` are offsets of the value in the source text (quotes included, anchors and tags not),
    `key_start` and `key_end` those of its key, -1 for list items and the root. `style` is how the value is
    written: "" plain, `'`, `"`, `|`, `>`, or "map" and "seq"; in TOML also three quotes of a kind. An alias
    (`*name`) is a node of its own that shares the value and the children of the anchor. `tagged` says that a
    tag decided on the type.
    """

    value: Any
    path: Path
    start: int
    end: int
    style: str
    key_start: int = -1
    key_end: int = -1
    children: dict[str, "Node"] | list["Node"] | None = None
    alias: bool = False
    tagged: bool = False
    roles: frozenset[str] = _NO_ROLES
    parts: dict[str, list["Node"]] | None = None

    @property
    def span(self) -> Span:
        """The place of the value."""
        return Span(self.start, self.end)

    @property
    def key_span(self) -> Span:
        """The place of the key; of the value where there is no key."""
        return self.span if self.key_start < 0 else Span(self.key_start, self.key_end)

    def part(self, role: str) -> "Node | None":
        """The first field with a role that belongs to this one; see `Document` for what belongs."""
        found = self.parts.get(role) if self.parts else None
        return found[0] if found else None

    def parts_with(self, role: str) -> list["Node"]:
        """All of them, in the order of the file."""
        return self.parts.get(role, []) if self.parts else []

    def part_text(self, role: str) -> str:
        """The text of the first of them; empty where there is none, or it is no text."""
        node = self.part(role)
        return node.value if node is not None and isinstance(node.value, str) else ""


class Tree(NamedTuple):
    """The values of one block. `root` is None when there is nothing that rules could rely on.

    `by_lines` says that nothing in the block depends on anything else, but where it stands: the lines of a
    field mean the same without those around them.
    """

    root: Node | None
    problems: tuple[Problem, ...]
    by_lines: bool = False


def children_of(node: Node) -> list[Node]:
    """The fields or items directly below a node, in the order of the file."""
    if isinstance(node.children, dict):
        return list(node.children.values())
    return node.children or []
