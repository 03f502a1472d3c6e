"""Lets Ctrl-C wait where it would do harm; open it for code that must not be cut in two."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_back() -> Iterator[None]:
    """Let an interrupt wait, here and in the processes that begin meanwhile; it comes at the end."""
    before = hold_back()
    try:
        yield
    finally:
        let_through(before)


def hold_back() -> set[int] | None:
    """Let interrupts wait from here on; gives what `let_through` needs."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        return None
    return signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def let_through(before: set[int] | None) -> None:
    """End what `hold_back` began; an interrupt that has waited comes now."""
    if before is not None:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
