"""Documents in a bucket, on a server of this machine that speaks as Amazon S3 does."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from here import CASES

from newslint import cli

pytest.importorskip("moto.server", reason="needs moto[server]")
pytest.importorskip("s3fs", reason="needs newslint[s3]")
pytest.importorskip("distributed", reason="needs newslint[dask]")

pytestmark = pytest.mark.slow

ARTICLES = CASES / "COR003" / "clear-majority"


@pytest.fixture(scope="module")
def bucket() -> Iterator[Any]:
    """A file system with the bucket `news`."""
    from moto.server import ThreadedMotoServer  # noqa: PLC0415 - it may not be here
    from s3fs import S3FileSystem  # noqa: PLC0415 - the same

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "AWS_ACCESS_KEY_ID": "nobody",
            "AWS_SECRET_ACCESS_KEY": "nothing",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "NO_PROXY": host,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }.items():
            patch.setenv(name, value)
        system = S3FileSystem(skip_instance_cache=True)
        system.mkdir("news")
        yield system
    server.stop()


def checked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["newslint", "check", *arguments])
    return (cli.main(), *capsys.readouterr())


def test_a_bucket_is_checked_as_a_folder(
    bucket: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "articles"
    for path in sorted(ARTICLES.glob("*.md")):
        (folder / "drafts").mkdir(parents=True, exist_ok=True)
        (folder / path.name).write_bytes(path.read_bytes())
        bucket.pipe(f"news/articles/{path.name}", path.read_bytes())
    broken = b"---\ntitle: [\n---\n"
    for name in ("drafts/broken.md", "b.md.bak", "excluded.md"):
        (folder / name).write_bytes(broken)
        bucket.pipe(f"news/articles/{name}", broken)
    record = {"category": "news", "title": "Pier \u00c3\u00a9", "publishedDateTime": "2023-05-02T06:30:00Z"}
    dump = f"{json.dumps(record)}\n".encode()
    (folder / "dump.jsonl").write_bytes(dump * 3)
    bucket.pipe("news/articles/dump.jsonl", dump * 3)
    (tmp_path / "newslint.toml").write_text('exclude = ["articles/excluded.md"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    plain = ("--output-format", "json", "--no-cache")
    expected = checked(monkeypatch, capsys, *plain, "articles", "articles/dump.jsonl")
    url = "s3://news/"
    engine = ("--engine", "dask", "--jobs", "1")
    found = checked(monkeypatch, capsys, *plain, *engine, f"{url}articles/", f"{url}articles/dump.jsonl")
    assert (found[0], found[1].replace(url, ""), found[2]) == expected
    report = json.loads(found[1])
    files = {finding["file"] for finding in report["findings"]}
    assert f"{url}articles/excluded.md" not in files
    assert files >= {f"{url}articles/{name}" for name in ("b.md", "drafts/broken.md", "dump.jsonl")}
    assert report["summary"]["records"] == 3


@pytest.mark.usefixtures("bucket")
def test_what_is_not_there_is_told_by_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = checked(monkeypatch, capsys, "--engine", "dask", "s3://news/nothing/")
    assert (status, out, err) == (2, "", "newslint: s3://news/nothing: there is nothing\n")
    status, out, err = checked(monkeypatch, capsys, "--engine", "dask", "s3://nobody-has-this/x.md")
    assert (status, out) == (2, "")
    assert err.startswith("newslint: s3://nobody-has-this/x.md: ")
    assert err.count("\n") == 1
