"""What was seen of one field in all files, in bounded counts; open it to let `init` see more."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import jsonschema_rs

from newslint.frontmatter.block import DEFAULT
from newslint.knowledge.date_readers import stands_for_date
from newslint.knowledge.dates import parse_date
from newslint.schema.formats import is_url

MOST_VALUES: Final = 100
"""So many distinct texts of a field are told apart; more are free text."""

_MOST_FIELDS = 500
_MOST_SIGHTINGS = 20
_MOST_KINDS = 20
_MOST_WORDS = 20
_DEEPEST = 8
NAME: Final = r"\s*\S{0,100}(?:\s+\S{1,100}){0,3}\s*"
"""What the name of a field looks like: up to four words. More is text that lost its place."""

_NAME = re.compile(NAME)
_LONGEST_VALUE = 60
_LONGEST_DATE = 40
_ABSOLUTE = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_PATH = re.compile(r"\.{0,2}/\S*")
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
# Of `2024-05-01`, `May 5, 2024`, `Fri, 3 May 2024`, `Fri May 3 2024`.
_DATE_START = re.compile(r"\d|(?:[A-Za-z]{3,9}[,.]? ){1,2}\d")
# What somebody may have meant for a URL: a host, with a path or without.
_ATTEMPT = re.compile(r"(?:https?:|www\.)\S*|(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[:/?#]\S*)?", re.IGNORECASE)
_ENVELOPE = re.compile(r"[A-Za-z0-9+/]{16,}={0,2};[A-Za-z0-9+/]{22}==")
# Fields by which archives tell kinds of items apart.
KIND_FIELDS: Final = ("type", "category", "kind", "layout", "format")

_TYPES: Mapping[type, str] = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}


@lru_cache
def _format_checker(name: str) -> Callable[[object], bool]:
    # The same code that will check the format later.
    return jsonschema_rs.Draft202012Validator({"format": name}, validate_formats=True).is_valid


def _looks_like(text: str) -> list[str]:
    """What a text could be; every answer is a key of `Profile.looks`."""
    if not text.strip():
        return ["empty"]
    found = []
    if _ABSOLUTE.match(text) and is_url(text):
        found.append("url")
    elif _PATH.fullmatch(text):
        found.append("path")
    elif len(text) <= _LONGEST_DATE and _DATE_START.match(text) and parse_date(text) is not None:
        found.append("dated")
        found += [name for name in ("date", "date-time") if _format_checker(name)(text)]
    elif _DOMAIN.fullmatch(text):
        found.append("domain")
    elif _ENVELOPE.fullmatch(text):
        found.append("envelope")
    elif stands_for_date(text):
        found.append("word")
    # What may have been meant for one of these, and was written wrong.
    if "url" not in found and _ATTEMPT.fullmatch(text.strip()):
        found.append("address")
    if "dated" not in found and any(map(str.isdigit, text[:_LONGEST_DATE])):
        found.append("figures")
    return found


def is_odd(name: str) -> bool:
    """Whether a key is no name, but a sentence."""
    return _NAME.fullmatch(name) is None


def _read_as(text: str) -> str:
    """The type that a text would have without its quotes."""
    if not text or len(text) > _LONGEST_DATE:
        return "string"
    read, *older = DEFAULT.readings(text)
    if isinstance(read, str) and any(isinstance(reading, bool) for reading in older):
        read = True
    return _TYPES[type(read)]


@dataclass(slots=True)
class Profile:
    """The values of one field.

    `types` counts JSON types, `looks` what texts look like, `quoted` the types that texts would have without
    quotes, `values` distinct texts until there are too many (`is_free_text`), `words` those that stand for a
    date (`Last Modified`). `company` keeps, for each field of a mapping, the fields beside it in the first
    few mappings that have it. `odd` counts the mappings with a key that is no name, which is in none of the
    other counts.
    """

    types: Counter[str] = field(default_factory=Counter)
    looks: Counter[str] = field(default_factory=Counter)
    quoted: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)
    is_free_text: bool = False
    words: set[str] = field(default_factory=set)
    fields: dict[str, "Profile"] = field(default_factory=dict)
    company: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    too_many_fields: bool = False
    odd: int = 0
    items: "Profile | None" = None
    kinds: dict[str, dict[str, Counter[str]]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many values were seen."""
        return self.types.total()

    @property
    def mappings(self) -> int:
        """How many of them are mappings."""
        return self.types["object"]

    @property
    def texts(self) -> int:
        """How many of them are texts."""
        return self.types["string"]

    @property
    def filled(self) -> int:
        """How many texts are not empty."""
        return self.texts - self.looks["empty"]

    def counts(self) -> dict[str, int]:
        """How many mappings have each field."""
        return {name: part.total for name, part in self.fields.items()}

    def add(self, value: Any, depth: int = 0) -> None:
        """Take one more value into account."""
        self.types[_TYPES[type(value)]] += 1
        if isinstance(value, str):
            self._add_text(value)
        elif value is False:
            self.looks["off"] += 1
        elif isinstance(value, dict) and depth < _DEEPEST:
            self._add_fields(value, depth)
        elif isinstance(value, list) and depth < _DEEPEST:
            self.items = self.items or Profile()
            for item in value:
                self.items.add(item, depth + 1)

    def add_kinds(self, value: Mapping[str, Any]) -> None:
        """Count which fields go with which kind of item."""
        for name in KIND_FIELDS:
            kind = value.get(name)
            if isinstance(kind, str) and len(kind) <= _LONGEST_VALUE:
                by_kind = self.kinds.setdefault(name, {})
                if kind in by_kind or len(by_kind) < _MOST_KINDS:
                    known = (key for key in value if key in self.fields)
                    by_kind.setdefault(kind, Counter()).update(known)

    def merge(self, other: "Profile") -> None:
        """Take everything into account that another profile has seen."""
        self.types += other.types
        self.looks += other.looks
        self.quoted += other.quoted
        self.values += other.values
        self.words = {*sorted(self.words | other.words)[:_MOST_WORDS]}
        self.is_free_text |= other.is_free_text
        self.too_many_fields |= other.too_many_fields
        self.odd += other.odd
        self._forget_free_text()
        for name, part in other.fields.items():
            self.fields.setdefault(name, Profile()).merge(part)
        for name, seen in other.company.items():
            self.company[name] = (self.company.get(name, []) + seen)[:_MOST_SIGHTINGS]
        for name, by_kind in other.kinds.items():
            for kind, counts in by_kind.items():
                self.kinds.setdefault(name, {}).setdefault(kind, Counter()).update(counts)
        if other.items is not None:
            self.items = self.items or Profile()
            self.items.merge(other.items)

    def _add_text(self, text: str) -> None:
        looks = _looks_like(text)
        self.looks.update(looks)
        if "word" in looks and len(self.words) < _MOST_WORDS:
            self.words.add(text)
        self.quoted[_read_as(text)] += 1
        if len(text) > _LONGEST_VALUE:
            self.is_free_text = True
        elif not self.is_free_text:
            self.values[text] += 1
        self._forget_free_text()

    def _forget_free_text(self) -> None:
        self.is_free_text |= len(self.values) > MOST_VALUES
        if self.is_free_text:
            self.values.clear()

    def _add_fields(self, value: Mapping[str, Any], depth: int) -> None:
        names = frozenset(name for name in value if not is_odd(name))
        self.odd += len(names) < len(value)
        for name, part in value.items():
            if name not in names:
                continue
            known = self.fields.get(name)
            if known is None:
                if len(self.fields) >= _MOST_FIELDS:
                    self.too_many_fields = True
                    continue
                known = self.fields[name] = Profile()
            known.add(part, depth + 1)
            seen = self.company.setdefault(name, [])
            if len(seen) < _MOST_SIGHTINGS and len(names) <= _MOST_FIELDS:
                seen.append(names)
