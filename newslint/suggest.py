"""The nearest right name for a wrong one."""

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 100  # characters; nobody misspells a longer name, and comparing takes the square of it
_MOST = 1000  # names


def nearest(wrong: str, right: Iterable[str]) -> str | None:
    """The name that a person probably meant; None when nothing is near, or there are too many to compare."""
    by_fold = {name.casefold(): name for name in right}
    if len(wrong) > _LONGEST or len(by_fold) > _MOST:
        return None
    found = get_close_matches(wrong.casefold(), by_fold, n=1, cutoff=0.7)
    return by_fold[found[0]] if found else None


def is_the_only_one(wrong: str, similar: str, right: Iterable[str]) -> bool:
    """Whether no name but `similar` is near; one that differs in case only is always the one."""
    same = wrong.casefold() == similar.casefold()
    return same or nearest(wrong, (name for name in right if name != similar)) is None


def did_you_mean(wrong: str, right: Iterable[str]) -> str:
    """`; did you mean `x`?`, or nothing."""
    found = nearest(wrong, right)
    return f"; did you mean `{found}`?" if found else ""
