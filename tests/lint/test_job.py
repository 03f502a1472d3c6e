"""What a project says of a file becomes part of its job, and nothing is made where it says nothing."""

import pytest

from newslint.lint.job import Job

JOB = Job("a.md", "/a.md", collection="news", ignored=frozenset({"FM009"}))


@pytest.mark.parametrize(
    ("collection", "ignored"), [("news", {"FM009"}), ("site", {"FM009"}), ("news", set()), ("", set())]
)
def test_a_job_is_bound(collection: str, ignored: set[str]) -> None:
    bound = JOB.bound(collection, frozenset(ignored))
    assert bound == JOB._replace(collection=collection, ignored=frozenset(ignored))
    assert (bound is JOB) == (collection == "news" and bool(ignored))
