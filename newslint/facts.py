"""Keeps the facts of a whole corpus in a few dozen bytes each, until they are compared.

An archive of 100,000 articles has millions of facts, and nearly all of them are about something that occurs
once. So places are numbers in arrays, texts that recur are kept once, and keys are kept as hashes of 64 bits;
a fact becomes an object again only when another one has its key.
"""

from array import array
from collections.abc import Iterator
from hashlib import blake2b
from itertools import groupby

from newslint.finding import Fact, PlacedFact, Range
from newslint.source import Source

Texts = dict[object, int]
"""Names, values and paths with their numbers, in the order of the numbers; all stores of a run share one."""


class FactStore:
    """The facts that one rule collects."""

    def __init__(self, texts: Texts | None = None) -> None:
        self._hashes = array("Q")
        # File, values, path, line, column, end line, end column: seven numbers a fact.
        self._rows = array("I")
        self._texts: Texts = {} if texts is None else texts

    def __len__(self) -> int:
        return len(self._hashes)

    def add(self, source: Source, fact: Fact, path: str) -> None:
        """Keep a fact of a document."""
        place = source.range_of(fact.span)
        self._hashes.append(int.from_bytes(blake2b(_encoded(fact.key), digest_size=8).digest()))
        self._rows.extend(
            (
                self._number(source.name), self._number(_packed(fact.values)), self._number(path),
                place.line, place.column, place.end_line, place.end_column,
            )
        )  # fmt: skip

    def groups(self) -> Iterator[list[PlacedFact]]:
        """The facts of every key that several have, sorted by file and place; one group at a time.

        Only the group in hand takes the room of objects, and the order of the groups means nothing.
        """
        objects = list(self._texts)
        hashes = self._hashes
        order = sorted(range(len(hashes)), key=hashes.__getitem__)
        for _, indices in groupby(order, key=hashes.__getitem__):
            group = list(indices)
            if len(group) > 1:
                facts = [self._fact(index, objects) for index in group]
                yield sorted(facts, key=lambda fact: (fact.file, fact.range, fact.path))

    def _number(self, text: object) -> int:
        return self._texts.setdefault(text, len(self._texts))

    def _fact(self, index: int, objects: list[object]) -> PlacedFact:
        file, number, path, *place = self._rows[7 * index : 7 * index + 7]
        key, values = f"{self._hashes[index]:016x}", objects[number]
        unpacked = values if isinstance(values, tuple) else (str(values),)
        return PlacedFact(key, unpacked, str(objects[file]), Range(*place), str(objects[path]))


def _packed(values: tuple[str, ...]) -> object:
    """Most facts have one value: it needs no tuple around it."""
    return values[0] if len(values) == 1 else values


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
