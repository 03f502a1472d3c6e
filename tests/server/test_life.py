"""How a server begins and ends, and what it survives."""

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from client import ASKING, PATIENCE, Client, speak
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcRequestCancelled

ENTITY = "---\ntitle: Rain &amp; wind\n---\n"
CELL = "vscode-notebook-cell:/a.ipynb#a"
SERVER = [sys.executable, "-m", "newslint", "server"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "newslint.toml").write_text("", encoding="utf-8")
    return tmp_path


def test_the_end_of_standard_input_ends_it() -> None:
    done = subprocess.run([*SERVER, "--stdio"], input=b"", capture_output=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_the_end_of_standard_input_ends_it_in_the_middle_of_its_work(site: Path) -> None:
    for number in range(100):
        (site / f"{number}.md").write_text(ENTITY, encoding="utf-8")

    async def script() -> None:
        client = Client(site)
        await client.__aenter__()
        client.open("0.md")
        await client.until_shown("0.md", "TXT002")
        assert client.process.stdin is not None
        assert client.process.stderr is not None
        client.process.stdin.close()
        assert await client.process.wait() == 0
        assert await client.process.stderr.read() == b""

    speak(script())


def test_exit_without_a_word_before_is_a_failure() -> None:
    body = b'{"jsonrpc": "2.0", "method": "exit"}'
    said = b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
    done = subprocess.run(SERVER, input=said, capture_output=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


def test_shutdown_and_exit_end_it(site: Path) -> None:
    async def script() -> None:
        async with Client(site) as client:
            client.open("a.md", ENTITY)
            await client.until_shown("a.md", "TXT002")
        assert client.process.returncode == 0
        assert client.process.stderr is not None
        assert await client.process.stderr.read() == b""

    speak(script())


def test_without_its_packages_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ModuleNotFoundError('gone', name='pygls')", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    done = subprocess.run(
        SERVER, env=environment, input=b"", capture_output=True, timeout=PATIENCE, check=False, text=False
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == (
        b"newslint: the language server needs packages that are not there; install `newslint[server]`\n"
    )


BROKEN_RULE = """
from newslint.rules import BY_CODE

def broken(document, options):
    raise ValueError("no luck")
    yield

BY_CODE["TXT002"].check.__code__ = broken.__code__
"""


def test_a_rule_that_raises_is_one_message_and_the_server_lives_on(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("python")
    (folder / "sitecustomize.py").write_text(BROKEN_RULE, encoding="utf-8")
    environment = {"PYTHONPATH": f"{folder}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    for name in "abc":
        (site / f"{name}.md").write_text(ENTITY, encoding="utf-8")

    async def script() -> None:
        async with Client(site, capabilities=ASKING, environment=environment) as client:
            client.open("a.md", ENTITY.replace("wind", "wind "))
            client.open("b.md", "---\ntitle: 'Rain  and wind'\n---\n")
            for number in range(3):
                client.change("a.md", ENTITY.replace("wind", f"wind {number}"), version=2 + number)
                assert await client.codes("a.md") == []
            assert await client.codes("b.md") == ["TXT007"]
            (message,) = client.messages
            assert message.startswith("newslint: TXT002 failed on ")
            assert "no luck" in message
            assert message.endswith("this is a bug in newslint, please report it")

    speak(script())


def test_a_request_can_be_cancelled(site: Path) -> None:
    for number in range(300):
        (site / f"{number}.md").write_text(ENTITY, encoding="utf-8")

    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            client.open("0.md")
            await client.until_told("0.md", "TXT002")
            client.lsp.protocol.send_request(
                "workspace/diagnostic", lsp.WorkspaceDiagnosticParams([]), msg_id=7
            )
            client.lsp.cancel_request(lsp.CancelParams(7))
            client.lsp.cancel_request(lsp.CancelParams("nobody"))
            assert await client.codes("0.md") == ["TXT002"]

    speak(script())


def hold(client: Client) -> None:
    """Ask for what there is nothing to tell of, until something changes."""
    params = lsp.WorkspaceDiagnosticParams([], partial_result_token=1)
    client.lsp.protocol.send_request("workspace/diagnostic", params, msg_id=7)


def test_a_request_that_is_held_can_be_cancelled(site: Path) -> None:
    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            params = lsp.WorkspaceDiagnosticParams([], partial_result_token=1)
            held = client.lsp.protocol.send_request("workspace/diagnostic", params, msg_id=7)
            assert await client.codes("a.md") == []
            client.lsp.cancel_request(lsp.CancelParams(7))
            with pytest.raises(JsonRpcRequestCancelled):
                await asyncio.wait_for(asyncio.wrap_future(held), PATIENCE)
            client.open("a.md", ENTITY)
            assert await client.codes("a.md") == ["TXT002"]

    speak(script())


@pytest.mark.parametrize("is_asked", [True, False])
def test_a_request_that_is_held_holds_up_no_end(site: Path, *, is_asked: bool) -> None:
    async def script() -> None:
        client = Client(site, capabilities=ASKING)
        await client.__aenter__()
        hold(client)
        assert await client.codes("a.md") == []
        assert client.process.stdin is not None
        assert client.process.stderr is not None
        if is_asked:
            await client.lsp.shutdown_async(None)
            client.lsp.exit(None)
        else:
            client.process.stdin.close()
        assert await asyncio.wait_for(client.process.wait(), PATIENCE) == 0
        assert await client.process.stderr.read() == b""

    speak(script())


def test_nonsense_does_not_end_it(site: Path) -> None:
    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            stdin = client.process.stdin
            assert stdin is not None
            for body in (
                b"{",
                b"[]",
                b"{}",
                b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": 1}',
            ):
                stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            client.open("a.md", ENTITY)
            assert await client.codes("a.md") == ["TXT002"]

    speak(script())


def test_a_folder_that_vanishes_is_quiet_until_it_is_back(tmp_path: Path) -> None:
    site = tmp_path / "site"

    def make() -> None:
        site.mkdir()
        (site / "newslint.toml").write_text("", encoding="utf-8")
        (site / "a.md").write_text(ENTITY, encoding="utf-8")

    make()

    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            client.open("a.md")
            await client.until_told("a.md", "TXT002")
            shutil.rmtree(site)
            client.tell_of("newslint.toml", lsp.FileChangeType.Deleted)
            await client.until_told("a.md")
            client.change("a.md", ENTITY.replace("wind", "snow"))
            assert await client.codes("a.md") == []
            make()
            client.tell_of("newslint.toml", lsp.FileChangeType.Created)
            (found,) = (await client.until_told("a.md", "TXT002")).items
            assert found.message.endswith("Rain & snow")
            assert not any("bug" in message for message in client.messages)

    speak(script())


def test_a_folder_that_vanishes_unheard_does_not_end_it(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()

    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            await client.codes("a.md")
            site.rmdir()
            client.open("a.md", ENTITY)
            assert await client.codes("a.md") == []
            (tmp_path / "newslint.toml").write_text("", encoding="utf-8")
            client.tell_of("../newslint.toml", lsp.FileChangeType.Created)
            client.change("a.md", ENTITY)
            client.save("a.md")
            client.tell_of("../pyproject.toml")
            assert client.messages == []

    speak(script())


def test_a_document_that_nobody_opened_is_not_changed_nor_closed(site: Path) -> None:
    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            client.change("never.md", ENTITY)
            client.close("never.md")
            assert await client.codes("never.md") == []
            client.open("a.md", ENTITY)
            client.close("a.md")
            client.change("a.md", ENTITY, version=3)
            assert await client.codes("a.md") == []
            assert client.messages == []

    speak(script())


def test_any_address_is_taken(site: Path) -> None:
    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            for uri in ("", "x", "file:", "file://[/a.md", "http://[", "untitled:a", "git:/a.md?b", CELL):
                item = lsp.TextDocumentItem(uri, "markdown", 1, ENTITY)
                client.lsp.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
                document = lsp.TextDocumentIdentifier(uri)
                params = lsp.DocumentDiagnosticParams(document)
                answer: Any = await client.lsp.text_document_diagnostic_async(params)
                assert list(answer.items) == []
                client.lsp.text_document_did_close(lsp.DidCloseTextDocumentParams(document))
            assert await client.codes("a.md") == []
            assert client.messages == []

    speak(script())


BROKEN_WALK = """
import newslint.server.archives.archive

def broken(*given):
    raise OSError("no luck")

newslint.server.archives.archive.discover = broken
"""


def test_an_archive_that_cannot_be_read_is_one_message_and_what_is_open_is_told(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("python")
    (folder / "sitecustomize.py").write_text(BROKEN_WALK, encoding="utf-8")
    environment = {"PYTHONPATH": f"{folder}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}

    async def script() -> None:
        async with Client(site, capabilities=ASKING, environment=environment) as client:
            client.open("a.md", ENTITY)
            assert await client.codes("a.md") == ["TXT002"]
            client.change("a.md", ENTITY.replace("wind", "snow"))
            assert await client.codes("a.md") == ["TXT002"]
            (message,) = client.messages
            assert message.startswith("newslint: internal error: no luck")
        assert client.process.stderr is not None
        assert await client.process.stderr.read() == b""

    speak(script())


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"[]", "it is no object of JSON-RPC 2.0"),
        (b"null", "it is no object of JSON-RPC 2.0"),
        (b'{"method": "exit"}', "it is no object of JSON-RPC 2.0"),
        (b"[" * 100_000, ("maximum recursion depth exceeded", "Stack overflow")),
        (b'{"jsonrpc": "2.0", "id": %s}' % (b"9" * 5000), "Exceeds the limit (4300 digits)"),
        (b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {}}', "Invalid Params"),
    ],
    ids=["list", "null", "no version", "deep", "long number", "no parameters"],
)
def test_json_that_is_no_message_is_the_editors_mistake_too(
    site: Path, body: bytes, why: str | tuple[str, ...]
) -> None:
    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            stdin = client.process.stdin
            assert stdin is not None
            stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            client.open("a.md", ENTITY)
            assert await client.codes("a.md") == ["TXT002"]
            (message,) = client.messages
            assert message.removeprefix("newslint: the editor sent what is no message: ").startswith(why)

    speak(script())


def test_what_is_no_message_is_told_as_the_editors_mistake_and_the_next_one_is_answered(site: Path) -> None:
    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            stdin = client.process.stdin
            assert stdin is not None
            for body in (b"{", b'{"a": "\xff"}'):
                stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            client.open("a.md", ENTITY)
            assert await client.codes("a.md") == ["TXT002"]
            (message,) = client.messages
            assert message.startswith("newslint: the editor sent what is no message: Expecting property name")

    speak(script())
