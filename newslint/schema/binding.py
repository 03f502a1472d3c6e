"""The schemas that hold for one document; open it for which of two decides.

A document can't loosen what it is bound to. Both hold, unless whoever bound it lets it choose.
"""

from functools import lru_cache

from newslint.finding import Path
from newslint.light_tuples import NamedTuple
from newslint.schema.compiled import Schema, State
from newslint.schema.violations import Violation, each_once, what_is_said

_MOST = 64  # pairs of schemas


class Binding(NamedTuple):
    """What a document has to keep, and what its fields mean.

    Every one of `schemas` holds. `named` is the one that the document names, if it is among them. `fields` is
    the state of the root by all that say what fields mean: `described_by`.
    """

    schemas: tuple[Schema, ...] = ()
    named: Schema | None = None
    fields: State = State.nothing()
    described_by: tuple[Schema, ...] = ()

    @property
    def is_guessed(self) -> bool:
        """Whether nobody chose a schema: the document looks like one of its kind."""
        return all(schema.guessed for schema in self.schemas)

    @property
    def is_for_pages(self) -> bool:
        """Whether a schema says of the document that it is a page of a site generator."""
        return "page" in self.fields.roles

    def state_at(self, path: Path) -> State:
        """What the schemas say of the field at a path."""
        return self.fields.at(path)

    def describes(self, path: Path) -> bool:
        """Whether one of the schemas that hold says anything of the field at a path."""
        return any(schema.start.at(path).parts for schema in self.schemas)

    def known_to_any(self, path: Path) -> set[str]:
        """The fields of the mapping at a path that one of the schemas knows."""
        return {name for schema in self.schemas for name in schema.start.at(path).names}

    def known_to_all(self, path: Path, name: str = "") -> list[str]:
        """The fields of the mapping at a path that all schemas know, or the one that is called `name`."""
        schemas = [schema for schema in self.schemas if not name or schema.name == name]
        first, *others = [schema.start.at(path).names for schema in schemas] or [{}]
        return [field for field in first if all(field in names for names in others)]


def bind(base: Schema | None, named: Schema | None, *, may_choose: bool = False) -> Binding:
    """Bind a document.

    Where nobody chose the schema that a document is bound to, its demands are a guess, and the named schema
    knows better. What its fields mean holds in any case: an empty schema would silence all rules that ask.

    Args:
        base: The schema that the document is bound to, whatever it says itself.
        named: The one that it names.
        may_choose: Whether the named one takes the place of the other.
    """
    if named is None:
        return Binding() if base is None else Binding((base,), None, base.start, (base,))
    if base is None or may_choose or _are_the_same(base, named):
        return Binding((named,), named, named.start, (named,))
    both = (base, named)
    return Binding((named,) if base.guessed else both, named, _fields_of(base, named), both)


def merge(found: list[tuple[Schema, list[Violation]]]) -> list[Violation]:
    """What several schemas have against a document, each thing once.

    What not all of them say names the schema that says it.
    """
    said = [
        {what_is_said(violation): violation for violation in each_once(violations)} for _, violations in found
    ]
    merged = []
    for (schema, _), own in zip(found, said, strict=True):
        for what, violation in own.items():
            if all(what in others for others in said):
                if own is said[0]:
                    merged.append(violation)
            else:
                merged.append(violation._replace(schema=schema.name))
    return merged


def _are_the_same(one: Schema, other: Schema) -> bool:
    return one is other or (one.base_uri == other.base_uri and one.raw == other.raw)


@lru_cache(_MOST)
def _fields_of(one: Schema, other: Schema) -> State:
    return one.start.joined(other.start)
