import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from client import Client, speak
from lsprotocol import types as lsp

ENTITY = "---\ntitle: Rain &amp; wind\n---\nText.\n"
WHOLE = lsp.Range(lsp.Position(0, 0), lsp.Position(100, 0))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "newslint.toml").write_text("", encoding="utf-8")
    return tmp_path


def line(number: int) -> lsp.Range:
    return lsp.Range(lsp.Position(number, 0), lsp.Position(number + 1, 0))


def titles(actions: Iterable[Any]) -> list[str]:
    return [action.title for action in actions]


def applied(text: str, action: lsp.CodeAction) -> str:
    """A text of ASCII after the edits of an action, which don't overlap."""
    assert action.edit is not None
    assert action.edit.changes is not None
    (edits,) = action.edit.changes.values()
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines) + 1)]
    for edit in sorted(edits, key=lambda edit: edit.range.start, reverse=True):
        start = starts[edit.range.start.line] + edit.range.start.character
        end = starts[edit.range.end.line] + edit.range.end.character
        text = text[:start] + edit.new_text + text[end:]
    return text


def test_a_finding_can_be_mended_silenced_or_known(site: Path) -> None:
    async def script() -> None:
        async with Client(site) as client:
            client.open("a.md", ENTITY)
            (shown,) = await client.until_shown("a.md", "TXT002")
            actions = await client.actions("a.md", shown.range)
            assert titles(actions) == [
                "Replace `&amp;` by `&`",
                "Ignore TXT002 on this line",
                "Add this TXT002 to the baseline",
                "Fix all that newslint can fix safely",
            ]
            fix, ignore, _, everything = actions
            assert (fix.kind, everything.kind) == (lsp.CodeActionKind.QuickFix, "source.fixAll.newslint")
            assert (fix.is_preferred, ignore.is_preferred) == (True, None)
            assert fix.diagnostics == ignore.diagnostics == (shown,)
            assert applied(ENTITY, fix) == "---\ntitle: Rain & wind\n---\nText.\n"
            assert applied(ENTITY, everything) == "---\ntitle: Rain & wind\n---\nText.\n"
            silenced = "---\ntitle: Rain &amp; wind  # newslint: ignore[TXT002]\n---\nText.\n"
            assert applied(ENTITY, ignore) == silenced
            client.change("a.md", silenced)
            await client.until_shown("a.md")
            assert await client.actions("a.md", WHOLE) == []

    speak(script())


def test_only_what_is_asked_for_is_offered(site: Path) -> None:
    async def script() -> None:
        async with Client(site) as client:
            client.open("a.md", ENTITY)
            await client.until_shown("a.md", "TXT002")
            assert len(await client.actions("a.md", WHOLE, "quickfix")) == 3
            for kind in ("source", "source.fixAll", "source.fixAll.newslint"):
                assert titles(await client.actions("a.md", WHOLE, kind)) == [
                    "Fix all that newslint can fix safely"
                ]
            for kind in ("refactor", "source.organizeImports", "source.fixAll.eslint"):
                assert await client.actions("a.md", WHOLE, kind) == []
            # The finding stands in the columns 12 to 17, whose ends count.
            for line, column, number in ((1, 11, 1), (1, 12, 4), (1, 17, 4), (1, 18, 1), (2, 0, 1)):
                at = lsp.Position(line, column)
                assert len(await client.actions("a.md", lsp.Range(at, at))) == number
            client.open("b.txt", ENTITY)
            assert await client.actions("c.md", WHOLE) == []

    speak(script())


def test_an_unsafe_fix_says_so_and_is_not_preferred(site: Path) -> None:
    text = "---\ntitle: Rain\ncanonical_url: https://example.org/a?utm_source=x\n---\n"

    async def script() -> None:
        async with Client(site) as client:
            client.open("a.md", text)
            await client.until_shown("a.md", "URL009")
            fix, *others = await client.actions("a.md", WHOLE)
            assert fix.title == "Remove `utm_source` (unsafe: the meaning may change)"
            assert fix.is_preferred is None
            assert applied(text, fix) == text.replace("?utm_source=x", "")
            assert titles(others) == ["Ignore URL009 on this line", "Add this URL009 to the baseline"]

    speak(script())


def test_an_edit_is_made_for_a_version_where_the_client_minds_it_and_worked_out_late(site: Path) -> None:
    capabilities = lsp.ClientCapabilities(
        text_document=lsp.TextDocumentClientCapabilities(
            code_action=lsp.CodeActionClientCapabilities(
                resolve_support=lsp.ClientCodeActionResolveOptions(["edit"])
            )
        ),
        workspace=lsp.WorkspaceClientCapabilities(
            workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=True)
        ),
    )

    async def script() -> None:
        async with Client(site, capabilities=capabilities) as client:
            client.open("a.md", ENTITY, version=5)
            await client.until_shown("a.md", "TXT002")
            (action,) = await client.actions("a.md", WHOLE, "source.fixAll")
            assert action.edit is None
            resolved = await client.lsp.code_action_resolve_async(action)
            assert resolved.edit is not None
            assert resolved.edit.document_changes is not None
            (change,) = resolved.edit.document_changes
            assert isinstance(change, lsp.TextDocumentEdit)
            assert change.text_document == lsp.OptionalVersionedTextDocumentIdentifier(client.uri("a.md"), 5)
            assert change.edits == (lsp.TextEdit(line(1), "title: Rain & wind\n"),)

    speak(script())


def test_what_is_added_to_the_baseline_is_told_no_more(site: Path) -> None:
    baseline = site / "newslint-baseline.json"

    async def script() -> None:
        async with Client(site) as client:
            client.open("a.md", ENTITY)
            client.open("b.md", ENTITY)
            (shown,) = await client.until_shown("a.md", "TXT002")
            await client.until_shown("b.md", "TXT002")
            data: Any = shown.data
            about = [shown.code, data["path"], data["digest"]]
            await client.lsp.workspace_execute_command_async(
                lsp.ExecuteCommandParams("newslint.addToBaseline", [client.uri("a.md"), about])
            )
            await client.until_shown("a.md")
            assert [d.code for d in client.shown["b.md"]] == ["TXT002"]
            assert json.loads(baseline.read_text(encoding="utf-8")) == [
                ["a.md", "TXT002", "title", data["digest"], 1],
                {"version": 1},
            ]
            client.change("a.md", ENTITY.replace("Text.", "Other text."))
            client.change("b.md", ENTITY.replace("Rain", "Snow"))
            await client.until(lambda: client.versions.get("b.md") == 2)
            assert client.shown["a.md"] == []
            assert client.messages == []

    speak(script())
