"""Regular expressions of schemas, by ECMA 262 and with a bound; open it when one is read otherwise.

Everything that asks for a match asks here, so that the two validators and the roles can't disagree.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from newslint.text.lazy_pattern import later

_MOST: Final = 6000  # patterns of some large schemas: compiling takes a hundred times as long as matching

_TOKEN: Final = later(r"\\.|\{(\d+)(?:,(\d*))?\}|.", re.DOTALL)
_LONGEST: Final = 9  # digits of a number of repeats; nothing that can be compiled has more
_STATES: Final = 10**9


@lru_cache(_MOST)
def matcher(pattern: str) -> Callable[[object], bool]:
    """Tell whether a text has a match for a pattern anywhere; True for what is no text."""
    from newslint.schema.validators import jsonschema_rs  # noqa: PLC0415 - few schemas have patterns

    return jsonschema_rs.Draft202012Validator({"pattern": pattern}).is_valid


@lru_cache(_MOST)
def is_linear(pattern: str) -> bool:
    """Whether a match never goes back, so that its time grows as the text does; not so with lookaround."""
    from newslint.schema.validators import jsonschema_rs  # noqa: PLC0415 - few schemas have patterns

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


def states(pattern: str) -> int:
    """How many states an automaton for a pattern has, about: one a character, as often as it repeats."""
    groups, last, in_class = [0], 0, False
    for token in _TOKEN.finditer(pattern):
        if in_class:
            in_class = token[0] != "]"
        elif token[0] == "(":
            groups.append(0)
        elif token[0] == ")" and len(groups) > 1:
            last = groups.pop()
            groups[-1] += last
        elif token[1] is not None:
            times = max(int(number[:_LONGEST]) for number in (token[1], token[2] or token[1]))
            groups[-1] += last * max(times - 1, 0)
            last = min(last * times, _STATES)
        else:
            last = 1
            groups[-1] += 1
            in_class = token[0] == "["
    return min(sum(groups), _STATES)
