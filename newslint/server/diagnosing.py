"""Answers with diagnostics, or sends them to clients that don't ask; open it for who hears of a finding."""

import os
from functools import partial

from lsprotocol import types as lsp

from newslint.finding import Range
from newslint.server.buffers import uri_of
from newslint.server.diagnostics import diagnostic
from newslint.server.server import Server
from newslint.server.state import Article, State
from newslint.source import Source


def register(server: Server) -> None:
    """Hand the handlers to the connection."""
    state = server.state

    @server.feature(
        lsp.TEXT_DOCUMENT_DIAGNOSTIC,
        lsp.DiagnosticOptions(
            identifier="newslint", inter_file_dependencies=True, workspace_diagnostics=False
        ),
    )
    async def diagnose(params: lsp.DocumentDiagnosticParams) -> lsp.DocumentDiagnosticReport:
        article = state.article(params.text_document.uri)
        items = [] if article is None else diagnostics_of(state, article)
        return lsp.RelatedFullDocumentDiagnosticReport(items=items)


def diagnostics_of(state: State, article: Article) -> list[lsp.Diagnostic]:
    """What the client shall show of an open document."""
    return [
        diagnostic(finding, article.places, partial(_location, state, article))
        for finding in article.findings
    ]


def _location(state: State, article: Article, name: str, place: Range) -> lsp.Location:
    path = os.path.abspath(name)  # noqa: PTH100 - as the person sees it
    if name == article.source.name:
        return lsp.Location(article.buffer.uri, article.places.range(place))
    session = article.archive.session
    source = Source(
        name,
        session.sources.read(name, session.settings.limits.max_file_bytes, session.project.boundary).data,
    )
    return lsp.Location(uri_of(path), state.places_in(source).range(place))
