"""Turns what jsonschema says into one violation a place; open it for a keyword that lacks a good one.

jsonschema reports a keyword once for a whole mapping or list, and `anyOf` as one error over all its
branches. Here each missing and each unknown field is a violation of its own, and of several branches the
one that the value comes nearest to is explained.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from newslint.finding import Path
from newslint.light_tuples import NamedTuple
from newslint.schema.own_words import own_words
from newslint.schema.patterns import extra_names

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Unevaluated = Callable[[Path], Iterable[str]]


REFUSES_OTHERS: Final = ("additionalProperties", "unevaluatedProperties")
"""What refuses fields that the schema doesn't name."""


class Violation(NamedTuple):
    """One thing that the schema has against one field.

    `keyword` and `limit` are the keyword of the schema and its value; `value` is the field's. `name` is the
    missing or the unknown field, below `path`. `reason` holds jsonschema's own words. `at_key` says that
    the key is wrong and not the value. `because` is the field that makes another one required. `schema` is
    the name of the schema, where several hold and not all of them say it. `choices` are the values that a
    missing field may have. `wanted` is the schema of the items that a list has too few or too many of, and
    `matching` are the positions of those it has. `said` is what the schema's author says of it.
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
    choices: tuple[Any, ...] = ()
    wanted: Any = None
    matching: tuple[int, ...] = ()
    said: str = ""


def collect(errors: Iterable["ValidationError"], unevaluated: Unevaluated) -> list[Violation]:
    """Flatten errors to violations, each once, in the order that jsonschema finds them."""
    return each_once(violation for error in errors for violation in _told(error, unevaluated))


def _told(error: "ValidationError", unevaluated: Unevaluated) -> Iterator[Violation]:
    """The violations of an error, in the words of the schema where it has some."""
    said = getattr(error, "said", "")
    for violation in _flatten(error, unevaluated):
        yield violation._replace(said=said) if said and not violation.said else violation


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
    if keyword in REFUSES_OTHERS and name:
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
    for violation in _by_keyword(error, keyword, unevaluated):
        said = "" if violation.said else own_words(error.schema, keyword, violation.name)
        yield violation._replace(said=said) if said else violation


def _by_keyword(error: "ValidationError", keyword: str, unevaluated: Unevaluated) -> Iterator[Violation]:
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
        yield Violation(
            (*path, name), "additionalProperties", limit=False, value=value, name=name, at_key=True
        )


def _unevaluated(error: "ValidationError", unevaluated: Unevaluated) -> Iterator[Violation]:
    path = tuple(error.absolute_path)
    names = list(unevaluated(path))
    for name in names:
        value = _instance(error).get(name)
        yield Violation(
            (*path, name), "unevaluatedProperties", limit=False, value=value, name=name, at_key=True
        )
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


def _contains(error: "ValidationError") -> Iterator[Violation]:
    """What a list has too few or too many of; see `explainer`."""
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    matching: tuple[int, ...] = getattr(error, "matching", ())
    yield _plain(error, str(error.validator))._replace(wanted=schema.get("contains"), matching=matching)


_SPLITTERS: Mapping[str, Callable[["ValidationError"], Iterator[Violation]]] = {
    "required": _required,
    "dependentRequired": _dependent,
    "dependencies": _dependent,
    "additionalProperties": _additional,
    "uniqueItems": _repeated,
    "contains": _contains,
    "minContains": _contains,
    "maxContains": _contains,
    "items": _extra_items,
    "additionalItems": _extra_items,
}


_Branch = list["ValidationError"]
_VALUES: Final = ("const", "enum")


def _branches(error: "ValidationError", unevaluated: Unevaluated) -> Iterator[Violation]:
    """Explain the branch that fits best, or all of them where they differ in one thing only."""
    found: dict[object, _Branch] = {}
    for child in error.context or ():
        found.setdefault(child.relative_schema_path[0], []).append(child)
    branches = [_without_types(branch) for branch in found.values()]
    merged = _merged(error, branches) or _other_kind(error, branches) or _no_kind(error, branches)
    if merged is not None:
        yield merged
        return
    for child in min(branches, key=lambda branch: _distance(error, branch)):
        yield from _flatten(child, unevaluated)


def _without_types(branch: _Branch) -> _Branch:
    """The errors but for the type of a value that isn't one of those allowed: these tell it too."""
    listed = {tuple(error.absolute_path) for error in branch if error.validator in _VALUES}
    return [e for e in branch if e.validator != "type" or tuple(e.absolute_path) not in listed]


