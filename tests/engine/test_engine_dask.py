"""`newslint check --engine dask` says the same as without it, in real processes."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from here import in_one_process, request_for
from processes import archive, engine
from test_engine_run import in_order

from newslint import cli

pytest.importorskip("distributed", reason="needs newslint[dask]")

from newslint.engine.cluster import DaskEngine
from newslint.engine.run import report_of

__all__ = ["archive", "engine"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="it ends processes by signals"),
]


@pytest.mark.usefixtures("archive")
def test_processes_find_what_one_process_finds(engine: DaskEngine) -> None:
    request, work = request_for(Path())
    counted: list[None] = []
    report = report_of(work, engine, lambda: counted.append(None), largest=20)
    assert in_order(report) == in_order(in_one_process(request, work))
    assert len(counted) == len(work.files) > 40


class Called(NamedTuple):
    """What came of a call of the command."""

    status: int
    out: str
    err: str


Call = Callable[..., Called]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls the command."""

    def called(*arguments: str) -> Called:
        monkeypatch.setattr(sys, "argv", ["newslint", *arguments])
        return Called(cli.main(), *capsys.readouterr())

    return called


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    "arguments",
    [
        ("--output-format", "json", "."),
        ("--baseline", "known.json", "--output-format", "sarif", "--fail-on", "error", "."),
        ("--select", "URL", "--statistics", "."),
        ("--update-baseline", "--baseline", "known.json", "."),
        ("--select", "TXT", "nothing"),
    ],
)
def test_the_command_says_the_same(engine: DaskEngine, call: Call, arguments: tuple[str, ...]) -> None:
    """In every format, with a baseline, and with the same status."""
    assert call("check", "--update-baseline", "--baseline", "known.json", "COR003").status == 0
    before = Path("known.json").read_bytes()
    expected = call("check", "--no-cache", *arguments)
    after = Path("known.json").read_bytes()
    Path("known.json").write_bytes(before)
    assert call("check", "--engine", "dask", "--scheduler", engine.address, *arguments) == expected
    assert Path("known.json").read_bytes() == after


def test_documents_behind_urls_are_called_by_them(archive: Path, engine: DaskEngine, call: Call) -> None:
    arguments = ("check", "--isolated", "--output-format", "json")
    expected = call(*arguments, "--no-cache", "COR003")
    url = f"file://{archive}/"
    found = call(*arguments, "--engine", "dask", "--scheduler", engine.address, f"{url}COR003")
    assert url in found.out
    assert found._replace(out=found.out.replace(url, "")) == expected
    assert found.status == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--scheduler", "tcp://127.0.0.1:1"), "--scheduler goes with --engine dask"),
        (("--engine", "dask", "--fix"), "--engine and fixes can't be combined; run --fix without an engine"),
        (
            ("--engine", "dask", "--staged"),
            "--engine checks whole archives; --staged and --since go without it",
        ),
        (("--engine", "dask", "-"), "`-` reads standard input, which no worker of an engine has"),
        (("--engine", "dask", "file:///nowhere/at/all"), "file:///nowhere/at/all: there is nothing"),
        (("--engine", "dask", "odd://a/b"), "odd://a/b: Protocol not known: odd"),
        (("file:///a",), "file:///a: no such file or folder; `--engine dask` reads URLs"),
    ],
)
def test_what_cannot_be_done_is_one_line(call: Call, arguments: tuple[str, ...], said: str) -> None:
    assert call("check", *arguments) == Called(2, "", f"newslint: {said}\n")
