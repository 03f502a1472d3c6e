"""Counts what a piece of work does. No test asks a clock: that tells more about the machine than about us."""

import ctypes
import gc
import re
import signal
import sys
from collections.abc import Callable
from re import _compiler  # type: ignore[attr-defined] # typeshed leaves out what `re` is made of
from types import FrameType
from typing import Any

from newslint.frontmatter.yaml.lines import lines_of

Work = Callable[[], object]


def steps_of(work: Work) -> int:
    """How many lines of Python and calls of functions written in C a piece of work takes, in this thread."""
    steps = 0

    def count_lines(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal steps
        del frame, argument
        steps += event == "line"
        return count_lines

    def count_calls(frame: FrameType, event: str, argument: object) -> None:
        nonlocal steps
        del frame, argument
        steps += event == "c_call"

    # Who measures coverage or a profile goes on afterwards. Collecting garbage would run what is not ours.
    tracer, profiler, collects = sys.gettrace(), sys.getprofile(), gc.isenabled()
    gc.disable()
    sys.setprofile(count_calls)
    sys.settrace(count_lines)
    try:
        work()
    finally:
        sys.settrace(tracer)
        sys.setprofile(profiler)
        if collects:
            gc.enable()
    return steps


LINEAR = 2.2
"""What `growth` stays below where steps are in proportion to the input, but not where a tenth is square."""


def growth(prepared: Callable[[int], Work], size: int) -> float:
    """How many times as many steps an input of twice the size takes: 2 where they are linear, 4 where square.

    Args:
        prepared: Makes an input of a size, and gives the work on it.
        size: The smaller size. It must be large enough that what every input takes does not count.
    """
    prepared(size + 1)()  # what is made once, at the first use, is made here; the answers may be remembered
    return _steps_of_new(prepared(2 * size)) / _steps_of_new(prepared(size))


def _steps_of_new(work: Work) -> int:
    """The steps of work on lines that nobody has read yet."""
    lines_of.cache_clear()
    return steps_of(work)


# The engine of regular expressions asks after so many of its steps whether a signal has come.
STEPS_PER_QUESTION = 4096


class _Signal:
    """A signal that comes again as soon as it was dealt with: the engine counts its questions for us.

    No line of Python may run behind `PyErr_SetInterruptEx`, or the interpreter would ask too. So the handler
    is that function itself, and it is counted where its first argument is converted.
    """

    left = 0

    @classmethod
    def from_param(cls, number: int) -> ctypes.c_int:
        if cls.left == 0:
            return ctypes.c_int(0)  # no signal
        cls.left -= 1
        if cls.left == 0:
            raise ValueError("the steps are used up")
        return ctypes.c_int(number)


def ends_within(steps: int, look: Callable[[Any], object], text: str | bytes) -> bool:
    """Whether a regular expression needs no more than so many steps of its engine; then it is given up.

    Args:
        steps: How many; a few thousand more don't matter.
        look: A method of a pattern that `countable` gave, or what calls it in C.
        text: What it is to look at.
    """
    again = ctypes.PyDLL(None).PyErr_SetInterruptEx
    again.argtypes = [_Signal, ctypes.py_object]  # type: ignore[list-item] # what has `from_param` will do
    tracer = sys.gettrace()
    sys.settrace(None)  # who measures coverage makes the interpreter ask all the time
    before = signal.signal(signal.SIGUSR1, again)
    _Signal.left = steps // STEPS_PER_QUESTION + 20  # the interpreter asks a few times
    try:
        signal.raise_signal(signal.SIGUSR1)
        look(text)
    except ctypes.ArgumentError:
        return False
    else:
        return True
    finally:
        _Signal.left = 0
        signal.signal(signal.SIGUSR1, before)
        sys.settrace(tracer)


def countable(pattern: "re.Pattern[Any]") -> "re.Pattern[Any]":
    """The same pattern, without loops that the engine runs through without counting steps."""
    simple = _compiler._simple
    _compiler._simple = lambda _: False
    try:
        return _compiler.compile(pattern.pattern, pattern.flags)  # type: ignore[no-any-return]
    finally:
        _compiler._simple = simple
