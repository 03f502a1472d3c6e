"""Documents behind URLs: how they are called, what patterns see of them, and what is beside them."""

import logging
import pickle
import sys
from pathlib import Path

import pytest

from newslint.config.project import Overrides, Projects
from newslint.engine import inputs
from newslint.engine.inputs import plan_all
from newslint.errors import NewslintError
from newslint.run.request import Request

ARTICLE = b"---\ntitle: A\n---\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("a.md", "b/c.md", "b/d.bin", "out/e.md", "f.jsonl"):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(ARTICLE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_is_listed_as_a_walk_does_and_files_beside_it(folder: Path) -> None:
    pytest.importorskip("fsspec")
    projects = Projects(None, isolated=True, overrides=Overrides(exclude=("out/",)))
    url = f"file://{folder}/site"
    (work,) = plan_all(Request((Path(url), Path("site/a.md"))), projects)
    assert [job.name for job in work.files] == ["site/a.md", f"{url}/a.md", f"{url}/b/c.md"]
    assert [job.named for job in work.files] == [True, False, False]
    assert work.files[2].path == f"{folder}/site/b/c.md"
    session = pickle.loads(pickle.dumps(work.session))
    assert [session.read(job).data for job in work.files] == [ARTICLE] * 3
    assert session.settings.measure(f"{url}/a.md", "nothing.png") is None
    gone = session.read(work.files[1]._replace(name=f"{url}/gone.md"))
    assert gone.error == "no such file or directory"
    (named,) = plan_all(Request((Path(f"{url}/f.jsonl"),)), projects)
    assert [(job.name, job.named) for job in named.files] == [(f"{url}/f.jsonl", True)]
    (part,) = named.session.dumps.divided(named.files[0])
    assert [source.record for source in named.session.dumps.records(part)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("url", "missing", "said"),
    [
        ("s3://b/a.md", "s3fs", "it takes s3fs to read such URLs: pip install 'newslint[s3]'"),
        ("s3a://b/a.md", "s3fs", "it takes s3fs to read such URLs: pip install 'newslint[s3]'"),
        ("gs://b/a.md", "gcsfs", "it takes gcsfs to read such URLs: pip install 'newslint[gs]'"),
        ("gcs://b/a.md", "gcsfs", "it takes gcsfs to read such URLs: pip install 'newslint[gs]'"),
        ("file:///a.md", "fsspec", "it takes fsspec to read URLs: pip install 'newslint[dask]'"),
        ("abfs://b/a.md", "adlfs", "Install adlfs to access Azure Datalake Gen2 and Azure Blob Storage"),
    ],
)
def test_what_has_to_be_installed_is_one_line(
    url: str, missing: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = pytest.importorskip("fsspec.registry")
    monkeypatch.delitem(registry._registry, url.partition(":")[0], raising=False)
    for name in [name for name in sys.modules if name.partition(".")[0] == missing]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    inputs._system.cache_clear()
    with pytest.raises(NewslintError) as caught:
        plan_all(Request((Path(url),)), Projects(None, isolated=True))
    assert str(caught.value) == f"{url}: {said}"


def test_file_systems_tell_nothing_beside_their_errors(folder: Path) -> None:
    pytest.importorskip("fsspec")
    loggers = [logging.getLogger(name) for name in ("gcsfs", "gcsfs.credentials", "google.auth._default")]
    inputs._system.cache_clear()
    plan_all(Request((Path(f"file://{folder}/site"),)), Projects(None, isolated=True))
    assert [logger.getEffectiveLevel() for logger in loggers] == [logging.ERROR] * 3


def test_what_cannot_be_listed_is_one_line(folder: Path) -> None:
    pytest.importorskip("fsspec")
    projects = Projects(None, isolated=True)
    with pytest.raises(NewslintError) as caught:
        plan_all(Request((Path(f"file://{folder}/nothing"),)), projects)
    assert str(caught.value) == f"file://{folder}/nothing: there is nothing"
