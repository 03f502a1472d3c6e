"""What a schema says of one field, for people; open it to show more of a field in hovers and completions."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Final

import jsonschema_rs

from newslint.config.rule_docs import roles_that_wake
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.schema.field_schema import State
from newslint.schema.references import References
from newslint.schema.roles import ROLES
from newslint.text.wording import shorten, spell

_LONGEST: Final = 2000  # characters
_MOST_CHOICES: Final = 30
_TYPES: Final[Mapping[str, str]] = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "an integer",
    "null": "null",
    "number": "a number",
    "object": "a mapping",
    "string": "text",
}


class FieldHelp(NamedTuple):
    """What a schema says of a field.

    `choices` are the values that it may have, None where any will do; then `suggestions` are those that some
    branch of the schema names.
    """

    title: str = ""
    description: str = ""
    types: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    choices: tuple[Any, ...] | None = None
    suggestions: tuple[Any, ...] = ()
    default: Any = None
    deprecation: str = ""
    roles: tuple[str, ...] = ()


def help_of(state: State) -> FieldHelp:
    """Gather what the subschemas say that apply to a field whatever its value is."""
    sure = [(part, resolver) for part, resolver, always in state.parts if always]
    parts = [part for part, _ in sure]
    return FieldHelp(
        _first_text(parts, "title"),
        _first_text(parts, "description")[:_LONGEST],
        _types(sure),
        tuple(dict.fromkeys(part["format"] for part in parts if isinstance(part.get("format"), str))),
        _choices(sure),
        tuple(_each_once(value for part, resolver in sure for value in _some(part, resolver))),
        next((part["default"] for part in parts if "default" in part), None),
        state.deprecation,
        tuple(role for role in ROLES if role in state.roles),
    )


def required_in(state: State) -> frozenset[str]:
    """The fields that a mapping must have, whatever stands in it."""
    parts = [part for part, _, always in state.parts if always]
    named = [part["required"] for part in parts if isinstance(part.get("required"), list)]
    return frozenset(name for names in named for name in names if isinstance(name, str))


def in_words(name: str, told: FieldHelp, rules: Iterable[Rule], *, is_required: bool = False) -> str:
    """All of it in Markdown; `rules` are those that run."""
    head = f"**{name}**" if not told.title else f"**{name}**: {told.title}"
    lines = [f"- {line}" for line in _facts(told, is_required=is_required)]
    roles = [role_in_words(role, rules) for role in told.roles]
    said = f"Deprecated: {told.deprecation}" if told.deprecation else ""
    return "\n\n".join(filter(None, [head, told.description, said, "\n".join(lines), *roles]))


def role_in_words(role: str, rules: Iterable[Rule]) -> str:
    """What a role means, and which of some rules it switches on, in Markdown."""
    woken = [rule for rule in rules if role in roles_that_wake(rule)]
    head = f"Role `{role}`: {ROLES[role]}."
    if not woken:
        return head
    return "\n".join([f"{head} It switches on:", "", *(f"- {rule.code} {rule.name}" for rule in woken)])


def _facts(told: FieldHelp, *, is_required: bool) -> Iterator[str]:
    if is_required:
        yield "required"
    if told.types:
        yield " or ".join(_TYPES.get(name, name) for name in told.types)
    for name in told.formats:
        yield f"format `{name}`"
    if told.choices is not None:
        shown = ", ".join(_code(value) for value in told.choices[:_MOST_CHOICES])
        more = len(told.choices) - _MOST_CHOICES
        yield f"one of {shown}{f' and {more} more' if more > 0 else ''}"
    if told.default is not None:
        yield f"default {_code(told.default)}"


def _code(value: Any) -> str:
    text = shorten(value) if isinstance(value, str) else spell(value)
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _first_text(parts: Iterable[Mapping[str, Any]], keyword: str) -> str:
    texts = (part.get(keyword) for part in parts)
    return next((text.strip() for text in texts if isinstance(text, str) and text.strip()), "")


_Sure = Iterable[tuple[Mapping[str, Any], References]]


def _types(sure: _Sure) -> tuple[str, ...]:
    found: list[str] | None = None
    for part, resolver in sure:
        own = _types_of(part, resolver)
        if own is not None:
            found = own if found is None else [name for name in found if name in own]
    return tuple(dict.fromkeys(found or ()))


def _types_of(part: Mapping[str, Any], resolver: References) -> list[str] | None:
    """The types that a subschema allows; None where it allows any."""
    named = part.get("type")
    if named is not None:
        names = named if isinstance(named, list) else [named]
        return [name for name in names if isinstance(name, str)]
    for branches in _alternatives(part, resolver):
        found = [_types_of(branch, its) for branch, its in branches]
        if all(own is not None for own in found):
            return [name for own in found for name in own or ()]
    return None


def _choices(sure: _Sure) -> tuple[Any, ...] | None:
    found: list[Any] | None = None
    for part, resolver in sure:
        own = _choices_of(part, resolver)
        if own is not None:
            found = own if found is None else [value for value in found if value in own]
    return None if found is None else tuple(_each_once(found))


def _choices_of(part: Mapping[str, Any], resolver: References) -> list[Any] | None:
    """The values that a subschema allows; None where they are not counted up."""
    if "const" in part:
        return [part["const"]]
    if isinstance(part.get("enum"), list):
        return list(part["enum"])
    for branches in _alternatives(part, resolver):
        found = [_choices_of(branch, its) for branch, its in branches]
        if all(own is not None for own in found):
            return [value for own in found for value in own or ()]
    return None


def _some(part: Mapping[str, Any], resolver: References) -> Iterator[Any]:
    """The values that some branches of a subschema count up."""
    for branches in _alternatives(part, resolver):
        for branch, its in branches:
            yield from _choices_of(branch, its) or ()


def _alternatives(
    part: Mapping[str, Any], resolver: References
) -> Iterator[list[tuple[Mapping[str, Any], References]]]:
    """The branches of each keyword that offers some; references in them are followed once."""
    for keyword in ("anyOf", "oneOf"):
        branches = part.get(keyword)
        if isinstance(branches, list) and branches:
            yield [_followed(branch, resolver) for branch in branches if isinstance(branch, Mapping)]


def _followed(branch: Mapping[str, Any], resolver: References) -> tuple[Mapping[str, Any], References]:
    reference = branch.get("$ref")
    if isinstance(reference, str):
        with suppress(jsonschema_rs.ReferencingError):
            contents, its = resolver.lookup(reference)
            if isinstance(contents, Mapping):
                # What leads further is left alone, so that no circle is walked.
                return {key: value for key, value in contents.items() if key not in ("anyOf", "oneOf")}, its
    return branch, resolver


def _each_once(values: Iterable[Any]) -> Iterator[Any]:
    """Values without repeats; `1` and `true` are two."""
    seen: set[str] = set()
    for value in values:
        key = repr(value)
        if key not in seen:
            seen.add(key)
            yield value
