"""What files answered to the questions of rules; open it where an old answer counts.

All of it is one entry of the cache, written anew where a file or a question has changed. It is read with
suspicion, since somebody else may have written it.
"""

import json
import os
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Final

from newslint.lint.evidence import Said

if TYPE_CHECKING:
    from newslint.run.cache.store import Cache

_PLACE: Final = os.sep  # the path of the entry: one that is always there, and no file


class Testimonies:
    """What is remembered of a project; `open_cache` gives its cache, if there can be one."""

    def __init__(self, open_cache: "Callable[[], Cache | None]") -> None:
        self._open_cache = open_cache

    def recall(self, asked: bytes, count: int) -> Mapping[bytes, Said]:
        """What files answered to so many questions, which a digest stands for; by their content keys."""
        cache = self._open_cache()
        if cache is None:
            return {}
        with closing(cache):
            record = cache.find({_PLACE: asked}).get(_PLACE)
        try:
            return {} if record is None else _read(record, count)
        except (ValueError, TypeError, AttributeError, RecursionError):
            return {}

    def keep(self, asked: bytes, said: Mapping[bytes, Said]) -> None:
        """Remember that, and nothing else."""
        cache = self._open_cache()
        if cache is not None:
            with closing(cache):
                kept = {key.hex(): answers for key, answers in said.items()}
                cache.add(_PLACE, asked, json.dumps(kept, separators=(",", ":")))


def _read(record: str, count: int) -> dict[bytes, Said]:
    found: dict[bytes, Said] = {}
    for key, answers in json.loads(record).items():
        for number, answer in answers:
            if type(number) is not int or not 0 <= number < count or type(answer) is not str:
                raise ValueError(number, answer)
        found[bytes.fromhex(key)] = answers
    return found
