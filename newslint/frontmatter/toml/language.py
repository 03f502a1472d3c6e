"""TOML as the language of configurations and as a syntax of front matter; open it to find who does what."""

from typing import Final

from newslint.finding import Span
from newslint.frontmatter.merge_conflict import explain_conflict
from newslint.frontmatter.named_schema import find_named_schema
from newslint.frontmatter.nodes import Node, Problem
from newslint.frontmatter.syntax import Explanation, NamedSchema, Scalar
from newslint.frontmatter.toml import edits, strings, tree
from newslint.frontmatter.toml.comments import find_comments
from newslint.frontmatter.toml.reader import explain
from newslint.text.lazy_pattern import later
from newslint.text.wording import Words

# The directive of Taplo, which editors use.
_SCHEMA_COMMENT: Final = later(r"[ \t]*#:schema[ \t]+(\S+)")


class Toml:
    """See `Syntax`."""

    name = "TOML"
    read = staticmethod(tree.read)
    align = staticmethod(strings.align)
    verbatim_at = staticmethod(strings.verbatim_at)
    meaning = staticmethod(strings.meaning)
    replace = staticmethod(edits.replace)
    write = staticmethod(edits.write)
    quote = staticmethod(edits.quote)
    rename_key = staticmethod(edits.rename_key)
    add_field = staticmethod(edits.add_field)
    comments = staticmethod(find_comments)

    def __init__(self, words: Words) -> None:
        self.words = words

    def named_schema(self, text: str, content: Span, root: Node) -> NamedSchema | None:
        """The schema that the field `"$schema"` names, or the comment `#:schema`."""
        return find_named_schema(text, content, root, _SCHEMA_COMMENT)

    def readings(self, token: str) -> tuple[Scalar, ...]:
        """What a token is without quotes; what has no meaning then stays text."""
        value = strings.value_of(token)
        return (value if isinstance(value, bool | int | float) else token,)

    def explain(self, problem: Problem, text: str) -> Explanation:
        """Put what the parser says into words for people."""
        conflict = explain_conflict(text, problem.span.start)
        return conflict or Explanation(problem.span, *explain(problem.detail))


TOML: Final = Toml(
    Words(
        mapping="a table",
        sequence="an array",
        a_text="a string",
        text="string",
        infinity="inf",
        nan="nan",
        as_list="write it as an array: `[value]`",
        newest="TOML",
    )
)
"""TOML as front matter."""

SETTINGS: Final = Toml(
    TOML.words._replace(
        whole="the configuration",
        entry="setting",
        unknown="remove it",
        required="",
        sequence="a list",
        as_list="write it as a list: `[value]`",
    )
)
"""TOML that holds settings."""
