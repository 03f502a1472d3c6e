"""Answers with diagnostics, or sends them to clients that don't ask; open it for who hears of a finding."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from lsprotocol import types as lsp

from newslint.lint.job import Job
from newslint.server.archives.archive import Archive
from newslint.server.buffers import uri_of
from newslint.server.desk import Told
from newslint.server.server import Server

_AT_ONCE: Final = 64  # files whose findings are gathered before the client is listened to again
_PAUSE: Final = 1.0  # seconds without a change, before all files are looked through again
_OPTIONS: Final = lsp.DiagnosticOptions(
    identifier="newslint", inter_file_dependencies=True, workspace_diagnostics=True
)

_Report = lsp.RelatedFullDocumentDiagnosticReport | lsp.RelatedUnchangedDocumentDiagnosticReport
_WorkspaceReport = lsp.WorkspaceFullDocumentDiagnosticReport | lsp.WorkspaceUnchangedDocumentDiagnosticReport


def register(server: Server) -> None:
    """Hand the handlers to the connection."""
    server.listeners.append(lambda: publish(server))


def answer(server: Server) -> None:
    """Offer to answer a client that asks, once it has said what it can do."""
    if _asks(server.state.client):
        server.feature(lsp.TEXT_DOCUMENT_DIAGNOSTIC, _OPTIONS)(diagnose)
        server.feature(lsp.WORKSPACE_DIAGNOSTIC)(diagnose_all)


def diagnose(server: Server, params: lsp.DocumentDiagnosticParams) -> _Report:
    """Tell what was found in an open document."""
    desk, uri = server.desk, params.text_document.uri
    buffer = server.state.buffers.at(uri)
    if buffer is None:  # only what is open is told here
        return lsp.RelatedFullDocumentDiagnosticReport([])
    result = desk.give(uri, buffer.version, desk.told(buffer))
    related = _related(server)
    server.catch_up()
    server.tell_troubles()
    if params.previous_result_id == result:
        return lsp.RelatedUnchangedDocumentDiagnosticReport(result, related)
    return lsp.RelatedFullDocumentDiagnosticReport(desk.items(buffer), related, result_id=result)


async def diagnose_all(
    server: Server, params: lsp.WorkspaceDiagnosticParams
) -> lsp.WorkspaceDiagnosticReport:
    """Tell what was found in all files; this can be cancelled.

    A client that takes results in parts asks again as soon as it has an answer. It gets none before there is
    something new: to look through all files every few seconds would be work for nothing.
    """
    previous = {known.uri: known.value for known in params.previous_result_ids}
    while True:
        change = server.next_change
        reports = await _all_reports(server, previous)
        is_new = any(isinstance(r, lsp.WorkspaceFullDocumentDiagnosticReport) for r in reports)
        if is_new or params.partial_result_token is None:
            return lsp.WorkspaceDiagnosticReport(reports)
        await change.wait()
        while change.is_set():  # whoever types shall not wait for this
            change = server.next_change
            await asyncio.sleep(_PAUSE)


async def _all_reports(server: Server, previous: Mapping[str, str]) -> list[_WorkspaceReport]:
    reports: list[_WorkspaceReport] = []
    number = 0
    archives = server.state.homes.all()
    for archive in archives:
        for outcome in list(archive.articles()):
            number += 1
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)
            reports += _reports(server, archive, outcome.job, previous)
    if not all(archive.is_compared for archive in archives):
        return reports
    # Of files that are gone, or no articles any longer, the client still shows what it was told.
    told = {report.uri for report in reports}
    for uri in [uri for uri in previous if uri not in told]:
        buffer = server.state.buffers.at(uri)
        version = None if buffer is None else buffer.version
        document = lsp.OptionalVersionedTextDocumentIdentifier(uri, version)
        reports.append(_report(server, document, (), previous, list))
    return reports


def publish(server: Server) -> None:
    """Bring what is new to the client, or call it to ask for that."""
    desk = server.desk
    closed = desk.take_closed()
    if _asks(server.state.client):
        if _can_be_called(server.state.client) and desk.is_worth_a_call():
            server.workspace_diagnostic_refresh(None)
        return
    for uri in closed:
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))
    for uri, (buffer, told) in desk.news().items():
        items = desk.items(buffer)
        desk.give(uri, buffer.version, told)
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, items, buffer.version))


def _reports(
    server: Server, archive: Archive, job: Job, previous: Mapping[str, str]
) -> Iterator[_WorkspaceReport]:
    """What a report on all files says of one: nothing where there is nothing, and was nothing."""
    state, desk = server.state, server.desk
    buffer = state.buffers.of(job.path)
    uri, version = (uri_of(job.path), None) if buffer is None else (buffer.uri, buffer.version)
    told = archive.told(job.name)
    if not told and uri not in previous:
        return

    def items() -> list[lsp.Diagnostic]:
        return desk.items_in(archive, told, state.places_in(archive.session.read(job)))

    document = lsp.OptionalVersionedTextDocumentIdentifier(uri, version)
    yield _report(server, document, told, previous, items)


def _report(
    server: Server,
    document: lsp.OptionalVersionedTextDocumentIdentifier,
    told: Told,
    previous: Mapping[str, str],
    items: Callable[[], list[lsp.Diagnostic]],
) -> _WorkspaceReport:
    """What a report on all files says of one; `items` are asked for if the client doesn't have them."""
    uri, version = document.uri, document.version
    result = server.desk.result(uri, told)
    if previous.get(uri) == result:
        return lsp.WorkspaceUnchangedDocumentDiagnosticReport(uri, result, version)
    return lsp.WorkspaceFullDocumentDiagnosticReport(uri, items(), version, result_id=result)


def _related(
    server: Server,
) -> dict[str, lsp.FullDocumentDiagnosticReport | lsp.UnchangedDocumentDiagnosticReport] | None:
    """What changed in other open documents, for clients that can't be called."""
    client, desk = server.state.client, server.desk
    wish = None if client.text_document is None else client.text_document.diagnostic
    if wish is None or not wish.related_document_support or _can_be_called(client):
        return None
    return {
        uri: lsp.FullDocumentDiagnosticReport(
            desk.items(buffer), result_id=desk.give(uri, buffer.version, told)
        )
        for uri, (buffer, told) in desk.unasked().items()
    } or None


def _asks(client: lsp.ClientCapabilities) -> bool:
    """Whether a client asks for diagnostics itself, and hears of what changes elsewhere in spite of that.

    Neovim 0.11 asks after changes of the same document alone: it is better off with what is sent to it.
    """
    wish = None if client.text_document is None else client.text_document.diagnostic
    return wish is not None and (bool(wish.related_document_support) or _can_be_called(client))


def _can_be_called(client: lsp.ClientCapabilities) -> bool:
    """Whether a client asks again when it is told to."""
    wish = None if client.workspace is None else client.workspace.diagnostics
    return wish is not None and bool(wish.refresh_support)
