"""Rules of a configuration in an editor: told, explained and completed as those of newslint are."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cursors import split
from desks import load, opened, uri
from plugins import write_plugin

from newslint.config.rule_docs import page
from newslint.server.features import completing, hovering
from newslint.server.fields.habits import Habits
from newslint.server.state import State

NOW = datetime(2024, 5, 2, tzinfo=UTC)
HOUSE = "[[house-rules]]\ncode = 'HOUSE001'\nname = 'short-title'\nfield = 'title'\nmax-length = 3\n"
FOUND = "---\ntitle: Quays\n---\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "newslint.toml").write_text(HOUSE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_declared_rule_finds_and_is_explained(site: Path) -> None:
    article, offset = opened(site, "a.md", FOUND.replace("Qu", "Qu¦"))
    assert [finding.code for finding in article.findings] == ["HOUSE001"]
    found = hovering.in_article(article, offset)
    assert found is not None
    assert found.text.startswith(page(article.archive.project.catalogue.by_code["HOUSE001"]))


@pytest.mark.parametrize("name", ["HOUSE¦001", "short-¦title"])
def test_the_name_of_a_declared_rule_in_a_comment_is_explained(site: Path, name: str) -> None:
    article, offset = opened(site, "a.md", f"---\ntitle: Quays # newslint: ignore[{name}]\n---\n")
    found = hovering.in_article(article, offset)
    assert found is not None
    assert "# HOUSE001 short-title" in found.text


def test_it_is_completed_in_comments_first_where_it_was_found(site: Path) -> None:
    article, cursor = opened(site, "a.md", "---\ntitle: Quays # newslint: ignore[¦]\n---\n")
    found = asyncio.run(
        completing.in_article(article, cursor, Habits(article.archive), NOW, takes_snippets=False)
    )
    by_label = {suggestion.label: suggestion for _, suggestion in found}
    assert by_label["HOUSE001"].group == 0
    assert by_label["TXT001"].group == 1
    assert "short-title" in by_label


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("select = ['¦']\n", {"HOUSE", "HOUSE001", "short-title", "TXT001"}),
        ("[rules.¦]\n", {"HOUSE001", "short-title", "TXT001"}),
        ("[rules.HOUSE001]\n¦\n", {"severity"}),
        ("[[house-rules]]\nseverity = '¦'\n", {"error", "warning", "info"}),
    ],
)
def test_it_is_completed_in_its_configuration(site: Path, marked: str, wanted: set[str]) -> None:
    text, cursor = split(HOUSE + marked if marked.startswith("[") else marked + HOUSE)
    state = State()
    state.put(uri(site, "a.md"), 1, FOUND)
    assert state.article(uri(site, "a.md")) is not None
    state.put(uri(site, "newslint.toml"), 1, text)
    buffer = state.buffers.at(uri(site, "newslint.toml"))
    assert buffer is not None
    catalogue = state.catalogue_at(buffer)
    found = completing.in_other_file(buffer, cursor, NOW, catalogue, takes_snippets=False)
    assert wanted <= {suggestion.label for _, suggestion in found}


def test_other_configurations_have_rules_of_their_own(site: Path) -> None:
    state = State()
    state.put(uri(site, "a.md"), 1, FOUND)
    state.put(uri(site, "other/newslint.toml"), 1, "")
    buffer = state.buffers.at(uri(site, "other/newslint.toml"))
    assert state.article(uri(site, "a.md")) is not None
    assert buffer is not None
    assert "HOUSE001" not in state.catalogue_at(buffer).by_code


def test_a_plugin_needs_the_word_of_whoever_starts_the_server(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_plugin(site / "packages")
    monkeypatch.syspath_prepend(str(site / "packages"))
    (site / "newslint.toml").write_text("plugins = ['tide']\n", encoding="utf-8")
    state = State()
    state.put(uri(site, "a.md"), 1, FOUND)
    assert state.article(uri(site, "a.md")) is None
    (trouble,) = state.homes.take_troubles()
    assert trouble.startswith("newslint.toml:1:11: `plugins`: `tide` is code, and loaded only with")
    allowed = State(allow_plugins=True)
    allowed.put(uri(site, "a.md"), 1, FOUND)
    article = allowed.article(uri(site, "a.md"))
    assert article is not None
    load(article.archive)
    assert [finding.code for finding in article.findings] == ["TIDE001"]
    allowed.reload()
    again = allowed.article(uri(site, "a.md"))
    assert again is not None
    assert "TIDE001" in again.archive.project.catalogue.by_code
