"""Tells of the first values that a schema takes them; open it when that differs from what the validators say.

A hook checks few articles, and nearly all of them keep to their schema. To see that takes some plain keywords
and no library, which would take longer to load than all else takes: `properties`, `required`, types, formats
of the web. What isn't surely valid by these is for the validators to judge, and so are the articles of an
archive, which the library goes through much faster.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final

from newslint.schema.formats import WEB_FORMATS
from newslint.text.lazy_pattern import later

_MOST: Final = 8  # values, after which loading the library pays
_TYPES: Final[Mapping[str, type]] = {
    "string": str, "integer": int, "boolean": bool, "object": dict, "array": list
}  # fmt: skip
# What only tells people, and other programs, of a field; and what others make use of.
_SAYS_NOTHING: Final = frozenset(
    {
        "$schema", "$comment", "title", "description", "examples", "default", "errorMessage",
        "$defs", "then", "else",
    }
)  # fmt: skip
_OURS: Final = "x-newslint-"
_LOCAL: Final = "#/$defs/"
# A day that every month has, and no leap second: more may be right, and this surely is.
_MOMENT: Final = later(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?"
    r"(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)",
    re.ASCII,
)

_Check = Callable[[Any], bool]
"""Whether a value is surely valid."""


class FirstLook:
    """Looks at the first values that a schema is asked about.

    Args:
        raw: A schema that ships with newslint.
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._defined = raw.get("$defs", {})
        self._known: dict[str, _Check] = {}
        self._check = self._of(raw) if _demands(raw) else _anything
        self._left = _MOST

    def accepts(self, value: Any) -> bool:
        """Whether a value is surely valid, as long as it pays to ask; False tells nothing."""
        if self._check is _anything:
            return True
        if not self._left:
            return False
        self._left -= 1
        return self._check(value)

    def _of(self, schema: Any) -> _Check:
        """What a subschema asks for."""
        if not isinstance(schema, dict):
            return _anything if schema is True else _never
        checks = [self._keyword(schema, keyword) for keyword in schema]
        wanted = [check for check in checks if check is not _anything]
        if len(wanted) <= 1:
            return wanted[0] if wanted else _anything
        return lambda value: all(check(value) for check in wanted)

    def _keyword(self, schema: Mapping[str, Any], keyword: str) -> _Check:
        """What a keyword of a subschema asks for."""
        said = schema[keyword]
        if keyword in _SAYS_NOTHING or keyword.startswith(_OURS):
            return _anything
        if keyword in _PLAIN:
            return _PLAIN[keyword](said)
        match keyword:
            case "properties":
                return self._fields(said)
            case "additionalProperties" if said is False and "patternProperties" not in schema:
                names = frozenset(schema.get("properties", ()))
                return lambda value: type(value) is dict and value.keys() <= names
            case "items":
                check = self._of(said)
                return lambda value: type(value) is list and all(map(check, value))
            case "$ref" if said.startswith(_LOCAL):
                name = said.removeprefix(_LOCAL)
                return lambda value: self._defined_as(name)(value)  # noqa: PLW0108 - it may lead back to itself
            case "if":
                return self._branches(schema)
        return _never

    def _fields(self, schemas: Mapping[str, Any]) -> _Check:
        """What is asked of the fields of a mapping; of each it is found out when one has it."""
        known: dict[str, _Check] = {}

        def accepts(name: str, value: Any) -> bool:
            if name not in known:
                known[name] = self._of(schemas.get(name, True))
            return known[name](value)

        return lambda value: type(value) is dict and all(accepts(name, its) for name, its in value.items())

    def _branches(self, schema: Mapping[str, Any]) -> _Check:
        condition = _exactly(schema["if"])
        then, otherwise = (self._of(schema.get(name, True)) for name in ("then", "else"))
        if condition is None:
            return _never
        return lambda value: (then if condition(value) else otherwise)(value)

    def _defined_as(self, name: str) -> _Check:
        if name not in self._known:
            self._known[name] = self._of(self._defined.get(name, False))
        return self._known[name]


def _demands(schema: Any) -> bool:
    """Whether a schema may refuse anything; some only tell what fields mean."""
    if not isinstance(schema, dict):
        return schema is not True
    fields = [
        *schema.get("properties", {}).values(),
        *schema.get("$defs", {}).values(),
        schema.get("items", True),
    ]
    is_silent = all(
        keyword in _SAYS_NOTHING
        or keyword in ("properties", "items")
        or keyword.startswith(_OURS)
        or (keyword == "$ref" and said.startswith(_LOCAL))
        for keyword, said in schema.items()
    )
    return not is_silent or any(map(_demands, fields))


def _anything(value: Any) -> bool:
    del value
    return True


def _never(value: Any) -> bool:
    del value
    return False


def _is_of(kind: str | list[str]) -> _Check:
    wanted = [_TYPES[one] for one in (kind if isinstance(kind, list) else [kind]) if one in _TYPES]
    return lambda value: type(value) in wanted


def _has_all(names: Collection[str]) -> _Check:
    return lambda value: type(value) is dict and all(name in value for name in names)


def _is_one_of(values: Iterable[Any]) -> _Check:
    texts = frozenset(value for value in values if isinstance(value, str))
    return lambda value: type(value) is str and value in texts


def _differ(is_asked: bool) -> _Check:  # noqa: FBT001 - the value of the keyword
    if not is_asked:
        return _anything
    return lambda value: (
        type(value) is list and all(type(item) is str for item in value) and len(set(value)) == len(value)
    )


def _is_of_format(name: str) -> _Check:
    if name == "date-time":
        return lambda value: type(value) is str and _MOMENT.fullmatch(value) is not None
    known = WEB_FORMATS.get(name)
    return _never if known is None else lambda value: type(value) is str and known(value)


_PLAIN: Final[Mapping[str, Callable[[Any], _Check]]] = {
    "type": _is_of,
    "required": _has_all,
    "enum": _is_one_of,
    "uniqueItems": _differ,
    "format": _is_of_format,
    "minLength": lambda least: lambda value: type(value) is str and len(value) >= least,
    "minItems": lambda least: lambda value: type(value) is list and len(value) >= least,
    "minimum": lambda least: lambda value: type(value) is int and value >= least,
}
"""What makes the checks of keywords that stand for themselves."""


def _exactly(condition: Any) -> _Check | None:
    """Whether a condition holds for a mapping, neither more nor less; None where that takes a validator."""
    match condition:
        case {"not": inner, **rest} if not rest:
            check = _exactly(inner)
            return None if check is None else lambda value: not check(value)
        case {"required": [*names], **rest} if not rest:
            return lambda value: type(value) is not dict or all(name in value for name in names)
        case {"properties": dict(fields), "required": [*names], **rest} if not rest and all(
            map(_is_text, fields.values())
        ):
            wanted: dict[str, str] = {name: sub["const"] for name, sub in fields.items()}
            return lambda value: (
                type(value) is not dict
                or (
                    all(name in value for name in names)
                    and all(name not in value or value[name] == const for name, const in wanted.items())
                )
            )
    return None


def _is_text(schema: Any) -> bool:
    """Whether a schema demands one text, and nothing else."""
    return isinstance(schema, dict) and schema.keys() == {"const"} and isinstance(schema["const"], str)
