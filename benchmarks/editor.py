"""How long an editor waits for `newslint server`: at the start, and for each keystroke in a large archive.

    python benchmarks/editor.py [--count N] [--edits N]

A client in this process speaks to a server of this checkout, which has so many generated articles
open, and their cache filled. Linux only, for it reads what the kernel tells of the server.
"""

import argparse
import asyncio
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from generate import write_articles
from lsprotocol import types as lsp
from measure import Line, finish, machine, show
from pygls.lsp.client import LanguageClient
from pygls.uris import from_fs_path

_CHECK = [sys.executable, "-m", "newslint"]
_QUIET = 2.0  # seconds without work
_KILOBYTE, _MEGABYTE = 1024, 1024 * 1024
_PATIENCE = 60.0  # seconds


class Editor:
    """An editor with one document open, which begins when it is made."""

    def __init__(self, folder: Path) -> None:
        self.begun = perf_counter()
        self.waited: list[float] = []
        self._folder = folder
        self._lsp = LanguageClient("benchmark", "1")
        self._version = 0
        self._shown = asyncio.Condition()
        self._last: lsp.PublishDiagnosticsParams | None = None

    async def start(self) -> None:
        """Start a server and introduce the editor."""

        async def published(params: lsp.PublishDiagnosticsParams) -> None:
            self._last = params
            async with self._shown:
                self._shown.notify_all()

        self._lsp.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(published)
        await self._lsp.start_io(*_CHECK, "server")
        place = lsp.WorkspaceFolder(self._uri(""), "archive")
        await self._lsp.initialize_async(
            lsp.InitializeParams(capabilities=lsp.ClientCapabilities(), workspace_folders=[place])
        )
        self._lsp.initialized(lsp.InitializedParams())

    async def stop(self) -> None:
        """End the server as editors do."""
        await self._lsp.shutdown_async(None)
        self._lsp.exit(None)
        await self._process.wait()

    async def type(self, name: str, text: str) -> float:
        """Write a text that differs in what is found, and wait for that; give the seconds that it took."""
        begun = perf_counter()
        self._version += 1
        if self._version == 1:
            item = lsp.TextDocumentItem(self._uri(name), "markdown", 1, text)
            self._lsp.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        else:
            document = lsp.VersionedTextDocumentIdentifier(self._version, self._uri(name))
            change = lsp.TextDocumentContentChangeWholeDocument(text)
            self._lsp.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))

        def is_answered() -> bool:
            return self._last is not None and self._last.version == self._version

        async with self._shown:
            await asyncio.wait_for(self._shown.wait_for(is_answered), _PATIENCE)
        return perf_counter() - begun

    async def calm(self) -> None:
        """Wait until the server has nothing to do."""
        before = ""
        while (now := self._told("stat").rpartition(")")[2].split()[11]) != before:
            before = now
            await asyncio.sleep(_QUIET)

    def memory(self) -> float:
        """What the server has in memory, in bytes."""
        (line,) = [line for line in self._told("status").splitlines() if line.startswith("VmRSS:")]
        return float(line.split()[1]) * _KILOBYTE

    def _told(self, what: str) -> str:
        return Path(f"/proc/{self._process.pid}/{what}").read_text(encoding="utf-8")

    def _uri(self, name: str) -> str:
        return from_fs_path(str(self._folder / name)) or ""

    @property
    def _process(self) -> asyncio.subprocess.Process:
        process = self._lsp._server  # noqa: SLF001 - nothing else knows it
        assert isinstance(process, asyncio.subprocess.Process)  # noqa: S101 - for the type checker
        return process


def _texts(sound: str) -> Iterator[str]:
    """A text as somebody types: each differs from the one before in what is found."""
    number = 0
    while True:
        number += 1
        yield sound.replace("title: ", f"title: {number} &amp; ", 1)
        yield sound.replace("title: ", f"title: {number} ", 1)


async def measure(folder: Path, names: Sequence[str], edits: int) -> list[Line]:
    """Open an archive whose cache is filled, type in one of its articles, and look at the memory."""
    sound = (folder / names[0]).read_bytes().decode()
    empty = folder.parent / "empty"
    empty.mkdir()
    (empty / "newslint.toml").write_text("", encoding="utf-8")
    least = Editor(empty)
    await least.start()
    await least.type(names[0], next(_texts(sound)))
    base = least.memory()
    await least.stop()
    editor, texts = Editor(folder), _texts(sound)
    await editor.start()
    await editor.type(names[0], next(texts))
    first = perf_counter() - editor.begun
    meanwhile = sorted([await editor.type(names[0], next(texts)) for _ in range(edits)])
    await editor.calm()
    waited = sorted([await editor.type(names[0], next(texts)) for _ in range(edits)])
    each = (editor.memory() - base) / len(names)
    await editor.stop()

    def share(times: Sequence[float], percent: int) -> float:
        return 1000 * times[len(times) * percent // 100]

    return [
        Line("from the start to the first findings", first, "s", 1.0),
        Line("95 of 100 edits while it is read", share(meanwhile, 95), "ms", None),
        Line("95 of 100 edits", share(waited, 95), "ms", 50.0, detail=f"median {share(waited, 50):.1f} ms"),
        Line(
            "memory for each article",
            each / _KILOBYTE,
            "KB",
            None,
            detail=f"besides {base / _MEGABYTE:.0f} MB",
        ),
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--edits", type=int, default=200)
    arguments = parser.parse_args()
    print(machine())
    with TemporaryDirectory() as place:
        folder = Path(place) / "archive"
        write_articles(folder, arguments.count)
        names = sorted(path.relative_to(folder).as_posix() for path in folder.glob("**/*.md"))
        (folder / "newslint.toml").write_text("", encoding="utf-8")
        subprocess.run([*_CHECK, "check", "--quiet"], cwd=folder, capture_output=True, check=False)
        lines = asyncio.run(measure(folder, names, arguments.edits))
        finish(show(f"an editor with {arguments.count:,} articles", lines))


if __name__ == "__main__":
    main()
