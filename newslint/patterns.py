"""Regular expressions of schemas, read as ECMA 262 and with a bound on backtracking.

Everything that asks for a match asks here, so that the two validators and the roles can't disagree.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

import jsonschema_rs

_MOST: Final = 2000  # patterns of a schema: compiling takes far longer than matching


@lru_cache(_MOST)
def matcher(pattern: str) -> Callable[[object], bool]:
    """Tell whether a text has a match for a pattern anywhere; True for what is no text."""
    return jsonschema_rs.Draft202012Validator({"pattern": pattern}).is_valid


@lru_cache(_MOST)
def is_linear(pattern: str) -> bool:
    """Whether a match never goes back, so that its time grows as the text does; not so with lookaround."""
    try:
        options = jsonschema_rs.RegexOptions()
        jsonschema_rs.Draft202012Validator({"pattern": pattern}, pattern_options=options)
    except (jsonschema_rs.ValidationError, ValueError):
        return False
    return True


def extra_names(instance: Iterable[str], schema: Mapping[str, Any]) -> list[str]:
    """The fields that neither `properties` nor `patternProperties` names, in the order of the file."""
    known = schema.get("properties", {})
    patterns = [matcher(pattern) for pattern in schema.get("patternProperties", {})]
    return [name for name in instance if name not in known and not any(match(name) for match in patterns)]
