"""The texts that stand in the editor; open it for what wins over the disk.

Documents come whole with every change: who splices a change into lines must agree with the client on what
ends a line, and a text with U+2028 in it would be torn.
"""

import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from pygls import uris

from newslint.run.discovery import display_name
from newslint.source import Source
from newslint.system.file_uri import file_uri
from newslint.text.lazy_pattern import later

_HALF_A_CHARACTER = later("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Buffer:
    """One open document.

    `path` is absolute, and empty for what has no place on the disk. `source` is called as reports call the
    file.
    """

    uri: str
    path: str
    version: int | None
    source: Source


@dataclass(slots=True)
class Buffers:
    """All open documents, by the address that the client has for each.

    `held` has their contents by the names of files, for `Sources`.
    """

    held: dict[str, bytes] = field(default_factory=dict)
    _by_uri: dict[str, Buffer] = field(default_factory=dict)
    _by_path: dict[str, Buffer] = field(default_factory=dict)

    def put(self, uri: str, version: int | None, text: str) -> Buffer:
        """Take the text of a document that was opened or changed."""
        path = path_of(uri)
        name = display_name(Path(path)) if path else uri
        buffer = Buffer(uri, path, version, Source(name, _encoded(text)))
        self._by_uri[uri] = buffer
        self._hold(buffer)
        return buffer

    def drop(self, uri: str) -> Buffer | None:
        """Forget a document that was closed: from now on the disk counts."""
        buffer = self._by_uri.pop(uri, None)
        if buffer is not None and buffer.path:
            self._by_path.pop(buffer.path, None)
            self.held.pop(buffer.source.name, None)
            for other in self._by_uri.values():  # a file may be open by several addresses
                if other.path == buffer.path:
                    self._hold(other)
        return buffer

    def at(self, uri: str) -> Buffer | None:
        """The open document with this address."""
        return self._by_uri.get(uri)

    def of(self, path: str) -> Buffer | None:
        """The open document that lies at an absolute path."""
        return self._by_path.get(path)

    def all(self) -> list[Buffer]:
        """All of them, in the order in which they were opened."""
        return list(self._by_uri.values())

    def rename(self) -> None:
        """Give all of them the names that they have as seen from another working directory."""
        self._by_path.clear()
        self.held.clear()
        for uri, buffer in self._by_uri.items():
            if buffer.path:
                source = Source(display_name(Path(buffer.path)), buffer.source.data)
                self._by_uri[uri] = replace(buffer, source=source)
                self._hold(self._by_uri[uri])

    def _hold(self, buffer: Buffer) -> None:
        if buffer.path:
            self._by_path[buffer.path] = buffer
            self.held[buffer.source.name] = buffer.source.data


def path_of(uri: str) -> str:
    """The absolute path that an address stands for; empty for what lies elsewhere, as `untitled:` does."""
    try:
        path = uris.to_fs_path(uri)
    except ValueError:  # no address at all
        return ""
    if path is None or not Path(path).is_absolute():  # as one with a drive is, where there are none
        return ""
    return os.path.abspath(path)  # noqa: PTH100 - with its links, as the person sees it


def uri_of(path: str) -> str:
    """The address of a file, named by its absolute path."""
    try:
        return uris.from_fs_path(path) or ""
    except UnicodeEncodeError:  # a name that is no UTF-8
        return file_uri(Path(path))


def whole_characters(text: str) -> str:
    """A text without halves of characters: a file or its name may have bytes that stand for none."""
    return text if text.isascii() else _HALF_A_CHARACTER.sub("\ufffd", text)


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:  # half a character, which an editor can hold and no file
        return whole_characters(text).encode()
