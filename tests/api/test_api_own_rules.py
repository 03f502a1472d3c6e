"""Rules of one's own: declared in the configuration, or brought by plug-ins that the caller allows."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from plugins import write_plugin

import newslint
from newslint import NewslintError, check_files, check_records, check_text, load_config

RULE = """\
[[house-rules]]
code = "HARB001"
name = "short-title"
field = "title"
max-length = 10
"""
TEXT = "---\ntitle: The long way round the quay\n---\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    (tmp_path / "sub").mkdir()
    yield tmp_path
    sys.modules.pop("newslint_tide", None)


def codes(report: newslint.Report) -> list[str]:
    return [finding.code for finding in report.findings]


def test_declared_rules_are_rules(site: Path) -> None:
    (site / "newslint.toml").write_text(RULE)
    config = load_config()
    (site / "a.md").write_text(TEXT)
    assert codes(check_text(TEXT, config=config)) == ["HARB001"]
    assert codes(check_files("a.md", config=config)) == ["HARB001"]
    assert codes(check_records([{"title": "The long way round"}], config=config)) == ["HARB001"]
    assert codes(check_text(TEXT)) == []
    assert codes(check_text(TEXT, config=load_config(settings='ignore = ["HARB001"]'))) == []


def test_settings_are_read_anew_for_each_configuration(site: Path) -> None:
    """What one of them doesn't know is no mistake of another."""
    (site / "newslint.toml").write_text(RULE)
    (site / "sub" / "newslint.toml").write_text("")
    config = load_config(settings='extend-select = ["HARB001"]')
    for _ in range(2):
        with pytest.raises(NewslintError, match=r"^settings:1:18: "):
            check_text(TEXT, name="sub/a.md", config=config)
        assert codes(check_text(TEXT, name="a.md", config=config)) == ["HARB001"]


def test_a_plugin_needs_the_word_of_the_caller(site: Path) -> None:
    write_plugin(site / "packages")
    (site / "newslint.toml").write_text('plugins = ["tide"]\n')
    with pytest.raises(NewslintError, match=r"`tide` is code, and loaded only with `--allow-plugins`"):
        load_config()
    config = load_config(allow_plugins=True)
    text = TEXT.replace("---\n", "---\ncategory: news\npublishedDateTime: 2026-03-02\nquality: 1\n", 1)
    assert "TIDE001" in codes(check_text(text, config=config))
    assert "TIDE001" not in codes(check_text(text))


def test_the_word_counts_for_configurations_below(site: Path) -> None:
    write_plugin(site / "packages")
    (site / "newslint.toml").write_text("")
    (site / "sub" / "newslint.toml").write_text('plugins = ["tide"]\nselect = ["TIDE001"]\n')
    (site / "sub" / "a.md").write_text(TEXT)
    with pytest.raises(NewslintError, match=r"^sub/newslint.toml:1:11: .*`tide` is code"):
        check_text(TEXT, name="sub/a.md", config=load_config())
    with pytest.raises(NewslintError, match=r"^sub/newslint.toml:1:11: .*`tide` is code"):
        check_files(".", config=load_config())
    config = load_config(allow_plugins=True)
    assert codes(check_text(TEXT, name="sub/a.md", config=config)) == ["TIDE001"]
    assert codes(check_files(".", config=config)) == ["TIDE001"]
