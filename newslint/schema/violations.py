"""Turns what jsonschema says into one violation a place; open it for a keyword that lacks a good one.

jsonschema reports a keyword once for a whole mapping or list, and `anyOf` as one error over all its
branches. Here each missing and each unknown field is a violation of its own, and of several branches the
one that the value comes nearest to is explained.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.finding import Path
from newslint.schema.patterns import extra_names

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Unevaluated = Callable[[Path], Iterable[str]]


class Violation(NamedTuple):
    """One thing that the schema has against one field.

    `keyword` and `limit` are the keyword of the schema and its value; `value` is the field's. `name` is the
    missing or the unknown field, below `path`. `reason` holds jsonschema's own words. `at_key` says that
    the key is wrong and not the value. `because` is the field that makes another one required. `schema` is
    the name of the schema, where several hold and not all of them say it.
    """

    path: Path
    keyword: str
    limit: Any
    value: Any
    name: str = ""
    reason: str = ""
    at_key: bool = False
    because: str = ""
    alternatives: tuple[str, ...] = ()
    schema: str = ""


def collect(errors: Iterable["ValidationError"], unevaluated: Unevaluated) -> list[Violation]:
    """Flatten errors to violations, each once, in the order that jsonschema finds them."""
    return each_once(violation for error in errors for violation in _flatten(error, unevaluated))


def each_once(violations: Iterable[Violation]) -> list[Violation]:
    """Leave out what was said already, of the same place and by the same limit."""
    found: dict[tuple[object, ...], Violation] = {}
    spelled: dict[int, tuple[Any, str]] = {}  # with what it spells, so that no other takes its identity
    for violation in violations:
        limit = violation.limit
        if id(limit) not in spelled:
            spelled[id(limit)] = limit, repr(limit)
        key = (violation.path, violation.keyword, violation.name, spelled[id(limit)][1])
        found.setdefault(key, violation)
    return list(found.values())


def what_is_said(violation: Violation) -> tuple[object, ...]:
    """What is equal for violations that say the same, though by different schemas."""
    path, keyword, name = violation.path, violation.keyword, violation.name
    if keyword in ("additionalProperties", "unevaluatedProperties") and name:
        return path, "unknown", name
    limit = violation.alternatives if name else repr(violation.limit)
    return path, keyword, name, limit


def _limit(error: "ValidationError") -> Any:
    """The value of the keyword that failed: the stubs allow an unset marker, finished errors hold none."""
    return error.validator_value


def _instance(error: "ValidationError") -> Any:
    """The value that failed."""
    return error.instance


def _flatten(error: "ValidationError", unevaluated: Unevaluated) -> Iterator[Violation]:
    keyword = str(error.validator or "false")
    if keyword in ("anyOf", "oneOf", "type") and error.context:
        yield from _branches(error, unevaluated)
    elif keyword in _SPLITTERS:
        yield from _SPLITTERS[keyword](error)
    elif keyword == "unevaluatedProperties":
        yield from _unevaluated(error, unevaluated)
    elif _is_about_a_key(error):
        path = (*error.absolute_path, str(_instance(error)))
        yield Violation(path, keyword, _limit(error), _instance(error), reason=error.message, at_key=True)
    else:
        yield _plain(error, keyword)


def _plain(error: "ValidationError", keyword: str) -> Violation:
    path = tuple(error.absolute_path)
    return Violation(
        path, keyword, _limit(error), _instance(error), reason=error.message, at_key=keyword == "false"
    )


def _is_about_a_key(error: "ValidationError") -> bool:
    """Whether the error lies below `propertyNames`, whose instances are keys."""
    parts = list(error.absolute_schema_path)
    named = [i for i, part in enumerate(parts) if part == "propertyNames"]
    return bool(named) and all(i == 0 or parts[i - 1] != "properties" for i in named)


def _required(error: "ValidationError") -> Iterator[Violation]:
    path = tuple(error.absolute_path)
    if isinstance(_limit(error), bool):  # draft 3: the flag sits in the field's own schema
        path = path[:-1]
        fields = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
        names = [n for n, sub in fields.items() if isinstance(sub, Mapping) and sub.get("required") is True]
    else:
        names = [_missing(error)[0]]
    for name in names:
        if name not in _instance(error):
            yield Violation(path, "required", _limit(error), _instance(error), name=name)


def _missing(error: "ValidationError") -> tuple[str, str]:
    """The field that is missing, and the one that requires it; see `explainer`."""
    found: tuple[str, str] = getattr(error, "missing")  # noqa: B009 - ours alone have it
    return found


def _dependent(error: "ValidationError") -> Iterator[Violation]:
    name, because = _missing(error)
    needed = _limit(error)[because]
    names = [needed] if isinstance(needed, str) else needed
    path = tuple(error.absolute_path)
    yield Violation(path, "required", names, _instance(error), name=name, because=because)


def _additional(error: "ValidationError") -> Iterator[Violation]:
    path = tuple(error.absolute_path)
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    for name in extra_names(_instance(error), schema):
        value = _instance(error)[name]
        yield Violation((*path, name), "additionalProperties", False, value, name=name, at_key=True)  # noqa: FBT003


def _unevaluated(error: "ValidationError", unevaluated: Unevaluated) -> Iterator[Violation]:
    path = tuple(error.absolute_path)
    names = list(unevaluated(path))
    for name in names:
        value = _instance(error).get(name)
        yield Violation((*path, name), "unevaluatedProperties", False, value, name=name, at_key=True)  # noqa: FBT003
    if not names:
        yield _plain(error, "unevaluatedProperties")


def _repeated(error: "ValidationError") -> Iterator[Violation]:
    """Point at every item that stands earlier in the list already."""
    path = tuple(error.absolute_path)
    seen: dict[str, int] = {}
    for index, item in enumerate(_instance(error)):
        first = seen.setdefault(identity(item), index)
        if first != index:
            yield Violation((*path, index), "uniqueItems", first, item)


def identity(item: object) -> str:
    """A text that is equal for items that JSON Schema calls equal (1 and 1.0, but not 1 and true)."""
    if isinstance(item, float) and item.is_integer():
        item = int(item)
    if isinstance(item, Mapping):
        return "{" + ",".join(f"{key!r}:{identity(value)}" for key, value in sorted(item.items())) + "}"
    if isinstance(item, list):
        return "[" + ",".join(map(identity, item)) + "]"
    return repr(item)


def _extra_items(error: "ValidationError") -> Iterator[Violation]:
    """`items: false` after `prefixItems`: the first item too many."""
    path = tuple(error.absolute_path)
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    listed = schema.get("prefixItems", schema.get("items"))
    allowed = len(listed) if isinstance(listed, list) else 0
    place = (*path, allowed) if allowed < len(_instance(error)) else path
    yield Violation(place, "items", allowed, _instance(error), reason=error.message)


_SPLITTERS: Mapping[str, Callable[["ValidationError"], Iterator[Violation]]] = {
    "required": _required,
    "dependentRequired": _dependent,
    "dependencies": _dependent,
    "additionalProperties": _additional,
    "uniqueItems": _repeated,
    "items": _extra_items,
    "additionalItems": _extra_items,
}


def _branches(error: "ValidationError", unevaluated: Unevaluated) -> Iterator[Violation]:
    """Explain the branch that fits best, or all of them where they differ in one thing only."""
    branches: dict[object, list[ValidationError]] = {}
    for child in error.context or ():
        branches.setdefault(child.relative_schema_path[0], []).append(child)
    merged = _merged(error, list(branches.values()))
    if merged is not None:
        yield merged
        return
    for child in min(branches.values(), key=lambda group: _distance(error, group)):
        yield from _flatten(child, unevaluated)


def _distance(error: "ValidationError", branch: list["ValidationError"]) -> tuple[int, int, int]:
    """How far a value is from a branch: another type, then another kind (`const`), then more mistakes."""
    here = len(error.absolute_path)
    other_type = any(e.validator == "type" and len(e.absolute_path) == here for e in branch)
    other_kind = sum(e.validator in ("const", "enum") and len(e.absolute_path) <= here + 1 for e in branch)
    return (int(other_type), other_kind, len(branch))


def _merged(error: "ValidationError", branches: list[list["ValidationError"]]) -> Violation | None:
    """One violation for branches that ask for another type, another value or another field each."""
    path = tuple(error.absolute_path)
    if any(len(branch) != 1 or tuple(branch[0].absolute_path) != path for branch in branches):
        return None
    children = [branch[0] for branch in branches]
    keywords = {str(child.validator) for child in children}
    limits: list[Any] = []
    for child in children:
        limit = child.validator_value
        limits += limit if isinstance(limit, list) and child.validator != "const" else [limit]
    if keywords == {"type"}:
        return Violation(path, "type", limits, _instance(error))
    if keywords <= {"const", "enum"}:
        return Violation(path, "enum", limits, _instance(error))
    if keywords == {"required"} and all(isinstance(limit, str) for limit in limits):
        missing = tuple(dict.fromkeys(name for name in limits if name not in _instance(error)))
        return Violation(path, "required", limits, _instance(error), name=missing[0], alternatives=missing)
    return None
