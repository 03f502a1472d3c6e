"""Where a mistake in YAML is, and what it is, in the words of the person who made it."""

import pytest

from newslint.finding import Span
from newslint.frontmatter.nodes import Limits
from newslint.frontmatter.yaml.explanations import explain
from newslint.frontmatter.yaml.reader import build_tree

ENDS = "the value ends at this quote, and text follows it"
NO_COMMA = "a list or mapping in brackets goes on without a comma or is not closed"
NO_SPACE = "the space after the colon is missing"
NO_FIELD = "a line that is neither a field nor part of a value"
CONFLICT = "a merge conflict was left here"
NO_LIST = "this `- ` continues no list"
NOT_INDENTED = "this line is not indented like the fields above"
INDENTED = "this line is indented as if it belonged to the value above"
SECOND = "a second `: ` in an unquoted value"


def explained(marked: str) -> tuple[str, str]:
    """The text with its mistake between `«` and `»`, and what is said of it."""
    text = marked.replace("«", "").replace("»", "")
    begin = text.index("\n") + 1 if text.startswith("---") else 0
    (problem,) = build_tree(text, Span(begin, len(text)), Limits()).problems
    found = explain(problem, text)
    start, end = found.span
    return f"{text[:start]}«{text[start:end]}»{text[end:]}", found.message


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        # behind a closing quote, whatever it is
        ('a: "x«"» y\n', ENDS),
        ('a: "x«"» (y)\n', ENDS),
        ('a: "x«"», y\n', ENDS),
        ('a: "x«"» "y"\n', ENDS),
        ("a: 'x«'»y\n", ENDS),
        # in brackets, where a comma may be missing, it must be a word
        ('a: ["x«"» y]\n', ENDS),
        ('a: {k: "x«"»y}\n', ENDS),
        ('a: {"x«"» y}\n', ENDS),
        ('a: ["x" «(»y)]\n', NO_COMMA),
        ('a: ["x" «"»y"]\n', NO_COMMA),
        ('a: {k: "x" «[»y]}\n', NO_COMMA),
        ("a: [{}«x»]\n", NO_COMMA),
        # a quote that was opened on a line above
        ('a: «"»x\nb: "y"\n', "a double quote is opened here and not closed on its line"),
        ("a: «'»x\nb: 'y'\n", "a single quote is opened here and not closed on its line"),
        ('a: [ «"»x,\n  "y"]\n', "a double quote is opened here and not closed on its line"),
        ('a: «"»x\n', "a double quote is opened here and never closed"),
        ("a: «'»x\nb: y\n", "a single quote is opened here and never closed"),
        # brackets
        ("a: «[»x, y\nb: z\n", "a bracket is opened here and never closed"),
        ("a: «{»x: y\n", "a brace is opened here and never closed"),
        # lines that can't stand where they stand
        ("a: x\n«y»\n", NO_FIELD),
        ("a: x\n«y»\r\nb: z\n", NO_FIELD),
        ("a: x\nb«:»y\n", NO_SPACE),
        ("a: x\n«<<<<<<< HEAD»\nb: y\n", CONFLICT),
        ("a: x\n«=======»\nb: y\n", CONFLICT),
        ("a:\n- x\nb: y\n«-» z\n", NO_LIST),
        ("a:\n  b: x\n «c»: y\n", NOT_INDENTED),
        ("a: x\n  «b»: y\n", INDENTED),
        ("a: x\r\n  «b»: y\r\n", INDENTED),
        ("---\na«:»x\n  b: y\n", NO_SPACE),
        ("---\r\na«:»x\r\nb: y\r\n", NO_SPACE),
        ("a«:»x\nb: y\n", NO_SPACE),
        ("a: x«:» y\n", SECOND),
    ],
)
def test_the_place_of_a_mistake(marked: str, message: str) -> None:
    assert explained(marked) == (marked, message)
