"""What the references of a schema lead to, each looked up once; open it for `$ref` and its kin."""

from typing import Any

import jsonschema_rs

from newslint.light_tuples import NamedTuple


class Target(NamedTuple):
    """What a reference leads to, and what the references in it are relative to."""

    contents: Any
    resolver: "References"


class References:
    """Looks references up; all that come from one resolver share what they know."""

    def __init__(
        self, resolver: jsonschema_rs.Resolver, known: dict[tuple[str, str], Target] | None = None
    ) -> None:
        self._resolver = resolver
        self._known: dict[tuple[str, str], Target] = {} if known is None else known

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
