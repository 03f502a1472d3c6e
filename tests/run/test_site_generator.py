"""The generator of a site decides how bad some findings are; a configuration has the last word."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newslint.config.project import Projects
from newslint.finding import Severity
from newslint.lint.job import Job
from newslint.run.cache.key import settings_key
from newslint.run.session import open_session

NOW = datetime(2026, 1, 9, tzinfo=UTC)
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


@pytest.mark.parametrize(
    ("article", "read_by_hexo"),
    [
        ("title: Harbour\ndate: 2026-01-05\n---\n", True),
        ("title: Harbour\ndate: 2026-01-05\n----\n", True),
        ("title: Harbour\ndate: 2026-01-05\n...\n", False),
        ("title: Harbour\ndate: 2026-01-05\n ---\n", False),
        ("----\ntitle: Harbour\ndate: 2026-01-05\n----\n", True),
        ("----\ntitle: Harbour\ndate: 2026-01-05\n---\n", False),
        ("--\ntitle: Harbour\ndate: 2026-01-05\n--\n", False),
        (ARTICLE, False),
    ],
)
def test_hexo_takes_more_hyphens_and_no_fence_at_the_top(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, article: str, *, read_by_hexo: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(article, encoding="utf-8")
    severities = []
    for generator in ("hexo", "hugo" if article != ARTICLE else "jekyll"):
        Path("newslint.toml").write_text(f"generator = '{generator}'", encoding="utf-8")
        found = open_session(Projects().of(tmp_path)).examine(Job("a.md", str(tmp_path / "a.md"))).examined
        assert found is not None
        severities += [(f.code, f.severity) for f in found.findings]
    refused = [("FM017", Severity.ERROR)]
    assert severities == ([] if read_by_hexo else refused) + refused


def test_a_site_in_a_folder_decides_on_its_own_files_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    for name, text in {"docs/hugo.toml": "", "docs/a.md": ARTICLE, "a.md": ARTICLE}.items():
        Path(name).write_text(text, encoding="utf-8")
    session = open_session(Projects().of(tmp_path))
    severities = []
    for name in ("docs/a.md", "a.md"):
        found = session.examine(Job(name, str(tmp_path / name))).examined
        assert found is not None
        severities += [finding.severity for finding in found.findings]
    assert severities == [Severity.INFO, Severity.ERROR]


def test_what_the_cache_holds_depends_on_where_the_site_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def key(*names: str) -> str:
        for name in names:
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).write_text("", encoding="utf-8")
        made = settings_key(open_session(Projects().of(tmp_path), now=NOW).settings)
        for name in names:
            Path(name).unlink()
        return made

    keys = [key(), key("hugo.toml"), key("docs/hugo.toml"), key("blog/hugo.toml"), key("docs/zola.toml")]
    assert len(set(keys)) == len(keys)
    assert key("docs/hugo.toml") == keys[2]
