"""What configurations say of addresses."""

from pathlib import Path

import pytest

from newslint.config.permalinks import permalinks_of
from newslint.config.project import build
from newslint.knowledge.permalinks.hexo import HexoPermalinks
from newslint.knowledge.permalinks.hugo import HugoPermalinks
from newslint.knowledge.permalinks.jekyll import JekyllPermalinks, Scope
from newslint.knowledge.permalinks.pattern import Permalinks


def written(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


COLLECTIONS = """\
collections:
  ships: {output: true, permalink: '/s/:title/'}
  boats: {output: true}
  crews: {output: false, permalink: /c/}
  posts: {permalink: '/p/:title/'}
  none:
"""
DEFAULTS = """\
defaults:
- scope: {path: '', type: posts}
  values: {permalink: '/p/:title/', layout: x}
- scope: {path: /old/}
  values: {permalink: '/o/:title/'}
- values: {layout: post}
- values: {category: x}
- values: {permalink: /x/, slug: y}
- scope: x
"""
DEFAULT = "config/_default/config.toml"
POSTS = HugoPermalinks((("posts", "/:year/:slug/"),))


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, None),
        ({"hugo.toml": ""}, None),
        ({"hugo.toml": "title = 'x'\n[broken"}, None),
        ({"hugo.toml": "[permalinks]\n[broken"}, None),
        ({"hugo.toml": "[permalinks]\nposts = '/:year/:slug/'"}, POSTS),
        ({"config.toml": "[Permalinks]\nposts = '/:year/:slug/'"}, POSTS),
        ({"hugo.yaml": "permalinks:\n  posts: /:year/:slug/\n"}, POSTS),
        ({"config.yml": "permalinks:\n  page:\n    posts: /:year/:slug/\n  term:\n    tags: /x/\n"}, POSTS),
        ({"config.json": '{"permalinks": {"posts": "/:year/:slug/", "term": {"tags": "/t/"}}}'}, POSTS),
        ({"config/_default/hugo.toml": "[permalinks]\nposts = '/:year/:slug/'"}, POSTS),
        ({DEFAULT: "", "config/_default/permalinks.toml": "posts = '/:year/:slug/'"}, POSTS),
        ({DEFAULT: "", "config/_default/permalinks.yaml": "page: {posts: /:year/:slug/}"}, POSTS),
        ({DEFAULT: "", "config/_default/permalinks.yaml": "- x"}, None),
        ({DEFAULT: "[permalinks]", "config/_default/permalinks.toml": "= x"}, None),
        ({DEFAULT: "contentDir =", "config/_default/permalinks.toml": "posts = '/:year/:slug/'"}, None),
        ({"hugo.yaml": "- permalinks\n"}, None),
        ({"hugo.toml": "[permalinks]\n[languages]\nen = 7"}, HugoPermalinks()),
        ({"hugo.toml": "permalinks = 'x'"}, None),
        ({"hugo.toml": "[permalinks]\nposts = 7"}, None),
        ({"hugo.toml": "[[permalinks]]\npattern = '/x/'"}, None),
        ({"hugo.toml": "[permalinks]\n[permalinks.section]\nposts = '/x/'"}, HugoPermalinks()),
        ({"hugo.toml": "[frontmatter]\ndate = ['x']\n[permalinks]"}, HugoPermalinks(reads_date=False)),
        ({"hugo.toml": "disablePathToLower = true\n[permalinks]"}, HugoPermalinks(lowers=False)),
        ({"hugo.toml": "disablePathToLower = false\n[permalinks]"}, HugoPermalinks()),
        ({"hugo.toml": "contentDir = 'content'\n[permalinks]"}, HugoPermalinks()),
        ({"hugo.toml": "contentDir = 'text'\n[permalinks]"}, None),
        ({"hugo.toml": "uglyURLs = false\n[permalinks]"}, HugoPermalinks()),
        ({"hugo.toml": "uglyURLs = true\n[permalinks]"}, None),
        ({"hugo.toml": "[module]\n[[module.imports]]\npath = 'mounts'\n[permalinks]"}, HugoPermalinks()),
        ({"hugo.toml": "[module]\n[[module.mounts]]\nsource = 'x'\n[permalinks]"}, None),
        ({"hugo.toml": "[languages.en]\ntitle = 'contentDir'\n[permalinks]"}, HugoPermalinks()),
        ({"hugo.toml": "[languages.en]\ncontentDir = 'content/en'\n[permalinks]"}, None),
        ({"hugo.toml": "[permalinks]\n[languages.en.permalinks]\nposts = '/x/'"}, None),
    ],
)  # fmt: skip
def test_settings_of_hugo(tmp_path: Path, files: dict[str, str], expected: Permalinks | None) -> None:
    written(tmp_path, files)
    assert permalinks_of(tmp_path, "hugo") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", JekyllPermalinks()),
        ("title: [broken\n", JekyllPermalinks()),
        ("permalink: [broken\n", None),
        ("permalink: pretty\n", JekyllPermalinks("pretty")),
        ("'permalink' : /:title/\n", JekyllPermalinks("/:title/")),
        ("x:\n  permalink: pretty\n", JekyllPermalinks()),
        ("permalink: [a]\n", None),
        ("source: src\n", None),
        ("collections_dir: my\n", None),
        ("defaults:\n", JekyllPermalinks()),
        ("defaults: x\n", None),
        ("defaults: [x]\n", None),
        (
            COLLECTIONS,
            JekyllPermalinks("date", (("ships", "/s/:title/"), ("boats", ""), ("posts", "/p/:title/"))),
        ),
        ("collections: [ships]\n", JekyllPermalinks()),
        (
            DEFAULTS,
            JekyllPermalinks(
                scopes=(
                    Scope("", "posts", "/p/:title/"),
                    Scope("old", "", "/o/:title/"),
                    Scope("", "", ""),
                    Scope("", "", ""),
                )
            ),
        ),
        ("defaults:\n- scope: {path: 'a/*'}\n  values: {layout: x}\n", JekyllPermalinks()),
        ("defaults:\n- scope: {path: 'a/*'}\n  values: {permalink: /x/}\n", None),
    ],
)
def test_settings_of_jekyll(tmp_path: Path, text: str, expected: Permalinks | None) -> None:
    written(tmp_path, {"_config.yml": text})
    assert permalinks_of(tmp_path, "jekyll") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: x\n", HexoPermalinks()),
        ("permalink: p/:title/\n", HexoPermalinks("p/:title/")),
        ("new_post_name: :year-:title.md\n", HexoPermalinks(new_post_name=":year-:title.md")),
        ("permalink: 7\n", None),
        ("new_post_name: 7\n", None),
        ("permalink: [\n", None),
    ],
)
def test_settings_of_hexo(tmp_path: Path, text: str, expected: Permalinks | None) -> None:
    written(tmp_path, {"_config.yaml": text})
    assert permalinks_of(tmp_path, "hexo") == expected


def test_nothing_is_known_of_other_sites(tmp_path: Path) -> None:
    assert permalinks_of(tmp_path, "jekyll") is None
    assert permalinks_of(tmp_path, "hexo") is None
    written(tmp_path, {"_config.yml": "", "hugo.toml": ""})
    assert permalinks_of(tmp_path, "zola") is None
    assert permalinks_of(tmp_path, "") is None


def test_a_project_knows_the_addresses_of_its_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, {"docs/hugo.toml": "[permalinks]\nposts = '/:year/:slug/'"})
    assert build([]).permalinks == POSTS
