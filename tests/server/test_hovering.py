from pathlib import Path

import pytest
from cursors import split
from desks import opened, uri
from lsprotocol import types as lsp

from newslint.config.rule_docs import page
from newslint.errors import NewslintError
from newslint.rules import BUILT_IN, BY_CODE
from newslint.run.session import Session
from newslint.server.features.defining import schema_file
from newslint.server.features.hovering import Explained, in_article, in_other_file, markup
from newslint.server.state import State

SCHEMA = """{"required": ["title"], "properties": {
"title": {"title": "Headline", "description": "One line.", "x-newslint-role": "headline"},
"image": {"properties": {"url": {"description": "Where it lies."}}}
}}"""
TITLE = (
    "**title**: Headline\n\nOne line.\n\n- required\n\n"
    "Role `headline`: the title that readers see. It switches on:"
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "newslint.toml").write_text(
        'ignore = ["COR"]\n[[collections]]\nname = "posts"\nfiles = ["*.md"]\nschema = "post.schema.json"\n',
        encoding="utf-8",
    )
    (tmp_path / "post.schema.json").write_text(SCHEMA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(site: Path, marked: str) -> tuple[str, str]:
    """The text of a hover, and the part of the document that it is about."""
    article, offset = opened(site, "a.md", marked)
    found = in_article(article, offset)
    return ("", "") if found is None else (found.text, article.document.text_of(found.span))


@pytest.mark.parametrize(
    "marked",
    [
        "---\n¦title: Rain\n---\n",
        "---\ntit¦le: Rain\n---\n",
        "---\ntitle¦: Rain\n---\n",
        "---\ntit¦le: Rain\nbroken [\n---\n",
        "---\ntit¦le: Rain",
        '+++\ntit¦le = "Rain"\n+++\n',
        "Tit¦le: Rain\nDate: 2024-05-01\n\nText",
    ],
)
def test_keys(site: Path, marked: str) -> None:
    text, place = shown(site, marked)
    assert text.startswith(TITLE)
    assert "\n- TXT012 empty-text" in text
    assert "COR002" not in text  # it doesn't run in this project
    assert place.lower() == "title"


def test_a_key_of_json(site: Path) -> None:
    text, place = shown(site, '{"image": {"u¦rl": "x"}, "title": "Rain"}')
    assert (text, place) == ("**url**\n\nWhere it lies.", '"url"')


@pytest.mark.parametrize(
    "marked",
    [
        "---\ntitle:¦ Rain\n---\n",
        "---\ntitle: R¦ain\n---\n",
        "---\ntitle: Rain\nun¦known: 1\n---\n",
        "---\ntitle: Rain\n---\ntit¦le: Rain\n",
        "title¦",
        "---\ntitle: Rain\nbroken ¦[\n---\n",
    ],
)
def test_nothing(site: Path, marked: str) -> None:
    text, _ = shown(site, marked)
    assert "Headline" not in text


@pytest.mark.parametrize("at", [13, 15, 18])
def test_the_page_of_a_rule_on_a_finding(site: Path, at: int) -> None:
    written = "---\ntitle: A &amp; B\n---\n"
    text, place = shown(site, f"{written[:at]}¦{written[at:]}")
    assert (text, place) == (page(BY_CODE["TXT002"]), "&amp;")


@pytest.mark.parametrize("at", [12, 19])
def test_beside_a_finding_is_nothing(site: Path, at: int) -> None:
    written = "---\ntitle: A &amp; B\n---\n"
    assert shown(site, f"{written[:at]}¦{written[at:]}") == ("", "")


def test_each_rule_once_and_then_the_key(site: Path) -> None:
    text, place = shown(site, "---\ntitle: Rain\nti¦tle: Snow\nimage: {}\n---\n")
    pages = text.split("\n\n---\n\n")
    assert pages[0] == page(BY_CODE["FM005"])
    assert pages[1].startswith(TITLE)
    assert (len(pages), place) == (2, "title")


def test_a_document_that_can_not_be_bound(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article, offset = opened(site, "a.md", "---\nti¦tle: Rain\n---\n")

    def refuse(*about: object) -> None:
        del about
        raise NewslintError("the schema asks too much")

    monkeypatch.setattr(Session, "parse", refuse)
    assert in_article(article, offset) is None
    assert schema_file(article, offset) is None


def test_a_code_in_a_suppression(site: Path) -> None:
    text, place = shown(site, "---\ntitle: A &amp; B # newslint: ignore[TXT¦002]\n---\n")
    assert (text, place) == (page(BY_CODE["TXT002"]), "TXT002")
    text, place = shown(site, "---\ntitle: A &amp; B # newslint: ignore[html-en¦tity]\n---\n")
    assert (text, place) == (page(BY_CODE["TXT002"]), "html-entity")
    assert shown(site, "---\ntitle: Rain # TXT¦002\n---\n") == ("", "")


def other_file(site: Path, name: str, marked: str) -> Explained | None:
    text, offset = split(marked)
    state = State()
    state.put(uri(site, name), 1, text)
    buffer = state.buffers.at(uri(site, name))
    assert buffer is not None
    return in_other_file(buffer, offset, BUILT_IN)


@pytest.mark.parametrize(
    ("name", "marked", "begins", "place"),
    [
        ("newslint.toml", 'fail¦-on = "error"', "**fail-on**\n\n", (0, 7)),
        ("newslint.toml", 'ignore = ["TXT0¦02"]', "# TXT002 html-entity\n", (11, 17)),
        ("newslint.toml", "[rules.moji¦bake]", "**mojibake**", (1, 15)),
        ("pyproject.toml", '[tool.newslint]\nfail¦-on = "error"', "**fail-on**\n\n", (16, 23)),
        ("a.json", '{"x-newslint-role": "head¦line"}', "Role `headline`: the title", (21, 29)),
    ],
)
def test_other_files(site: Path, name: str, marked: str, begins: str, place: tuple[int, int]) -> None:
    found = other_file(site, name, marked)
    assert found is not None
    assert found.text.startswith(begins)
    assert found.span == place


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("newslint.toml", "¦"),
        ("newslint.toml", "unknown¦ = 1"),
        ("pyproject.toml", 'fail¦-on = "error"'),
        ("a.json", '{"x-newslint-role": "none¦"}'),
        ("a.json", '{"title": "head¦line"}'),
        ("a.txt", "TXT0¦02"),
    ],
)
def test_nothing_in_other_files(site: Path, name: str, marked: str) -> None:
    assert other_file(site, name, marked) is None


def test_clients_that_show_no_markdown() -> None:
    kinds = lsp.MarkupKind
    for wished, kind in (
        ([kinds.PlainText], kinds.PlainText),
        ([kinds.PlainText, kinds.Markdown], kinds.Markdown),
        ([], kinds.Markdown),
        (None, kinds.Markdown),
    ):
        hover = lsp.HoverClientCapabilities(content_format=wished)
        client = lsp.ClientCapabilities(text_document=lsp.TextDocumentClientCapabilities(hover=hover))
        assert markup("a", State(client)) == lsp.MarkupContent(kind, "a")
    assert markup("a", State()).kind == kinds.Markdown
