"""Edits one value or key of a header in the source; open it when a fix is not offered.

Every edit is tried before it is offered: the edited lines, read again, must be exactly what was intended.
"""

from functools import lru_cache

from newslint.finding import Edit, Path, Span
from newslint.frontmatter.headers.alignment import align
from newslint.frontmatter.headers.lines import name_of
from newslint.frontmatter.headers.reader import read_header
from newslint.frontmatter.nodes import Limits, Node
from newslint.frontmatter.syntax import Alignment, Scalar
from newslint.source import LINE_BREAK
from newslint.text.lazy_pattern import later

_REST_OF_LINE = later(r"[^\r\n]*(\r\n|\n|\r|\Z)")


def replacement_edit(text: str, node: Node, start: int, end: int, replacement: str) -> Edit | None:
    """The edit after which `node.value[start:end]` reads `replacement`; None where none is certain."""
    aligned = _aligned(text, node.start, node.end, node.value)
    if aligned is None or LINE_BREAK.search(replacement):
        return None
    if start < end:
        span = Span(aligned.starts[start], aligned.ends[end - 1])
    elif start < len(aligned.starts):
        span = Span(aligned.starts[start], aligned.starts[start])
    else:
        span = Span(node.end, node.end)
    edit = Edit(span, replacement)
    return edit if _reads_as(text, node, edit, node.value[:start] + replacement + node.value[end:]) else None


def text_edit(text: str, node: Node, value: Scalar, written: str) -> Edit | None:
    """The edit after which the whole value is `written`; only a text is what is written."""
    edit = Edit(node.span, written)
    certain = isinstance(value, str) and not LINE_BREAK.search(written) and _reads_as(text, node, edit, value)
    return edit if certain else None


def no_edit(text: str, node: Node) -> Edit | None:
    """No edit makes a value text by quotes: it is text, and they would be a part of it."""
    del text, node
    return None


def key_edit(text: str, node: Node | None, path: Path, name: str) -> Edit | None:
    """The edit that gives the field at `path` another key; None where none is certain."""
    if node is None or node.path != path or node.key_start < 0:
        return None
    edit = Edit(node.key_span, name)
    return edit if _reading(_edited(text, node, edit)) == {name: node.value} else None


def new_field_edit(text: str, parent: Node, sibling: Node, name: str, value: str) -> Edit | None:
    """The edit that adds a field on a line of its own, below the last line of another one."""
    rest = _REST_OF_LINE.match(text, sibling.end)
    if rest is None or name in parent.value or sibling.key_start < 0 or LINE_BREAK.search(value):
        return None
    line = f"{_indentation(text, sibling)}{_cased_like(text[slice(*sibling.key_span)], name)}: {value}"
    both = f"{text[sibling.key_start : sibling.end]}\n{line}"
    if _reading(both) != {str(sibling.path[-1]): sibling.value, name: value}:
        return None
    if rest[1]:
        return Edit(Span(rest.end(), rest.end()), f"{line}{rest[1]}")
    usual = LINE_BREAK.search(text)
    return Edit(Span(rest.end(), rest.end()), f"{usual[0] if usual else chr(10)}{line}")


def meaning(written: str, style: str) -> str | None:
    """What characters add to a text: themselves, unless they break the line."""
    del style
    return None if LINE_BREAK.search(written) else written


@lru_cache(maxsize=1)
def _aligned(text: str, start: int, end: int, value: str) -> Alignment | None:
    """Rules offer the edits of one value one after the other."""
    return align(text, Node(value, (), start, end, ""))


def _indentation(text: str, node: Node) -> str:
    before = text[max(node.key_start - 3, 0) : node.key_start]
    return before[len(before.rstrip(" ")) :]


def _cased_like(key: str, name: str) -> str:
    """A name with the capitals that another key has."""
    if len(key) > 1 and key.isupper():
        return name.upper()
    return name[:1].upper() + name[1:] if key[:1].isupper() else name


def _reads_as(text: str, node: Node, edit: Edit, intended: str) -> bool:
    name = name_of(text[node.key_start : node.key_end])
    return _reading(_edited(text, node, edit)) == {name: intended}


def _edited(text: str, node: Node, edit: Edit) -> str:
    """The lines of a field from its key on, after an edit."""
    end = max(node.end, edit.span.end)
    return text[node.key_start : edit.span.start] + edit.replacement + text[edit.span.end : end]


def _reading(lines: str) -> dict[str, str] | None:
    tree = read_header(lines, Span(0, len(lines)), Limits())
    return None if tree.root is None else tree.root.value
