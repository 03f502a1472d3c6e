"""The server itself: a connection with a state; open it for what happens when something goes wrong."""

import logging

from lsprotocol import types as lsp
from pygls.exceptions import FeatureRequestError
from pygls.lsp.server import LanguageServer

from newslint import __version__
from newslint.errors import NewslintError
from newslint.server.state import State


class Server(LanguageServer):
    """Speaks to one client, and tells it each trouble once."""

    def __init__(self) -> None:
        # The library speaks of every message; standard error belongs to what a person should read.
        logging.getLogger("pygls").addHandler(logging.NullHandler())
        logging.getLogger("pygls").propagate = False
        super().__init__(
            "newslint", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full, max_workers=1
        )
        self.state = State()
        self._told: set[str] = set()

    def tell(self, message: str, kind: lsp.MessageType = lsp.MessageType.Error) -> None:
        """Show a message in the editor, unless it was shown before."""
        if message not in self._told:
            self._told.add(message)
            self.window_show_message(lsp.ShowMessageParams(kind, f"newslint: {message}"))

    def report_server_error(self, error: Exception, source: object) -> None:
        """Tell of an error in a notification; requests are answered with theirs."""
        if source is FeatureRequestError:
            return
        if isinstance(error, NewslintError):
            self.tell(str(error))
        else:
            self.tell(f"internal error: {error}; this is a bug in newslint, please report it")
