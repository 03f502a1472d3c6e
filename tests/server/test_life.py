"""How a server begins and ends, and what it survives."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from client import ASKING, PATIENCE, Client, speak
from hostile import PATIENCE as _HANGS
from lsprotocol import types as lsp

ENTITY = "---\ntitle: Rain &amp; wind\n---\n"
SERVER = [sys.executable, "-m", "newslint", "server"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "newslint.toml").write_text("", encoding="utf-8")
    return tmp_path


def test_the_end_of_standard_input_ends_it() -> None:
    done = subprocess.run(SERVER, input=b"", capture_output=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


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
