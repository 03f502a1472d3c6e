"""Shows in the editor that an archive is being read; open it for what the person sees meanwhile."""

from itertools import count
from typing import Final

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

_EVERY: Final = 200  # files between two reports
_TOKENS: Final = count(1)


class Reading:
    """The reading of one archive, as a client shows it that can show the progress of work.

    The client is asked for a place to show it. Nobody waits for that: until it has answered, nothing is said.
    """

    def __init__(self, server: LanguageServer, client: lsp.ClientCapabilities) -> None:
        self._progress = server.work_done_progress
        self._token = f"newslint-{next(_TOKENS)}"
        self._is_shown = False
        self._is_over = False
        if client.window is not None and client.window.work_done_progress:
            self._progress.create(self._token, self._begin)

    def note(self, files: int) -> None:
        """Say how many files were read."""
        if self._is_shown and files and files % _EVERY == 0:
            message = f"{files} files"
            self._progress.report(self._token, lsp.WorkDoneProgressReport(message=message))

    def end(self) -> None:
        """Say that it is over."""
        self._is_over = True
        if self._is_shown:
            self._is_shown = False
            self._progress.end(self._token, lsp.WorkDoneProgressEnd())

    def _begin(self, answer: object) -> None:
        del answer
        if not self._is_over:
            self._is_shown = True
            self._progress.begin(self._token, lsp.WorkDoneProgressBegin("newslint: reading the archive"))
