"""A client that speaks to a server of ours through its standard input and output, as an editor does."""

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Self

import pytest
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from newslint.server.buffers import uri_of

PATIENCE = 120.0  # seconds, after which a server hangs
PUSHED_TO = lsp.ClientCapabilities()
ASKING = lsp.ClientCapabilities(
    text_document=lsp.TextDocumentClientCapabilities(diagnostic=lsp.DiagnosticClientCapabilities()),
    workspace=lsp.WorkspaceClientCapabilities(
        diagnostics=lsp.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    ),
)


class Client:
    """An editor with a folder open, or several.

    `shown` has the last diagnostics that were published, by the names of files, and `messages` what was shown
    to the person. `calls` counts how often the server asked to be asked again; `progress` has what it told
    of its work: the token that it asked for, and what it said with it.
    """

    def __init__(
        self,
        *folders: Path,
        capabilities: lsp.ClientCapabilities = PUSHED_TO,
        environment: dict[str, str] | None = None,
    ) -> None:
        self.folders = folders
        self.lsp = LanguageClient("client", "1")
        self.shown: dict[str, list[lsp.Diagnostic]] = {}
        self.versions: dict[str, int | None] = {}
        self.messages: list[str] = []
        self.registered: list[lsp.Registration] = []
        self.progress: list[Any] = []
        self.calls = 0
        self.server: lsp.InitializeResult
        self._capabilities = capabilities
        self._environment = environment or {}
        self._happened = asyncio.Condition()

    async def __aenter__(self) -> Self:
        self._listen()
        await self.lsp.start_io(
            sys.executable, "-m", "newslint", "server", env={**os.environ, **self._environment}
        )
        self.server = await self._in_time(
            self.lsp.initialize_async(
                lsp.InitializeParams(
                    capabilities=self._capabilities,
                    workspace_folders=[
                        lsp.WorkspaceFolder(uri_of(str(folder)), folder.name) for folder in self.folders
                    ],
                )
            )
        )
        self.lsp.initialized(lsp.InitializedParams())
        return self

    async def __aexit__(self, *trouble: object) -> None:
        process = self.process
        if trouble[0] is not None:
            process.kill()
        elif process.returncode is None:
            await self._in_time(self.lsp.shutdown_async(None))
            self.lsp.exit(None)
        await self._in_time(process.wait())
        stop: Callable[[], Coroutine[Any, Any, None]] = self.lsp.stop
        await stop()

    @property
    def process(self) -> asyncio.subprocess.Process:
        process = self.lsp._server
        assert isinstance(process, asyncio.subprocess.Process)
        return process

    def uri(self, name: str) -> str:
        return uri_of(str(self.folders[0] / name))

    def open(self, name: str, text: str | None = None, *, version: int = 1) -> None:
        written = (self.folders[0] / name).read_bytes().decode() if text is None else text
        item = lsp.TextDocumentItem(self.uri(name), "markdown", version, written)
        self.lsp.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def change(self, name: str, text: str, *, version: int = 2) -> None:
        self.lsp.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(version, self.uri(name)),
                [lsp.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def close(self, name: str) -> None:
        self.lsp.text_document_did_close(
            lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(self.uri(name)))
        )

    def save(self, name: str) -> None:
        self.lsp.text_document_did_save(
            lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(self.uri(name)))
        )

    def tell_of(self, name: str, kind: lsp.FileChangeType = lsp.FileChangeType.Changed) -> None:
        self.lsp.workspace_did_change_watched_files(
            lsp.DidChangeWatchedFilesParams([lsp.FileEvent(self.uri(name), kind)])
        )

    async def ask(self, name: str, previous: str | None = None) -> Any:
        params = lsp.DocumentDiagnosticParams(
            lsp.TextDocumentIdentifier(self.uri(name)), previous_result_id=previous
        )
        return await self._in_time(self.lsp.text_document_diagnostic_async(params))

    async def codes(self, name: str) -> list[str]:
        return [str(found.code) for found in (await self.ask(name)).items]

    async def until_told(self, name: str, *codes: str) -> Any:
        """Ask until these are the codes of what is told of a file: the archive may not be read yet."""

        async def wait() -> Any:
            while True:
                answer = await self.ask(name)
                if [found.code for found in answer.items] == list(codes):
                    return answer

        return await self._in_time(wait())

    async def actions(self, name: str, place: lsp.Range, *only: str) -> list[Any]:
        """What is offered; the library takes an action with a command for a command."""
        params = lsp.CodeActionParams(
            lsp.TextDocumentIdentifier(self.uri(name)), place, lsp.CodeActionContext([], list(only) or None)
        )
        found = await self._in_time(self.lsp.text_document_code_action_async(params))
        return list(found or ())

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds, which is looked at whenever the server says something.

        Raises:
            AssertionError: it never did; it says what came instead.
        """

        async def wait() -> None:
            async with self._happened:
                await self._happened.wait_for(condition)

        try:
            await self._in_time(wait())
        except TimeoutError:
            ended = self.process.returncode
            pytest.fail(f"instead: {self.shown}; messages: {self.messages}; exit status: {ended}")

    async def until_shown(self, name: str, *codes: str) -> list[lsp.Diagnostic]:
        """Wait until these are the codes of what is shown of a file."""
        await self.until(lambda: [d.code for d in self.shown.get(name, ())] == list(codes))
        return self.shown[name]

    async def _in_time(self, work: Any) -> Any:
        return await asyncio.wait_for(work, PATIENCE)

    def _listen(self) -> None:
        async def published(params: lsp.PublishDiagnosticsParams) -> None:
            name = self._name(params.uri)
            self.shown[name] = list(params.diagnostics)
            self.versions[name] = params.version
            await self._tell()

        async def told(params: lsp.ShowMessageParams) -> None:
            self.messages.append(params.message)
            await self._tell()

        async def called(_params: None) -> None:
            self.calls += 1
            await self._tell()

        async def registered(params: lsp.RegistrationParams) -> None:
            self.registered += params.registrations
            await self._tell()

        async def progress_wanted(params: lsp.WorkDoneProgressCreateParams) -> None:
            self.progress.append(params.token)
            await self._tell()

        async def progressed(params: lsp.ProgressParams) -> None:
            self.progress.append((params.token, params.value))
            await self._tell()

        self.lsp.feature(lsp.WINDOW_WORK_DONE_PROGRESS_CREATE)(progress_wanted)
        self.lsp.feature(lsp.PROGRESS)(progressed)
        self.lsp.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(published)
        self.lsp.feature(lsp.WINDOW_SHOW_MESSAGE)(told)
        self.lsp.feature(lsp.WORKSPACE_DIAGNOSTIC_REFRESH)(called)
        self.lsp.feature(lsp.CLIENT_REGISTER_CAPABILITY)(registered)

    def _name(self, uri: str) -> str:
        base = uri_of(str(self.folders[0])) + "/"
        return uri.removeprefix(base)

    async def _tell(self) -> None:
        async with self._happened:
            self._happened.notify_all()


def speak(script: Coroutine[Any, Any, None]) -> None:
    """Run what a client says."""
    asyncio.run(script)
