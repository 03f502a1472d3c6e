"""Keeps up with the client: what it can do, and which texts are open; open it for the life of a document."""

from lsprotocol import types as lsp

from newslint.server.server import Server


def register(server: Server) -> None:
    """Hand the handlers to the connection."""
    state = server.state

    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        state.client = params.capabilities
        state.encoding = server.workspace.position_encoding or lsp.PositionEncodingKind.Utf16

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        state.put(document.uri, document.version, document.text)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        document = params.text_document
        for change in params.content_changes[-1:]:  # each is the whole text
            state.put(document.uri, document.version, change.text)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        state.drop(params.text_document.uri)

    @server.feature(lsp.SHUTDOWN)
    def shut_down(params: None) -> None:
        del params
        state.is_shut_down = True

    @server.feature(lsp.EXIT)
    def leave(params: None) -> None:
        del params
        state.was_cut_short = not state.is_shut_down
