"""The generator of a site decides how bad some findings are; a configuration has the last word."""

from pathlib import Path

import pytest

from newslint.config.project import Projects
from newslint.finding import Severity
from newslint.lint.job import Job
from newslint.run.session import open_session

ARTICLE = "\n---\ntitle: Harbour\ndate: 2026-01-05\n---\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, Severity.ERROR),
        ({"hugo.toml": ""}, Severity.INFO),
        ({"_config.yml": ""}, Severity.ERROR),
        ({"newslint.toml": "generator = 'hugo'"}, Severity.INFO),
        ({"hugo.toml": "", "newslint.toml": "generator = 'jekyll'"}, Severity.ERROR),
        ({"hugo.toml": "", "newslint.toml": "[rules.FM017]\nseverity = 'error'"}, Severity.ERROR),
        ({"_config.yml": "", "newslint.toml": "[rules.FM017]\nseverity = 'warning'"}, Severity.WARNING),
    ],
)
def test_how_bad_a_blank_line_before_the_fence_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], expected: Severity
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (files | {"a.md": ARTICLE}).items():
        Path(name).write_text(text, encoding="utf-8")
    session = open_session(Projects().of(tmp_path))
    found = session.examine(Job("a.md", str(tmp_path / "a.md"))).examined
    assert found is not None
    assert [(f.code, f.severity) for f in found.findings] == [("FM017", expected)]
