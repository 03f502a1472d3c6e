"""Small changes to a program, each of which a test should notice: what a hasty hand would do to one line.

An operator is turned, a constant moved by one, a condition forced, a statement dropped, a result lost, a
function taken for its opposite. Types, decorators, documentation, the sizes of memories and large bounds of
work change nothing that a test can see, and stay as they are; so does what stands in f-strings, whose places
Python 3.11 doesn't know.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import ndiff
from typing import Final, NamedTuple

_OPERATORS: Final = {
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Is: ("is", "is not"),
    ast.IsNot: (r"is\s+not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: (r"not\s+in", "in"),
    ast.Add: (r"\+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: (r"\*", "//"),
    ast.FloorDiv: ("//", "*"),
    ast.Div: ("/", "*"),
    ast.Mod: ("%", "//"),
    ast.BitOr: (r"\|", "&"),
    ast.BitAnd: ("&", "|"),
    ast.And: ("and", "or"),
    ast.Or: ("or", "and"),
}
_OPPOSITES: Final = {
    name: other
    for pair in (
        ("any", "all"),
        ("min", "max"),
        ("startswith", "endswith"),
        ("lstrip", "rstrip"),
        ("removeprefix", "removesuffix"),
        ("find", "rfind"),
        ("partition", "rpartition"),
        ("bisect_left", "bisect_right"),
        ("fullmatch", "match"),
    )
    for name, other in (pair, pair[::-1])
}
_MEMORIES: Final = {"cache", "lru_cache", "remember"}
# Bounds that keep work and memory small, named so: nobody can tell a thousand from one more.
_BOUND: Final = re.compile("_?(?:MOST|LONGEST|LARGEST)(?:_[A-Z_]+)?")
_LARGE: Final = 100
_Function = ast.FunctionDef | ast.AsyncFunctionDef


class Mutant(NamedTuple):
    """One change: `source[start:end]`, in bytes, becomes `replacement`; `line` counts from one.

    `function` is the name of the innermost function around it, empty where the line runs at import.
    """

    line: int
    start: int
    end: int
    replacement: str
    function: str

    def applied(self, source: bytes) -> bytes:
        """The changed program."""
        return source[: self.start] + self.replacement.encode() + source[self.end :]

    def difference(self, source: bytes) -> tuple[str, ...]:
        """The lines that are gone and those that came, without indentation: `- if one:` and `+ if two:`."""
        first = source.rfind(b"\n", 0, self.start) + 1
        rest, before = source[self.end :].partition(b"\n")[0], source[first : self.start]
        old = before + source[self.start : self.end] + rest
        new = before + self.replacement.encode() + rest
        lines = ndiff(old.decode().splitlines(), new.decode().splitlines())
        return tuple(f"{line[0]} {line[2:].strip()}" for line in lines if line[0] in "-+")


def mutants(source: bytes) -> list[Mutant]:
    """Every change, in the order of the source; of a few comes no program, see `is_program`.

    Raises:
        SyntaxError: the source is no Python.
    """
    return sorted(_Finder(source).visit_body(ast.parse(source).body))


def is_program(source: bytes) -> bool:
    """Whether Python can read a changed program at all."""
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


@dataclass
class _Finder:
    source: bytes
    function: _Function | None = None
    bound: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.starts = [0]
        for line in self.source.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def visit_body(self, body: list[ast.stmt]) -> Iterator[Mutant]:
        for number, statement in enumerate(body):
            if _is_text(statement):
                continue  # a docstring
            yield from self.dropped(statement, is_last=number == len(body) - 1)
            yield from self.visit(statement)
            self.bound |= _names_bound(statement)

    def visit(self, node: ast.AST) -> Iterator[Mutant]:
        if isinstance(node, _Function):
            outer = self.function, self.bound
            yield from self.visit_all([*node.args.defaults, *filter(None, node.args.kw_defaults)])
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            self.function, self.bound = node, {argument.arg for argument in arguments}
            yield from self.visit_body(node.body)
            self.function, self.bound = outer
            return
        if isinstance(node, ast.ClassDef):
            yield from self.visit_body(node.body)
            return
        if isinstance(node, ast.JoinedStr) or _is_for_types(node) or _is_memory(node) or _is_bound(node):
            return
        if isinstance(node, ast.keyword) and node.arg == "strict":
            return  # says what holds anyway
        yield from self.changed(node)
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns"):
                continue
            if name in ("body", "orelse", "finalbody") and isinstance(value, list):
                yield from self.visit_body(value)
            elif isinstance(value, list):
                yield from self.visit_all(value)
            elif isinstance(value, ast.AST):
                yield from self.visit(value)

    def visit_all(self, nodes: list[ast.expr] | list[ast.AST]) -> Iterator[Mutant]:
        for node in nodes:
            if isinstance(node, ast.AST):
                yield from self.visit(node)

    def changed(self, node: ast.AST) -> Iterator[Mutant]:  # noqa: C901, PLR0912 - one case for each kind
        match node:
            case ast.Compare():
                sides = [node.left, *node.comparators]
                for operator, left, right in zip(node.ops, sides, sides[1:], strict=False):
                    yield from self.turned(operator, left, right)
            case ast.BinOp():
                yield from self.turned(node.op, node.left, node.right)
            case ast.BoolOp():
                for left, right in zip(node.values, node.values[1:], strict=False):
                    yield from self.turned(node.op, left, right)
            case ast.AugAssign():
                yield from self.turned(node.op, node.target, node.value)
            case ast.UnaryOp(op=ast.Not() | ast.USub()):
                yield self.mutant(node, self.text(node.operand))
            case ast.Constant(value=bool() as value):
                yield self.mutant(node, str(not value))
            case ast.Constant(value=int() as value):
                yield self.mutant(node, str(value + 1))
                yield self.mutant(node, str(value - 1))
            case ast.Constant(value=float() as value):
                yield self.mutant(node, repr(value * 2 or 1.0))
            case ast.If() | ast.IfExp():
                yield from self.forced(node.test, "True", "False")
            case ast.While():
                yield from self.forced(node.test, "False")
            case ast.comprehension():
                for test in node.ifs:
                    yield from self.forced(test, "True", "False")
            case ast.Return(value=ast.expr() as result) if not isinstance(result, ast.Constant):
                yield self.mutant(result, "None")
            case ast.Call(func=ast.Name(id=name) as called) if name in _OPPOSITES:
                yield self.mutant(called, _OPPOSITES[name])
            case ast.Call(func=ast.Attribute(attr=name) as called) if name in _OPPOSITES:
                yield self.mutant(called, f"{self.text(called.value)}.{_OPPOSITES[name]}")

    def turned(self, operator: ast.AST, left: ast.expr, right: ast.expr) -> Iterator[Mutant]:
        if type(operator) not in _OPERATORS:
            return
        written, other = _OPERATORS[type(operator)]
        start, end = self.span(left)[1], self.span(right)[0]
        if match := re.search(written.encode(), self.source[start:end]):
            yield self.made(start + match.start(), start + match.end(), other)

    def forced(self, test: ast.expr, *values: str) -> Iterator[Mutant]:
        names = any(isinstance(node, ast.NamedExpr) for node in ast.walk(test))
        for value in values:
            if not names:
                yield self.mutant(test, value)
            else:
                yield self.mutant(test, f"(({self.text(test)}), {value})[1]")

    def dropped(self, statement: ast.stmt, *, is_last: bool) -> Iterator[Mutant]:
        if self.function is None:
            return
        match statement:
            case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
                yield self.mutant(statement, "yield from ()")
            case ast.Assign() | ast.AnnAssign():
                targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                if _names_bound(statement) <= self.bound and not any(
                    isinstance(target, ast.Tuple) for target in targets
                ):
                    yield self.mutant(statement, "pass")
            case ast.Delete(targets=[ast.Name()]):
                pass  # tells that an argument has no use
            case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Delete():
                yield self.mutant(statement, "pass")
            case ast.Break():
                yield self.mutant(statement, "continue")
            case ast.Return() if not (is_last and statement in self.function.body):
                yield self.mutant(statement, "pass")

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        start = self.starts[node.lineno - 1] + node.col_offset
        # What was parsed has an end.
        return start, self.starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)

    def text(self, node: ast.expr) -> str:
        start, end = self.span(node)
        return self.source[start:end].decode()

    def mutant(self, node: ast.expr | ast.stmt, replacement: str) -> Mutant:
        start, end = self.span(node)
        negative = replacement.startswith("-") and self.source[max(start - 1, 0) : start] == b"-"
        return self.made(start, end, f"({replacement})" if negative else replacement)

    def made(self, start: int, end: int, replacement: str) -> Mutant:
        line = self.source.count(b"\n", 0, start) + 1
        return Mutant(line, start, end, replacement, "" if self.function is None else self.function.name)


def _is_text(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _is_for_types(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("cast", "TypeVar")
    )


def _is_memory(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MEMORIES


def _is_bound(node: ast.AST) -> bool:
    """Whether a constant is given a name that tells it from what counts, such as `_MOST = 1_000`."""
    match node:
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=value)
            | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
        ):
            large = isinstance(value, ast.Constant) and isinstance(value.value, int) and value.value >= _LARGE
            return bool(_BOUND.fullmatch(name)) and (large or isinstance(value, ast.BinOp))
    return False


def _names_bound(statement: ast.stmt) -> set[str]:
    """The names that a statement gives values to, in whatever it holds."""
    return {
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
