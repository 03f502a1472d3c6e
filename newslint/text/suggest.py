"""The nearest right name for a wrong one; open it to guess otherwise.

rapidfuzz would be quicker, and costs 12 MB and three times the time to import (20 ms for 7) in runs that find
a wrong name; it weighs letters otherwise, so that other names would be suggested.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Final

_LONGEST: Final = 100  # characters; nobody misspells a longer name, and comparing takes the square of it
_MOST: Final = 1000  # names
_CUTOFF: Final = 0.7  # of the characters of both
_LOOK: Final = 10  # steps that a glance at a name takes
_STEPS: Final = 3_000_000  # some tenths of a second


class Names:
    """Right names, prepared once for any number of wrong ones."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_fold: dict[str, list[str]] = {}
        for name in dict.fromkeys(names):
            self._by_fold.setdefault(name.casefold(), []).append(name)
        self.are_too_many = len(self._by_fold) > _MOST
        self.steps = sum(_LOOK + len(fold) for fold in self._by_fold)
        """How many steps a glance at each takes."""

    def near(self, wrong: str) -> tuple[list[str], int]:
        """The names that a person may have meant, the nearest first, and how many steps it took."""
        from difflib import SequenceMatcher  # noqa: PLC0415 - hardly anybody errs

        folded, steps = wrong.casefold(), self.steps
        # The matcher remembers what it knows of the second text.
        matcher = SequenceMatcher(None, "", folded)
        found = []
        for fold in self._by_fold:
            matcher.set_seq1(fold)
            if matcher.real_quick_ratio() >= _CUTOFF and matcher.quick_ratio() >= _CUTOFF:
                steps += len(fold) * len(folded)
                ratio = matcher.ratio()
                if ratio >= _CUTOFF or _are_swapped(fold, folded):
                    found.append((ratio, fold))
        found.sort(reverse=True)
        return [name for _, fold in found for name in reversed(self._by_fold[fold])], steps


def _are_swapped(one: str, other: str) -> bool:
    """Whether two letters side by side changed places, which counts much in a short name: `scr`, `src`."""
    differ = [index for index, pair in enumerate(zip(one, other, strict=False)) if len({*pair}) > 1][:3]
    if len(one) != len(other) or len(differ) != 2:
        return False
    first, second = differ
    return second == first + 1 and one[first] == other[second] and one[second] == other[first]


class Guesses:
    """What was probably meant by the wrong names of one document.

    Comparing 20,000 wrong names with 1,000 right ones takes minutes, so that guessing ends after a number of
    steps: the names that come first get an answer, on every machine the same ones.
    """

    def __init__(self, steps: int | None = None) -> None:
        self.steps = _STEPS if steps is None else steps
        """How many steps are left; a step is one character beside another one."""
        self._names: dict[Hashable, Names] = {}

    def near(self, wrong: str, key: Hashable, right: Callable[[], Iterable[str]]) -> list[str]:
        """The right names that are near, the nearest first; none when there are too many to compare.

        Args:
            wrong: The wrong name.
            key: What stands for the right names.
            right: Makes them, and is called once for a key.
        """
        if self.steps <= 0 or len(wrong) > _LONGEST:
            return []
        names = self._names.get(key)
        if names is None:
            names = self._names[key] = Names(right())
            self.steps -= names.steps
        if names.are_too_many:
            self.steps -= _LOOK
            return []
        found, steps = names.near(wrong)
        self.steps -= steps
        return found


def nearest(wrong: str, right: Iterable[str]) -> str | None:
    """The name that a person probably meant; None when nothing is near, or there are too many to compare."""
    return next(iter(Guesses().near(wrong, None, lambda: right)), None)


def is_the_only_one(wrong: str, near: list[str]) -> bool:
    """Whether only the first of the near names may be meant; one that differs in case only is the one."""
    return len(near) == 1 or (bool(near) and wrong.casefold() == near[0].casefold())


def did_you_mean(wrong: str, right: Iterable[str]) -> str:
    """`; did you mean `x`?`, or nothing."""
    found = nearest(wrong, right)
    return f"; did you mean `{found}`?" if found else ""
