"""How many steps a check against a schema takes, and whether it ends; open it when a schema is refused.

A schema may lead a value back to itself (`{"$ref": "#"}`), which validators take for valid without a word, or
ask the same of a value so often that no run ends: twenty-five definitions that each refer twice to the one
before are thirty million checks. JSON Schema leaves such schemas undefined (draft 2020-12, core, 9.4.1).

To say what is wrong takes far longer than to see that something is: see `newslint.schema.answer`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from newslint.errors import NewslintError
from newslint.light_tuples import NamedTuple
from newslint.schema.patterns import is_linear, states
from newslint.schema.references import REFERENCES, References, leads_nowhere
from newslint.text.wording import shorten

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
_MOST_COUNTED: Final = 200_000  # subschemas with a value each, which counting looks at on its own
_MATCH: Final = 1_000  # checks that take as long as a match that may go back a million times
_LONG: Final = 1_000  # characters that such a match may begin at
_CHARACTERS: Final = 1_000  # of a text, which take as long as a check
_FIELDS_A_CHECK: Final = 3  # whose roles are looked for in a subschema in the time of a check
_NAMES: Final = 100  # fields or values of an `enum`, which take as long

Place = tuple[object, ...]
"""Where a subschema stands: the place around it, a keyword and a name; or a reference."""


class _TooMuch(Exception):  # noqa: N818 - it ends the counting
    """More than `_MOST`."""


class SchemaPart(NamedTuple):
    """A subschema, the resolver for the references in it, and where it stands."""

    schema: Mapping[str, Any]
    resolver: References
    place: Place

    def at(self, schema: Any, place: Place = ()) -> "SchemaPart":
        """A subschema of this one."""
        return SchemaPart(schema if isinstance(schema, Mapping) else _ANY, self.resolver, place)


class SchemaWork:
    """The graph of the subschemas of a schema.

    Args:
        raw: The schema.
        resolver: What its references lead to.

    Raises:
        NewslintError: a value would have to be checked against a subschema again and again without end. The
            message names its place.
    """

    def __init__(self, raw: Any, resolver: References) -> None:
        # By base and reference: whatever is looked up comes as a copy.
        self._targets: dict[tuple[str, str], SchemaPart] = {}
        self._here: dict[int, list[SchemaPart]] = {}
        self._parts: dict[tuple[int, str], list[SchemaPart]] = {}
        self._ends: set[int] = set()
        self._is_hard: dict[int, bool] = {}
        self._is_leaf: dict[int, bool] = {}
        self._looks: dict[int, int] = {}
        self._reads_patterns = False
        self.root = SchemaPart(raw if isinstance(raw, Mapping) else _ANY, resolver, ("#",))
        try:
            steps = self._all_steps()
        except RecursionError as error:
            raise NewslintError("too many references lead from one to the next") from error
        self._is_hard.setdefault(id(_ANY), False)
        is_small = steps is not None and steps <= _FEW and not self._reads_patterns
        is_small = is_small and not any(self._is_hard.values())
        # How many values a document may hold of which none needs to be counted.
        self._free = _MOST // steps if is_small and steps else 0

    def refuse(self, value: Any) -> None:
        """Refuse a value that takes too long to check.

        Raises:
            NewslintError: it does.
        """
        if self._free and weight_of(value, self._free) <= self._free:
            return
        try:
            _refuse(_Count(self).of(self.root, value))
        except (_TooMuch, RecursionError) as error:
            raise NewslintError(
                "the schema asks so much of this document that the check would not end"
            ) from error

    def here(self, part: SchemaPart) -> list[SchemaPart]:
        """The subschemas that apply to the same value."""
        key = id(part.schema)
        if key not in self._here:
            self._here[key] = list(self._find_here(part))
        return self._here[key]

    def parts(self, part: SchemaPart, keyword: str) -> list[SchemaPart]:
        """The subschemas below a keyword."""
        key = (id(part.schema), keyword)
        if key not in self._parts:
            self._parts[key] = _parts(part, keyword)
        return self._parts[key]

    def is_leaf(self, part: SchemaPart) -> bool:
        """Whether a subschema looks at a value itself, and at nothing in it."""
        key = id(part.schema)
        if key not in self._is_leaf:
            is_plain = not self._is_hard[key] and part.schema.get("format") != "regex"
            self._is_leaf[key] = (
                is_plain and _BELOW.isdisjoint(part.schema) and all(map(self.is_leaf, self.here(part)))
            )
        return self._is_leaf[key]

    def looks(self, part: SchemaPart) -> int:
        """What one look at a small value takes, in checks: long lists of values and names take more."""
        key = id(part.schema)
        if key not in self._looks:
            lists = [found for found in part.schema.values() if isinstance(found, list | Mapping)]
            below = sum(map(self.looks, self.here(part))) if self.is_leaf(part) else 0
            self._looks[key] = 1 + sum(map(len, lists)) // _NAMES + below
        return self._looks[key]

    def match_steps(self, part: SchemaPart, value: Any) -> int:
        """What patterns take, in checks; those that can't go back take next to nothing."""
        schema, steps = part.schema, 0
        if isinstance(value, Mapping):
            steps += len(value) // _FIELDS_A_CHECK
            names = _table(part, "patternProperties")
            steps += len(names) * (
                1 + len(value)
            )  # each meets each name, and is looked up where there is none
        if isinstance(value, str) and schema.get("format") == "regex":
            steps += states(value)
        if self._is_hard[id(schema)]:
            texts = value if isinstance(value, Mapping) else [value] if isinstance(value, str) else []
            steps += sum(_MATCH * (1 + (len(text) // _LONG) ** 2) for text in texts)
        return steps

    def _all_steps(self) -> int | None:
        """How many checks there are at most for one value of each field; None where fields nest for ever."""
        total: dict[int, int | None] = {}

        def count(part: SchemaPart) -> int | None:
            key = id(part.schema)
            if key not in total:
                total[key] = None  # whoever comes here again comes from below
                self._is_hard[key] = _has_hard_pattern(part)
                self._reads_patterns |= part.schema.get("format") == "regex"
                self._check_end(part, set())
                below = [count(sub) for sub in (*self.here(part), *self._parts_below(part))]
                known = [steps for steps in below if steps is not None]
                own = self.looks(part) + len(_table(part, "patternProperties"))
                total[key] = own + times_of(part) * sum(known) if len(known) == len(below) else None
            return total[key]

        return count(self.root)

    def _check_end(self, part: SchemaPart, open_: set[int]) -> None:
        """Walk through all that applies to one value; `open_` holds what led here."""
        key = id(part.schema)
        if key in open_:
            place = shorten(_spell(part.place))
            raise NewslintError(f"a `$ref` in the schema leads back to itself without end, at {place}")
        if key in self._ends:
            return
        open_.add(key)
        for sub in self.here(part):
            self._check_end(sub, open_)
        open_.remove(key)
        self._ends.add(key)

    def _find_here(self, part: SchemaPart) -> Iterator[SchemaPart]:
        for keyword, value in part.schema.items():
            if keyword in _HERE:
                yield from self.parts(part, keyword)
            elif keyword in REFERENCES and isinstance(value, str):
                target = self._target(value, part.resolver)
                if target is not None:
                    yield target

    def _target(self, reference: str, resolver: References) -> SchemaPart | None:
        key = (resolver.base_uri, reference)
        if key not in self._targets:
            try:
                found = resolver.lookup(reference)
            except leads_nowhere():  # the validators know more of bases, and complain
                return None
            contents = found.contents if isinstance(found.contents, Mapping) else _ANY
            self._targets[key] = SchemaPart(contents, found.resolver, (reference,))
        return self._targets[key]

    def _parts_below(self, part: SchemaPart) -> Iterator[SchemaPart]:
        """The subschemas that apply to what is in a value."""
        for keyword in part.schema:
            if keyword in _BELOW:
                yield from self.parts(part, keyword)

    def applied(self, part: SchemaPart, value: Any) -> Iterator[tuple[SchemaPart, int, Iterable[Any]]]:
        """Each subschema with the items, fields or names that it applies to, or may apply to.

        Between them stands a number that is the same for the same ones; 0 where it is one only.
        """
        if isinstance(value, list):
            for keyword in part.schema:
                if keyword in _LISTED and isinstance(part.schema[keyword], list):
                    listed = zip(self.parts(part, keyword), value, strict=False)
                    yield from ((sub, 0, (item,)) for sub, item in listed)
                elif keyword in _ITEMS:
                    yield from ((sub, id(value), value) for sub in self.parts(part, keyword))
        elif isinstance(value, Mapping):
            for keyword in part.schema:
                if keyword == "properties":
                    named = _table(part, keyword)  # below a keyword that the draft ignores, nobody checked
                    yield from ((part.at(named[n]), 0, (value[n],)) for n in value if n in named)
                elif keyword in _FIELDS:
                    fields = value.values()
                    yield from ((sub, id(value), fields) for sub in self.parts(part, keyword))
                elif keyword == "propertyNames":
                    yield from ((sub, -id(value), value) for sub in self.parts(part, keyword))


class _Count:
    """Counts the checks of one value; what is asked twice of the same field is counted from memory."""

    def __init__(self, work: SchemaWork) -> None:
        self._work = work
        self._known: dict[tuple[int, int], int] = {}
        self._weights: dict[int, int] = {}

    def of(self, part: SchemaPart, value: Any) -> int:
        if self._work.is_leaf(part):
            return own_weight(value) * self._work.looks(part)
        key = (id(part.schema), id(value))
        if key in self._known:
            return self._known[key]
        if len(self._known) >= _MOST_COUNTED:
            raise _TooMuch
        self._known[key] = 0
        steps = own_weight(value) * self._work.looks(part) + self._work.match_steps(part, value)
        _refuse(steps)
        times = times_of(part)
        for sub in self._work.here(part):
            steps += times * self.of(sub, value)
            _refuse(steps)
        for sub, key_of_items, items in self._work.applied(part, value):
            if self._work.is_leaf(sub):
                steps += self._weight_of(key_of_items, items) * self._work.looks(sub)
            else:
                for item in items:
                    steps += self.of(sub, item)
                    _refuse(steps)
            _refuse(steps)
        self._known[key] = steps
        return steps

    def _weight_of(self, key: int, items: Iterable[Any]) -> int:
        """What a look at each item takes; many subschemas may look at the same ones."""
        if not key:
            return sum(map(own_weight, items))
        if key not in self._weights:
            self._weights[key] = 1 + sum(map(own_weight, items))
        return self._weights[key]


def _refuse(steps: int) -> None:
    if steps > _MOST:
        raise _TooMuch


def own_weight(value: Any) -> int:
    """What one look at a value takes, in checks."""
    return 1 + len(value) // _CHARACTERS if isinstance(value, str) else 1


def weight_of(value: Any, most: int) -> int:
    """What a look at a value and at everything in it takes, in checks; counted no further than `most`."""
    todo, weight = [value], 0
    while todo and weight <= most:
        part = todo.pop()
        weight += own_weight(part)
        if isinstance(part, Mapping):
            todo += part.values()
        elif isinstance(part, list):
            todo += part
    return weight


def times_of(part: SchemaPart) -> int:
    """How often all that stands in a subschema is looked at."""
    return _TIMES if any(keyword in part.schema for keyword in _UNEVALUATED) else 1


def _table(part: SchemaPart, keyword: str) -> Mapping[str, Any]:
    found = part.schema.get(keyword)
    return found if isinstance(found, Mapping) else _ANY


def _has_hard_pattern(part: SchemaPart) -> bool:
    pattern = part.schema.get("pattern")
    found = [pattern] if isinstance(pattern, str) else []
    found += _table(part, "patternProperties")
    return not all(map(is_linear, found))


def _parts(part: SchemaPart, keyword: str) -> list[SchemaPart]:
    found, place = part.schema[keyword], (part.place, keyword)
    if isinstance(found, list):
        return [part.at(sub, (*place, index)) for index, sub in enumerate(found) if isinstance(sub, Mapping)]
    if not isinstance(found, Mapping):
        return []
    if keyword in _TABLES:
        return [part.at(sub, (*place, name)) for name, sub in found.items() if isinstance(sub, Mapping)]
    return [part.at(found, place)]


def _spell(place: Place) -> str:
    parts: list[str] = []
    around: object = place
    while isinstance(around, tuple):
        around, *names = around
        parts += map(str, reversed(names))
    return "/".join([str(around), *reversed(parts)])
