"""What a schema says of one field: its roles, and where its fields lead; open it for a role that is lost.

A state is the set of all subschemas that apply to a value, through `$ref`, `allOf`, `anyOf`, `oneOf`, `if`
and `dependentSchemas`. States are made when a document first needs them and kept, so that the schema is
read once however many documents follow, and a schema may refer to itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from newslint.errors import NewslintError
from newslint.finding import Path
from newslint.schema.patterns import matcher
from newslint.schema.references import REFERENCES, References, leads_nowhere
from newslint.schema.roles import DEPRECATED, KEYWORD, complete

_IN_PLACE_LISTS = ("allOf", "anyOf", "oneOf", "extends")
_IN_PLACE = ("if", "then", "else", "extends")
_ALL_APPLY = ("allOf", "extends")
_MAPPINGS = ("properties", "patternProperties", "dependentSchemas")
_SHAPED = (*_MAPPINGS, *_IN_PLACE_LISTS)

# A subschema, what the references in it lead to, and whether it applies whatever the value is.
_Part = tuple[Mapping[str, Any], References, bool]
_Schema = tuple[Any, References, bool]


class State:
    """The subschemas that apply to one field. `ordered_roles` come in the same order everywhere.

    `deprecation` is what the schema says of a field that is deprecated, whatever its value is.
    """

    def __init__(self, parts: tuple[_Part, ...], roles: frozenset[str], deprecation: str = "") -> None:
        self.parts = parts
        self.roles = roles
        self.deprecation = deprecation
        self.ordered_roles = tuple(sorted(roles))
        self.known_fields: dict[str, State] = {}
        self._items: dict[int, State] = {}

    @staticmethod
    def nothing() -> "State":
        """The state of a field that the schema says nothing of."""
        return _NOTHING

    @staticmethod
    def of(schema: Any, resolver: References) -> "State":
        """The state of a value that `schema` applies to."""
        return _state([(schema, resolver, True)])

    def joined(self, other: "State") -> "State":
        """The state of a value that both apply to."""
        return State(
            self.parts + other.parts, self.roles | other.roles, self.deprecation or other.deprecation
        )

    def at(self, path: Path) -> "State":
        """The state of what stands at a path below."""
        state = self
        for part in path:
            state = state.field(part) if isinstance(part, str) else state.item(part)
        return state

    def field_names(self) -> list[str]:
        """The names of the fields that the schema knows."""
        return list(self.names)

    @cached_property
    def names(self) -> Mapping[str, None]:
        """The same, to look them up."""
        return dict.fromkeys(name for part, *_ in self.parts for name in part.get("properties", ()))

    @cached_property
    def _unnamed(self) -> "State | None":
        """The state of all fields that the schema doesn't name; None where their names decide on it."""
        if any(part.get("patternProperties") for part, *_ in self.parts):
            return None
        return _state([schema for part in self.parts for schema in _additional(part)])

    @cached_property
    def _patterns(self) -> Mapping[int, Sequence[tuple[Callable[[object], bool], Any]]]:
        """The patterns of fields, by the identity of their part."""
        return {
            id(part): [(matcher(pattern), sub) for pattern, sub in part["patternProperties"].items()]
            for part, *_ in self.parts
            if part.get("patternProperties")
        }

    @cached_property
    def _positions(self) -> int:
        """How many items the schema knows by their position."""
        return max((len(listed) for part, *_ in self.parts for listed in _positional(part)), default=0)

    def field(self, name: str) -> "State":
        """The state of a field of a mapping."""
        known = self.known_fields.get(name)
        if known is not None:
            return known
        if not self.parts:
            return self
        if name not in self.names:
            # Not kept under its name: an archive may hold any number of names.
            return self._unnamed or _state(list(self._field_schemas(name)))
        state = self.known_fields[name] = _state(list(self._field_schemas(name)))
        return state

    def item(self, index: int) -> "State":
        """The state of an item of a list, counted from 0."""
        index = min(index, self._positions)
        known = self._items.get(index)
        if known is not None:
            return known
        state = self._items[index] = _state(list(self._item_schemas(index)))
        return state

    def _field_schemas(self, name: str) -> Iterator[_Schema]:
        for part, resolver, always in self.parts:
            matched = False
            if name in part.get("properties", ()):
                matched = True
                yield part["properties"][name], resolver, always
            for match, sub in self._patterns.get(id(part), ()):
                if match(name):
                    matched = True
                    yield sub, resolver, always
            if not matched:
                yield from _additional((part, resolver, always))

    def _item_schemas(self, index: int) -> Iterator[_Schema]:
        for part, resolver, always in self.parts:
            listed = next(_positional(part), None)
            if listed is not None and index < len(listed):
                yield listed[index], resolver, always
            elif isinstance(part.get("items"), Mapping):
                yield part["items"], resolver, always
            elif listed is not None and "additionalItems" in part:
                yield part["additionalItems"], resolver, always


