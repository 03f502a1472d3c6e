"""Words for values, as the person who wrote the YAML would spell them."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from newslint.finding import Path, format_path

_LONGEST = 60
_ESCAPES = {ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"}
_TYPE_NAMES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "an integer",
    "null": "null",
    "number": "a number",
    "object": "a mapping",
    "string": "a string",
    "any": "anything",
}


def spell(value: Any) -> str:
    """Spell a value in YAML, cut where it is long: `"65"`, `true`, `null`, `a mapping`."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{shorten(value)}"'
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, float):
        return _spell_float(value)
    return shorten(str(value))


def _spell_float(value: float) -> str:
    if not math.isfinite(value):
        return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"
    return str(value).removesuffix(".0")


def quote(value: Any) -> str:
    """A value in backticks, text without its quotes; what is no scalar goes without."""
    if isinstance(value, Mapping | list):
        return spell(value)
    return f"`{shorten(value)}`" if isinstance(value, str) and value else f"`{spell(value)}`"


def describe(value: Any) -> str:
    """Name a value with its type: ``the string `"65"` ``, `a mapping`, `null`."""
    if isinstance(value, str):
        return f"the string `{spell(value)}`"
    if isinstance(value, bool):
        return f"the boolean {quote(value)}"
    if isinstance(value, int | float):
        return f"the number {quote(value)}"
    return spell(value)


def type_names(types: Iterable[Any]) -> str:
    """`an integer or null`."""
    return join_or(_TYPE_NAMES.get(str(name), str(name)) for name in dict.fromkeys(map(str, types)))


def join_or(words: Iterable[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    return _join(words, "or")


def join_and(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return _join(words, "and")


def _join(words: Iterable[str], conjunction: str) -> str:
    *first, last = words
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def by_schema(name: str) -> str:
    """Which schema wants something, at the end of a sentence; nothing where there is one only."""
    return f" (schema `{shorten(name)}`)" if name else ""


def shorten(text: str) -> str:
    """Cut a long text in the middle of nowhere, and show that it is cut; line breaks become escapes."""
    text = text[: _LONGEST + 1].translate(_ESCAPES)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def count(number: int, singular: str, plural: str = "") -> str:
    """`1 item`, `2,000 items`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def field_name(path: Path) -> str:
    """Name a field by its key and, for list items, the index: `topics[1]`; the root by what it is."""
    last_key = next((i for i in range(len(path) - 1, -1, -1) if isinstance(path[i], str)), 0)
    return f"`{format_path(path[last_key:]).translate(_ESCAPES)}`" if path else "the front matter"
