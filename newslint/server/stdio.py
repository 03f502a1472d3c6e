"""Puts the features together and speaks on standard input and output; open it to add a feature."""

import os
import signal
import sys
from contextlib import redirect_stdout
from typing import Final

from newslint.server.features import (
    actions,
    completing,
    defining,
    diagnosing,
    hovering,
    outlining,
    syncing,
    watching,
)
from newslint.server.server import Server

# Each module has `register(server)`, which hands its handlers to the connection.
_MODULES: Final = (syncing, watching, diagnosing, actions, hovering, completing, outlining, defining)


def make() -> Server:
    """Make a server with all its features, that speaks to nobody yet."""
    server = Server()
    for module in _MODULES:
        module.register(server)
    return server


def serve(*, allow_plugins: bool) -> int:
    """Answer a client on standard input and output, until it says goodbye or is gone; give the exit status.

    That is 1 where the client ends the server without asking it to shut down first, as the protocol has it.
    """
    server = make()
    server.state.allow_plugins = allow_plugins
    # The thread that reads standard input can't be woken, so Ctrl-C ends the process at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # What anybody else prints must not get between the messages.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as output, redirect_stdout(sys.stderr):
        server.start_io(stdout=output)
    return 1 if server.state.was_cut_short else 0
