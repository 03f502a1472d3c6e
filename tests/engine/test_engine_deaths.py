"""Workers that die: what they did is done again, and what kills each of them is named."""

import sys
from pathlib import Path

import pytest
from deadly import Deadly
from here import in_one_process, request_for
from processes import archive, engine
from test_engine_run import in_order

from newslint.errors import NewslintError
from newslint.light_dataclasses import replace

pytest.importorskip("distributed", reason="needs newslint[dask]")

from newslint.engine.cluster import DaskEngine
from newslint.engine.run import report_of

__all__ = ["archive", "engine"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="it ends processes by signals"),
]


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("name", ["COR003/clear-majority/b.md", "FM009/block-scalars/a.md"])
def test_the_work_of_a_worker_that_dies_is_done_again(
    engine: DaskEngine, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    deaths = tmp_path_factory.mktemp("deaths")
    request, work = request_for(Path())
    assert any(job.name == name for job in work.files)
    session = replace(work.session, sources=Deadly(name=name, folder=str(deaths)))
    report = report_of(work._replace(session=session), engine, largest=20)
    assert in_order(report) == in_order(in_one_process(request, work))
    assert len(list(deaths.iterdir())) == 1


@pytest.mark.usefixtures("archive")
def test_what_kills_each_worker_is_named(
    engine: DaskEngine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    deaths = tmp_path_factory.mktemp("deaths")
    _, work = request_for(Path())
    session = replace(work.session, sources=Deadly(name=work.files[3].name, folder=str(deaths), times=99))
    said = (
        f"4 documents, {work.files[0].name} to {work.files[3].name}, were not checked: each worker died at it"
    )
    with pytest.raises(NewslintError, match=said):
        report_of(work._replace(session=session), engine, largest=4)
    assert len(list(deaths.iterdir())) == 4  # twice beside other tasks, and twice alone


@pytest.mark.usefixtures("archive")
def test_what_waits_beside_it_is_not_blamed(
    engine: DaskEngine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    deaths = tmp_path_factory.mktemp("deaths")
    _, work = request_for(Path())
    session = replace(work.session, sources=Deadly(name=work.files[1].name, folder=str(deaths), times=99))
    with pytest.raises(NewslintError, match=f"^{work.files[1].name} was not checked: each worker died at it"):
        report_of(work._replace(session=session, files=work.files[:5]), engine, largest=1)
