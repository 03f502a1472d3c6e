"""The schema that a document names itself, in the field `$schema` or in a comment; open it for a third way.

A comment counts above the first field, where nothing but a comment can begin with `#`.
"""

from typing import TYPE_CHECKING

from newslint.finding import Span
from newslint.frontmatter.nodes import Node
from newslint.frontmatter.syntax import NamedSchema, schema_field
from newslint.text.lazy_pattern import later

if TYPE_CHECKING:
    import re

_LINE = later(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r)")


def find_named_schema(text: str, content: Span, root: Node, comment: "re.Pattern[str]") -> NamedSchema | None:
    """Find the schema that front matter names; a comment goes before the field, as in editors.

    `comment` matches a line that names a schema in its first group.
    """
    position = content.start
    while line := _LINE.match(text, position, content.end):
        if named := comment.match(text, position, line.end()):
            return NamedSchema(named[1], Span(*named.span(1)))
        position = line.end()
    return schema_field(root)
