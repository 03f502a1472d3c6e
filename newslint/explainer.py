"""The jsonschema side of a schema: imported only when a document is invalid or a schema is broken."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import jsonschema_rs
from jsonschema import FormatChecker, SchemaError, validators
from jsonschema.exceptions import ValidationError, best_match
from jsonschema_specifications import REGISTRY as OFFICIAL
from referencing import Registry
from referencing.jsonschema import specification_with

from newslint.drafts import GATED_DRAFTS

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

# Every format of draft 2020-12, 7.3, and the names that older drafts gave them.
_FORMATS = {
    name: name
    for name in (
        "date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4",
        "ipv6", "uri", "uri-reference", "iri", "iri-reference", "uuid", "uri-template", "json-pointer",
        "relative-json-pointer", "regex",
    )
} | {"ip-address": "ipv4", "host-name": "hostname"}  # fmt: skip


@lru_cache
def _format_validator(name: str) -> Callable[[object], bool]:
    return jsonschema_rs.Draft202012Validator({"format": name}, validate_formats=True).is_valid


@lru_cache
def _pattern_validator(pattern: str) -> Callable[[object], bool]:
    return jsonschema_rs.Draft202012Validator({"pattern": pattern}).is_valid


def _format_checker() -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, canonical in _FORMATS.items():
        checker.checkers = {**checker.checkers, name: (_format_validator(canonical), ())}
    return checker


def _pattern(
    validator: "Validator",
    pattern: str,
    instance: Any,
    schema: object,
) -> Iterator[ValidationError]:
    """`pattern` by ECMA 262 as the fast validator reads it, with its bound on backtracking."""
    del schema
    if validator.is_type(instance, "string") and not _pattern_validator(pattern)(instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def explainer(raw: Any, draft: str, base_uri: str, retrieve: Callable[[str], Any]) -> "Validator":
    """Build the validator that explains, with every `$ref` that leaves the schema resolved by `retrieve`."""
    base = validators.validator_for({"$schema": draft})
    overrides = {"pattern": _pattern} if draft in GATED_DRAFTS else {}
    cls = validators.extend(base, overrides)  # type: ignore[no-untyped-call] # the stubs give it no types
    specification = specification_with(draft)

    def load(uri: str) -> Any:
        official = OFFICIAL.get(uri)
        return official or specification.create_resource(retrieve(uri))

    registry = Registry(retrieve=load).with_resource(base_uri, specification.create_resource(raw))  # type: ignore[call-arg] # attrs' alias of a private field
    validator: Validator = cls({"$ref": base_uri}, format_checker=_format_checker(), registry=registry)
    return validator


def first_mistake(raw: Any, draft: str) -> str | None:
    """Where and why a schema breaks the rules of its draft; None when it keeps them."""
    cls = validators.validator_for({"$schema": draft})
    try:
        cls.check_schema(raw)
    except SchemaError as error:
        best = best_match([error]) or error  # type: ignore[list-item] # both are validation errors
        pointer = "".join(f"/{part}" for part in best.absolute_path)
        return f"#{pointer}: {best.message}"
    return None
