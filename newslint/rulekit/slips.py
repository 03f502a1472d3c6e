"""Names that differ by one slip of the finger; open it for what counts as one.

It takes a number of steps for each letter of each name that doesn't grow with the number of names: of right
names that differ from each other by one letter in the same place, only the first hundred count.
"""

from collections.abc import Iterable, Iterator
from typing import Final
from unicodedata import normalize

from newslint.text.lazy_pattern import later

_SEPARATORS: Final = later(r"[\s._-]+")
_END_OF_WORD: Final = later(r"[\s._-]|$")
# Words of so many letters are seldom another word by one letter more or less, or by another letter.
_SHORTEST: Final = 5
_SHORTEST_SUBSTITUTED: Final = 7
_LONGEST: Final = 60
_MOST_NEAR: Final = 100
# German forms many plurals by an umlaut alone, before these endings (Duden, Grammatik).
_UMLAUTS: Final = {"ä": "a", "ö": "o", "ü": "u"}
_UMLAUT_PLURAL: Final = later(r"u?(?:cht|[^\W\daeiouyäöü]{1,2})e[lnr](?![^\W_])")
# What names vary without sounding otherwise, or as vowels do at their end.
_ALIKE: Final = tuple(map(frozenset, ("aeiouyäöüåæø", "ckq", "sz", "vwf", "dt", "mn", "bp")))
_SILENT: Final = frozenset("eh")
# Latin, Cyrillic and Greek ones.
_END_VOWELS: Final = frozenset("aeiouyаеиоуыэюяіαεηιουω")


def without_separators(name: str) -> str:
    """A name without case and what stands between its words: `pub-date` and `pubDate` are the same."""
    return _SEPARATORS.sub("", name.casefold())


class Slips:
    """Right names, to be asked which of them a wrong one may be."""

    def __init__(self, right: Iterable[str]) -> None:
        self._by_trace: dict[str, list[str]] = {}
        for name in right:
            for trace in _traces(name):
                near = self._by_trace.setdefault(trace, [])
                if len(near) < _MOST_NEAR:
                    near.append(name)

    def near(self, wrong: str) -> Iterator[str]:
        """The right names from which it differs by one slip, the same letters first."""
        found = {name for trace in _traces(wrong) for name in self._by_trace.get(trace, ())}
        found.discard(wrong)
        plain = without_separators(wrong)
        for name in sorted(found, key=lambda name: (without_separators(name) != plain, name)):
            if without_separators(name) == plain or is_slip(wrong, name):
                yield name


def _traces(name: str) -> set[str]:
    """What is left of a name with one letter less, and of all of it: names one slip apart share one."""
    plain = without_separators(name)
    if len(plain) > _LONGEST:
        return {plain}
    return {plain, *(plain[:index] + plain[index + 1 :] for index in range(len(plain)))}


def is_slip(wrong: str, right: str) -> bool:
    """Whether a person who meant one name may have written the other one by one slip.

    That is a letter too much, one that is missing, another one, or two that changed places. The first letter
    is right, no digit is concerned, and neither is the plural of the other (`Vogel`, `Vögel`), nor another
    form of it (`scuola`, `scuole`). Where a letter is another one, the words must be so long that both are
    hardly words by chance, but for an accent. What has no case, as Chinese letters, says too much with each
    letter.
    """
    one, other = wrong.casefold(), right.casefold()
    start, left, rest = _difference(one, other)
    if not start or len(other) < _SHORTEST or not all(map(_has_case, left + rest)):
        return False
    if len(left) == len(rest) == 2:
        return left == rest[::-1]
    if len(left) == len(rest) == 1:
        if _is_ending(one, other, start):
            return False
        if _UMLAUTS.get(left) == rest or _UMLAUTS.get(rest) == left:
            return _UMLAUT_PLURAL.match(one, start + 1) is None
        return len(other) >= _SHORTEST_SUBSTITUTED or _base(left) == _base(rest)
    if {len(left), len(rest)} != {0, 1}:
        return False
    return not _is_plural(one, other, start, left or rest)


def may_be_two_names(one: str, other: str) -> bool:
    """Whether two labels one slip apart may be the names of two people: Peterson and Petersen.

    Each of their words has a capital, and they differ in a vowel, a letter more that sounds like none (`e`,
    `h`, one that is doubled), or one for another that sounds like it. An accent makes no other name.
    """
    if not all(word[:1].isupper() for word in (*one.split(), *other.split())):
        return False
    small = one.casefold()
    start, left, rest = _difference(small, other.casefold())
    if len(left) == len(rest):
        same_sound = any(group.issuperset(left + rest) for group in _ALIKE)
        return same_sound and (len(left) > 1 or _base(left) != _base(rest))
    letter = left or rest
    return letter in _SILENT or letter == small[start - 1 : start]


def _difference(one: str, other: str) -> tuple[int, str, str]:
    """Where two texts begin to differ, and what each has there before they are alike again."""
    start = _common(one, other)
    end = _common(one[start:][::-1], other[start:][::-1])
    return start, one[start : len(one) - end], other[start : len(other) - end]


def _is_ending(one: str, other: str, at: int) -> bool:
    """Whether two words differ in the vowel that ends them: in number or case, as `scuola` and `scuole`."""
    vowels = {_base(one[at]), _base(other[at])}
    return len(vowels) > 1 and vowels <= _END_VOWELS and _END_OF_WORD.match(one, at + 1) is not None


def _has_case(letter: str) -> bool:
    return letter.upper() != letter


def _base(letter: str) -> str:
    """A letter without its accent."""
    return normalize("NFD", letter)[0]


def _common(one: str, other: str) -> int:
    """How many letters two texts have in common at their start."""
    number = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        number += 1
    return number


def _is_plural(one: str, other: str, at: int, letter: str) -> bool:
    """Whether a letter that one of two names has more makes the plural of a word of it."""
    longer = max(one, other, key=len)
    return letter == "s" and _END_OF_WORD.match(longer, at + 1) is not None
