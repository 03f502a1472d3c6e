"""Says in plain words why a header can't be read; open it to word that."""

from newslint.frontmatter.nodes import Problem
from newslint.frontmatter.syntax import Explanation
from newslint.text.lazy_pattern import later
from newslint.text.wording import count

_ITEM = later(r"[-*+]\s")
_SIGNS_BEFORE_COLON = later(r"[^\s:]+\s*:(?:\s|\Z)")


def explain(problem: Problem, text: str) -> Explanation:
    """Say that a line ends the header, and what to do with it."""
    line = text[problem.span.start : problem.span.end]
    lost = count(int(problem.detail or 0), "field")
    return Explanation(
        problem.span,
        f"this line is neither a field nor indented by four spaces, so it ends the header, and {lost} below "
        f"it {'is' if problem.detail == '1' else 'are'} shown as text",
        _advice(line),
    )


def _advice(line: str) -> str:
    if _ITEM.match(line):
        return "write the items on the line of their key, with commas between them"
    if _SIGNS_BEFORE_COLON.match(line):
        return "use only letters, digits, `_` and `-` in a key"
    return "indent it by four spaces if it goes on with the value above, or write it as `Key: value`"
