"""Worker processes and an archive: fixtures for those tests of engines that import them."""

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from here import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.engine.cluster import DaskEngine


@pytest.fixture(scope="module")
def engine() -> "Iterator[DaskEngine]":
    """An engine of two processes that import what lies beside the tests; each task may kill two of them."""
    import dask  # noqa: PLC0415 - it may not be here

    from newslint.engine.cluster import dask_engine  # noqa: PLC0415 - the same

    few = dask.config.set({"distributed.scheduler.allowed-failures": 1})
    with few, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        with dask_engine(None, 2) as engine:
            yield engine


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with articles that rules compare, and that ask what all articles say."""
    for code in ("COR003", "COR006", "FM009"):
        shutil.copytree(CASES / code, tmp_path / code)
    monkeypatch.chdir(tmp_path)
    return tmp_path