def _distance(error: "ValidationError", branch: _Branch) -> tuple[int, int, int]:
    """How far a value is from a branch: another type, then another kind (`const`), then more mistakes."""
    here = len(error.absolute_path)
    other_kind = sum(e.validator in _VALUES and len(e.absolute_path) <= here + 1 for e in branch)
    return (int(_is_of_another_type(error, branch)), other_kind, len(branch))


def _is_of_another_type(error: "ValidationError", branch: _Branch) -> bool:
    here = len(error.absolute_path)
    return any(e.validator == "type" and len(e.absolute_path) == here for e in branch)


def _merged(error: "ValidationError", branches: list[_Branch]) -> Violation | None:
    """One violation for branches that ask for another type, another value or another field each."""
    path = tuple(error.absolute_path)
    if any(len(branch) != 1 or tuple(branch[0].absolute_path) != path for branch in branches):
        return None
    children = [branch[0] for branch in branches]
    keywords = {str(child.validator) for child in children}
    if keywords == {"type"}:
        return Violation(path, "type", _limits(children), _instance(error))
    if keywords <= set(_VALUES):
        return Violation(path, "enum", _limits(children), _instance(error))
    limits = _limits(children)
    if keywords == {"required"} and all(isinstance(limit, str) for limit in limits):
        missing = tuple(dict.fromkeys(name for name in limits if name not in _instance(error)))
        return Violation(path, "required", limits, _instance(error), name=missing[0], alternatives=missing)
    return None


def _limits(errors: Iterable["ValidationError"]) -> list[Any]:
    """What all of them ask for, each once."""
    found: dict[str, Any] = {}
    for error in errors:
        limit = error.validator_value
        for one in limit if isinstance(limit, list) and error.validator != "const" else [limit]:
            found.setdefault(identity(one), one)
    return list(found.values())


def _other_kind(error: "ValidationError", branches: list[_Branch]) -> Violation | None:
    """One violation for branches that want another value in one field each, which tells them apart.

    A field whose value fits some of the branches and not the others chooses among them; then there is none.
    """
    branches = [branch for branch in branches if not _is_of_another_type(error, branch)]
    here = tuple(error.absolute_path)
    by_name: dict[str, _Branch] = {}
    for branch in branches:
        for child in branch:
            path = tuple(child.absolute_path)
            if child.validator in _VALUES and path[:-1] == here and isinstance(path[-1], str):
                by_name.setdefault(path[-1], []).append(child)
    common = [name for name, found in by_name.items() if len(found) >= len(branches) > 1]
    is_const = {name: all(len(_limits([child])) == 1 for child in found) for name, found in by_name.items()}
    name = next((name for name in common if is_const[name]), next(iter(common), None))
    if name is None or len({repr(_limits([child])) for child in by_name[name]}) == 1:
        return None
    if any(other not in common and is_const[other] >= is_const[name] for other in by_name):
        return None
    return Violation((*here, name), "enum", _limits(by_name[name]), _instance(error)[name])


def _no_kind(error: "ValidationError", branches: list[_Branch]) -> Violation | None:
    """One violation for a mapping without the field whose value tells the branches apart."""
    branches = [branch for branch in branches if not _is_of_another_type(error, branch)]
    here = tuple(error.absolute_path)
    kinds: dict[str, list[list[Any]]] = {}
    for branch in branches:
        for child in branch:
            if (
                child.validator == "required"
                and tuple(child.absolute_path) == here
                and hasattr(child, "missing")
            ):
                name = _missing(child)[0]
                listed = _listed_values(child.schema, name)
                if listed:
                    kinds.setdefault(name, []).append(listed)
    for name, listed in kinds.items():
        if len(listed) == len(branches) > 1:
            values = {identity(value): value for values in listed for value in values}
            if len(values) > 1:
                choices = tuple(values.values())
                return Violation(here, "required", [name], _instance(error), name=name, choices=choices)
    return None


def _listed_values(schema: Any, name: str) -> list[Any]:
    """The values that a schema lists for one of its fields."""
    fields = schema.get("properties") if isinstance(schema, Mapping) else None
    field = fields.get(name) if isinstance(fields, Mapping) else None
    if not isinstance(field, Mapping):
        return []
    if "const" in field:
        return [field["const"]]
    return field["enum"] if isinstance(field.get("enum"), list) else []
