"""Patterns that are made when they are first needed; open it to learn when to use them.

A tenth of a millisecond each, and most runs need few of them: those of mistakes that nobody made stay text.
"""

import re
from typing import Any, AnyStr, cast


def later(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, whose work waits until somebody asks for a method of the pattern.

    For patterns that a sound document never meets; what every document meets is asked for faster without.
    """
    return cast("re.Pattern[AnyStr]", Later(pattern, flags))


class Later:
    """Stands for a pattern."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._made_of = pattern, flags

    def __getattr__(self, name: str) -> Any:
        # Python calls this only for names that are not there yet: the next time the method is found at once.
        found = getattr(re.compile(*self._made_of), name)
        setattr(self, name, found)
        return found
