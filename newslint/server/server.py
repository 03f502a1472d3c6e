"""The server itself: a connection with a state; open it for what goes on beside the answers to requests."""

import asyncio
import gc
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from json import JSONDecodeError
from time import monotonic
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

from lsprotocol import types as lsp
from pygls.exceptions import FeatureRequestError, JsonRpcException
from pygls.lsp.server import LanguageServer

from newslint import __version__
from newslint.errors import NewslintError
from newslint.server.archives.archive import Archive
from newslint.server.desk import Desk
from newslint.server.progress import Reading
from newslint.server.state import State

if TYPE_CHECKING:
    from collections.abc import Callable

_KEPT_BY_THE_STATE: Final = (
    lsp.TEXT_DOCUMENT_DID_OPEN,
    lsp.TEXT_DOCUMENT_DID_CHANGE,
    lsp.TEXT_DOCUMENT_DID_CLOSE,
)
_NO_MESSAGE: Final = (JSONDecodeError, UnicodeDecodeError, JsonRpcException)
_AT_ONCE: Final = 0.002  # seconds of work before the client is listened to again


class Server(LanguageServer):
    """Speaks to one client, works on the archives meanwhile, and tells of each trouble once.

    Whatever changes what is found calls `keep_up`, which calls all of `listeners` and sets `next_change` for
    who waits. `desk` knows what the client has of open documents.
    """

    def __init__(self) -> None:
        # The library speaks of every message; standard error belongs to what a person should read.
        logging.getLogger("pygls").addHandler(logging.NullHandler())
        logging.getLogger("pygls").propagate = False
        super().__init__(
            "newslint", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full, max_workers=1
        )
        # The library would keep each text a second time, and fail where it has none, or no address.
        for method in _KEPT_BY_THE_STATE:
            self.protocol.fm.builtin_features.pop(method)
        self.state = State()
        self.desk = Desk(self.state)
        self.listeners: list[Callable[[], None]] = []
        self.next_change = asyncio.Event()
        self._told: set[str] = set()
        self._stuck: WeakSet[Archive] = WeakSet()
        self._work: dict[Archive, asyncio.Task[None]] = {}

    def keep_up(self) -> None:
        """Begin the work on archives that there is, and let all know that something has changed."""
        self.state.look_where_it_is()
        if self.state.is_of_another_day(datetime.now(UTC)):
            self.state.reload()
        archives = self.state.homes.all()
        for archive in [archive for archive in self._work if archive not in archives]:
            self._work.pop(archive).cancel()
        for archive in archives:
            if archive not in self._work:
                self._begin(archive, archive.load(), Reading(self, self.state.client))
        self.catch_up()
        for listener in self.listeners:
            listener()
        self.catch_up()
        self.next_change.set()
        self.next_change = asyncio.Event()
        self.tell_troubles()

    def catch_up(self) -> None:
        """Begin to ask all files what was not asked yet; what is told of an edit may be what asks."""
        for archive, work in list(self._work.items()):
            if archive.is_behind and work.done() and archive not in self._stuck:
                self._begin(archive, archive.catch_up())

    def reload(self) -> None:
        """Read all settings anew, and look at open documents again."""
        self._told.clear()
        self.state.reload()
        self.keep_up()

    def tell_troubles(self) -> None:
        """Tell what went wrong since the last time; of a rule that raises, once."""
        for trouble in self.state.homes.take_troubles():
            self.tell(trouble)
        for archive in self.state.homes.all():
            for trouble in archive.troubles:
                self.tell(trouble)
            for line in archive.internal_errors():
                self.tell(line, line.partition(" ")[0])

    def tell(self, message: str, about: str = "") -> None:
        """Show an error in the editor, unless something was told of the same thing before."""
        if (about or message) not in self._told:
            self._told.add(about or message)
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, f"newslint: {message}"))

    def report_server_error(self, error: Exception, source: object) -> None:
        """Tell of an error in a notification; requests are answered with theirs."""
        if source is FeatureRequestError:
            return
        if isinstance(error, NewslintError):
            self.tell(str(error))
        elif source is JsonRpcException or isinstance(error, _NO_MESSAGE):  # it was not yet ours to handle
            why = "it is no object of JSON-RPC 2.0" if isinstance(error, AttributeError) else error
            self.tell(f"the editor sent what is no message: {why}", "no message")
        else:
            self.tell(f"internal error: {error}; this is a bug in newslint, please report it")

    def _begin(self, archive: Archive, work: Iterator[None], reading: Reading | None = None) -> None:
        self._work[archive] = asyncio.get_running_loop().create_task(self._do(archive, work, reading))

    async def _do(self, archive: Archive, work: Iterator[None], reading: Reading | None) -> None:
        """Work on an archive for moments, so that requests are answered meanwhile.

        A message is read and answered in several turns. Each must be short, also where no cache helps.
        """
        try:
            begun = monotonic()
            for number, _ in enumerate(work):
                if reading is not None:
                    reading.note(number)
                if monotonic() - begun > _AT_ONCE:
                    await asyncio.sleep(0)
                    begun = monotonic()
        except NewslintError as error:
            self.tell(str(error))
            self._stuck.add(archive)
        except Exception as error:  # noqa: BLE001 - the server lives on, and what is open is told
            self.report_server_error(error, None)
            self._stuck.add(archive)
        finally:  # also where it is given up since the archive is gone
            if reading is not None:
                reading.end()
        gc.freeze()  # what stays need not be looked through with every keystroke
        self.state.homes.open(archive.inner)
        asyncio.get_running_loop().call_soon(self._go_on)  # once this is done

    def _go_on(self) -> None:
        """Keep up where no message of the client asks for it, and nobody else would tell of an error."""
        try:
            self.keep_up()
        except Exception as error:  # noqa: BLE001 - the server lives on
            self.report_server_error(error, None)
