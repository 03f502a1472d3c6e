"""JSON as a syntax of front matter, under the names of the protocol; open it to find who does what."""

import re
from collections.abc import Iterable

from newslint.finding import Span
from newslint.frontmatter.json import edits
from newslint.frontmatter.json.alignment import align, verbatim_at
from newslint.frontmatter.json.reader import read_json, value_of
from newslint.frontmatter.nodes import Node, Problem
from newslint.frontmatter.syntax import Comment, Explanation, NamedSchema, Scalar, schema_field
from newslint.source import Source
from newslint.text.wording import Words


class Json:
    """See `Syntax`."""

    name = "JSON"
    words = Words(
        mapping="an object",
        sequence="an array",
        a_text="a string",
        text="string",
        infinity="Infinity",
        nan="NaN",
        as_list="write it as an array: `[value]`",
        newest="JSON",
        fields='`"key": value`, in braces and with commas between them',
    )
    read = staticmethod(read_json)
    align = staticmethod(align)
    verbatim_at = staticmethod(verbatim_at)
    replace = staticmethod(edits.replacement_edit)
    write = staticmethod(edits.value_edit)
    quote = staticmethod(edits.quoting_edit)
    rename_key = staticmethod(edits.key_edit)
    add_field = staticmethod(edits.new_field_edit)
    meaning = staticmethod(edits.meaning)

    def comments(self, source: Source, block: Span, name: re.Pattern[str]) -> Iterable[Comment]:
        """None, for JSON has no comments."""
        del source, block, name
        return ()

    def named_schema(self, text: str, content: Span, root: Node) -> NamedSchema | None:
        """What the field `$schema` says."""
        del text, content
        return schema_field(root)

    def readings(self, token: str) -> tuple[Scalar, ...]:
        """What a token is without quotes; what has no meaning then stays text."""
        try:
            value = value_of(token)
        except ValueError:
            return (token,)
        is_other = isinstance(value, str | dict | list) or token != token.strip()
        return (token if is_other else value,)

    def explain(self, problem: Problem, text: str) -> Explanation:
        """Say what the parser found, in our words."""
        from newslint.frontmatter.json.explanations import explain  # noqa: PLC0415 - seldom needed

        return explain(problem, text)


JSON = Json()
