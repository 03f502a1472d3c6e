"""How much there is to say when a schema refuses a document; open it when a check gives up too early.

Seeing that a document is wrong takes a look at each of its values. Saying what is wrong takes more: each
error of the fast validator holds a copy of the value that it is about, a whole mapping where a field is
missing, and the slow one is a hundred times slower. Both are bounded here, before either is asked.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from newslint.light_tuples import NamedTuple
from newslint.schema.cost import SchemaPart, SchemaWork, times_of

_MOST_COPIED: Final = 500_000  # values: a hundred megabytes
_MOST_CHECKS: Final = 200_000  # of the slow validator: two seconds
_MOST_COUNTED: Final = 200_000  # subschemas with a value each
_CHARACTERS: Final = 100  # that take as much room as a small value
_PRINTED: Final = 20  # values that are printed in the time of a check
_MATCHED: Final = 20  # names that are matched in the time of a check
_PAIRS: Final = 1000  # of names that are compared in the time of a check

_DEPENDENT: Final = ("dependentRequired", "dependencies")
_ABOUT_COLLECTIONS: Final = frozenset(
    {
        "additionalItems", "additionalProperties", "anyOf", "contains", "disallow", "items", "maxContains",
        "maxItems", "maxProperties", "minContains", "minItems", "minProperties", "not", "oneOf",
        "unevaluatedItems", "unevaluatedProperties", "uniqueItems",
    }
)  # fmt: skip


class Answer(NamedTuple):
    """What an answer may take at most.

    `errors` are told, `copied` are the values that the fast validator copies for them, and `checks` are those
    of the slow one.
    """

    errors: int = 0
    copied: int = 0
    checks: int = 0

    @property
    def is_fast(self) -> bool:
        """Whether the fast validator may be asked what is wrong."""
        return self.copied <= _MOST_COPIED

    @property
    def is_slow(self) -> bool:
        """Whether the slow validator may be asked what is wrong."""
        return self.checks + self.errors <= _MOST_CHECKS


_TOO_MUCH: Final = Answer(copied=_MOST_COPIED + 1, checks=_MOST_CHECKS + 1)


def answer_to(work: SchemaWork, value: Any) -> Answer:
    """What the answer to a value may take, by a schema whose check of it ends."""
    try:
        return _Count(work).of(work.root, value)
    except (OverflowError, RecursionError):
        return _TOO_MUCH


class _Count:
    def __init__(self, work: SchemaWork) -> None:
        self._work = work
        self._known: dict[tuple[int, int], Answer] = {}
        self._sizes: dict[int, int] = {}
        self._keywords: dict[int, int] = {}
        self._flat: dict[int, int] = {}
        self._allowed: dict[int, frozenset[Any]] = {}

    def of(self, part: SchemaPart, value: Any) -> Answer:
        if not isinstance(value, Mapping | list) and (plain := self._plain_keywords(part)):
            return Answer(plain, plain * self._size(value), plain)
        key = (id(part.schema), id(value))
        if key in self._known:
            return self._known[key]
        if len(self._known) >= _MOST_COUNTED:
            raise OverflowError
        self._known[key] = Answer()
        errors, copied = self._errors_of(part, value)
        checks, times = self._checks(part, value), times_of(part)
        for sub in self._work.here(part):
            below = self.of(sub, value)
            errors, copied, checks = (
                errors + below.errors, copied + below.copied, checks + times * below.checks
            )  # fmt: skip
        named = self._longest_name(value)
        for sub, same, items in self._work.applied(part, value):
            keywords = self._plain_keywords(sub) if same else 0
            if keywords and (flat := self._flat_weight(same, items)):
                plain = flat * keywords
                errors, copied, checks = errors + plain, copied + plain * (1 + named), checks + plain
                continue
            for item in items:
                below = self.of(sub, item)
                errors += below.errors
                copied += below.copied + below.errors * named
                checks += times * below.checks
        self._known[key] = found = Answer(errors, copied, checks)
        return found

    def _errors_of(self, part: SchemaPart, value: Any) -> tuple[int, int]:
        """How many errors there may be about a value itself, and the size of what they copy."""
        size, is_collection = self._size(value), isinstance(value, Mapping | list)
        errors = copied = 0
        for keyword, limit in part.schema.items():
            if keyword == "required" and isinstance(limit, list) and isinstance(value, Mapping):
                missing = _count_missing(limit, value)
                errors, copied = errors + missing, copied + missing * size
            elif keyword in _DEPENDENT and isinstance(limit, Mapping) and isinstance(value, Mapping):
                missing = sum(_count_missing(limit[name], value) for name in value if name in limit)
                errors, copied = errors + missing, copied + missing * size
            elif keyword == "propertyNames" and isinstance(value, Mapping):
                errors, copied = errors + len(value), copied + len(value) * size
            elif keyword in ("const", "enum"):
                if not self._is_allowed(part.schema, keyword, value):
                    errors, copied = errors + 1, copied + size + self._size(limit)
            elif (
                not is_collection
                or keyword in _ABOUT_COLLECTIONS
                or (keyword == "type" and not _may_be_of(limit, value))
            ):
                errors, copied = errors + 1, copied + size
        return errors, copied

    def _checks(self, part: SchemaPart, value: Any) -> int:
        """What the slow validator takes for a value itself."""
        schema = part.schema
        checks = len(schema) + self._work.looks(part)
        if isinstance(value, Mapping | list):
            printing = sum(keyword in _ABOUT_COLLECTIONS for keyword in schema)
            checks += printing * self._size(value) // _PRINTED
        patterns = schema.get("patternProperties")
        if isinstance(value, Mapping) and isinstance(patterns, Mapping):
            checks += len(patterns) * (1 + len(value)) // _MATCHED
        if isinstance(value, Mapping) and "unevaluatedProperties" in schema:
            checks += len(value) ** 2 // _PAIRS
        return checks

    def _plain_keywords(self, part: SchemaPart) -> int:
        """How many keywords look at a value that holds no others; 0 where that doesn't tell enough."""
        key = id(part.schema)
        if key not in self._keywords:
            below = [self._plain_keywords(sub) for sub in self._work.here(part)]
            is_plain = self._work.is_leaf(part) and "enum" not in part.schema and all(below)
            self._keywords[key] = len(part.schema) + 1 + sum(below) if is_plain else 0
        return self._keywords[key]

    def _is_allowed(self, schema: Mapping[str, Any], keyword: str, value: Any) -> bool:
        """Whether a text is one of the values that are allowed; False where that can't be told at a look."""
        if not isinstance(value, str):
            return False
        if keyword == "const":
            return bool(schema["const"] == value)
        key = id(schema)
        if key not in self._allowed:
            listed = schema["enum"] if isinstance(schema["enum"], list) else ()
            self._allowed[key] = frozenset(entry for entry in listed if isinstance(entry, str))
        return value in self._allowed[key]

    def _size(self, value: Any) -> int:
        """How many small values take as much room."""
        if isinstance(value, str):
            return 1 + len(value) // _CHARACTERS
        if not isinstance(value, Mapping | list):
            return 1
        key = id(value)
        if key not in self._sizes:
            self._sizes[key] = 0
            names = len(value) * self._longest_name(value)
            self._sizes[key] = 1 + names + sum(map(self._size, _items(value)))
        return self._sizes[key]

    def _flat_weight(self, key: int, items: Iterable[Any]) -> int:
        """The size of items of which none holds others; else 0."""
        if key not in self._flat:
            is_flat = not any(isinstance(item, Mapping | list) for item in items)
            self._flat[key] = sum(map(self._size, items)) if is_flat else 0
        return self._flat[key]

    def _longest_name(self, value: Any) -> int:
        """What the longest name of a field adds to the path of an error below."""
        return max(map(len, value), default=0) // _CHARACTERS if isinstance(value, Mapping) else 0


def _items(value: Mapping[str, Any] | list[Any]) -> Iterable[Any]:
    return value.values() if isinstance(value, Mapping) else value


def _count_missing(names: Any, value: Mapping[str, Any]) -> int:
    if not isinstance(names, list):
        return 1
    return sum(isinstance(name, str) and name not in value for name in names)


def _may_be_of(types: Any, value: Any) -> bool:
    """Whether a type allows a mapping or a list; schemas in the place of types are looked at on their own."""
    own = "object" if isinstance(value, Mapping) else "array"
    named = types if isinstance(types, list) else [types]
    return own in named or "any" in named
