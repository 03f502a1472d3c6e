"""Which fields of a document a declared rule speaks of; open it for how paths and roles are written.

A path is written as reports write it: `title`, `provider.name`, `images[0].alt`. `images[].alt` is that of
every image. `role:headline` is what has this role in the article itself: in its images and its publisher too,
but not in its related articles.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from newslint.document import Document
from newslint.finding import Path
from newslint.frontmatter.nodes import Node
from newslint.knowledge.generators import FACTS
from newslint.light_tuples import NamedTuple
from newslint.rulekit.own_fields import own_fields
from newslint.schema.field_schema import State
from newslint.schema.roles import ROLES
from newslint.text.suggest import did_you_mean
from newslint.text.wording import shorten

_ROLE: Final = "role:"
_STEP = re.compile(r"([^.\[\]\s](?:[^.\[\]]*[^.\[\]\s])?)((?:\[\d{0,9}\])*)(?:\.(?=.)|\Z)", re.DOTALL)
_INDEX = re.compile(r"\[(\d*)\]")
# What other languages for paths have: `$.title`, `/title`, `images.*.alt`, `"a.b"`.
_FOREIGN = re.compile(r"""\$\Z|[/"']|\*+\Z""")
_OTHER_ROLE = re.compile(r"role\s*:", re.IGNORECASE)


class Field(NamedTuple):
    """A field, or several: by role, or by a path, in which None stands for every item."""

    text: str
    role: str = ""
    path: tuple[str | int | None, ...] = ()

    @property
    def in_words(self) -> str:
        """How a sentence calls it."""
        return f"the role `{self.role}`" if self.role else f"`{self.text}`"


class Found(NamedTuple):
    """A field that is there, or one that is not: then `node` is None, and `around` should hold it."""

    path: Path
    node: Node | None
    around: Node


def read_field(text: str) -> Field:
    """Read how a field is written.

    Raises:
        ValueError: it is written otherwise, or the role is unknown; the message says what to do.
    """
    if given := _OTHER_ROLE.match(text):
        role = text[given.end() :].strip()
        if role not in ROLES:
            hint = did_you_mean(role, ROLES) or "; docs/schemas.md lists the roles"
            raise ValueError(f"there is no role `{shorten(role)}`{hint}")
        if text != _ROLE + role:
            raise ValueError(f"a role is written `{_ROLE}{role}`")
        return Field(text, role)
    steps: list[str | int | None] = []
    at = 0
    while at < len(text) and (step := _STEP.match(text, at)):
        if _FOREIGN.match(step[1]):
            break
        steps.append(step[1])
        steps += [int(index) if index else None for index in _INDEX.findall(step[2])]
        at = step.end()
    if at < len(text) or not steps:
        raise ValueError("a field is a path such as `title` or `images[].alt`, or a role: `role:headline`")
    return Field(text, path=tuple(steps))


def find(document: Document, field: Field) -> Iterable[Found]:
    """What a document has of a field. A field that can be there once and is not, comes as a missing one."""
    root = document.root
    if root is None:
        return ()
    if field.role:
        nodes = own_fields(document, field.role)
        if not nodes and not _minds_case(document):
            nodes = list(_in_any_case(root, document.binding.fields, field.role))
        return [Found(node.path, node, root) for node in nodes] or [Found((), None, root)]
    first, *others = field.path
    if not others and isinstance(first, str) and isinstance(root.children, dict):  # as mostly
        node = root.children.get(first)
        if node is not None:
            return [Found((first,), node, root)]
    return _below(root, (), field.path, minds_case=_minds_case(document))


def is_blank(value: object) -> bool:
    """Whether a field with this value has none: null, blank text, an empty list or an empty mapping."""
    return value is None or (isinstance(value, str) and not value.strip()) or value in ([], {})


def _minds_case(document: Document) -> bool:
    facts = FACTS.get(document.generator)
    return facts is None or facts.minds_case


def _in_any_case(node: Node, state: State, role: str) -> Iterator[Node]:
    """What would have a role if its keys were written as the schema has them."""
    if role in state.roles:
        yield node
    children = node.children
    if isinstance(children, list):
        below = [(child, state.item(index)) for index, child in enumerate(children)]
    else:
        names = {name.casefold(): name for name in state.names} if children else {}
        below = [
            (child, state.field(names.get(key.casefold(), key))) for key, child in (children or {}).items()
        ]
    for child, its in below:
        if its.parts and "article" not in its.roles:
            yield from _in_any_case(child, its, role)


def _below(
    node: Node, path: Path, steps: tuple[str | int | None, ...], *, minds_case: bool
) -> Iterator[Found]:
    if not steps:
        yield Found(path, node, node)
        return
    step, rest = steps[0], steps[1:]
    children = node.children
    if step is None:
        if not isinstance(children, list):  # what may be a list may be one value too
            yield from _below(node, path, rest, minds_case=minds_case)
            return
        for index, item in enumerate(children):
            yield from _below(item, (*path, index), rest, minds_case=minds_case)
        return
    child, key = None, step
    if isinstance(step, int):
        child = children[step] if isinstance(children, list) and step < len(children) else None
    elif isinstance(children, dict):
        child = children.get(step)
        if child is None and not minds_case:
            folded = step.casefold()
            key = next((name for name in children if name.casefold() == folded), step)
            child = children.get(str(key))
    if child is not None:
        yield from _below(child, (*path, key), rest, minds_case=minds_case)
    elif None not in rest:
        yield Found((*path, *(part for part in steps if part is not None)), None, node)
