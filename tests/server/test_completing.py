import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cursors import split
from desks import opened, uri
from lsprotocol import types as lsp

from newslint.finding import Span
from newslint.rules import BUILT_IN, RULES
from newslint.schema.roles import ROLES
from newslint.server.cursor.spots import Spot
from newslint.server.features import completing
from newslint.server.features.completing import Found, in_article, in_other_file, list_of, takes_snippets
from newslint.server.fields.habits import Habits
from newslint.server.fields.suggestions import Suggestion
from newslint.server.positions import Places
from newslint.server.state import State
from newslint.source import Source

NOW = datetime(2024, 5, 2, 6, 30, tzinfo=UTC)
SCHEMA = """{"required": ["title"], "properties": {
"title": {"x-newslint-role": "headline"},
"date": {"x-newslint-role": "published"},
"kind": {"enum": ["news", "blog"]},
"tags": {"items": {"x-newslint-role": "topic"}}
}}"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "newslint.toml").write_text(
        '[[collections]]\nname = "posts"\nfiles = ["posts/"]\nschema = "post.schema.json"\n', encoding="utf-8"
    )
    (tmp_path / "post.schema.json").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "other.schema.json").write_text('{"properties": {"other": {}}}', encoding="utf-8")
    (tmp_path / "posts").mkdir()
    for name, tag in (("a", "snow"), ("b", "rain"), ("c", "snow")):
        text = f"---\ntitle: {name}\ndate: 2024/01/01\ntags: [{tag}]\n---\n"
        (tmp_path / "posts" / f"{name}.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found_in(site: Path, name: str, marked: str, *, snippets: bool = True) -> Found:
    article, cursor = opened(site, name, marked)
    return asyncio.run(in_article(article, cursor, Habits(article.archive), NOW, takes_snippets=snippets))


def labels(found: Found) -> list[str]:
    return [suggestion.label for _, suggestion in found]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("---\n¦\n---\n", ["title", "date", "tags", "kind"]),
        ("---\ntitle: a\n¦", ["date", "tags", "kind"]),  # broken: nothing closes the block
        ("---\ntitle: a\nkind: ¦\nb [\n---\n", ["news", "blog"]),
        ("---\ntags: [rain, ¦\n---\n", ["snow"]),
        ("---\ntags:\n  - ¦\n---\n", ["snow", "rain"]),
        ("---\ndate: ¦\n---\n", ["2024/05/02"]),
        ("---\ntitle: ¦\n---\n", []),
        ("---\n$schema: ¦\n---\n", None),
        ("---\ntitle: a\n---\nti¦", []),
        ("ti¦", []),
    ],
)
def test_a_collection_with_a_schema(site: Path, marked: str, expected: list[str] | None) -> None:
    found = labels(found_in(site, "posts/z.md", marked))
    if expected is None:
        assert {"article", "hugo", "jekyll"} < set(found)
    else:
        assert found == expected


@pytest.mark.parametrize("key", ["🎉é", "a\u2028b", "a\\tb", 'a"b', "\x7f"])
def test_any_key_may_stand_in_a_broken_document(site: Path, key: str) -> None:
    assert labels(found_in(site, "posts/z.md", f"---\n'{key}': 1\nkind: ¦\nbroken [\n---\n")) == [
        "news",
        "blog",
    ]


def test_a_broken_document_is_bound_by_its_keys_and_the_schema_that_it_names(site: Path) -> None:
    article = "---\ncategory: a\nprovider: b\nquality: 1\n"
    assert "publishedDateTime" in labels(found_in(site, "z.md", f"{article}¦\ntitle [\n---\n"))
    assert "publishedDateTime" not in labels(found_in(site, "z.md", "---\n¦\ntitle [\n---\n"))
    named = "# yaml-language-server: $schema=other.schema.json\n"
    assert "other" in labels(found_in(site, "z.md", f"---\n{named}¦\ntitle [\n---\n"))
    assert "other" in labels(found_in(site, "z.md", "---\n$schema: other.schema.json\n¦\ntitle [\n---\n"))
    toml = '+++\n"$schema" = "other.schema.json"\n¦\ntitle [\n+++\n'
    assert "other" in labels(found_in(site, "z.md", toml))
    assert "other" not in labels(found_in(site, "z.md", "---\n$schema: gone.json\n¦\ntitle [\n---\n"))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("---\nkind: news # newslint: ¦\n---\n", ["ignore", "ignore-file"]),
        ("---\n# newslint: ig¦\nkind: news\n---\n", ["ignore", "ignore-file"]),
        ("+++\nkind = 1 # newslint: ¦\n+++\n", ["ignore", "ignore-file"]),
        ('{\n"a": 1 # newslint: ¦\n}\n', []),
        ("---\n---\n# newslint: ¦\n", []),
    ],
)
def test_words_of_suppressions(site: Path, marked: str, expected: list[str]) -> None:
    assert labels(found_in(site, "posts/z.md", marked)) == expected


def test_codes_in_suppressions(site: Path) -> None:
    found = found_in(site, "posts/z.md", "---\ntitle: A &amp; B # newslint: ignore[TXT001, x¦yz]\n---\n")
    assert len(found) == 2 * len(RULES) - 1
    groups = {suggestion.label: suggestion.group for _, suggestion in found}
    details = {suggestion.label: suggestion.detail for _, suggestion in found}
    assert (details["TXT002"], details["html-entity"]) == ("html-entity", "TXT002")
    assert "TXT001" not in groups
    assert (groups["TXT002"], groups["TXT003"], groups["mojibake"]) == (0, 1, 2)
    spot, _ = found[0]
    assert (spot.typed, spot.span.end - spot.span.start) == ("x", 3)
    above = found_in(site, "posts/z.md", "---\n# newslint: ignore-file[¦\ntitle: A &amp; B\n---\n")
    assert {suggestion.label for _, suggestion in above if suggestion.group == 0} == {"TXT002"}


@pytest.mark.parametrize(("snippets", "expected"), [(True, "ignore[$1]"), (False, "ignore[")])
def test_a_suppression_as_it_is_put_in(site: Path, snippets: bool, expected: str) -> None:  # noqa: FBT001
    found = found_in(site, "posts/z.md", "---\n# newslint: ¦\n---\n", snippets=snippets)
    assert (found[0][1].text, found[0][1].is_snippet) == (expected, snippets)


def other_file(site: Path, name: str, marked: str) -> list[str]:
    text, cursor = split(marked)
    state = State()
    state.put(uri(site, name), 1, text)
    buffer = state.buffers.at(uri(site, name))
    assert buffer is not None
    return labels(in_other_file(buffer, cursor, NOW, BUILT_IN, takes_snippets=True))


def test_configurations(site: Path) -> None:
    assert {"select", "collections", "rules"} < set(other_file(site, "newslint.toml", "¦"))
    assert "select" in other_file(site, ".newslint.toml", "sel¦\n[rules")
    assert other_file(site, "newslint.toml", 'yaml-version = "¦') == ["1.1", "1.2"]
    selectors = other_file(site, "newslint.toml", 'ignore = ["¦"]')
    assert {"ALL", "TXT", "TXT001", "mojibake"} < set(selectors)
    assert "TXT0" not in selectors
    assert "TXT001" not in other_file(site, "newslint.toml", 'ignore = ["TXT001", "¦"]')
    assert {"TXT001", "mojibake"} < set(other_file(site, "newslint.toml", "[rules.¦"))
    assert other_file(site, "newslint.toml", "[[¦") == ["collections", "house-rules"]
    assert {"code", "field", "max-length"} < set(other_file(site, "newslint.toml", "[[house-rules]]\n¦"))
    assert "severity" in other_file(site, "newslint.toml", "[rules.TXT001]\n¦")
    assert other_file(site, "newslint.toml", '[rules.TXT001]\nseverity = "¦"') == ["error", "warning", "info"]
    assert {"hugo", "article"} < set(other_file(site, "newslint.toml", '[[collections]]\nschema = "¦"'))


def test_settings_of_pyproject(site: Path) -> None:
    assert other_file(site, "pyproject.toml", "¦") == []
    assert other_file(site, "pyproject.toml", "[tool.other]\n¦") == []
    assert "select" in other_file(site, "pyproject.toml", "[tool.newslint]\n¦")
    assert "TXT001" in other_file(site, "pyproject.toml", '[tool.newslint]\nignore = ["¦"]')


def test_roles_in_schemas(site: Path) -> None:
    assert other_file(site, "a.json", '{"x-newslint-role": "¦"}') == list(ROLES)
    assert other_file(site, "a.json", '{"x-newslint-role": ["url", "¦"]}') == [r for r in ROLES if r != "url"]
    assert other_file(site, "a.json", '{"x-newslint-role": {"a": {"b": "¦"}}}') == []
    assert other_file(site, "a.json", '{"type": "¦"}') == []
    assert other_file(site, "a.txt", '{"x-newslint-role": "¦"}') == []


def items(marked: str, encoding: lsp.PositionEncodingKind, *found: Suggestion) -> lsp.CompletionList:
    text, cursor = split(marked)
    spot = Spot("value", (), Span(cursor - 1, cursor), text[cursor - 1 : cursor], comma_at=1)
    return list_of([(spot, each) for each in found], Places(Source("a", text.encode()), encoding))


@pytest.mark.parametrize(
    ("encoding", "start"),
    [
        (lsp.PositionEncodingKind.Utf8, 6),
        (lsp.PositionEncodingKind.Utf16, 3),
        (lsp.PositionEncodingKind.Utf32, 2),
    ],
)
def test_items_of_the_protocol(encoding: lsp.PositionEncodingKind, start: int) -> None:
    found = Suggestion(
        "tags",
        "tags:\n- $1",
        "field",
        "'tags",
        "required",
        "**tags**",
        2,
        is_snippet=True,
        is_deprecated=True,
    )
    answer = items("\r\n🎉éta¦", encoding, found)
    place = lsp.Range(lsp.Position(1, start + 1), lsp.Position(1, start + 2))
    assert answer.is_incomplete is False
    assert answer.items == [
        lsp.CompletionItem(
            "tags",
            kind=lsp.CompletionItemKind.Property,
            tags=[lsp.CompletionItemTag.Deprecated],
            detail="required",
            documentation=lsp.MarkupContent(lsp.MarkupKind.Markdown, "**tags**"),
            sort_text="200000",
            filter_text="'tags",
            insert_text_format=lsp.InsertTextFormat.Snippet,
            insert_text_mode=lsp.InsertTextMode.AdjustIndentation,
            text_edit=lsp.TextEdit(place, "tags:\n- $1"),
            additional_text_edits=[lsp.TextEdit(lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0)), ",")],
        )
    ]


def test_a_plain_item() -> None:
    (item,) = items("a¦", lsp.PositionEncodingKind.Utf16, Suggestion("x", "x", "label")).items
    assert (item.kind, item.tags, item.detail, item.documentation) == (
        lsp.CompletionItemKind.Value,
        None,
        None,
        None,
    )
    assert (item.filter_text, item.insert_text_format) == ("x", lsp.InsertTextFormat.PlainText)
    assert item.insert_text_mode is None


def test_of_too_many_those_that_hold_what_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completing, "_MOST", 2)
    found = [Suggestion(label, label, "label") for label in ("xa", "b", "A", "ya")]
    answer = items("a¦", lsp.PositionEncodingKind.Utf16, *found)
    assert answer.is_incomplete
    assert [item.label for item in answer.items] == ["xa", "A"]
    answer = items("a¦", lsp.PositionEncodingKind.Utf16, *found[:2])
    assert not answer.is_incomplete
    assert [item.label for item in answer.items] == ["xa", "b"]


def test_a_list_is_not_complete_before_all_files_are_known() -> None:
    assert list_of([], Places(Source("a", b""), "utf-16"), is_all_known=False).is_incomplete


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (lsp.ClientCompletionItemOptions(snippet_support=True), True),
        (lsp.ClientCompletionItemOptions(snippet_support=False), False),
        (None, False),
    ],
)
def test_which_clients_take_snippets(item: lsp.ClientCompletionItemOptions | None, expected: bool) -> None:  # noqa: FBT001
    completion = lsp.CompletionClientCapabilities(completion_item=item)
    document = lsp.TextDocumentClientCapabilities(completion=completion)
    assert takes_snippets(State(lsp.ClientCapabilities(text_document=document))) is expected
    assert not takes_snippets(State())
