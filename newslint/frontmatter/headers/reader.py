"""Makes the lines of a header a tree of values; open it for repeated keys, lines that end it, and limits.

Every value is text: Python-Markdown knows nothing else. The lines of one value are joined by line feeds.
"""

from newslint.finding import Span
from newslint.frontmatter.headers.fields import OF_MULTIMARKDOWN
from newslint.frontmatter.headers.lines import Kind, Line, lines_of, name_of
from newslint.frontmatter.nodes import Limits, Node, Problem, ProblemKind, Tree


def read_header(text: str, content: Span, limits: Limits, version: str = "") -> Tree:
    """Read the lines of a header, up to a blank one; there is only one version of headers.

    A line that is neither a field nor indented ends the header for Python-Markdown. The fields below it are
    lost then, so that nothing can be said of the others. For MultiMarkdown it continues the value above: that
    reads the headers with fields that nobody else knows.
    """
    del version
    if not limits.allow_bytes_of(text[content.start : content.end]):
        return Tree(None, (_too_large(f"{limits.max_bytes:,} bytes", Span(content.start, content.start)),))
    reader = _read(text, content, limits)
    if reader.stray is not None and reader.is_for_multimarkdown:
        reader = _read(text, content, limits, indented=False)
    return reader.tree()


def _read(text: str, content: Span, limits: Limits, *, indented: bool = True) -> "_Reader":
    reader = _Reader(text, content, limits, indented=indented)
    for line in lines_of(text, content.start, content.end):
        if line.kind is Kind.BLANK or not reader.take(line):
            break
    return reader


def _too_large(limit: str, span: Span) -> Problem:
    return Problem(ProblemKind.TOO_LARGE, span, limit)


class _Reader:
    """The fields so far, and the one whose value may go on; only in `indented` lines, or in any."""

    def __init__(self, text: str, content: Span, limits: Limits, *, indented: bool) -> None:
        self.text = text
        self.indented = indented
        self.max_values = limits.max_values
        self.root = Node({}, (), content.start, content.start, "map", children={})
        self.problems: list[Problem] = []
        self.node: Node | None = None
        self.parts: list[str] = []
        self.size = 1
        self.stray: Line | None = None
        self.lost = 0
        self.is_too_large = False
        self.is_for_multimarkdown = False

    def take(self, line: Line) -> bool:
        """Take one more line; whether there may be more."""
        if line.kind is Kind.OTHER and (self.indented or self.node is None):
            self.stray = self.stray or line
        elif line.kind is Kind.FIELD:
            return self._begin(line)
        elif self.node is not None and self.stray is None:
            if not self.parts:
                self.node.start = line.value_start
            self.parts.append(self.text[line.value_start : line.value_end])
            self.node.end = line.value_end
        return True

    def tree(self) -> Tree:
        """The values, unless something keeps rules from relying on them."""
        if self.is_too_large:
            return Tree(None, tuple(self.problems))
        self._finish()
        if self.stray is not None and self.lost:
            span = Span(self.stray.value_start, self.stray.value_end)
            self.problems.append(Problem(ProblemKind.INVALID_HEADER, span, str(self.lost)))
            return Tree(None, tuple(self.problems))
        return Tree(self.root, tuple(self.problems))

    def _begin(self, line: Line) -> bool:
        self.size += 1
        if self.size > self.max_values:
            span = Span(line.value_start, line.value_end)
            self.problems.append(_too_large(f"{self.max_values:,} values", span))
            self.is_too_large = True
            return False
        key = self.text[line.key_start : line.key_end]
        name = name_of(key)
        self.is_for_multimarkdown |= " " in key or name in OF_MULTIMARKDOWN
        if self.stray is not None:
            self.lost += 1
            return True
        self._finish()
        self.node = Node("", (name,), line.value_start, line.value_end, "", line.key_start, line.key_end)
        self.parts = (
            [self.text[line.value_start : line.value_end]] if line.value_start < line.value_end else []
        )
        return True

    def _finish(self) -> None:
        """Put the field that has all of its lines into the tree."""
        node, fields = self.node, self.root.children
        if node is None or not isinstance(fields, dict):
            return
        node.value = "\n".join(self.parts)
        name = str(node.path[0])
        if not fields:
            self.root.start = node.key_start
        if name in fields:
            first = fields.pop(name)
            self.problems.append(
                Problem(ProblemKind.DUPLICATE_KEY, node.key_span, name, other=first.key_span, path=node.path)
            )
        fields[name] = node
        self.root.value[name] = node.value
        self.root.end = node.end
        self.node = None
