"""What an engine needs, and what is said where that is missing."""

import importlib.util
import pickle
import sys
from pathlib import Path
from typing import Any

import pytest

from newslint import __version__, cli
from newslint.engine import cluster
from newslint.errors import NewslintError


def test_without_dask_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "distributed" else find(name)
    )
    monkeypatch.setattr(sys, "argv", ["newslint", "check", "--engine", "dask", "."])
    assert cli.main() == 2
    assert capsys.readouterr() == ("", "newslint: `--engine dask` needs Dask: pip install 'newslint[dask]'\n")


HERE = (__version__, True)
NONE = f"no newslint {__version__} at a worker"


class Cluster:
    """A client of a cluster whose workers say something of themselves."""

    def __init__(self, said: dict[str, tuple[str, bool]] | Exception) -> None:
        self.said = said

    def wait_for_workers(self, number: int, timeout: int) -> None:
        assert (number, timeout) == (1, 30)
        if isinstance(self.said, TimeoutError):
            raise self.said

    def run(self, function: object, folder: str) -> dict[str, tuple[str, bool]]:
        assert function is cluster._introduce
        assert folder == str(Path.cwd())
        if isinstance(self.said, Exception):
            raise self.said
        return self.said


@pytest.mark.parametrize(
    ("said", "needs_folder", "line"),
    [
        (TimeoutError(), True, "--scheduler tcp://a: it has no workers"),
        (ImportError("no\nmodule"), True, f"--scheduler tcp://a: {NONE}: no module"),
        ({"b": ("0.0.1", True)}, True, f"the worker b has newslint 0.0.1, and this is {__version__}"),
        ({"b": HERE, "c": (__version__, False)}, True, "the worker c does not see the folder"),
        ({"b": (__version__, False)}, False, ""),
        ({"b": HERE}, True, ""),
    ],
)  # fmt: skip
def test_workers_that_would_say_something_else_are_named(
    said: dict[str, tuple[str, bool]] | Exception, *, needs_folder: bool, line: str
) -> None:
    client: Any = Cluster(said)
    if not line:
        cluster._check(client, "tcp://a", needs_folder=needs_folder)
        return
    with pytest.raises(NewslintError) as caught:
        cluster._check(client, "tcp://a", needs_folder=needs_folder)
    assert str(caught.value).startswith(line)


def test_a_worker_sees_a_folder_or_not(tmp_path: Path) -> None:
    assert cluster._introduce(str(tmp_path)) == (__version__, True)
    assert cluster._introduce(str(tmp_path / "no")) == (__version__, False)


def test_a_task_is_done_where_names_lead_to_files(tmp_path: Path) -> None:
    before = Path.cwd()
    given = [cluster._Given(1), "x", cluster._Given(0)]
    done = cluster._do(pickle.dumps((str(tmp_path), _here, given)), "first", "second")
    assert done == (str(tmp_path), "second", "x", "first")
    assert cluster._do(pickle.dumps((str(tmp_path / "no"), _here, ())))[0] == str(before)
    assert Path.cwd() == before


def _here(*given: str) -> tuple[str, ...]:
    return (str(Path.cwd()), *given)
