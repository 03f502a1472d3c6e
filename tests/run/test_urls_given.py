"""How a URL on the command line is told from a path."""

from pathlib import Path

import pytest

from newslint.run.urls import as_url


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("s3://bucket/a.md", "s3://bucket/a.md"),
        ("S3://bucket/", "s3://bucket"),
        ("file:///tmp/a", "file:///tmp/a"),
        ("gs://b", "gs://b"),
        ("a/b.md", None),
        ("c:/b.md", None),  # a drive
        ("notes:today.md", None),
    ],
)
def test_a_url_is_told_from_a_path(given: str, url: str | None) -> None:
    assert as_url(Path(given)) == url
