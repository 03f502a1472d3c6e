from pathlib import Path

import pytest
from cursors import split
from desks import opened, uri
from lsprotocol import types as lsp

from newslint.schema.compiled import schema_folder
from newslint.server.desk import Desk
from newslint.server.features.defining import in_article, in_other_file, schema_file
from newslint.server.state import State


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "newslint.toml").write_text("", encoding="utf-8")
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "a.json").write_text("{}", encoding="utf-8")
    (tmp_path / "schemas" / "broken.json").write_text("{", encoding="utf-8")
    (tmp_path / "posts").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("---\n$schema: ../schemas/a¦.json\n---\n", "schemas/a.json"),
        ("---\n$schema: ¦/schemas/a.json\n---\n", "schemas/a.json"),
        ("---\n$schema: ../schemas/broken.json¦\n---\n", "schemas/broken.json"),
        ("---\n# yaml-language-server: $schema=../sch¦emas/a.json\na: 1\n---\n", "schemas/a.json"),
        ('+++\n"$schema" = "../schemas/a¦.json"\n+++\n', "schemas/a.json"),
        ('{"$schema": "../schemas/¦a.json"}', "schemas/a.json"),
        ("---\n$sch¦ema: ../schemas/a.json\n---\n", None),
        ("---\n$schema: ../schemas/a.json\na: ¦1\n---\n", None),
        ("---\n$schema: gone.js¦on\n---\n", None),
        ("---\n$schema: ../../../../../../etc/pass¦wd\n---\n", None),
        ("---\n$schema: https://example.org/¦a.json\n---\n", None),
        ("---\na: ¦1\n---\n", None),
    ],
)
def test_schemas_that_documents_name(site: Path, marked: str, expected: str | None) -> None:
    article, offset = opened(site, "posts/p.md", marked)
    assert schema_file(article, offset) == (None if expected is None else site / expected)


def test_a_bundled_schema(site: Path) -> None:
    article, offset = opened(site, "posts/p.md", "---\n$schema: hu¦go\n---\n")
    assert schema_file(article, offset) == schema_folder() / "hugo.schema.json"


def found_in(site: Path, marked: str) -> list[tuple[str, int, int]]:
    """Addresses, lines and columns."""
    article, offset = opened(site, "posts/p.md", marked)
    found = in_article(article, offset, Desk(State()).locate(article.archive))
    return [(each.uri, each.range.start.line, each.range.start.character) for each in found]


def test_the_other_place_of_a_duplicate(site: Path) -> None:
    assert found_in(site, "---\ntitle: a\nti¦tle: b\n---\n") == [(uri(site, "posts/p.md"), 1, 0)]
    assert found_in(site, "---\ntitle: a\ntitle: ¦b\n---\n") == []


def test_the_other_article_of_a_duplicate(site: Path) -> None:
    text = "---\nlayout: post\ntitle: {}\ncanonical_url: https://example.org/rain\ndate: 2024-05-01\n---\n"
    (site / "posts" / "a.md").write_text(text.format("a"), encoding="utf-8")
    marked = text.format("p").replace("rain", "ra¦in")
    assert found_in(site, marked) == [(uri(site, "posts/a.md"), 3, 15)]


def test_a_schema_comes_first_and_at_its_top(site: Path) -> None:
    assert found_in(site, "---\n$schema: ../schemas/br¦oken.json\n---\n") == [
        (uri(site, "schemas/broken.json"), 0, 0)
    ]


@pytest.mark.parametrize(
    ("name", "marked", "expected"),
    [
        ("newslint.toml", '[[collections]]\nschema = "schemas/a¦.json"', "schemas/a.json"),
        ("newslint.toml", "[[collections]]\nschema = ¦'schemas/a.json'", None),
        ("newslint.toml", '[[collections]]\nschema = "schemas/gone¦.json"', None),
        ("newslint.toml", '[[collections]]\nname = "schemas/a¦.json"', None),
        ("newslint.toml", 'schema = "schemas/a¦.json"', None),
        ("pyproject.toml", '[[tool.newslint.collections]]\nschema = "schemas/a¦.json"', "schemas/a.json"),
        ("pyproject.toml", '[[collections]]\nschema = "schemas/a¦.json"', None),
        ("other.toml", '[[collections]]\nschema = "schemas/a¦.json"', None),
    ],
)
def test_schemas_of_collections(site: Path, name: str, marked: str, expected: str | None) -> None:
    text, offset = split(marked)
    state = State()
    state.put(uri(site, name), 1, text)
    buffer = state.buffers.at(uri(site, name))
    assert buffer is not None
    top = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))
    assert in_other_file(buffer, offset) == (
        [] if expected is None else [lsp.Location(uri(site, expected), top)]
    )
