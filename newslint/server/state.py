"""All that the server knows, as features ask for it; open it to give a feature something new."""

import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from lsprotocol import types as lsp

from newslint.document import Document
from newslint.finding import Finding
from newslint.lint.job import Job
from newslint.rule import Catalogue
from newslint.rules import BUILT_IN
from newslint.run.session import Sources
from newslint.server.archives.archive import Archive
from newslint.server.archives.projects import Homes
from newslint.server.buffers import Buffer, Buffers
from newslint.server.positions import Encoding, Places
from newslint.source import Source


@dataclass(eq=False)
class Article:
    """One open document that a project binds.

    What is worked out of its text holds for one version of it: ask `State.article` anew for each request.
    """

    buffer: Buffer
    archive: Archive
    encoding: Encoding

    @property
    def source(self) -> Source:
        """Its text as it stands in the editor."""
        return self.buffer.source

    @cached_property
    def places(self) -> Places:
        """Converts its places to those of the protocol and back."""
        return Places(self.source, self.encoding)

    @cached_property
    def job(self) -> Job:
        """What its project says of it."""
        return self.archive.job(self.buffer.path)

    @cached_property
    def document(self) -> Document:
        """Its fields, with their places, roles and schemas, as rules see it."""
        return self.archive.session.parse(self.job, self.source)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a report tells of it."""
        return self.archive.told(self.source.name)


@dataclass(eq=False)
class State:
    """What the client agreed to, the open documents, and the archives of their projects.

    `was_cut_short` says that the client ended the server without a word before. `allow_plugins` says that
    configurations may name plug-ins.
    """

    client: lsp.ClientCapabilities = field(default_factory=lsp.ClientCapabilities)
    encoding: Encoding = lsp.PositionEncodingKind.Utf16
    buffers: Buffers = field(default_factory=Buffers)
    is_shut_down: bool = False
    was_cut_short: bool = False
    allow_plugins: bool = False
    _folder: Path | None = None

    @cached_property
    def sources(self) -> Sources:
        """Where the bytes of files come from: open documents win over the disk."""
        return Sources(self.buffers.held)

    @cached_property
    def homes(self) -> Homes:
        """Which archive a file belongs to."""
        return Homes(self.sources, allow_plugins=self.allow_plugins)

    def enter(self, folder: Path) -> None:
        """Name files as from a folder, as `newslint check` would name them there."""
        self._folder = folder
        self._stand()

    def _stand(self) -> None:
        """Be in that folder, or above it while it is gone; names that change because of it are made anew."""
        before = _here()
        if self._folder is not None:
            _go(self._folder)
        elif not before:
            _go(Path("/"))
        if before != _here():
            self.buffers.rename()
            self.homes.forget()
            for buffer in self.buffers.all():
                self.touch(buffer.path)

    def look_where_it_is(self) -> None:
        """Go on elsewhere if the working directory is gone: nothing has a name there."""
        if not _here():
            self._stand()

    def put(self, uri: str, version: int | None, text: str) -> None:
        """Take the text of a document that was opened or changed, and look at it if it is an article."""
        self.look_where_it_is()
        self.touch(self.buffers.put(uri, version, text).path)

    def drop(self, uri: str) -> None:
        """Forget a document that was closed."""
        buffer = self.buffers.drop(uri)
        if buffer is not None:
            self.touch(buffer.path)

    def reload(self) -> None:
        """Read all settings anew, and look at open documents again."""
        self._stand()
        self.homes.reload()
        for buffer in self.buffers.all():
            self.touch(buffer.path)

    def is_of_another_day(self, now: datetime) -> bool:
        """Whether what was found may hold no more: what lay ahead yesterday need not do so today."""
        return any(archive.session.settings.now.date() != now.date() for archive in self.homes.all())

    def touch(self, path: str) -> None:
        """Note that the content of a file may have changed; its path is absolute, or empty for none."""
        archive = self.homes.of(path) if path else None
        if archive is not None:
            archive.touch(path)

    def article(self, uri: str) -> Article | None:
        """An open document, if it is an article that a project binds."""
        buffer = self.buffers.at(uri)
        archive = self.homes.of(buffer.path) if buffer is not None and buffer.path else None
        if buffer is None or archive is None:
            return None
        return Article(buffer, archive, self.encoding)

    def catalogue_at(self, buffer: Buffer) -> Catalogue:
        """The rules that an open configuration may speak of; in any other file those of newslint."""
        path = Path(buffer.path)
        projects = [archive.project for archive in self.homes.all() if path in archive.project.configs]
        return projects[0].catalogue if projects else BUILT_IN

    def places_in(self, source: Source) -> Places:
        """Converts the places of any text, as that of an open configuration."""
        return Places(source, self.encoding)


def _here() -> str:
    """The working directory; empty if it is gone."""
    try:
        return os.getcwd()  # noqa: PTH109 - its error is what counts
    except OSError:
        return ""


def _go(folder: Path) -> None:
    """Go into a folder, or into the nearest one above that is there."""
    for place in (folder, *folder.parents):
        with suppress(OSError):
            os.chdir(place)
            return
