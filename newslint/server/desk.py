"""Knows what there is to tell of documents, and what the client has of that; open it for what is news."""

from functools import partial
from itertools import count
from typing import Final

from lsprotocol import types as lsp

from newslint.finding import Finding
from newslint.light_tuples import NamedTuple
from newslint.server.archives.archive import Archive
from newslint.server.buffers import Buffer
from newslint.server.diagnostics import Locate, Locations, diagnostic
from newslint.server.positions import Places
from newslint.server.state import State

Told = tuple[Finding, ...]
_NOTHING: Final[Told] = ()


class _Given(NamedTuple):
    """What the client has of a document, and for which version."""

    version: int | None
    told: Told


class Desk:
    """Knows what there is to tell of documents, and what the client has of that."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._locations = Locations(state)
        self._given: dict[str, _Given] = {}
        self._announced: dict[str, Told] = {}
        self._results: dict[str, tuple[str, Told]] = {}
        self._numbers = count(1)

    def told(self, buffer: Buffer) -> Told:
        """What there is to tell of an open document."""
        article = self._state.article(buffer.uri)
        return _NOTHING if article is None else article.findings

    def items(self, buffer: Buffer) -> list[lsp.Diagnostic]:
        """The same for the client."""
        article = self._state.article(buffer.uri)
        if article is None:
            return []
        return self.items_in(article.archive, article.findings, article.places)

    def items_in(self, archive: Archive, told: Told, places: Places) -> list[lsp.Diagnostic]:
        """What is told of any file, for the client."""
        locate = self.locate(archive)
        return [diagnostic(finding, places, locate) for finding in told]

    def locate(self, archive: Archive) -> Locate:
        """Where places of the files of an archive lie."""
        return partial(self._locations.at, archive)

    def give(self, uri: str, version: int | None, told: Told) -> str:
        """Note that the client gets this of an open document; give the name of the result."""
        self._given[uri] = _Given(version, told)
        self._announced.pop(uri, None)
        return self.result(uri, told)

    def result(self, uri: str, told: Told) -> str:
        """The name of what is told of a file, which the same has again.

        It holds for questions about one document and about all files alike: VS Code asks about all of them
        with the names that it has from the other ones.
        """
        result, last = self._results.get(uri, ("", None))
        if told != last:
            result = str(next(self._numbers))
            self._results[uri] = result, told
        return result

    def news(self) -> dict[str, tuple[Buffer, Told]]:
        """The open documents of which the client was told something else, or nothing, by their addresses."""
        found = {buffer.uri: (buffer, self.told(buffer)) for buffer in self._state.buffers.all()}
        return {uri: (buffer, told) for uri, (buffer, told) in found.items() if told != self._had(uri)}

    def unasked(self) -> dict[str, tuple[Buffer, Told]]:
        """The same of documents that the client has no reason to ask about: it didn't change them."""
        return {
            uri: (buffer, told)
            for uri, (buffer, told) in self.news().items()
            if uri in self._given and self._given[uri].version == buffer.version
        }

    def is_worth_a_call(self) -> bool:
        """Whether there are such news that the client was not called for yet."""
        news = {uri: told for uri, (_, told) in self.unasked().items()}
        is_fresh = any(self._announced.get(uri) != told for uri, told in news.items())
        self._announced = news
        return is_fresh

    def take_closed(self) -> list[str]:
        """Forget the documents that are closed; give those of which the client shows something."""
        closed = [uri for uri in self._given if self._state.buffers.at(uri) is None]
        return [uri for uri in closed if self._given.pop(uri).told]

    def _had(self, uri: str) -> Told:
        known = self._given.get(uri)
        return _NOTHING if known is None else known.told
