"""What in a schema is probably misspelt, and so says nothing; open it when a keyword is doubted wrongly.

JSON Schema ignores keywords and formats that it doesn't know, so that `mininum` checks nothing and nobody is
told. Other words are annotations, which anybody may add: only what is near a keyword is doubted.

Sources: the meta-schemas of drafts 3 to 2020-12; OpenAPI 3.1, "Data Types" (formats that only annotate).
"""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any, Final

from newslint.schema.roles import KEYWORD
from newslint.text.suggest import did_you_mean, nearest
from newslint.text.wording import shorten

_HOLD_ONE: Final = frozenset(
    """additionalItems additionalProperties contains contentSchema else if items not propertyNames then
    unevaluatedItems unevaluatedProperties""".split()  # noqa: SIM905 - a table
)
_HOLD_LISTS: Final = frozenset({"allOf", "anyOf", "oneOf", "prefixItems", "items"})
_HOLD_NAMED: Final = frozenset(
    {"$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties"}
)
_PLAIN: Final = frozenset(
    """const contentEncoding contentMediaType default dependentRequired deprecated description disallow
    divisibleBy enum examples exclusiveMaximum exclusiveMinimum extends format id maxContains maxItems
    maxLength maxProperties maximum minContains minItems minLength minProperties minimum multipleOf
    pattern readOnly required title type uniqueItems writeOnly""".split()  # noqa: SIM905 - a table
)
_KEYWORDS: Final = _HOLD_ONE | _HOLD_LISTS | _HOLD_NAMED | _PLAIN
# Annotations of OpenAPI and of editors that are near a keyword and are meant so.
_ANNOTATIONS: Final = frozenset(
    {
        "comment",
        "deprecationMessage",
        "enumNames",
        "errorMessage",
        "example",
        "patternErrorMessage",
        "schema",
        "types",
    }
)
_OURS: Final = frozenset({KEYWORD, "x-newslint-detect"})
_FORMATS: Final = frozenset(
    """color date date-time duration email host-name hostname idn-email idn-hostname ip-address ipv4 ipv6 iri
    iri-reference json-pointer phone regex relative-json-pointer style time uri uri-reference uri-template url
    url-reference utc-millisec uuid loose-date
    binary byte double float html int32 int64 markdown password""".split()  # noqa: SIM905 - a table
)
_NEAR: Final = 0.8  # of the letters of both
_MOST: Final = 20  # doubts of one schema


def doubts(raw: Any) -> list[str]:
    """What is probably misspelt, each with its place: `mininum` at #/properties/m is no keyword."""
    found: list[str] = []
    todo: deque[tuple[Any, str]] = deque([(raw, "#")])
    while todo and len(found) < _MOST:
        part, place = todo.popleft()
        if not isinstance(part, Mapping):
            continue
        for key, value in part.items():
            where = f"{place}/{key}"
            found += _doubts_of(key, value, place)
            if key in _HOLD_NAMED and isinstance(value, Mapping):
                todo += [(below, f"{where}/{name}") for name, below in value.items()]
            elif key in _HOLD_LISTS and isinstance(value, list):
                todo += [(below, f"{where}/{index}") for index, below in enumerate(value)]
            elif key in _HOLD_ONE:
                todo.append((value, where))
    return found[:_MOST]


def _doubts_of(key: str, value: Any, place: str) -> Iterator[str]:
    if key.startswith("x-newslint-") and key not in _OURS:
        known = " and ".join(f"`{name}`" for name in sorted(_OURS))
        yield f"`{shorten(key)}` at {shorten(place)} says nothing; newslint reads {known}"
    elif key not in _KEYWORDS | _ANNOTATIONS and not key.startswith(("x-", "$")):
        from difflib import SequenceMatcher  # noqa: PLC0415 - hardly anybody errs

        meant = nearest(key, _KEYWORDS)
        if meant and SequenceMatcher(None, key, meant).ratio() >= _NEAR:
            yield f"`{shorten(key)}` at {shorten(place)} is no keyword; did you mean `{meant}`?"
    elif key == "format" and isinstance(value, str) and value not in _FORMATS:
        meant = did_you_mean(value, _FORMATS)
        yield f"nothing is checked by the format `{shorten(value)}` at {shorten(place)}{meant}"
