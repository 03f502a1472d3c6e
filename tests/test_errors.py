"""What fills the memory can be left without any."""

import dis
import sys
from collections.abc import Callable

import pytest

from newslint.cli.checking import _check
from newslint.frontmatter.toml import tree
from newslint.frontmatter.yaml import comments, events, subset
from newslint.lint.examiner import _Run

# Beyond it CPython makes a new number for the instruction that failed.
LAST_SMALL_NUMBER = 256
BYTES_OF_AN_INSTRUCTION = 2


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="the fault is one of CPython 3.11")
@pytest.mark.parametrize(
    "function",
    [subset._surely, events._trouble, tree._values, comments._could_add_all, _Run.ask, _check],
)
def test_what_fills_the_memory_catches_errors_in_short_functions(function: Callable[..., object]) -> None:
    handlers = [entry for entry in dis._parse_exception_table(function.__code__) if entry.lasti]  # type: ignore[attr-defined]
    assert handlers
    assert max(entry.end for entry in handlers) <= LAST_SMALL_NUMBER * BYTES_OF_AN_INSTRUCTION
