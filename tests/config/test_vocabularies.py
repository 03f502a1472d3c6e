"""Which names the data of a site has."""

from pathlib import Path

import pytest

from newslint.config.vocabularies import vocabularies_of
from newslint.document import Vocabulary

YAML = """\
# ada: no
ada:
  name: Ada
"tom okoro": {name: Tom}
'rosa-lind':
- list
text: |
  inside: no
"""


@pytest.mark.parametrize("place", ["_data", "data", "src/_data", "source/_data", "blog"])
@pytest.mark.parametrize(
    ("ending", "text", "names"),
    [
        ("yml", YAML, {"ada", "tomokoro", "rosalind", "text"}),
        ("yaml", YAML, {"ada", "tomokoro", "rosalind", "text"}),
        ("json", '{"Ada": {}, "Zo\u00eb": 1}', {"ada", "zoe"}),
        ("json", "[1]", None),
        ("json", "{", None),
        ("toml", '[ada]\nname = "x"\n[ "tom okoro" ]\n[ada.links]\n', {"ada", "tomokoro"}),
        ("yml", "", None),
    ],
)
def test_authors(tmp_path: Path, place: str, ending: str, text: str, names: set[str] | None) -> None:
    file = tmp_path / place / f"authors.{ending}"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    wanted = {} if names is None else {"author": Vocabulary(f"{place}/authors.{ending}", frozenset(names))}
    assert vocabularies_of(tmp_path, "jekyll") == wanted


def test_a_file_for_each_author(tmp_path: Path) -> None:
    for file in ("_data/authors/ada.yml", "_data/authors/team/tom.yml", "blog/authors/no.md"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("", encoding="utf-8")
    found = vocabularies_of(tmp_path, "")
    assert found == {"author": Vocabulary("_data/authors", frozenset({"ada", "teamtom"}))}


@pytest.mark.parametrize(
    ("generator", "config", "is_read"),
    [
        ("jekyll", "title: x\n", True),
        ("jekyll", "# theme: x\ntheme:\n", True),
        ("jekyll", "theme: minima\n", False),
        ("jekyll", "title: x\nremote_theme: a/b\n", False),
        ("hexo", "title: x\n", False),
    ],
)
def test_layouts(tmp_path: Path, generator: str, config: str, *, is_read: bool) -> None:
    (tmp_path / "_layouts/docs").mkdir(parents=True)
    for file in ("_config.yml", "_layouts/post.html", "_layouts/docs/page.html"):
        (tmp_path / file).write_text(config, encoding="utf-8")
    layouts = {"layout": Vocabulary("_layouts", frozenset({"post", "docspage"}))}
    assert vocabularies_of(tmp_path, generator) == (layouts if is_read else {})


def test_nothing_there(tmp_path: Path) -> None:
    assert vocabularies_of(tmp_path, "jekyll") == vocabularies_of(tmp_path / "missing", "") == {}


def test_names_as_they_are_compared() -> None:
    authors = Vocabulary.of("a", ["Zoë Ö."])
    assert authors.has("zoe-o")
    assert authors.has("ZOË Ö")
    assert not authors.has("zoe")
