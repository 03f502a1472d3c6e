"""What fixes make of the articles of a case, and what a parser that is not ours reads in it.

PyYAML's own scanner is written in Python and shares nothing with libyaml, through which newslint reads. Its
nodes are never made into values, so that `yes` and `2023-05-02` stay as they are written, with the types
that YAML 1.1 and 1.2 give them. An object at the top is read by the JSON module.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from newslint.finding import Path, format_path
from newslint.source import Source

_BLOCK = re.compile(r"\ufeff?---[ \t]*(?:\r\n?|\n)(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_OBJECT = re.compile(r"\ufeff?(?=\{)")
_USUAL = "tag:yaml.org,2002:"
# The types of plain scalars by the core schema (YAML 1.2.2, 10.3.2); PyYAML knows those of YAML 1.1.
_CORE = {
    "null": "null|Null|NULL|~|",
    "bool": "true|True|TRUE|false|False|FALSE",
    "int": "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.nan|\.NaN|\.NAN",
}
# What PyYAML takes plain text for without a tag.
_IMPLICIT = {"bool", "float", "int", "merge", "null", "str", "timestamp", "value"}
# A case is there to be read.
_MOST_FIELDS = 10_000


class Unreadable(Exception):  # noqa: N818 - says what PyYAML has against a block
    """PyYAML can't read what stands between the fences, or the JSON module what begins with a brace."""


class Value(NamedTuple):
    """A scalar, or an empty list or mapping: its type, its text, the type of its key, the path it repeats."""

    type: str
    text: str
    key: str = "str"
    repeats: str | None = None

    def __str__(self) -> str:
        """Write it so that the type is seen: `"no"` or `no (bool, str)`, which is YAML 1.1 and 1.2."""
        shown = json.dumps(self.text) if self.type == "str" else f"{self.text or 'nothing'} ({self.type})"
        shown = shown if self.key == "str" else f"{shown} behind a key ({self.key})"
        return shown if self.repeats is None else f"{shown} as {self.repeats}"


class Change(NamedTuple):
    """A field that reads otherwise now, in words; `retyped` where only the type is another one."""

    path: str
    words: str
    retyped: bool = False
    repeats: str | None = None

    @classmethod
    def of(cls, path: str, old: Value, new: Value) -> "Change":
        """One value became another."""
        same = (old.text, old.key, old.repeats) == (new.text, new.key, new.repeats)
        return cls(path, f"{old} -> {new}", same, new.repeats)


Values = dict[str, Value]


def values_of(source: Source) -> Values:
    """Every scalar between the fences by its path.

    Raises:
        Unreadable: PyYAML refuses the block, or there is none.
    """
    if start := _OBJECT.match(source.text):
        try:
            return dict(_scalars_of(json.JSONDecoder().raw_decode(source.text, start.end())[0]))
        except ValueError as error:
            raise Unreadable(str(error)) from None
    # It takes a lone carriage return for a line break, which the expression does not.
    block = _BLOCK.match(re.sub(r"\r\n?", "\n", source.text))
    if block is None:
        raise Unreadable("there is no block between two fences")
    try:
        root = yaml.compose(block[1], Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise Unreadable(str(getattr(error, "problem", None) or getattr(error, "reason", None))) from None
    return {} if root is None else dict(_scalars(root))


def _scalars_of(root: Any) -> Iterator[tuple[str, Value]]:
    todo: list[tuple[Any, Path]] = [(root, ())]
    while todo:
        value, path = todo.pop()
        if isinstance(value, dict) and value:
            todo += reversed([(item, (*path, key)) for key, item in value.items()])
        elif isinstance(value, list) and value:
            todo += reversed([(item, (*path, index)) for index, item in enumerate(value)])
        else:
            text = value if isinstance(value, str) else json.dumps(value)
            yield format_path(path), Value(type(value).__name__, text)


def _scalars(root: yaml.Node) -> Iterator[tuple[str, Value]]:
    todo: list[tuple[yaml.Node, Path, str]] = [(root, (), "str")]
    first: dict[int, str] = {}
    for _ in range(_MOST_FIELDS):
        if not todo:
            return
        node, path, key = todo.pop()
        if isinstance(node, yaml.MappingNode):
            todo += reversed([(value, (*path, _text(name)), _type(name)) for name, value in node.value])
        elif isinstance(node, yaml.SequenceNode):
            todo += reversed([(item, (*path, index), "str") for index, item in enumerate(node.value)])
        if isinstance(node, yaml.ScalarNode) or not node.value:
            shown = format_path(path)
            known = first.setdefault(id(node), shown)
            yield shown, Value(_type(node), _text(node), key, None if known == shown else known)
    raise Unreadable("it has too many fields to compare")


def _text(node: yaml.Node) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else yaml.serialize(node).strip()


def _type(node: yaml.Node) -> str:
    """The type by YAML 1.1, and by YAML 1.2 where it is another one."""
    old = new = node.tag.removeprefix(_USUAL)
    if isinstance(node, yaml.ScalarNode) and node.style is None and old in _IMPLICIT:
        new = next((name for name, written in _CORE.items() if re.fullmatch(written, node.value)), "str")
    return old if old == new else f"{old}, {new}"


def changes(before: Source, after: Source) -> Iterator[Change]:
    """What PyYAML reads otherwise now.

    Raises:
        Unreadable: PyYAML refuses one of the two.
    """
    old, new = values_of(before), values_of(after)
    if list(old) == list(new):
        yield from (Change.of(path, old[path], new[path]) for path in old if old[path] != new[path])
    elif len(old) == len(new):
        yield from _renamed(old, new)
    else:
        yield from (Change(path, f"{old[path]} is gone") for path in old if path not in new)
        yield from (Change(path, f"{new[path]} is new") for path in new if path not in old)
        yield from (
            Change.of(path, old[path], new[path]) for path in old if new.get(path, old[path]) != old[path]
        )


def _renamed(old: Values, new: Values) -> Iterator[Change]:
    for (path, value), (other, written) in zip(old.items(), new.items(), strict=True):
        if path != other:
            yield Change(path, f"renamed to {other}")
        if value != written:
            yield Change.of(path, value, written)
