"""jsonschema as the one that explains; open it when a violation is told in the wrong words."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import jsonschema_rs
from jsonschema import FormatChecker, validators
from jsonschema.exceptions import ValidationError, best_match
from jsonschema_specifications import REGISTRY as OFFICIAL
from referencing import Registry
from referencing.jsonschema import specification_with

from newslint.schema.formats import WEB_FORMATS
from newslint.schema.keywords import DRAFT_3
from newslint.schema.own_words import words_for_fields
from newslint.schema.patterns import extra_names, matcher
from newslint.schema.violations import identity

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

# Every format of draft 2020-12, 7.3.
_FORMATS = {
    name: name
    for name in (
        "date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4",
        "ipv6", "uri", "uri-reference", "iri", "iri-reference", "uuid", "uri-template", "json-pointer",
        "relative-json-pointer", "regex",
    )
}  # fmt: skip
# The drafts that know `minContains` and `maxContains`.
_WITH_BOUNDS = {
    "https://json-schema.org/draft/2019-09/schema",
    "https://json-schema.org/draft/2020-12/schema",
}
# What draft 3 called two of them.
_FORMATS_3 = {"ip-address": "ipv4", "host-name": "hostname"}


@lru_cache
def _format_validator(name: str) -> Callable[[object], bool]:
    return jsonschema_rs.Draft202012Validator({"format": name}, validate_formats=True).is_valid


@lru_cache
def _multiple_validator(limit: float) -> Callable[[object], bool]:
    return jsonschema_rs.Draft202012Validator({"multipleOf": limit}).is_valid


def _format_checker(draft: str) -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, canonical in (_FORMATS | (_FORMATS_3 if draft == DRAFT_3 else {})).items():
        checker.checkers = {**checker.checkers, name: (_format_validator(canonical), ())}
    for name, check in WEB_FORMATS.items():
        checker.checkers = {**checker.checkers, name: (check, ())}
    return checker


def _pattern(
    validator: "Validator",
    pattern: str,
    instance: Any,
    schema: object,
) -> Iterator[ValidationError]:
    """`pattern` by ECMA 262 as the fast validator reads it, with its bound on backtracking."""
    del schema
    if validator.is_type(instance, "string") and not matcher(pattern)(instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _multiple_of(
    validator: "Validator", limit: float, instance: Any, schema: object
) -> Iterator[ValidationError]:
    """`multipleOf` in decimals, as people count: 19.99 is a multiple of 0.01."""
    del schema
    if validator.is_type(instance, "number"):
        endless = isinstance(instance, float) and not math.isfinite(instance)
        if endless or not _multiple_validator(limit)(instance):
            yield ValidationError(f"{instance!r} is not a multiple of {limit}")


def _unique_items(
    validator: "Validator", unique: Any, instance: Any, schema: object
) -> Iterator[ValidationError]:
    """`uniqueItems` in one pass: jsonschema compares every mapping with every other."""
    del schema
    if not unique or not validator.is_type(instance, "array"):
        return
    if len({identity(item) for item in instance}) < len(instance):
        yield ValidationError("the items are not unique")


def _pattern_properties(
    validator: Any, patterns: Mapping[str, Any], instance: Any, schema: object
) -> Iterator[ValidationError]:
    del schema
    if validator.is_type(instance, "object"):
        for pattern, sub in patterns.items():
            match = matcher(pattern)
            for name, value in instance.items():
                if match(name):
                    yield from validator.descend(value, sub, path=name, schema_path=pattern)


def _additional_properties(
    validator: Any, sub: Any, instance: Any, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    if not validator.is_type(instance, "object"):
        return
    extras = extra_names(instance, schema)
    if validator.is_type(sub, "object"):
        for name in extras:
            yield from validator.descend(instance[name], sub, path=name)
    elif sub is False and extras:
        yield ValidationError(f"Additional properties are not allowed: {', '.join(extras)}")


def _properties(
    validator: Any, properties: Mapping[str, Any], instance: Any, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """`properties`, with what the schema itself says of them."""
    if not validator.is_type(instance, "object"):
        return
    said = words_for_fields(schema)
    for name, sub in properties.items():
        if name in instance:
            for error in validator.descend(instance[name], sub, path=name, schema_path=name):
                if isinstance(said.get(name), str) and not hasattr(error, "said"):
                    error.said = said[name]
                yield error


def _descend(base: Any) -> Callable[..., Iterator[ValidationError]]:
    """Give the place of a field whose schema is `false`: jsonschema names only the mapping around it."""

    def descend(
        validator: Any, instance: Any, schema: Any, path: str | int | None = None, **where: Any
    ) -> Iterator[ValidationError]:
        for error in base.descend(validator, instance, schema, path=path, **where):
            if schema is False and path is not None and not error.path:
                error.path.appendleft(path)
            yield error

    return descend


def _enum(
    validator: "Validator", allowed: list[Any], instance: Any, schema: object
) -> Iterator[ValidationError]:
    """`enum` at one look: jsonschema compares with every value, and repeats them all."""
    del schema
    if identity(instance) not in _identities(validator, allowed):
        yield ValidationError("the value is not one of those that are allowed")


def _identities(validator: Any, allowed: list[Any]) -> frozenset[str]:
    known: dict[int, tuple[list[Any], frozenset[str]]] = validator.IDENTITIES
    if id(allowed) not in known:
        known[id(allowed)] = allowed, frozenset(map(identity, allowed))
    return known[id(allowed)][1]


class MissingFieldError(ValidationError):
    """A field that is missing: one error each, that says which, and which field requires it."""

    missing: tuple[str, str]


def _missing(name: str, because: str = "") -> ValidationError:
    error = MissingFieldError("a field is missing")
    error.missing = name, because
    return error


def _required(
    validator: "Validator", names: list[str], instance: Any, schema: object
) -> Iterator[ValidationError]:
    del schema
    if validator.is_type(instance, "object"):
        yield from (_missing(name) for name in dict.fromkeys(names) if name not in instance)


def _dependencies(
    validator: Any, dependencies: Mapping[str, Any], instance: Any, schema: object
) -> Iterator[ValidationError]:
    """`dependencies` and `dependentRequired`: names of fields, and in older drafts schemas too."""
    del schema
    if not validator.is_type(instance, "object"):
        return
    for because, needed in dependencies.items():
        if because not in instance:
            continue
        if isinstance(needed, list | str):
            names = [needed] if isinstance(needed, str) else needed
            yield from (_missing(name, because) for name in dict.fromkeys(names) if name not in instance)
        else:
            yield from validator.descend(instance, needed, schema_path=because)


class ContainsError(ValidationError):
    """A list with too few or too many items of a kind: `matching` are the positions of those it has."""

    matching: tuple[int, ...]


def _contains(
    validator: Any, sub: Any, instance: Any, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """`contains` with its bounds, which drafts before 2019-09 don't know."""
    if not validator.is_type(instance, "array"):
        return
    is_item = validator.evolve(schema=sub).is_valid
    matching = tuple(index for index, item in enumerate(instance) if is_item(item))
    bounded = validator.META_SCHEMA["$id"] in _WITH_BOUNDS
    least, most = (schema.get("minContains", 1), schema.get("maxContains")) if bounded else (1, None)
    keyword = None
    if most is not None and len(matching) > most:
        keyword, limit = "maxContains", most
    elif len(matching) < least:
        keyword, limit = ("minContains", least) if "minContains" in schema and bounded else ("contains", sub)
    if keyword is not None:
        error = ContainsError(
            "the list has too few or too many such items", validator=keyword, validator_value=limit
        )
        error.matching = matching
        yield error


