"""Headers as a syntax of front matter, under the names of the protocol; open it to find who does what."""

import re
from collections.abc import Iterable

from newslint.finding import Span
from newslint.frontmatter.headers import edits
from newslint.frontmatter.headers.alignment import align, verbatim_at
from newslint.frontmatter.headers.reader import read_header
from newslint.frontmatter.nodes import Node, Problem
from newslint.frontmatter.syntax import Comment, Explanation, NamedSchema, Scalar
from newslint.source import Source
from newslint.text.wording import Words


class Headers:
    """See `Syntax`."""

    name = "Headers"
    words = Words(
        mapping="a group of fields",
        as_list="write the items on one line, with commas between them, and let the schema allow a text",
        newest="a header",
    )
    read = staticmethod(read_header)
    align = staticmethod(align)
    verbatim_at = staticmethod(verbatim_at)
    replace = staticmethod(edits.replacement_edit)
    write = staticmethod(edits.text_edit)
    quote = staticmethod(edits.no_edit)
    rename_key = staticmethod(edits.key_edit)
    add_field = staticmethod(edits.new_field_edit)
    meaning = staticmethod(edits.meaning)

    def comments(self, source: Source, block: Span, name: re.Pattern[str]) -> Iterable[Comment]:
        """None: headers have no comments."""
        del source, block, name
        return ()

    def named_schema(self, text: str, content: Span, root: Node) -> NamedSchema | None:
        """None: no key may hold the `$` of `$schema`."""
        del text, content, root
        return None

    def readings(self, token: str) -> tuple[Scalar, ...]:
        """Every value is the text that stands there."""
        return (token,)

    def explain(self, problem: Problem, text: str) -> Explanation:
        """Say which line ends the header."""
        from newslint.frontmatter.headers.explanations import explain  # noqa: PLC0415 - seldom needed

        return explain(problem, text)


HEADERS = Headers()
