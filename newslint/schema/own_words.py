"""What the author of a schema says of a mistake; open it for a message that is not used.

JSON Schema has no such keyword. `errorMessage` is that of ajv-errors: one text for all that a schema wants,
or one for a keyword, a missing field or a field below. Editors read the text, and `patternErrorMessage`.
"""

from collections.abc import Mapping
from typing import Any, Final

_OTHERS: Final = "_"


def own_words(part: Any, keyword: str, name: str) -> str:
    """What a subschema says where one of its keywords fails; empty where it says nothing.

    Args:
        part: The subschema.
        keyword: What fails.
        name: The missing field, where one is missing.
    """
    said = part.get("errorMessage") if isinstance(part, Mapping) else None
    if isinstance(said, Mapping):
        own = said.get(keyword)
        if isinstance(own, Mapping):
            own = own.get(name)
        said = own if isinstance(own, str) else said.get(_OTHERS)
    if said is None and keyword == "pattern" and isinstance(part, Mapping):
        said = part.get("patternErrorMessage")
    return said if isinstance(said, str) else ""


def words_for_fields(part: Any) -> Mapping[str, Any]:
    """What a subschema says of fields below, whatever is wrong with them."""
    said = part.get("errorMessage") if isinstance(part, Mapping) else None
    fields = said.get("properties") if isinstance(said, Mapping) else None
    return fields if isinstance(fields, Mapping) else {}
