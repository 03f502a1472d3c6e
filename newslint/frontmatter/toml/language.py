"""TOML as the language of configurations and as a syntax of front matter; open it to find who does what."""

import re
from typing import Final

from newslint.finding import Span
from newslint.frontmatter.merge_conflict import explain_conflict
from newslint.frontmatter.named_schema import find_named_schema
from newslint.frontmatter.nodes import Node, Problem
from newslint.frontmatter.syntax import Explanation, NamedSchema, Scalar
from newslint.frontmatter.toml import edits, strings, tree
from newslint.frontmatter.toml.comments import find_comments
from newslint.frontmatter.toml.reader import explain
from newslint.knowledge.invisible import INVISIBLE, name_of
from newslint.source import line_start
from newslint.text.lazy_pattern import later
from newslint.text.wording import Words

# The directive of Taplo, which editors use.
_SCHEMA_COMMENT: Final = later(r"[ \t]*#:schema[ \t]+(\S+)")
# A date or a time behind its key.
_DATE: Final = later(
    r"[^=\"'#\r\n]+=[ \t]*(\d{4,}-\d+-\d+(?:[Tt ]\d[\d:.]*(?:[Zz]|[+-][\d:]+)?)?"
    r"|\d\d:\d\d(?::[\d.]+)?)(?=[ \t\r\n#]|\Z)",
    re.ASCII,
)


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
        return (
            explain_conflict(text, problem.span.start)
            or _explain_date(problem, text)
            or _explain_character(problem, text)
            or Explanation(problem.span, *explain(problem.detail))
        )


def _explain_date(problem: Problem, text: str) -> Explanation | None:
    """A date or time that no calendar or clock has: the parser stops in it or behind it."""
    line = line_start(text, problem.span.start)
    found = _DATE.match(text, line)
    if found is None or not found.start(1) <= problem.span.start <= found.end(1):
        return None
    from newslint.knowledge.date_readers import READERS  # noqa: PLC0415 - most TOML is valid
    from newslint.knowledge.refused_dates import refuse  # noqa: PLC0415 - as above

    written = found[1]
    is_date = "-" in written
    moment = written if is_date else f"2000-01-01T{written}"
    refusal = refuse(moment, READERS[""], owned=False, plain=True)
    if refusal is None or not refusal.reason:
        return None
    message = f"`{written}` is no {'date' if is_date else 'time'}: {refusal.reason}"
    return Explanation(
        Span(*found.span(1)), message, refusal.advice if is_date else "write it like `06:30:00`"
    )


def _explain_character(problem: Problem, text: str) -> Explanation | None:
    """A character in a key that nobody sees."""
    character = text[problem.span.start : problem.span.end]
    if not INVISIBLE.fullmatch(character) and (character.isascii() or not character.isspace()):
        return None
    return Explanation(problem.span, f"{name_of(character)} can't stand here", "remove it")


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
