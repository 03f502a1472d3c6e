"""Hover, completion, outline and definition through a real client."""

from pathlib import Path
from typing import Any

import pytest
from client import Client, speak
from cursors import split
from lsprotocol import types as lsp

from newslint.config.rule_docs import page
from newslint.rules import BY_CODE
from newslint.server.buffers import uri_of

SCHEMA = """{"required": ["title"], "properties": {
"title": {"title": "Headline", "x-newslint-role": "headline"},
"tags": {"type": "array", "items": {"x-newslint-role": "topic"}}
}}"""
SNIPPETS = lsp.ClientCapabilities(
    text_document=lsp.TextDocumentClientCapabilities(
        completion=lsp.CompletionClientCapabilities(
            completion_item=lsp.ClientCompletionItemOptions(snippet_support=True)
        ),
        document_symbol=lsp.DocumentSymbolClientCapabilities(hierarchical_document_symbol_support=True),
    )
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "newslint.toml").write_text(
        '[[collections]]\nname = "posts"\nfiles = ["*.md"]\nschema = "post.schema.json"\n', encoding="utf-8"
    )
    (tmp_path / "post.schema.json").write_text(SCHEMA, encoding="utf-8")
    for name, tag in (("a", "snow"), ("b", "rain"), ("c", "snow")):
        text = f"---\ntitle: {name}\ntags: [{tag}]\n---\n"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    return tmp_path


def place_of(client: Client, name: str, marked: str) -> dict[str, Any]:
    """Open a text, and give the place of its mark, which counts UTF-16 as the client does."""
    text, cursor = split(marked)
    client.open(name, text)
    before = text[:cursor]
    column = len(before.rpartition("\n")[2].encode("utf-16-le")) // 2
    return {
        "text_document": lsp.TextDocumentIdentifier(client.uri(name)),
        "position": lsp.Position(before.count("\n"), column),
    }


def test_completion(site: Path) -> None:
    async def script() -> None:
        async with Client(site, capabilities=SNIPPETS) as client:
            assert client.server.capabilities.completion_provider is not None
            params = lsp.CompletionParams(
                **place_of(client, "z.md", "---\n'🎉é': 1\ntags: [¦\nbroken [\n---\n")
            )
            found = await client.lsp.text_document_completion_async(params)
            while isinstance(found, lsp.CompletionList) and found.is_incomplete:  # files are still read
                found = await client.lsp.text_document_completion_async(params)
            assert isinstance(found, lsp.CompletionList)
            assert [item.label for item in found.items] == ["snow", "rain"]
            params = lsp.CompletionParams(**place_of(client, "y.md", "---\n{'🎉é': 1, ti¦\n---\n"))
            found = await client.lsp.text_document_completion_async(params)
            assert isinstance(found, lsp.CompletionList)
            place = lsp.Range(lsp.Position(1, 11), lsp.Position(1, 13))
            assert [item.text_edit for item in found.items] == [
                lsp.TextEdit(place, "title: $1"),
                lsp.TextEdit(place, "tags: [$1]"),
            ]
            params = lsp.CompletionParams(**place_of(client, "x.md", "---\nti¦\n---\n"))
            found = await client.lsp.text_document_completion_async(params)
            assert isinstance(found, lsp.CompletionList)
            (first, _) = found.items
            place = lsp.Range(lsp.Position(1, 0), lsp.Position(1, 2))
            assert first.text_edit == lsp.TextEdit(place, "title: $1")

    speak(script())


def test_hover(site: Path) -> None:
    async def script() -> None:
        async with Client(site) as client:
            params = lsp.HoverParams(**place_of(client, "a.md", "---\ntitle: 🎉é A &a¦mp; B\n---\n"))
            found = await client.lsp.text_document_hover_async(params)
            assert found is not None
            assert found.contents == lsp.MarkupContent(lsp.MarkupKind.Markdown, page(BY_CODE["TXT002"]))
            assert found.range == lsp.Range(lsp.Position(1, 13), lsp.Position(1, 18))
            params = lsp.HoverParams(**place_of(client, "b.md", "---\ntit¦le: A\n---\n"))
            found = await client.lsp.text_document_hover_async(params)
            assert found is not None
            assert isinstance(found.contents, lsp.MarkupContent)
            assert found.contents.value.startswith("**title**: Headline\n\n- required\n\nRole `headline`")
            params = lsp.HoverParams(**place_of(client, "c.md", "---\ntitle: A\n---\nTe¦xt"))
            assert await client.lsp.text_document_hover_async(params) is None

    speak(script())


def test_outline(site: Path) -> None:
    async def script() -> None:
        async with Client(site, capabilities=SNIPPETS) as client:
            client.open("a.md")
            params = lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(client.uri("a.md")))
            found = await client.lsp.text_document_document_symbol_async(params)
            assert [(each.name, type(each)) for each in found or ()] == [
                ("title", lsp.DocumentSymbol),
                ("tags", lsp.DocumentSymbol),
            ]
            client.change("a.md", "---\ntitle: [\ntags: 1\n---\n")
            found = await client.lsp.text_document_document_symbol_async(params)
            assert [each.name for each in found or ()] == ["title", "tags"]
            client.open("newslint.toml")
            params = lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(client.uri("newslint.toml")))
            found = await client.lsp.text_document_document_symbol_async(params)
            assert [each.name for each in found or ()] == [
                "collections",
                "collections.0.name",
                "collections.0.files",
                "collections.0.schema",
            ]
        async with Client(site) as client:
            client.open("a.md")
            params = lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(client.uri("a.md")))
            found = await client.lsp.text_document_document_symbol_async(params)
            assert [(each.name, type(each)) for each in found or ()] == [
                ("title", lsp.SymbolInformation),
                ("tags", lsp.SymbolInformation),
                ("[0]", lsp.SymbolInformation),
            ]

    speak(script())


def test_definition(site: Path) -> None:
    async def script() -> None:
        async with Client(site) as client:
            marked = "---\n'🎉': 1\ntitle: A\nti¦tle: B\n---\n"
            params = lsp.DefinitionParams(**place_of(client, "a.md", marked))
            place = lsp.Range(lsp.Position(2, 0), lsp.Position(2, 5))
            found = await client.lsp.text_document_definition_async(params)
            assert found == [lsp.Location(client.uri("a.md"), place)]
            params = lsp.DefinitionParams(
                **place_of(client, "newslint.toml", '[[collections]]\nschema = "post¦.schema.json"')
            )
            found = await client.lsp.text_document_definition_async(params)
            assert isinstance(found, list)
            assert [each.uri for each in found if isinstance(each, lsp.Location)] == [
                uri_of(str(site / "post.schema.json"))
            ]
            params = lsp.DefinitionParams(**place_of(client, "b.md", "---\ntit¦le: A\n---\n"))
            assert await client.lsp.text_document_definition_async(params) is None

    speak(script())


def test_files_that_no_project_binds_are_quiet(tmp_path: Path) -> None:
    async def script() -> None:
        async with Client(tmp_path) as client:
            where = place_of(client, "a.md", "---\nti¦tle: A\n---\n")
            found = await client.lsp.text_document_completion_async(lsp.CompletionParams(**where))
            assert isinstance(found, lsp.CompletionList)
            assert not found.items
            assert await client.lsp.text_document_hover_async(lsp.HoverParams(**where)) is None
            assert await client.lsp.text_document_definition_async(lsp.DefinitionParams(**where)) is None
            params = lsp.DocumentSymbolParams(where["text_document"])
            assert await client.lsp.text_document_document_symbol_async(params) is None

    speak(script())
