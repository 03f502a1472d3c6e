"""The schema that a document names: `$schema:`, or the comment of YAML editors; open it for a third way.

    # yaml-language-server: $schema=../schemas/article.schema.json

The comment counts above the first field, where nothing but a comment can begin with `#`.
"""

from typing import Final

from newslint.finding import Span
from newslint.frontmatter.nodes import Node
from newslint.frontmatter.syntax import SCHEMA_KEY, NamedSchema, schema_field
from newslint.text.lazy_pattern import later

_COMMENT: Final = later(r"[ \t]*#[ \t]*yaml-language-server[ \t]*:[ \t]*\$schema=(\S+)")
_LINE: Final = later(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r)")


def find_named_schema(text: str, content: Span, root: Node) -> NamedSchema | None:
    """Find the schema that front matter names; the comment goes before the field, as in editors."""
    if text.find(SCHEMA_KEY, content.start, content.end) < 0:
        return None
    position = content.start
    while line := _LINE.match(text, position, content.end):
        if comment := _COMMENT.match(text, position, line.end()):
            return NamedSchema(comment[1], Span(*comment.span(1)))
        position = line.end()
    return schema_field(root)
