"""Explains what is plain by the words of the fast validator alone: jsonschema takes 50 ms to be loaded.

Plain is what one keyword has against one value: a missing field, a type, a format, a limit. Where anything
else is wrong too (branches, conditions on keys, more fields than known), jsonschema explains all of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import jsonschema_rs

from newslint.finding import Path
from newslint.violations import Violation

_KEYWORDS: Final = frozenset(
    {
        "required", "type", "enum", "const", "format", "pattern", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties",
        "maxProperties",
    }
)  # fmt: skip
# Below these the same keywords mean something else.
_ELSEWHERE: Final = frozenset({"propertyNames", "contains", "not", "if", "dependentSchemas", "dependencies"})
_FIELDS: Final = frozenset({"properties", "patternProperties", "$defs", "definitions"})


def plain_violations(
    schema: Any, errors: Iterable[jsonschema_rs.ValidationError], value: Any
) -> list[Violation] | None:
    """Everything that is wrong, in the order of the errors; None where something is not plain.

    Args:
        schema: The raw schema.
        errors: What the fast validator has against the value.
        value: The value.
    """
    found: dict[tuple[object, ...], Violation] = {}
    for error in errors:
        limit = _at(schema, error.schema_path)
        if limit is None:
            return None
        path = tuple(error.instance_path)
        instance = _instance(value, path)
        for violation in _violations(path, str(error.schema_path[-1]), limit[0], instance):
            key = (violation.path, violation.keyword, violation.name, repr(violation.limit))
            found.setdefault(key, violation)
    return list(found.values())


def _violations(path: Path, keyword: str, limit: Any, instance: Any) -> Iterator[Violation]:
    if keyword != "required":
        yield Violation(path, keyword, limit, instance)
        return
    for name in limit:
        if name not in instance:
            yield Violation(path, keyword, limit, instance, name=name)


def _at(schema: Any, path: Sequence[str | int]) -> tuple[Any] | None:
    """The value of the plain keyword that a path leads to; the fast validator follows references itself."""
    if not path or path[-1] not in _KEYWORDS:
        return None
    place, before = schema, ""
    for part in path:
        names_fields = before in _FIELDS
        if part in _ELSEWHERE and not names_fields:
            return None
        if isinstance(place, Mapping):
            place = place.get(str(part))
        elif isinstance(place, list) and isinstance(part, int) and part < len(place):
            place = place[part]
        else:
            return None
        before = "" if names_fields else str(part)
    return (place,)


def is_self_contained(schema: Any) -> bool:
    """Whether a path says where in the schema it leads: no part of it has an identity of its own."""
    todo = [*schema.values()] if isinstance(schema, Mapping) else []
    while todo:
        part = todo.pop()
        if isinstance(part, Mapping):
            if isinstance(part.get("$id"), str):
                return False
            todo += part.values()
        elif isinstance(part, list):
            todo += part
    return True


def _instance(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value
