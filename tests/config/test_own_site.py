"""The hosts of a site, as its own files say."""

from pathlib import Path

import pytest

from newslint.config.own_site import own_hosts_of
from newslint.config.project import build


@pytest.mark.parametrize(
    ("name", "text", "hosts"),
    [
        ("CNAME", "www.Harbour.example\n", {"www.harbour.example"}),
        ("static/CNAME", "harbour.example", {"harbour.example"}),
        ("CNAME", "", set()),
        ("CNAME", "harbour.example\nother.example\n", {"harbour.example"}),
        ("_config.yml", "title: x\nurl: https://harbour.example # ours\n", {"harbour.example"}),
        ("_config.yml", "author:\n  url: https://friend.example\n", set()),
        ("_config.yml", "url: ''\n", set()),
        ("hugo.toml", 'baseURL = "https://harbour.example/"\n', {"harbour.example"}),
        ("config/_default/hugo.yaml", "baseurl: https://harbour.example/blog/\n", {"harbour.example"}),
        ("config.toml", "base_url = 'http://harbour.example:8080'\n", {"harbour.example"}),
        ("config.json", '{\n  "baseURL": "https://harbour.example/"\n}', {"harbour.example"}),
        ("pelicanconf.py", "SITEURL = 'https://harbour.example'\n", {"harbour.example"}),
        ("_quarto.yml", 'website:\n  site-url: "https://harbour.example"\n', {"harbour.example"}),
        ("mkdocs.yml", "site_url: https://harbour.example/docs\n", {"harbour.example"}),
        (
            "astro.config.mjs",
            "x({ site: 'https://harbour.example', x: { url: 'https://a.example' } })",
            {"harbour.example"},
        ),
        (
            "docusaurus.config.js",
            'x = {\n  url: "https://harbour.example",\n',
            {"harbour.example"},
        ),
        ("package.json", '{"url": "https://harbour.example"}', set()),
    ],
)
def test_files_of_a_site_tell_its_host(tmp_path: Path, name: str, text: str, hosts: set[str]) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert own_hosts_of(tmp_path) == hosts


def test_a_project_knows_the_hosts_of_its_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "CNAME").write_text("harbour.example", encoding="utf-8")
    (tmp_path / "_config.yml").write_text("url: https://quay.example", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert build([]).own_hosts == {"harbour.example", "quay.example"}


def test_a_folder_that_is_not_there_is_no_site(tmp_path: Path) -> None:
    assert own_hosts_of(tmp_path / "gone") == frozenset()
