from datetime import timedelta
from pathlib import Path

import pytest

from newslint.server.buffers import uri_of
from newslint.server.state import State


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> State:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "newslint.toml").write_text("", encoding="utf-8")
    state = State()
    state.put(uri_of(str(tmp_path / "a.md")), 1, "---\ntitle: Rain &amp; wind\n---\n")
    return state


def test_an_article_knows_its_text_findings_and_project(state: State, tmp_path: Path) -> None:
    article = state.article(uri_of(str(tmp_path / "a.md")))
    assert article is not None
    assert (article.source.name, article.job.path) == ("a.md", str(tmp_path / "a.md"))
    assert article.archive.project.folder == tmp_path
    assert article.document.root is not None
    assert article.document.root.value == {"title": "Rain &amp; wind"}
    assert [finding.code for finding in article.findings] == ["TXT002"]
    assert state.article(uri_of(str(tmp_path / "b.md"))) is None


def test_what_was_found_on_another_day_is_stale(state: State) -> None:
    (archive,) = state.homes.all()
    now = archive.session.settings.now
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    assert not state.is_of_another_day(midnight)
    assert not state.is_of_another_day(midnight + timedelta(hours=23, minutes=59))
    assert state.is_of_another_day(midnight + timedelta(days=1))
    assert state.is_of_another_day(midnight - timedelta(seconds=1))


def test_an_archive_tells_what_it_has(state: State, tmp_path: Path) -> None:
    (archive,) = state.homes.all()
    (tmp_path / "b.md").write_text("---\ntitle: Snow\n---\n", encoding="utf-8")
    for _ in archive.load():
        pass
    assert {outcome.job.name for outcome in archive.articles()} == {"a.md", "b.md"}
    (tmp_path / "b.md").unlink()
    archive.touch(str(tmp_path / "b.md"))
    assert [outcome.job.name for outcome in archive.articles()] == ["a.md"]


def test_with_an_image_the_files_that_show_it_are_looked_at_again(state: State, tmp_path: Path) -> None:
    (archive,) = state.homes.all()
    for name, image in (("b", "rain%20a.png?v=1#x"), ("c", "img/rain%20a.png"), ("d", "snow.png"), ("e", "")):
        text = f"---\ntitle: Snow\nimages: [{{url: '{image}'}}]\n---\n"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    for _ in archive.load():
        pass
    before = {outcome.job.name: outcome for outcome in archive.articles()}
    archive.touch_showing({"rain a.png"})
    after = {outcome.job.name: outcome for outcome in archive.articles()}
    assert {name for name in before if after[name] is not before[name]} == {"b.md", "c.md"}
