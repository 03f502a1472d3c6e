"""What changes on the disk is noticed: settings, schemas, baselines, what git ignores, articles."""

import json
from pathlib import Path

import pytest
from client import ASKING, Client, speak
from lsprotocol import types as lsp

ENTITY = "---\ntitle: Rain &amp; wind\n---\n"
COMMON = (
    "---\ntitle: {}\ndate: 2024-05-01\ncanonical_url: https://example.org/same\ndescription: Rain.\n---\n"
)
COLLECTION = '[[collections]]\nname = "all"\nfiles = ["*.md"]\nschema = "a.schema.json"\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "newslint.toml").write_text("", encoding="utf-8")
    (tmp_path / "a.md").write_text(ENTITY, encoding="utf-8")
    return tmp_path


def test_a_client_that_can_is_asked_to_watch(site: Path) -> None:
    capabilities = lsp.ClientCapabilities(
        workspace=lsp.WorkspaceClientCapabilities(
            did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
        )
    )

    async def script() -> None:
        async with Client(site, capabilities=capabilities) as client:
            await client.until(lambda: bool(client.registered))
            (registered,) = client.registered
            assert registered.method == "workspace/didChangeWatchedFiles"
            watched = str(registered.register_options)
            assert all(ending in watched for ending in (".md", ".toml", ".gitignore", ".svg", ".png"))

    speak(script())


@pytest.mark.parametrize("is_saved", [False, True])
def test_settings_that_change_hold_at_once(site: Path, *, is_saved: bool) -> None:
    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            client.open("a.md")
            assert await client.codes("a.md") == ["TXT002"]
            for settings, codes in (
                ('ignore = ["TXT002"]', []),
                ('ignore = ["TXT"', []),  # has a mistake: what held before goes on
                ("", ["TXT002"]),
                ('exclude = ["a.md"]', []),
            ):
                (site / "newslint.toml").write_text(settings, encoding="utf-8")
                client.save("newslint.toml") if is_saved else client.tell_of("newslint.toml")
                assert await client.codes("a.md") == codes
            (message,) = client.messages
            assert message.startswith("newslint: newslint.toml:1:")

    speak(script())


def test_a_schema_a_baseline_and_what_git_ignores_are_noticed(site: Path) -> None:
    schema = {"type": "object", "properties": {"title": {"type": "string"}}}
    (site / "a.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    (site / "newslint.toml").write_text(COLLECTION, encoding="utf-8")
    (site / ".git").mkdir()

    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            client.open("a.md", "---\ntitle: Rain\n---\n")
            assert await client.codes("a.md") == []
            (site / "a.schema.json").write_text(
                json.dumps({**schema, "required": ["date"]}), encoding="utf-8"
            )
            client.tell_of("a.schema.json")
            answer = await client.ask("a.md")
            (found,) = answer.items
            assert found.code == "SCH001"
            entry = ["a.md", "SCH001", found.data["path"], found.data["digest"], 1]
            baseline = site / "newslint-baseline.json"
            baseline.write_text(json.dumps([entry, {"version": 1}]), encoding="utf-8")
            client.tell_of(baseline.name, lsp.FileChangeType.Created)
            assert await client.codes("a.md") == []
            baseline.unlink()
            client.tell_of(baseline.name, lsp.FileChangeType.Deleted)
            assert await client.codes("a.md") == ["SCH001"]
            (site / ".gitignore").write_text("*.md\n", encoding="utf-8")
            client.tell_of(".gitignore", lsp.FileChangeType.Created)
            assert await client.codes("a.md") == []
            assert client.messages == []

    speak(script())


def test_a_damaged_baseline_is_one_message(site: Path) -> None:
    (site / "newslint-baseline.json").write_text("[", encoding="utf-8")

    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            client.open("a.md")
            for _ in range(3):
                assert await client.codes("a.md") == []
            (message,) = client.messages
            assert message.startswith("newslint: newslint-baseline.json:1: the baseline is not valid JSON")
            (site / "newslint-baseline.json").write_text('[{"version": 1}]', encoding="utf-8")
            client.tell_of("newslint-baseline.json")
            assert await client.codes("a.md") == ["TXT002"]

    speak(script())


def test_articles_that_change_come_or_go_on_the_disk_are_noticed(site: Path) -> None:
    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            client.open("a.md", COMMON.format("a"))
            assert await client.codes("a.md") == []
            (site / "new").mkdir()
            other = site / "new" / "b.md"
            other.write_text(COMMON.format("b"), encoding="utf-8")
            client.tell_of("new/b.md", lsp.FileChangeType.Created)
            await client.until_told("a.md", "COR001")
            other.write_text(COMMON.format("b").replace("same", "another"), encoding="utf-8")
            client.tell_of("new/b.md")
            assert await client.codes("a.md") == []
            other.write_text(COMMON.format("b"), encoding="utf-8")
            client.tell_of("new/b.md")
            assert await client.codes("a.md") == ["COR001"]
            other.unlink()
            other.parent.rmdir()
            client.tell_of("new", lsp.FileChangeType.Deleted)
            assert await client.codes("a.md") == []
            (site / "a.md").write_text(ENTITY, encoding="utf-8")
            client.tell_of("a.md")  # what is open wins
            assert await client.codes("a.md") == []
            client.close("a.md")
            client.open("a.md")
            assert await client.codes("a.md") == ["TXT002"]

    speak(script())


def test_a_baseline_of_any_name_is_noticed(site: Path) -> None:
    (site / "newslint.toml").write_text('baseline = "known.txt"', encoding="utf-8")

    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            client.open("a.md")
            (found,) = (await client.ask("a.md")).items
            entry = ["a.md", "TXT002", "title", found.data["digest"], 1]
            (site / "known.txt").write_text(json.dumps([entry, {"version": 1}]), encoding="utf-8")
            client.tell_of("known.txt", lsp.FileChangeType.Created)
            assert await client.codes("a.md") == []

    speak(script())


def test_very_many_files_that_change_are_read_anew(site: Path) -> None:
    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            client.open("a.md", COMMON.format("a"))
            assert await client.codes("a.md") == []
            (site / "100.md").write_text(COMMON.format("b"), encoding="utf-8")
            events = [
                lsp.FileEvent(client.uri(f"{number}.md"), lsp.FileChangeType.Created) for number in range(101)
            ]
            client.lsp.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams(events))
            await client.until_told("a.md", "COR001")

    speak(script())


def test_an_image_that_comes_or_goes_is_noticed_where_it_is_shown(site: Path) -> None:
    (site / "newslint.toml").write_text(
        'image-root = "static"\n[[collections]]\nname = "all"\nfiles = ["*.md"]\nschema = "article"\n',
        encoding="utf-8",
    )
    (site / "static").mkdir()
    shown = "---\ntitle: Rain\nimages:\n  - {url: '/rain%20a.png?v=1#x'}\n---\n"
    (site / "a.md").write_text(shown, encoding="utf-8")

    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:

            async def missing(name: str) -> bool:
                return "IMG006" in await client.codes(name)

            client.open("a.md")
            assert await missing("a.md")
            (site / "static" / "rain a.png").write_bytes(b"")
            client.tell_of("static/rain a.png", lsp.FileChangeType.Created)
            assert not await missing("a.md")
            (site / "static" / "rain a.png").unlink()
            client.tell_of("static/rain a.png", lsp.FileChangeType.Deleted)
            assert await missing("a.md")

    speak(script())
