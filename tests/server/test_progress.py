from pathlib import Path
from typing import Any

import pytest
from client import ASKING, Client, speak
from lsprotocol import types as lsp

ENTITY = "---\ntitle: Rain &amp; wind\n---\n"
SHOWING = lsp.ClientCapabilities(
    text_document=ASKING.text_document,
    workspace=ASKING.workspace,
    window=lsp.WindowClientCapabilities(work_done_progress=True),
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "newslint.toml").write_text("", encoding="utf-8")
    for number in range(1000):
        (tmp_path / f"{number}.md").write_text(f"---\ntitle: Rain {number}\n---\n", encoding="utf-8")
    return tmp_path


def kinds(client: Client) -> list[Any]:
    return [said[1]["kind"] for said in client.progress if isinstance(said, tuple)]


def test_the_reading_of_an_archive_is_shown(site: Path) -> None:
    async def script() -> None:
        async with Client(site, capabilities=SHOWING) as client:
            await client.until(lambda: kinds(client)[-1:] == ["end"])
            token, (_, begin), *reports, _ = client.progress
            assert {of for of, _ in client.progress[1:]} == {token}
            assert begin["title"] == "newslint: reading the archive"
            messages = [report["message"] for _, report in reports]
            assert messages
            assert messages == [f"{n} files" for n in (200, 400, 600, 800, 1000)][-len(messages) :]
            client.open("0.md", ENTITY)
            assert await client.codes("0.md") == ["TXT002"]
            assert kinds(client).count("begin") == 1  # an edit is no work to speak of
            client.tell_of("newslint.toml")
            await client.until(lambda: kinds(client).count("end") == 2)

    speak(script())


def test_a_client_that_shows_no_progress_is_told_of_none(site: Path) -> None:
    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            client.open("0.md", ENTITY)
            await client.until_told("0.md", "TXT002")
            params = lsp.WorkspaceDiagnosticParams([])
            while len((await client.lsp.workspace_diagnostic_async(params)).items) < 1:
                pass
            assert client.progress == []

    speak(script())


def test_an_archive_that_is_gone_is_read_no_longer(site: Path) -> None:
    async def script() -> None:
        async with Client(site, capabilities=SHOWING) as client:
            await client.until(lambda: kinds(client)[:1] == ["begin"])
            folder = lsp.WorkspaceFolder(client.uri("").rstrip("/"), "site")
            client.lsp.workspace_did_change_workspace_folders(
                lsp.DidChangeWorkspaceFoldersParams(lsp.WorkspaceFoldersChangeEvent([], [folder]))
            )
            await client.until(lambda: kinds(client)[-1:] == ["end"])

    speak(script())
