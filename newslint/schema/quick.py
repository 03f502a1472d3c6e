"""Explains what is plain without jsonschema, which takes 40 ms to load; open it when both disagree.

Plain is what one keyword has against one value: a missing field, an unknown one, a type, a format, a limit.
Where anything else is wrong too (branches, conditions on keys), jsonschema explains all of it. Without this
module a check of one invalid article takes a third longer (160 ms for 120), and of 500 a fifth.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from newslint.finding import Path
from newslint.schema.own_words import own_words, words_for_fields
from newslint.schema.patterns import extra_names
from newslint.schema.violations import Violation, each_once

if TYPE_CHECKING:
    import jsonschema_rs

_KEYWORDS: Final = frozenset(
    {
        "required", "type", "enum", "const", "format", "pattern", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties",
        "maxProperties", "additionalProperties",
    }
)  # fmt: skip
# Below these the same keywords mean something else.
_ELSEWHERE: Final = frozenset({"propertyNames", "contains", "not", "if", "dependentSchemas", "dependencies"})
_FIELDS: Final = frozenset({"properties", "patternProperties", "$defs", "definitions"})


def plain_violations(
    schema: Any, errors: Iterable["jsonschema_rs.ValidationError"], value: Any
) -> list[Violation] | None:
    """Everything that is wrong, in the order of the errors; None where something is not plain.

    Args:
        schema: The raw schema.
        errors: What the fast validator has against the value.
        value: The value.
    """
    found: list[Violation] = []
    seen: set[tuple[Path, int]] = set()
    for error in errors:
        part = _part(schema, error.schema_path)
        keyword = str(error.schema_path[-1]) if error.schema_path else ""
        if part is None or (keyword == "additionalProperties" and part[keyword] is not False):
            return None
        path = tuple(error.instance_path)
        if keyword == "required":
            if (path, id(part)) in seen:  # one error tells of all missing fields
                continue
            seen.add((path, id(part)))
        instance = value
        for step in path:
            if isinstance(instance, Mapping) and not isinstance(step, str):
                return None  # the fast validator takes the names `1` and `01` for positions
            instance = instance[step]
        said = _said(schema, error.schema_path)
        for violation in _violations(path, keyword, part, instance):
            own = own_words(part, keyword, violation.name) or said
            found.append(violation._replace(said=own) if own else violation)
    return each_once(found)


def _violations(path: Path, keyword: str, part: Mapping[str, Any], instance: Any) -> Iterator[Violation]:
    limit = part[keyword]
    if keyword == "required":
        for name in limit:
            if name not in instance:
                yield Violation(path, keyword, limit, instance, name=name)
    elif keyword == "additionalProperties":
        for name in extra_names(instance, part):
            yield Violation((*path, name), keyword, limit, instance[name], name=name, at_key=True)
    else:
        yield Violation(path, keyword, limit, instance)


def _said(schema: Any, path: Sequence[str | int]) -> str:
    """What the innermost schema says of the field below it on a path; see `own_words`."""
    place, said = schema, ""
    for part, name in pairwise(path[:-1]):
        own = words_for_fields(place).get(str(name)) if part == "properties" else None
        said = own if isinstance(own, str) else said
        place = place[part]
    return said


def _part(schema: Any, path: Sequence[str | int]) -> Mapping[str, Any] | None:
    """The subschema whose plain keyword a path leads to; the fast validator follows references itself."""
    if not path or path[-1] not in _KEYWORDS:
        return None
    place, before = schema, ""
    for part in path[:-1]:
        names_fields = before in _FIELDS
        if part in _ELSEWHERE and not names_fields:
            return None
        if isinstance(place, Mapping) and isinstance(part, str):
            place = place.get(part)
        elif isinstance(place, list) and isinstance(part, int) and part < len(place):
            place = place[part]
        else:
            return None
        before = "" if names_fields else str(part)
    if before in _FIELDS or not isinstance(place, Mapping) or path[-1] not in place:
        return None
    return place


def may_be_plain(schema: Any) -> bool:
    """Whether errors can be plain.

    A path says where in the schema it leads when no part of that has an identity of its own. Of errors about
    names each one holds all names, so that the fast validator is slow to list them.
    """
    if not isinstance(schema, Mapping) or "propertyNames" in schema:
        return not isinstance(schema, Mapping)
    todo = [*schema.values()]
    while todo:
        part = todo.pop()
        if isinstance(part, Mapping):
            if isinstance(part.get("$id"), str) or "propertyNames" in part:
                return False
            todo += part.values()
        elif isinstance(part, list):
            todo += part
    return True
