"""How large a schema may be, the files that it refers to included, before anything is made of it.

Compiling takes far longer than reading, and the memory that it takes can't be bounded later: whoever runs out
of it is killed without a word.
"""

from typing import Any, Final

from newslint.errors import NewslintError
from newslint.patterns import states

_VALUES: Final = 200_000  # as many as front matter may hold
_PATTERNS: Final = 2_000
_STATES: Final = 200_000  # of all patterns together: some 100 bytes each
_PLACES: Final = 20_000_000  # characters of the places of all subschemas, which the validator keeps
_MARKS: Final = (b",", b"[", b"{")


class SchemaSize:
    """Counts what a schema holds, and what the files hold that it refers to."""

    def __init__(self) -> None:
        self.values = 0
        self.patterns = 0
        self.states = 0
        self.places = 0

    def add(self, raw: Any) -> None:
        """Count one file.

        Raises:
            NewslintError: with it, there is too much.
        """
        todo = [(raw, 0)] if isinstance(raw, dict | list) else []  # each with the length of its place
        while todo:
            part, length = todo.pop()
            self.places += length
            if isinstance(part, dict):
                if isinstance(part.get("pattern"), str):
                    self._add_pattern(part["pattern"])
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

    def _add_pattern(self, pattern: str) -> None:
        self.patterns += 1
        self.states += states(pattern) + len(pattern) // 10  # what stands in classes is no state
        if self.patterns > _PATTERNS:
            raise NewslintError(f"the schema holds more than {_PATTERNS:,} patterns")
        if self.states > _STATES:
            raise NewslintError("the patterns of the schema are too long, or repeat too much")


def refuse_marks(data: bytes) -> None:
    """Refuse JSON that would hold far too many values, before it is read.

    Raises:
        NewslintError: it would.
    """
    most = 2 * _VALUES
    if sum(map(data.count, _MARKS)) > most:
        raise NewslintError(f"the schema holds more than {most:,} commas and brackets")
