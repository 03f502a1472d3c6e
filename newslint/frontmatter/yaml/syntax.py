"""YAML as a syntax of front matter, under the names of the protocol; open it to find who does what."""

import re
from collections.abc import Iterable
from typing import Final

from newslint.finding import Span
from newslint.frontmatter.fenced import find_block, marks
from newslint.frontmatter.named_schema import find_named_schema
from newslint.frontmatter.nodes import Node, Problem
from newslint.frontmatter.syntax import (
    SCHEMA_KEY,
    Alignment,
    Comment,
    Explanation,
    Fence,
    NamedSchema,
    Scalar,
)
from newslint.frontmatter.yaml import edits
from newslint.frontmatter.yaml.alignment import align, verbatim_at
from newslint.frontmatter.yaml.reader import build_tree
from newslint.frontmatter.yaml.scalars import resolve_11, resolve_12
from newslint.source import Source
from newslint.text.lazy_pattern import later
from newslint.text.wording import Words

_MARKS: Final = marks("---", "---", "...")
_SCHEMA_COMMENT: Final = later(r"[ \t]*#[ \t]*yaml-language-server[ \t]*:[ \t]*\$schema=(\S+)")


class Yaml:
    """See `Syntax`."""

    name = "YAML"
    words = Words()
    read = staticmethod(build_tree)
    replace = staticmethod(edits.replacement_edit)
    write = staticmethod(edits.plain_edit)
    quote = staticmethod(edits.quoting_edit)
    rename_key = staticmethod(edits.key_edit)
    add_field = staticmethod(edits.new_field_edit)
    meaning = staticmethod(edits.meaning)

    def find(self, text: str) -> Fence | None:
        """The block between `---` and `---` or `...`."""
        found = find_block(text, _MARKS)
        return None if found is None else Fence(*found, self)

    def align(self, text: str, node: Node) -> Alignment | None:
        """Where the characters of a text stand."""
        return align(text, node.start, node.end, node.style, node.value)

    def verbatim_at(self, text: str, node: Node) -> int | None:
        """Where a text begins that the source spells character by character."""
        return verbatim_at(text, node.start, node.end, node.style, node.value)

    def comments(self, source: Source, block: Span, name: re.Pattern[str]) -> Iterable[Comment]:
        """Every comment of a block that holds a name."""
        from newslint.frontmatter.yaml.comments import find_comments  # noqa: PLC0415 - PyYAML takes 12 ms

        return find_comments(source, block, name)

    def named_schema(self, text: str, content: Span, root: Node) -> NamedSchema | None:
        """The schema that the field `$schema` names, or the comment that YAML editors read."""
        if text.find(SCHEMA_KEY, content.start, content.end) < 0:
            return None
        return find_named_schema(text, content, root, _SCHEMA_COMMENT)

    def readings(self, token: str) -> tuple[Scalar, ...]:
        """What a plain scalar means by YAML 1.2 and by YAML 1.1."""
        return resolve_12(token), resolve_11(token)

    def explain(self, problem: Problem, text: str) -> Explanation:
        """Translate what libyaml says."""
        from newslint.frontmatter.yaml.explanations import explain  # noqa: PLC0415 - seldom needed

        return explain(problem, text)


YAML = Yaml()
