"""Without the packages that an engine needs, one line says what to install."""

import importlib.util
import sys

import pytest

from newslint import cli


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
