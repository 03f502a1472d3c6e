"""What the references of a schema lead to, each looked up once; open it for `$ref` and its kin."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Protocol

from newslint.light_tuples import NamedTuple

if TYPE_CHECKING:
    import jsonschema_rs

REFERENCES: Final = ("$ref", "$dynamicRef", "$recursiveRef")
"""What leads to another schema, which holds for the same value."""
_LOCAL: Final = "#/$defs/"


class _Answer(Protocol):
    """What a resolver of jsonschema-rs gives."""

    @property
    def contents(self) -> Any: ...

    @property
    def resolver(self) -> "_Resolver": ...


class _Resolver(Protocol):
    """Looks references up, relative to an address."""

    @property
    def base_uri(self) -> str: ...

    def lookup(self, reference: str, /) -> _Answer: ...


class Target(NamedTuple):
    """What a reference leads to, and what the references in it are relative to."""

    contents: Any
    resolver: "References"


class References:
    """Looks references up; all that come from one resolver share what they know."""

    def __init__(self, resolver: _Resolver, known: dict[tuple[str, str], Target] | None = None) -> None:
        self._resolver = resolver
        self._known: dict[tuple[str, str], Target] = {} if known is None else known

    @classmethod
    def of(
        cls, raw: Any, base_uri: str, retriever: Callable[[str], Any], *, is_plain: bool = False
    ) -> "References":
        """Those of a schema.

        Args:
            raw: The schema.
            base_uri: Where it lies.
            retriever: Finds what lies elsewhere.
            is_plain: Whether it has no addresses and anchors of its own, so that what `#/$defs/` leads to can
                be looked up without a library.
        """

        def resolver() -> "jsonschema_rs.Resolver":
            from newslint.schema.validators import jsonschema_rs  # noqa: PLC0415 - plain schemas need none

            return jsonschema_rs.Registry([(base_uri, raw)], retriever=retriever).resolver(base_uri)

        return cls(_Plain(raw, base_uri, resolver) if is_plain else resolver())

    @property
    def base_uri(self) -> str:
        """What references are relative to."""
        return self._resolver.base_uri

    def lookup(self, reference: str) -> Target:
        """What a reference leads to.

        Raises:
            jsonschema_rs.ReferencingError: to nothing.
        """
        key = (self.base_uri, reference)
        if key not in self._known:
            found = self._resolver.lookup(reference)
            target = Target(found.contents, References(found.resolver, self._known))
            # Others know it by its identity, and it is a copy: that of the first thread counts for all.
            return self._known.setdefault(key, target)
        return self._known[key]


class _Found(NamedTuple):
    """What a plain schema defines."""

    contents: Any
    resolver: _Resolver


class _Plain:
    """Looks up what a plain schema defines; all else is for the library."""

    def __init__(self, raw: Any, base_uri: str, others: Callable[[], _Resolver]) -> None:
        self._defined = raw.get("$defs", {})
        self.base_uri = base_uri
        self._others = others

    def lookup(self, reference: str, /) -> _Answer:
        name = reference.removeprefix(_LOCAL)
        if reference.startswith(_LOCAL) and name in self._defined:
            return _Found(self._defined[name], self)
        return self._others().lookup(reference)


def leads_nowhere() -> "type[jsonschema_rs.ReferencingError]":
    """What is raised where a reference leads to nothing; named where that happens."""
    from newslint.schema.validators import jsonschema_rs  # noqa: PLC0415 - most references lead somewhere

    return jsonschema_rs.ReferencingError
