"""Runs newslint as strangers' files would have it: in a process of its own, with little memory and time."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
MEMORY = 1 << 30  # bytes of address space
PATIENCE = 600.0
"""Seconds after which a process is taken for one that hangs: a slow machine may be busy, too."""

# What no output for people or machines may hold: all that drives a terminal, but LF, CR, TAB and ESC.
CONTROLS = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0)))) - set("\n\r\t\x1b")
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u2028\u2029")

_START = """
import runpy, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except ImportError:
    pass
sys.argv = ["newslint", *sys.argv[1:]]
runpy.run_module("newslint", run_name="__main__")
"""


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a run: nothing in it says how to write."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSLINT", "CI"))}
    kept.pop("GITHUB_ACTIONS", None)
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | dict(extra or {})


def command(*arguments: str | os.PathLike[str], memory: int = MEMORY) -> list[str]:
    """`python -m newslint` with a bound on its memory."""
    return [
        sys.executable,
        "-c",
        _START.format(memory=memory),
        *(os.fspath(argument) for argument in arguments),
    ]


def run(
    *arguments: str | os.PathLike[str],
    cwd: Path,
    env: Mapping[str, str] | None = None,
    memory: int = MEMORY,
    timeout: float = PATIENCE,
    **more: Any,
) -> "subprocess.CompletedProcess[bytes]":
    """Run it to its end; more than `timeout` seconds are a failure of the test."""
    streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    line = command(*arguments, memory=memory)
    return subprocess.run(
        line, cwd=cwd, env=environment(env), timeout=timeout, check=False, text=False, **(streams | more)
    )


def refused(done: "subprocess.CompletedProcess[bytes]", words: str) -> None:
    """It ended with 2 and one line that says why."""
    said = done.stderr.decode()
    assert done.returncode == 2, said
    assert words in said
    assert said.startswith("newslint: ")
    assert said.count("\n") == 1
    assert "internal error" not in said
