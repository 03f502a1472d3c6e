"""How much work a schema makes: whether a check against it ends, and how many steps it takes.

A schema may lead a value back to itself (`{"$ref": "#"}`), which validators take for valid without a word, or
ask the same of a value so often that no run ends: twenty-five definitions that each refer twice to the one
before are thirty million checks. JSON Schema leaves such schemas undefined (draft 2020-12, core, 9.4.1).
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import jsonschema_rs

from newslint.errors import NewslintError
from newslint.patterns import is_linear
from newslint.wording import shorten

_REFS: Final = frozenset({"$ref", "$dynamicRef", "$recursiveRef"})
# What applies to the same value: a schema, a list of schemas or a table of them.
_HERE: Final = frozenset(
    {"not", "if", "then", "else", "extends", "allOf", "anyOf", "oneOf", "type", "disallow"}
    | {"dependentSchemas", "dependencies"}
)
_ITEMS: Final = frozenset({"items", "additionalItems", "unevaluatedItems", "contains"})
_LISTED: Final = frozenset({"items", "prefixItems"})
_FIELDS: Final = frozenset({"additionalProperties", "unevaluatedProperties", "patternProperties"})
_TABLES: Final = frozenset({"dependentSchemas", "dependencies", "properties", "patternProperties"})
_BELOW: Final = _ITEMS | _LISTED | _FIELDS | {"properties", "propertyNames"}

# Each looks at all that stands beside it once more, to see what was evaluated, and again at what is in that.
_UNEVALUATED: Final = ("unevaluatedItems", "unevaluatedProperties")
_TIMES: Final = 3

_ANY: Final[Mapping[str, Any]] = {}

_FEW: Final = 10_000  # checks of one field, which no schema comes near that people write
_MOST: Final = 2_000_000  # checks of one document: seconds
_MATCH: Final = 1_000  # checks that take as long as a match that may go back a million times
_LONG: Final = 1_000  # characters that such a match may begin at


class _Part(NamedTuple):
    """A subschema, the resolver for the references in it, and where it stands."""

    schema: Mapping[str, Any]
    resolver: jsonschema_rs.Resolver
    place: str

    def at(self, schema: Any, place: str = "") -> "_Part":
        """A subschema of this one."""
        return _Part(schema if isinstance(schema, Mapping) else _ANY, self.resolver, place)


class SchemaWork:
    """The graph of the subschemas of a schema.

    Args:
        raw: The schema.
        resolver: What its references lead to.

    Raises:
        NewslintError: a value would have to be checked against a subschema again and again without end. The
            message names its place.
    """

    def __init__(self, raw: Any, resolver: jsonschema_rs.Resolver) -> None:
        # By base and reference: whatever is looked up comes as a copy.
        self._targets: dict[tuple[str, str], _Part] = {}
        self._here: dict[int, list[_Part]] = {}
        self._ends: set[int] = set()
        self._is_hard: dict[int, bool] = {}
        self._root = _Part(raw if isinstance(raw, Mapping) else _ANY, resolver, "#")
        try:
            steps = self._all_steps()
        except RecursionError as error:
            raise NewslintError("too many references lead from one to the next") from error
        self._is_hard.setdefault(id(_ANY), False)
        self._is_small = steps is not None and steps <= _FEW and not any(self._is_hard.values())

    def refuse(self, value: Any) -> None:
        """Refuse a value that takes too long to check.

        Raises:
            NewslintError: it does.
        """
        if self._is_small:
            return
        try:
            steps = _Count(self).of(self._root, value)
        except RecursionError:
            steps = _MOST + 1
        if steps > _MOST:
            raise NewslintError("the schema asks so much of this document that the check would not end")

    def here(self, part: _Part) -> list[_Part]:
        """The subschemas that apply to the same value."""
        key = id(part.schema)
        if key not in self._here:
            self._here[key] = list(self._find_here(part))
        return self._here[key]

    def match_steps(self, part: _Part, value: Any) -> int:
        """What patterns take, in checks; those that can't go back take next to nothing."""
        if not self._is_hard[id(part.schema)]:
            return 0
        texts = value if isinstance(value, Mapping) else [value] if isinstance(value, str) else []
        return sum(_MATCH * (1 + (len(text) // _LONG) ** 2) for text in texts)

    def _all_steps(self) -> int | None:
        """How many checks there are at most for one value of each field; None where fields nest for ever."""
        total: dict[int, int | None] = {}

        def count(part: _Part) -> int | None:
            key = id(part.schema)
            if key not in total:
                total[key] = None  # whoever comes here again comes from below
                self._is_hard[key] = _has_hard_pattern(part.schema)
                self._check_end(part, set())
                below = [count(sub) for sub in (*self.here(part), *_parts_below(part))]
                known = [steps for steps in below if steps is not None]
                total[key] = 1 + _weight(part) * sum(known) if len(known) == len(below) else None
            return total[key]

        return count(self._root)

    def _check_end(self, part: _Part, open_: set[int]) -> None:
        """Walk through all that applies to one value; `open_` holds what led here."""
        key = id(part.schema)
        if key in open_:
            place = shorten(part.place)
            raise NewslintError(f"a `$ref` in the schema leads back to itself without end, at {place}")
        if key in self._ends:
            return
        open_.add(key)
        for sub in self.here(part):
            self._check_end(sub, open_)
        open_.remove(key)
        self._ends.add(key)

    def _find_here(self, part: _Part) -> Iterator[_Part]:
        for keyword, value in part.schema.items():
            if keyword in _HERE:
                yield from _parts(part, keyword)
            elif keyword in _REFS and isinstance(value, str):
                target = self._target(value, part.resolver)
                if target is not None:
                    yield target

    def _target(self, reference: str, resolver: jsonschema_rs.Resolver) -> _Part | None:
        key = (resolver.base_uri, reference)
        if key not in self._targets:
            try:
                found = resolver.lookup(reference)
            except jsonschema_rs.ReferencingError:  # the validators know more of bases, and complain
                return None
            contents = found.contents if isinstance(found.contents, Mapping) else _ANY
            self._targets[key] = _Part(contents, found.resolver, reference)
        return self._targets[key]


class _Count:
    """Counts the checks of one value; what is asked twice of the same field is counted from memory."""

    def __init__(self, work: SchemaWork) -> None:
        self._work = work
        self._known: dict[tuple[int, int], int] = {}

    def of(self, part: _Part, value: Any) -> int:
        key = (id(part.schema), id(value))
        if key not in self._known:
            here = sum(self.of(sub, value) for sub in self._work.here(part))
            below = sum(self.of(sub, item) for sub, item in _applied(part, value))
            match = self._work.match_steps(part, value)
            # More than enough is not counted on: the numbers would grow as long as the document.
            self._known[key] = min(1 + match + _weight(part) * here + below, _MOST + 1)
        return self._known[key]


def _weight(part: _Part) -> int:
    return _TIMES if any(keyword in part.schema for keyword in _UNEVALUATED) else 1


def _has_hard_pattern(schema: Mapping[str, Any]) -> bool:
    pattern = schema.get("pattern")
    names = schema.get("patternProperties")
    found = [pattern] if isinstance(pattern, str) else []
    found += names if isinstance(names, Mapping) else []
    return not all(map(is_linear, found))


def _parts_below(part: _Part) -> Iterator[_Part]:
    """The subschemas that apply to what is in a value."""
    for keyword in part.schema:
        if keyword in _BELOW:
            yield from _parts(part, keyword)


def _applied(part: _Part, value: Any) -> Iterator[tuple[_Part, Any]]:
    """Each subschema with the item or the field that it applies to, or may apply to."""
    if isinstance(value, list):
        for keyword in part.schema:
            if keyword in _LISTED and isinstance(part.schema[keyword], list):
                yield from zip(_parts(part, keyword), value, strict=False)
            elif keyword in _ITEMS:
                yield from ((sub, item) for sub in _parts(part, keyword) for item in value)
    elif isinstance(value, Mapping):
        for keyword in part.schema:
            if keyword == "properties":
                named = part.schema[keyword]
                yield from ((part.at(named[name]), value[name]) for name in value if name in named)
            elif keyword in _FIELDS:
                yield from ((sub, item) for sub in _parts(part, keyword) for item in value.values())
            elif keyword == "propertyNames":
                yield from ((sub, name) for sub in _parts(part, keyword) for name in value)


def _parts(part: _Part, keyword: str) -> list[_Part]:
    """The subschemas below a keyword."""
    found, place = part.schema[keyword], f"{part.place}/{keyword}"
    if isinstance(found, list):
        return [
            part.at(sub, f"{place}/{index}") for index, sub in enumerate(found) if isinstance(sub, Mapping)
        ]
    if not isinstance(found, Mapping):
        return []
    if keyword in _TABLES:
        return [part.at(sub, f"{place}/{name}") for name, sub in found.items() if isinstance(sub, Mapping)]
    return [part.at(found, place)]
