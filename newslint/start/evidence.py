"""When counts are evidence: thresholds that tell a habit from a slip; open it to weigh otherwise.

A schema that forbids what is merely rare raises false alarms, so everything here needs many files and few
exceptions. What is left undecided stays allowed.
"""

from collections.abc import Mapping
from typing import Final

ENOUGH: Final = 20
"""Below so many values nothing is required and nothing is closed."""

_FEW = 50
_MANY = 100
# If one file in 20 lacked a field, 60 files would show one with a probability of 95 % (the rule of three).
_ENOUGH_FOR_ANY_NAME = 60
_MOST_ABSENT = 5
_CLOSED = 200
_MOST_SLIPS = 20
_LEAST_SHARE = 20
_LEAST_EXPECTED = 10
_SHORTEST_NAME = 4
_SHORT_NAME = 6
_LONG_NAME = 8


def is_slip(count: int, total: int) -> bool:
    """Whether `count` of `total` is rare enough to be mistakes: 1 %, and no more than 20 times.

    Of fewer than 50 it may be one, of fewer than 300 two: one must not hide the other. What is done more
    often is a habit of the archive, however many other files do otherwise.
    """
    if count == 0:
        return True
    most = 1 if total < _FEW else max(2, total // _MANY)
    return total >= ENOUGH and count <= min(most, _MOST_SLIPS)


def is_always(count: int, total: int) -> bool:
    """Whether `count` of `total` means always, but for slips."""
    return total >= ENOUGH and is_slip(total - count, total)


def is_norm(count: int, total: int, *, expected: bool = False) -> bool:
    """Whether `count` of `total` values have the form that all are meant to have: all but 1 in 20.

    A form, such as that of a date, is no accident, so that more may miss it than may lack a field. `expected`
    says that the name of the field speaks for the form too: then one in ten values may miss it, and where
    none does, one is enough.
    """
    wrong = total - count
    if expected:
        return count > 0 and (wrong == 0 or (total >= _LEAST_EXPECTED and wrong * _LEAST_EXPECTED <= total))
    return total >= ENOUGH and wrong * _LEAST_SHARE <= total


def is_required(count: int, total: int, *, expected: bool = False) -> bool:
    """Whether what `count` of `total` have is meant to be in all: 1 in 200 may lack it, and no more than 5.

    `expected` says that its name already speaks for it: then fewer files are enough, and 1 in 100 may lack
    it.
    """
    absent = total - count
    if expected:
        return total >= ENOUGH and absent <= min(total // _MANY, _MOST_SLIPS)
    return total >= _ENOUGH_FOR_ANY_NAME and absent <= min(total // _CLOSED, _MOST_ABSENT)


def is_complete(singles: int, total: int) -> bool:
    """Whether nearly every kind of thing has been seen, when `singles` kinds were seen only once.

    The share of things seen once estimates how likely the next one is new (Good and Turing, 1953): here at
    most 1 in 200.
    """
    return total >= _CLOSED and singles * _CLOSED <= total


def misspelt(counts: Mapping[str, int], total: int) -> dict[str, str]:
    """The names that are slips of the finger for far more frequent ones: the wrong name -> the right one."""
    usual = [name for name, count in counts.items() if _is_usual(count, total) and not is_slip(count, total)]
    return {
        name: right
        for name, count in counts.items()
        if is_slip(count, total) and (right := _right_name(name, usual, total)) is not None
    }


def _is_usual(count: int, total: int) -> bool:
    # Of the fewest files that say anything, the one with the slip lacks the right name.
    return count >= ENOUGH or (total >= ENOUGH and (total - count) * _LEAST_EXPECTED <= total)


def _right_name(name: str, usual: list[str], total: int) -> str | None:
    shortest = _SHORTEST_NAME if total >= _MANY else _SHORT_NAME
    near = [(distance(name, other), other) for other in usual if _is_near(name, other, shortest)]
    return min(near)[1] if near else None


def _is_near(name: str, other: str, shortest: int) -> bool:
    # `_draft` is put aside on purpose, and `tool:option` is spelt as its tool likes.
    if name.startswith("_") or ":" in name:
        return False
    if squashed(name) == squashed(other):
        return True
    # `image1` and `image2`, `tag` and `tags` are names of their own.
    numbered = [c for c in name if c.isdigit()] != [c for c in other if c.isdigit()]
    plural = name + "s" == other or other + "s" == name
    length = min(len(name), len(other))
    if numbered or plural or length < shortest or abs(len(name) - len(other)) > 2:
        return False
    return distance(name.casefold(), other.casefold()) <= (2 if length >= _LONG_NAME else 1)


def squashed(name: str) -> str:
    """A name without what styles of naming differ in: letter case, `_`, `-` and blanks."""
    return "".join(c for c in name.casefold() if c not in "_- ")


def distance(one: str, other: str) -> int:
    """How many letters were added, lost, replaced, or swapped with their neighbour (Damerau)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