def _additional(part: _Part) -> Iterator[_Schema]:
    """The schemas of the fields that are not named."""
    schema, resolver, always = part
    for keyword in ("additionalProperties", "unevaluatedProperties"):
        if keyword in schema:
            yield schema[keyword], resolver, always


def _positional(part: Mapping[str, Any]) -> Iterator[list[Any]]:
    """Schemas by position: `prefixItems`, or the list form of `items` in older drafts."""
    for keyword in ("prefixItems", "items"):
        if isinstance(part.get(keyword), list):
            yield part[keyword]


def _state(schemas: list[_Schema]) -> State:
    """Collect everything that applies in place, each subschema once."""
    parts: list[_Part] = []
    roles: list[str] = []
    formats: list[str] = []
    deprecation = ""
    seen: set[tuple[str, str] | int] = set()
    todo = list(reversed(schemas))
    while todo:
        schema, resolver, always = todo.pop()
        if not isinstance(schema, Mapping) or id(schema) in seen:
            continue
        seen.add(id(schema))
        schema = _readable(schema)
        parts.append((schema, resolver, always))
        if always and not deprecation and (deprecation := _deprecation(schema)):
            roles.append(DEPRECATED)
        named = schema.get(KEYWORD, [])
        roles += named if isinstance(named, list) else [named]
        if isinstance(schema.get("format"), str):
            formats.append(schema["format"])
        todo += ((sub, its, always and is_sure) for sub, its, is_sure in _in_place(schema, resolver, seen))
    return State(tuple(parts), complete(roles, formats), deprecation) if parts else _NOTHING


def _deprecation(schema: Mapping[str, Any]) -> str:
    """What a subschema says of being deprecated; empty where it is not.

    `deprecated` is a keyword of JSON Schema since 2019-09; editors read `deprecationMessage` beside it.
    """
    said = [schema.get(keyword) for keyword in ("deprecationMessage", "description")]
    texts = [text for text in said if isinstance(text, str) and text]
    if schema.get("deprecated") is True:
        return texts[0] if texts else "the schema doesn't say what took its place"
    return texts[0] if texts and texts[0] is said[0] else ""


def _readable(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """A subschema without what has the wrong shape: a keyword that the draft ignores, nobody checked."""
    if all(_has_its_shape(keyword, schema[keyword]) for keyword in _SHAPED if keyword in schema):
        return schema
    return {keyword: found for keyword, found in schema.items() if _has_its_shape(keyword, found)}


def _has_its_shape(keyword: str, found: Any) -> bool:
    if keyword == "patternProperties":
        return isinstance(found, Mapping) and all(map(_is_pattern, found))
    if keyword in _MAPPINGS:
        return isinstance(found, Mapping)
    return keyword not in _IN_PLACE_LISTS or isinstance(found, list | Mapping)


def _is_pattern(text: str) -> bool:
    from newslint.schema.validators import jsonschema_rs  # noqa: PLC0415 - few schemas have patterns

    try:
        matcher(text)
    except (jsonschema_rs.ValidationError, ValueError):
        return False
    return True


def _in_place(
    schema: Mapping[str, Any], resolver: References, seen: set[tuple[str, str] | int]
) -> Iterator[_Schema]:
    """The subschemas that apply to the same value, each with whether it does whatever the value is."""
    for keyword in REFERENCES:
        reference = schema.get(keyword)
        if isinstance(reference, str) and (resolver.base_uri, reference) not in seen:
            seen.add((resolver.base_uri, reference))
            try:
                resolved = resolver.lookup(reference)
            except leads_nowhere() as error:
                if keyword == "$ref":
                    said = str(error).partition("\n")[0]
                    raise NewslintError(f"a `$ref` can't be resolved: {said}") from error
                continue  # each of the others means something in one draft only
            yield resolved.contents, resolved.resolver, True
    for keyword in _IN_PLACE_LISTS:
        for sub in schema.get(keyword, ()):  # of a mapping these are keys, and passed over
            yield sub, resolver, keyword in _ALL_APPLY
    for keyword in _IN_PLACE:
        if keyword in schema:
            yield schema[keyword], resolver, keyword in _ALL_APPLY
    for sub in schema.get("dependentSchemas", {}).values():
        yield sub, resolver, False


_NOTHING = State((), frozenset())
