"""Words for values, lists and numbers of things; open it before you write a message."""

import math
from collections.abc import Iterable, Mapping
from typing import Any, Final

from newslint.finding import Path, format_path
from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later

_LONGEST = 60
_TYPE_NAMES = {
    "boolean": "true or false",
    "integer": "an integer",
    "null": "null",
    "number": "a number",
    "any": "anything",
}
_ESCAPES = {ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"}
_LIST_INDEX: Final = later(r"\[[0-9]+\]")


class Words(NamedTuple):
    """How a language calls and spells what a document holds; these are the words of YAML.

    `whole` is the document, `entry` what a mapping holds. `a_text` is the type, and `text` what stands before
    a value of it. `as_list` and `unknown` say what to do about a value that should be a list, and about an
    entry that no schema knows; `required` says who wants one that is missing. `newest` is the version of the
    language that counts, and `fields` says how fields are written in it.
    """

    whole: str = "the front matter"
    entry: str = "field"
    mapping: str = "a mapping"
    sequence: str = "a list"
    a_text: str = "text"
    text: str = "text"
    infinity: str = ".inf"
    nan: str = ".nan"
    as_list: str = "write it as a list: `[value]`, or `- value` on a line of its own"
    unknown: str = "remove it, or add it to the schema"
    required: str = "; the schema requires it"
    newest: str = "YAML 1.2"
    fields: str = "`key: value`, a space after the colon"

    def spell(self, value: Any) -> str:
        """Spell a value, cut where it is long: `"65"`, `true`, `null`, `a mapping`."""
        if value is None:
            return "null"
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str):
            return f'"{shorten(value)}"'
        if isinstance(value, Mapping):
            return self.mapping
        if isinstance(value, list):
            return self.sequence
        if isinstance(value, float) and not math.isfinite(value):
            return self.nan if math.isnan(value) else f"{'' if value > 0 else '-'}{self.infinity}"
        return str(value).removesuffix(".0") if isinstance(value, float) else shorten(str(value))

    def quote(self, value: Any) -> str:
        """A value in backticks, text without its quotes; what is no scalar goes without."""
        if isinstance(value, Mapping | list):
            return self.spell(value)
        return f"`{shorten(value)}`" if isinstance(value, str) and value else f"`{self.spell(value)}`"

    def describe(self, value: Any) -> str:
        """Name a value with its type: ``the text `"65"` ``, `a mapping`, `null`."""
        noun = self.noun(value)
        return f"the {noun} `{self.spell(value)}`" if noun else self.spell(value)

    def noun(self, value: Any) -> str:
        """The type of a value that is written with its type; empty where the value tells its type."""
        if isinstance(value, str):
            return self.text
        if isinstance(value, bool):
            return "boolean"
        return "number" if isinstance(value, int | float) else ""

    def type_names(self, types: Iterable[Any]) -> str:
        """`an integer or null`."""
        own = {"object": self.mapping, "array": self.sequence, "string": self.a_text}
        names = _TYPE_NAMES | own
        return join_or(names.get(str(name), str(name)) for name in dict.fromkeys(map(str, types)))

    def field_name(self, path: Path) -> str:
        """Name a field by its key and, for list items, the index: `topics[1]`; the root by what it is."""
        last_key = next((i for i in range(len(path) - 1, -1, -1) if isinstance(path[i], str)), 0)
        return f"`{format_path(path[last_key:]).translate(_ESCAPES)}`" if path else self.whole


def without_indexes(path: str) -> str:
    """A path that stays the same when a list gets a new item: `related[].images[].width`."""
    return _LIST_INDEX.sub("[]", path) if "[" in path else path


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


YAML: Final = Words()
spell, quote, describe, field_name = YAML.spell, YAML.quote, YAML.describe, YAML.field_name
