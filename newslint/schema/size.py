"""How large a schema may be, with the files it refers to; open it when one is refused before it is read.

Compiling takes far longer than reading, and the memory that it takes can't be bounded later: whoever runs out
of it is killed without a word.
"""

from typing import Any, Final
from urllib.parse import unquote

from newslint.errors import NewslintError
from newslint.schema.patterns import states
from newslint.schema.references import REFERENCES

_VALUES: Final = 100_000  # which compiling makes a hundred megabytes of
_PATTERNS: Final = 2_000
_STATES: Final = 200_000  # of all patterns together: some 100 bytes each
_REFERRED: Final = 500_000  # values that references lead to: each spelling of one is compiled on its own
_PLACES: Final = 20_000_000  # characters of the places of all subschemas, which the validator keeps
_ABROAD: Final = 2_000_000  # references to other files, times the values of all files
_DIGITS: Final = 9
_MARKS: Final = (b",", b"[", b"{")


class SchemaSize:
    """Counts what a schema holds, and what the files hold that it refers to."""

    def __init__(self) -> None:
        self.values = 0
        self.patterns = 0
        self.states = 0
        self.places = 0
        self.referred = 0
        self._abroad: set[str] = set()

    def add(self, raw: Any) -> None:
        """Count one file.

        Raises:
            NewslintError: with it, there is too much.
        """
        references: set[str] = set()
        todo = [(raw, 0)] if isinstance(raw, dict | list) else []  # each with the length of its place
        while todo:
            part, length = todo.pop()
            self.places += length
            if isinstance(part, dict):
                if isinstance(part.get("pattern"), str):
                    self._add_pattern(part["pattern"])
                references.update(ref for word in REFERENCES if isinstance(ref := part.get(word), str))
                names = part.get("patternProperties")
                for name in names if isinstance(names, dict) else ():
                    self._add_pattern(name)
                found = [(value, length + len(key) + 1) for key, value in part.items()]
            else:
                found = [(value, length + 1) for value in part]
            self.values += len(found)
            if self.values > _VALUES:
                raise NewslintError(f"the schema holds more than {_VALUES:,} values")
            if self.places > _PLACES:
                raise NewslintError("the schema has names that are too long for what stands below them")
            todo += [(value, length) for value, length in found if isinstance(value, dict | list)]
        self._add_references(raw, references)

    def _add_references(self, raw: Any, references: set[str]) -> None:
        self._abroad.update(reference for reference in references if reference[:1] != "#")
        too_much = len(self._abroad) * self.values > _ABROAD
        for reference in references - self._abroad:
            self.referred += _size_of(_target(raw, reference), _REFERRED)
            if self.referred > _REFERRED:
                break
        if too_much or self.referred > _REFERRED:
            raise NewslintError("the references in the schema lead to too much")

    def _add_pattern(self, pattern: str) -> None:
        self.patterns += 1
        self.states += states(pattern) + len(pattern) // 10  # what stands in classes is no state
        if self.patterns > _PATTERNS:
            raise NewslintError(f"the schema holds more than {_PATTERNS:,} patterns")
        if self.states > _STATES:
            raise NewslintError("the patterns of the schema are too long, or repeat too much")


def _target(raw: Any, reference: str) -> Any:
    """What a JSON pointer leads to in the same file; for any other reference all of it."""
    if not reference.startswith("#/"):
        return raw
    place = raw
    for part in unquote(reference[2:]).split("/"):
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(place, dict):
            place = place.get(name)
        elif isinstance(place, list) and name.isdecimal() and int(name[:_DIGITS]) < len(place):
            place = place[int(name[:_DIGITS])]
        else:
            return None
    return place


def _size_of(raw: Any, most: int) -> int:
    """How many values something holds; counted no further than `most`."""
    todo, size = [raw], 0
    while todo and size <= most:
        part = todo.pop()
        if isinstance(part, dict | list):
            size += len(part)
            todo += part.values() if isinstance(part, dict) else part
    return size


def refuse_marks(data: bytes) -> None:
    """Refuse JSON that would hold far too many values, before it is read.

    Raises:
        NewslintError: it would.
    """
    most = 2 * _VALUES
    if sum(map(data.count, _MARKS)) > most:
        raise NewslintError(f"the schema holds more than {most:,} commas and brackets")
