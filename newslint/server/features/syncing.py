"""Keeps up with the client: what it can do, and which texts are open; open it for the life of a document."""

from pathlib import Path

from lsprotocol import types as lsp

from newslint.server.buffers import path_of
from newslint.server.features.diagnosing import answer
from newslint.server.features.watching import watch
from newslint.server.server import Server


def register(server: Server) -> None:
    """Hand the handlers to the connection."""
    server.feature(lsp.INITIALIZE)(initialize)
    server.feature(lsp.INITIALIZED)(initialized)
    server.feature(lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(change_folders)
    server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)(open_document)
    server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)(change_document)
    server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)(close_document)
    server.feature(lsp.SHUTDOWN)(shut_down)
    server.feature(lsp.EXIT)(leave)


def initialize(server: Server, params: lsp.InitializeParams) -> None:
    """Learn what the client can do, and where it works."""
    state = server.state
    state.client = params.capabilities
    state.encoding = server.workspace.position_encoding or lsp.PositionEncodingKind.Utf16
    answer(server)
    for folder in _folders(server)[:1]:
        state.enter(folder)


def initialized(server: Server, params: lsp.InitializedParams) -> None:
    """Begin to read the projects of the folders that are open, and to watch them."""
    del params
    watch(server)
    _look_around(server)


def change_folders(server: Server, params: lsp.DidChangeWorkspaceFoldersParams) -> None:
    """Follow the client into folders, and out of others."""
    for folder in params.event.removed:
        server.state.homes.close(Path(path_of(folder.uri)))
    _look_around(server)


def open_document(server: Server, params: lsp.DidOpenTextDocumentParams) -> None:
    """Take the text of a document: from now on it wins over the disk."""
    document = params.text_document
    server.state.put(document.uri, document.version, document.text)
    server.keep_up()


def change_document(server: Server, params: lsp.DidChangeTextDocumentParams) -> None:
    """Take the next text of a document; each change is the whole text."""
    document = params.text_document
    if server.state.buffers.at(document.uri) is None:  # nobody opened it, and nobody will close it
        return
    for change in params.content_changes[-1:]:
        server.state.put(document.uri, document.version, change.text)
    server.keep_up()


def close_document(server: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    """Forget a document: from now on the disk counts."""
    server.state.drop(params.text_document.uri)
    server.keep_up()


def shut_down(server: Server, params: None) -> None:
    """Note that the end is wanted."""
    del params
    server.state.is_shut_down = True


def leave(server: Server, params: None) -> None:
    """Note whether the end was wanted."""
    del params
    server.state.was_cut_short = not server.state.is_shut_down


def _look_around(server: Server) -> None:
    for folder in _folders(server):
        server.state.homes.around(folder)
    server.keep_up()


def _folders(server: Server) -> list[Path]:
    given = list(server.workspace.folders) or [server.workspace.root_uri or ""]
    return [Path(path) for path in map(path_of, given) if path]
