"""Remembers what pure functions of a text returned; open it before you cache anything of a text."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Final, TypeVar

_T = TypeVar("_T")
_LONGEST: Final = 2000  # characters, so that memory stays small whatever the texts are


def remember(most: int) -> Callable[[Callable[[str], _T]], Callable[[str], _T]]:
    """Keep the last `most` results of a function; it is asked anew for every long text."""

    def decorate(function: Callable[[str], _T]) -> Callable[[str], _T]:
        kept = lru_cache(maxsize=most)(function)

        @wraps(function)
        def ask(text: str) -> _T:
            return kept(text) if len(text) <= _LONGEST else function(text)

        return ask

    return decorate
