"""All kinds of input: for each how to make one, how to change one, and what must hold for it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from typing import Final

import articles
from config_inputs import TOML, make_config, try_config
from material import JSON_TOKENS, article, damaged, flood, mutated
from remembered import SQL, make_baseline, make_database, make_record, try_baseline, try_database, try_record
from schema_inputs import make_schema, try_schema
from smallparts import GLOB, IMAGE, make_comments, make_globs, make_image, try_comments, try_globs, try_image


@dataclass(frozen=True, slots=True)
class Harness:
    """One kind of input.

    `run` tries an input and raises where something is wrong; `replay` is the same or more, for an input that
    is worth it. `make` gives a new input, and `change` another one like it. `share` is its share of the time.
    """

    run: Callable[[bytes], None]
    make: Callable[[Random], bytes]
    change: Callable[[Random, bytes], bytes]
    replay: Callable[[bytes], None]
    share: int = 1


def _suiting(tokens: tuple[bytes, ...]) -> Callable[[Random, bytes], bytes]:
    return partial(mutated, tokens=tokens)


def _same(
    run: Callable[[bytes], None], make: Callable[[Random], bytes], change: Callable[[Random, bytes], bytes]
) -> Harness:
    return Harness(run, make, change, run)


HARNESSES: Final = {
    "article": Harness(articles.run, article, damaged, articles.run_everything, share=6),
    "flood": replace(_same(articles.run, flood, damaged), share=2),
    "schema": replace(_same(try_schema, make_schema, _suiting(JSON_TOKENS)), share=2),
    "config": replace(_same(try_config, make_config, _suiting(TOML)), share=2),
    "comments": _same(try_comments, make_comments, damaged),
    "record": _same(try_record, make_record, _suiting(JSON_TOKENS)),
    "cache": _same(try_database, make_database, _suiting(SQL)),
    "baseline": _same(try_baseline, make_baseline, _suiting(JSON_TOKENS)),
    "image": _same(try_image, make_image, _suiting(IMAGE)),
    "globs": _same(try_globs, make_globs, _suiting(GLOB)),
}
"""By name, the kinds of input."""
