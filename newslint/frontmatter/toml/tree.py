"""Makes TOML front matter a tree of values with places; open it for limits, and for what dates become."""

import re
import tomllib
from typing import Any

from newslint.finding import Span
from newslint.frontmatter.nodes import Limits, Node, Problem, ProblemKind, Tree
from newslint.frontmatter.toml.reader import offset_of, scan
from newslint.text.lazy_pattern import later

# The parser takes the square of the number of keys between dots, so it is not given very many.
_PART = r"""(?:[^\s.=\[\]{},"'#]+|"[^"\n]*"|'[^'\n]*')"""
_LONG_KEY = rf"(?:^[ \t]*+\[?\[?|[{{,])[ \t]*+{_PART}(?:[ \t]*+\.[ \t]*+{_PART})"
_ABOUT_KEYS = ("Cannot overwrite ", "Cannot declare ", "Cannot redefine ", "Cannot mutate ")
_KEY = later(rf"[ \t]*(\[{{1,2}}[^\]\n]*\]{{1,2}}|{_PART}(?:[ \t]*\.[ \t]*{_PART})*)")


def read(text: str, content: Span, limits: Limits, version: str) -> Tree:
    """Read a block by TOML 1.0; every mistake becomes a problem, nothing is raised."""
    del version  # of YAML
    block = text[content.start : content.end]
    if not limits.allow_bytes_of(block):
        return _too_large(f"{limits.max_bytes:,} bytes", content)
    deep = f"{limits.max_depth} levels of nesting"
    if long := re.search(f"{_LONG_KEY}{{{limits.max_depth},}}", block, re.MULTILINE):
        return _too_large(deep, Span(content.start + long.start(), content.start + long.end()))
    values = _values(block)
    if isinstance(values, tomllib.TOMLDecodeError):
        problem = Problem(ProblemKind.INVALID_TOML, _place(str(values), text, content), str(values))
        return Tree(None, (problem,))
    if isinstance(values, ValueError):
        # https://docs.python.org/3/library/stdtypes.html#integer-string-conversion-length-limitation
        problem = Problem(ProblemKind.INVALID_TOML, Span(content.start, content.start), "Too many digits")
        return Tree(None, (problem,))
    if isinstance(values, RecursionError):
        return _too_large(deep, Span(content.start, content.start))
    root = scan(text, content, values)
    return _too_many(text, root, limits) or Tree(root, ())


def _values(block: str) -> dict[str, Any] | ValueError | RecursionError:
    """What a block says, or why it can't be read. It is short for want of memory, see `let_go`."""
    try:
        return tomllib.loads(block)
    except (ValueError, RecursionError) as error:
        return error


def _place(message: str, text: str, content: Span) -> Span:
    """Where the parser gave up; of a key that is there twice, the whole second key."""
    at = content.start + offset_of(message, text[content.start : content.end])
    if message.startswith(_ABOUT_KEYS):
        start = max(text.rfind("\n", 0, at) + 1, content.start)
        if key := _KEY.match(text, start, content.end):
            return Span(*key.span(1))
    return Span(at, at if text[at : at + 1] in ("\r", "\n") else min(at + 1, content.end))


def _too_large(limit: str, span: Span) -> Tree:
    return Tree(None, (Problem(ProblemKind.TOO_LARGE, span, limit),))


def _too_many(text: str, root: Node, limits: Limits) -> Tree | None:
    """What is wrong with a tree of too many values or levels; in any other one, dates become text.

    That is the text that stands in the file, as in every other language.
    """
    count = 0
    todo: list[tuple[Node, Any, Any]] = [(root, None, None)]
    while todo:
        node, around, key = todo.pop()
        count += 1
        if count > limits.max_values:
            return _too_large(f"{limits.max_values:,} values", node.span)
        if node.children is None:
            if not isinstance(node.value, str | int | float):
                node.value = around[key] = text[node.start : node.end]
            continue
        if len(node.path) >= limits.max_depth:
            return _too_large(f"{limits.max_depth} levels of nesting", node.span)
        items = node.children.items() if isinstance(node.children, dict) else enumerate(node.children)
        todo += [(child, node.value, name) for name, child in items]
    return None
