"""What the cells of a table of texts mean; open it for how CSV comes by numbers, flags and lists."""

import json
from typing import Any, Final

from newslint.schema.compiled import Schema, choose

_TRUTHS: Final = {"true": True, "false": False}


class Cells:
    """Turns the text of a cell into what the schema of its field asks for.

    All that CSV holds is text, and so a cell stays text wherever the schema takes text, or says nothing.
    Elsewhere a number, a flag, a list or an object is made of what spells one; anything else stays text,
    which the schema refuses then. A text that spells no list is the only item of one.
    """

    def __init__(self, schema: Schema | None) -> None:
        self._schema = schema
        self._types: dict[str, frozenset[str]] = {}

    def for_fields(self, fields: tuple[str, ...]) -> "Cells":
        """The same for a table with these fields, which choose a schema where there is none."""
        return self if self._schema is not None else Cells(choose(fields))

    def __call__(self, field: str, text: str) -> Any:
        """What a cell with a text means."""
        types = self._types.get(field)
        if types is None:
            types = self._types[field] = self._types_of(field)
        if not types or "string" in types:
            return text
        return _converted(text.strip(), types, text)

    def _types_of(self, field: str) -> frozenset[str]:
        if self._schema is None:
            return frozenset()
        found: set[str] = set()
        for keywords, *_ in self._schema.start.field(field).parts:
            said = keywords.get("type") or ()
            found.update((said,) if isinstance(said, str) else said)
        return frozenset(found)


def _converted(written: str, types: frozenset[str], text: str) -> Any:
    if "boolean" in types and written.lower() in _TRUTHS:
        return _TRUTHS[written.lower()]
    try:
        value = json.loads(written)
    except (ValueError, RecursionError):
        return [text] if "array" in types else text
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and not types.isdisjoint({"integer", "number"}):
        return value
    if (isinstance(value, list) and "array" in types) or (isinstance(value, dict) and "object" in types):
        return value
    return [text] if "array" in types else text


__all__ = ["Cells"]
