"""Documents in a bucket, on servers of this machine that speak as Amazon S3 and Google Cloud Storage do.

The one for Google runs only where it is installed, since it brings 80 MB:
`pip install gcsfs gcp-storage-emulator`.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from here import CASES

from newslint import cli

pytest.importorskip("distributed", reason="needs newslint[dask]")

pytestmark = pytest.mark.slow

ARTICLES = CASES / "COR003" / "clear-majority"
HOST = "127.0.0.1"


def s3(patch: pytest.MonkeyPatch) -> tuple[Any, Callable[[], None]]:
    """A file system of Amazon S3, and what ends it."""
    moto = pytest.importorskip("moto.server", reason="needs moto[server]")
    s3fs = pytest.importorskip("s3fs", reason="needs newslint[s3]")
    server = moto.ThreadedMotoServer(HOST, 0, verbose=False)
    server.start()
    patch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    patch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    patch.setenv("AWS_ENDPOINT_URL", f"http://{HOST}:{server.get_host_and_port()[1]}")
    system = s3fs.S3FileSystem(skip_instance_cache=True)
    system.mkdir("news")
    return system, server.stop


def gs(patch: pytest.MonkeyPatch) -> tuple[Any, Callable[[], None]]:
    """A file system of Google Cloud Storage, and what ends it."""
    gcsfs = pytest.importorskip("gcsfs", reason="needs newslint[gs]")
    emulator = pytest.importorskip("gcp_storage_emulator.server", reason="needs gcp-storage-emulator")
    server = emulator.create_server(HOST, 0, in_memory=True, default_bucket="news")
    server.start()
    http = server._api._httpd
    http.handle_error = lambda *_: None  # else it prints that a reader has gone
    patch.setenv("STORAGE_EMULATOR_HOST", f"http://{HOST}:{http.server_address[1]}")
    return gcsfs.GCSFileSystem(skip_instance_cache=True), server.stop


@pytest.fixture(scope="module", params=[s3, gs])
def bucket(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A file system with the bucket `news`, and the scheme of its URLs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_PROXY", HOST)
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        system, end = request.param(patch)
        yield system, request.param.__name__
        end()


def checked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["newslint", "check", *arguments])
    return (cli.main(), *capsys.readouterr())


def test_a_bucket_is_checked_as_a_folder(
    bucket: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    system, scheme = bucket
    folder = tmp_path / "articles"
    for path in sorted(ARTICLES.glob("*.md")):
        (folder / "drafts").mkdir(parents=True, exist_ok=True)
        (folder / path.name).write_bytes(path.read_bytes())
        system.pipe(f"news/articles/{path.name}", path.read_bytes())
    broken = b"---\ntitle: [\n---\n"
    for name in ("drafts/broken.md", "b.md.bak", "excluded.md"):
        (folder / name).write_bytes(broken)
        system.pipe(f"news/articles/{name}", broken)
    record = {"category": "news", "title": "Pier \u00c3\u00a9", "publishedDateTime": "2023-05-02T06:30:00Z"}
    dump = f"{json.dumps(record)}\n".encode()
    (folder / "dump.jsonl").write_bytes(dump * 3)
    system.pipe("news/articles/dump.jsonl", dump * 3)
    (tmp_path / "newslint.toml").write_text('exclude = ["articles/excluded.md"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    plain = ("--output-format", "json", "--no-cache")
    expected = checked(monkeypatch, capsys, *plain, "articles", "articles/dump.jsonl")
    url = f"{scheme}://news/"
    engine = ("--engine", "dask", "--jobs", "1")
    found = checked(monkeypatch, capsys, *plain, *engine, f"{url}articles/", f"{url}articles/dump.jsonl")
    assert (found[0], found[1].replace(url, ""), found[2]) == expected
    report = json.loads(found[1])
    files = {finding["file"] for finding in report["findings"]}
    assert f"{url}articles/excluded.md" not in files
    assert files >= {f"{url}articles/{name}" for name in ("b.md", "drafts/broken.md", "dump.jsonl")}
    assert report["summary"]["records"] == 3


def test_what_is_not_there_is_told_by_name(
    bucket: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"{bucket[1]}://news/nothing/"
    status, out, err = checked(monkeypatch, capsys, "--engine", "dask", url)
    assert (status, out, err) == (2, "", f"newslint: {url[:-1]}: there is nothing\n")
    url = f"{bucket[1]}://nobody-has-this/x.md"
    status, out, err = checked(monkeypatch, capsys, "--engine", "dask", url)
    assert (status, out) == (2, "")
    assert err.startswith(f"newslint: {url}: ")
    assert err.count("\n") == 1
