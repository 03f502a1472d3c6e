import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PATIENCE = 120.0  # seconds, after which the server is taken for one that hangs


@pytest.mark.skipif(os.name == "nt", reason="no other signal does there what Ctrl-C does")
def test_ctrl_c_ends_a_server_that_waits(tmp_path: Path) -> None:
    begin = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}
    message = json.dumps(begin)
    with subprocess.Popen(
        [sys.executable, "-m", "newslint", "server"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        assert server.stderr is not None
        try:
            server.stdin.write(f"Content-Length: {len(message)}\r\n\r\n{message}".encode())
            server.stdin.flush()
            assert server.stdout.readline().startswith(b"Content-Length: ")  # it listens
            server.send_signal(signal.SIGINT)
            assert server.wait(PATIENCE) == -signal.SIGINT
            assert server.stderr.read() == b""
        finally:
            server.kill()