def _unevaluated(keyword: str) -> Callable[..., Iterator[ValidationError]]:
    """What jsonschema says where it can: it trips over ECMA patterns, and over `items: true` in 2019-09."""

    def check(validator: Any, sub: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        with suppress(re.error, TypeError):
            yield from validators.validator_for({"$schema": validator.META_SCHEMA["$id"]}).VALIDATORS[
                keyword
            ](validator, sub, instance, schema)

    return check


_OVERRIDES = {
    "required": _required,
    "dependentRequired": _dependencies,
    "dependencies": _dependencies,
    "enum": _enum,
    "contains": _contains,
    "unevaluatedItems": _unevaluated("unevaluatedItems"),
    "unevaluatedProperties": _unevaluated("unevaluatedProperties"),
    "pattern": _pattern,
    "uniqueItems": _unique_items,
    "multipleOf": _multiple_of,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional_properties,
}


def explainer(raw: Any, draft: str, base_uri: str, retrieve: Callable[[str], Any]) -> "Validator":
    """Build the validator that explains, with every `$ref` that leaves the schema resolved by `retrieve`."""
    base = validators.validator_for({"$schema": draft})
    overrides = {name: check for name, check in _OVERRIDES.items() if name in base.VALIDATORS}
    if draft != DRAFT_3:  # there a field says itself that it is required
        overrides["properties"] = _properties
    cls = validators.extend(base, overrides)  # type: ignore[no-untyped-call] # the stubs give it no types
    cls.descend = _descend(base)
    cls.IDENTITIES = {}
    specification = specification_with(draft)
    if isinstance(raw, dict):  # `$schema` would lead jsonschema to its own validator of that draft
        raw = {keyword: value for keyword, value in raw.items() if keyword != "$schema"}

    def load(uri: str) -> Any:
        official = OFFICIAL.get(uri)
        return official or specification.create_resource(retrieve(uri))

    registry = Registry(retrieve=load).with_resource(base_uri, specification.create_resource(raw))  # type: ignore[call-arg] # attrs' alias of a private field
    validator: Validator = cls({"$ref": base_uri}, format_checker=_format_checker(draft), registry=registry)
    return validator


def first_mistake(raw: Any, draft: str) -> str | None:
    """Where and why a schema breaks the rules of its draft; None when it keeps them."""
    cls = validators.validator_for({"$schema": draft})
    meta = cls(cls.META_SCHEMA, format_checker=_format_checker(draft))
    mistakes = list(meta.iter_errors(raw))
    try:
        best = best_match(mistakes)
    except TypeError:  # draft 3 has schemas among its types, which jsonschema can't weigh
        best = mistakes[0]
    if best is None:
        return None
    pointer = "".join(f"/{part}" for part in best.absolute_path)
    # `type` takes a name or a list of names: the list of names says more than "none of these fits".
    named = next((error for error in best.context or () if error.validator == "enum"), best)
    return f"#{pointer}: {named.message}"
