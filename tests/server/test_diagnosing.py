import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from client import ASKING, PATIENCE, Client, speak
from lsprotocol import types as lsp

from newslint.server.buffers import uri_of

SOUND = "---\ntitle: Rain\n---\n"
ENTITY = "---\ntitle: Rain &amp; wind\n---\n"
COMMON = "---\ntitle: {}\ndate: 2024-05-01\ncanonical_url: https://example.org/{}\ndescription: Rain.\n---\n"

# A line separator, a form feed and a CRLF inside of texts, an emoji before a finding, habits of the archive.
EVERYTHING = (
    "---\r\ntitle: 'é\u2028🎉 &amp; wind'\r\ndate: 2024-05-01\r\nfeatured: {1}\r\n"
    'canonical_url: https://example.org/same\r\ndescription: "Rain and\r\n  wind &lt;"\r\n'
    "---\r\nText\u2028\f\x85 {0}.\r\n"
)
SEVERITIES = {
    lsp.DiagnosticSeverity.Error: "error",
    lsp.DiagnosticSeverity.Warning: "warning",
    lsp.DiagnosticSeverity.Information: "info",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "newslint.toml").write_text("", encoding="utf-8")
    for name in "ab":
        (tmp_path / f"{name}.md").write_text(SOUND, encoding="utf-8")
    return tmp_path


def test_what_is_found_is_published_as_somebody_types(site: Path) -> None:
    async def script() -> None:
        async with Client(site) as client:
            client.open("a.md", ENTITY)
            (found,) = await client.until_shown("a.md", "TXT002")
            assert found.range == lsp.Range(lsp.Position(1, 12), lsp.Position(1, 17))
            assert found.severity == lsp.DiagnosticSeverity.Warning
            assert found.source == "newslint"
            assert found.message == "`title` holds the HTML entity `&amp;` for `&`\nrepaired: Rain & wind"
            assert found.code_description is not None
            assert found.code_description.href.endswith("rules.html#txt002-html-entity")
            assert client.versions["a.md"] == 1
            client.change("a.md", "---\ntitle: é 🎉 &amp;\n---\n", version=7)
            await client.until(lambda: client.versions["a.md"] == 7)
            (found,) = client.shown["a.md"]
            # An emoji has two units in UTF-16.
            assert found.range == lsp.Range(lsp.Position(1, 12), lsp.Position(1, 17))
            client.change("a.md", SOUND, version=8)
            await client.until_shown("a.md")
            client.change("a.md", ENTITY, version=9)
            await client.until_shown("a.md", "TXT002")
            client.close("a.md")
            await client.until_shown("a.md")
            assert set(client.shown) == {"a.md"}  # only what is open is published

    speak(script())


def twins(site: Path) -> None:
    for name in "ab":
        (site / f"{name}.md").write_text(COMMON.format(name, "same"), encoding="utf-8")


def test_an_edit_updates_its_open_neighbours(site: Path) -> None:
    twins(site)

    async def script() -> None:
        async with Client(site) as client:
            client.open("a.md")
            client.open("b.md")
            (found,) = await client.until_shown("a.md", "COR001")
            assert found.related_information == (
                lsp.DiagnosticRelatedInformation(
                    lsp.Location(client.uri("b.md"), lsp.Range(lsp.Position(3, 15), lsp.Position(3, 39))),
                    "the same article",
                ),
            )
            await client.until_shown("b.md", "COR001")
            client.change("b.md", COMMON.format("b", "another"))
            await client.until_shown("a.md")
            await client.until_shown("b.md")
            client.close("b.md")  # without saving: the disk counts again
            await client.until_shown("a.md", "COR001")

    speak(script())


def test_a_client_that_asks_is_answered_and_called_when_neighbours_change(site: Path) -> None:
    twins(site)

    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            assert client.server.capabilities.diagnostic_provider == lsp.DiagnosticOptions(
                inter_file_dependencies=True, workspace_diagnostics=True, identifier="newslint"
            )
            client.open("a.md")
            client.open("b.md")
            first = await client.until_told("a.md", "COR001")
            again = await client.ask("a.md", first.result_id)
            assert again.kind == "unchanged"
            assert again.result_id == first.result_id
            assert await client.codes("b.md") == ["COR001"]
            calls = client.calls
            client.change("b.md", COMMON.format("b", "another"))
            await client.until(lambda: client.calls == calls + 1)
            assert await client.codes("b.md") == []
            second = await client.ask("a.md", first.result_id)
            assert (second.kind, list(second.items)) == ("full", [])
            assert client.calls == calls + 1
            assert client.shown == {}

    speak(script())


def test_a_client_that_cannot_be_called_hears_of_neighbours_with_the_answer(site: Path) -> None:
    twins(site)
    capabilities = lsp.ClientCapabilities(
        text_document=lsp.TextDocumentClientCapabilities(
            diagnostic=lsp.DiagnosticClientCapabilities(related_document_support=True)
        )
    )

    async def script() -> None:
        async with Client(site, capabilities=capabilities) as client:
            client.open("a.md")
            client.open("b.md", COMMON.format("b", "another"))
            assert await client.codes("a.md") == []
            client.change("b.md", COMMON.format("b", "same"))
            answer = await client.until_told("b.md", "COR001")
            (report,) = answer.related_documents.items()
            assert report[0] == client.uri("a.md")
            assert [found.code for found in report[1].items] == ["COR001"]
            assert (await client.ask("b.md")).related_documents is None

    speak(script())


def test_a_client_that_asks_and_hears_of_nothing_else_is_told_unasked(site: Path) -> None:
    twins(site)
    asking = lsp.ClientCapabilities(
        text_document=lsp.TextDocumentClientCapabilities(diagnostic=lsp.DiagnosticClientCapabilities())
    )

    async def script() -> None:
        async with Client(site, capabilities=asking) as client:
            assert client.server.capabilities.diagnostic_provider is None
            client.open("a.md")
            await client.until_shown("a.md", "COR001")
            client.open("b.md", COMMON.format("b", "another"))
            await client.until_shown("a.md")

    speak(script())


def test_all_files_are_told_on_request(site: Path) -> None:
    (site / "a.md").write_text(ENTITY, encoding="utf-8")
    (site / "c.md").write_text(SOUND, encoding="utf-8")

    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            client.open("b.md", ENTITY, version=3)

            async def told(*previous: lsp.PreviousResultId) -> list[Any]:
                params = lsp.WorkspaceDiagnosticParams(list(previous))
                return list((await client.lsp.workspace_diagnostic_async(params)).items)

            found = await told()
            while len(found) < 2:  # until all are read
                found = await told()
            a, b = found
            assert isinstance(a, lsp.WorkspaceFullDocumentDiagnosticReport)
            assert isinstance(b, lsp.WorkspaceFullDocumentDiagnosticReport)
            assert (a.uri, a.version, b.uri, b.version) == (client.uri("a.md"), None, client.uri("b.md"), 3)
            assert [found.code for found in (*a.items, *b.items)] == ["TXT002", "TXT002"]
            assert a.result_id
            assert b.result_id
            client.change("b.md", SOUND, version=4)
            previous = [lsp.PreviousResultId(r.uri, r.result_id or "") for r in (a, b)]
            same, gone = await told(*previous)
            assert same == lsp.WorkspaceUnchangedDocumentDiagnosticReport(a.uri, a.result_id or "", None)
            assert gone == lsp.WorkspaceFullDocumentDiagnosticReport(b.uri, (), 4, result_id=gone.result_id)

    speak(script())


def asked_in_parts(client: Client, *reports: Any) -> Any:
    """Ask for all files as a client that asks again as soon as it has an answer."""
    previous = [lsp.PreviousResultId(report.uri, report.result_id) for report in reports]
    params = lsp.WorkspaceDiagnosticParams(previous, partial_result_token=1)
    return asyncio.ensure_future(client.lsp.workspace_diagnostic_async(params))


def test_all_files_are_told_again_once_there_is_something_new(site: Path) -> None:
    (site / "a.md").write_text(ENTITY, encoding="utf-8")

    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            client.open("b.md")
            (a,) = (await asked_in_parts(client)).items
            assert (a.uri, [found.code for found in a.items]) == (client.uri("a.md"), ["TXT002"])
            held = asked_in_parts(client, a)
            client.change("b.md", SOUND.replace("Rain", "Snow"))  # nothing is found in it
            assert await client.codes("b.md") == []
            client.change("b.md", ENTITY, version=3)
            unchanged, b = (await held).items
            assert unchanged == lsp.WorkspaceUnchangedDocumentDiagnosticReport(a.uri, a.result_id, None)
            assert (b.uri, b.version, len(b.items)) == (client.uri("b.md"), 3, 1)
            held = asked_in_parts(client, a, b)
            (site / "a.md").unlink()
            client.tell_of("a.md", lsp.FileChangeType.Deleted)
            same, gone = (await held).items
            assert same == lsp.WorkspaceUnchangedDocumentDiagnosticReport(b.uri, b.result_id, 3)
            assert gone == lsp.WorkspaceFullDocumentDiagnosticReport(
                a.uri, (), None, result_id=gone.result_id
            )
            held = asked_in_parts(client, b, gone)
            assert await client.codes("b.md") == ["TXT002"]
            assert not held.done()

    speak(script())


def test_who_asks_about_all_files_may_name_what_it_has_of_one(site: Path) -> None:
    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            for name, text in (("a.md", ENTITY), ("b.md", SOUND)):
                client.open(name, text)
                client.change(name, text.replace("Rain", "Snow"), version=2)
            alone = [await client.ask(name) for name in ("b.md", "a.md")]
            previous = [
                lsp.PreviousResultId(client.uri(name), answer.result_id)
                for name, answer in zip(("b.md", "a.md"), alone, strict=True)
            ]
            params = lsp.WorkspaceDiagnosticParams(previous)
            while len(found := list((await client.lsp.workspace_diagnostic_async(params)).items)) < 2:
                pass  # until all are read
            assert {report.uri: report.result_id for report in found} == {
                known.uri: known.value for known in previous
            }
            assert {report.kind for report in found} == {"unchanged"}
            client.change("b.md", ENTITY, version=3)
            reports = {r.uri: r.kind for r in (await client.lsp.workspace_diagnostic_async(params)).items}
            assert reports == {client.uri("a.md"): "unchanged", client.uri("b.md"): "full"}

    speak(script())


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode elsewhere")
def test_names_and_texts_that_are_no_utf8_are_told_in_whole_characters(site: Path) -> None:
    (site / os.fsdecode(b"caf\xe9.md")).write_text(COMMON.format("a", "same"), encoding="utf-8")
    (site / "a.md").write_bytes(b"---\ntitle: Rain &amp; caf\xe9\n---\n")

    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            client.open("b.md", COMMON.format("b", "same"))
            await client.until_told("b.md", "COR001")
            params = lsp.WorkspaceDiagnosticParams([])
            reports: list[Any] = list((await client.lsp.workspace_diagnostic_async(params)).items)
            assert [report.uri for report in reports] == [
                client.uri("a.md"),
                client.uri("b.md"),
                client.uri("caf").removesuffix("caf") + "caf%E9.md",
            ]
            assert "caf\ufffd.md" in reports[1].items[0].message
            for found in (found for report in reports for found in report.items):
                for related in found.related_information or ():
                    related.message.encode()  # no half a character in it
                f"{found.message}{found.data['path']}".encode()

    speak(script())


def test_what_is_no_article_any_longer_is_told_of_no_more(site: Path) -> None:
    (site / "a.md").write_text(ENTITY, encoding="utf-8")

    async def script() -> None:
        async with Client(site, capabilities=ASKING) as client:
            client.open("b.md", ENTITY, version=4)
            reports = (await asked_in_parts(client)).items
            while len(reports) < 2:
                reports = (await asked_in_parts(client)).items
            held = asked_in_parts(client, *reports)
            (site / "newslint.toml").write_text('exclude = ["*.md"]', encoding="utf-8")
            client.tell_of("newslint.toml")
            told = sorted((await held).items, key=lambda report: str(report.uri))
            assert [(r.uri, r.version, list(r.items)) for r in told] == [
                (client.uri("a.md"), None, []),
                (client.uri("b.md"), 4, []),
            ]

    speak(script())


def test_what_no_project_binds_is_quiet(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    stranger = tmp_path_factory.mktemp("stranger")
    (site / "newslint.toml").write_text('exclude = ["old"]', encoding="utf-8")
    (site / "README.md").write_text("# No article\n", encoding="utf-8")

    async def script() -> None:
        async with Client(site, stranger, capabilities=ASKING) as client:
            for name in ("old/a.md", "_layouts/a.md", ".cache/a.md", "a.css"):
                client.open(name, ENTITY)
                assert await client.codes(name) == []
            client.open("README.md")
            assert await client.codes("README.md") == []
            client.open("new/a.md", ENTITY)  # it is on no disk yet
            assert await client.codes("new/a.md") == ["TXT002"]
            for uri in (uri_of(str(stranger / "a.md")), "untitled:Untitled-1"):
                client.lsp.text_document_did_open(
                    lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "markdown", 1, ENTITY))
                )
                params = lsp.DocumentDiagnosticParams(lsp.TextDocumentIdentifier(uri))
                answer: Any = await client.lsp.text_document_diagnostic_async(params)
                assert list(answer.items) == []
            # What is not open is not told on this way.
            assert await client.codes("b.md") == []
            assert client.messages == []

    speak(script())


def test_several_folders_have_their_own_projects(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder, settings in ((one, ""), (two, 'ignore = ["TXT002"]')):
        folder.mkdir()
        (folder / "newslint.toml").write_text(settings, encoding="utf-8")
        (folder / "a.md").write_text(ENTITY, encoding="utf-8")
    inner = one / "inner"
    inner.mkdir()
    (inner / "newslint.toml").write_text('select = ["URL"]', encoding="utf-8")
    (inner / "a.md").write_text(ENTITY, encoding="utf-8")

    async def script() -> None:
        async with Client(one, two, capabilities=ASKING) as client:
            for name, codes in (("a.md", ["TXT002"]), ("inner/a.md", []), ("../two/a.md", [])):
                client.open(name)
                assert await client.codes(name) == codes
            folder = lsp.WorkspaceFolder(uri_of(str(two)), "two")
            client.lsp.workspace_did_change_workspace_folders(
                lsp.DidChangeWorkspaceFoldersParams(lsp.WorkspaceFoldersChangeEvent([], [folder]))
            )
            (two / "newslint.toml").write_text("", encoding="utf-8")
            client.tell_of("../two/newslint.toml")
            assert await client.codes("../two/a.md") == ["TXT002"]

    speak(script())


def test_what_is_shown_is_what_a_run_tells_of_the_same_text(tmp_path: Path) -> None:
    """Codes, places, severities, links and related places, with the buffers written to the disk."""
    disk, editor = tmp_path / "disk", tmp_path / "editor"
    texts = {
        f"a{number}.md": EVERYTHING.format(number, "yes" if number % 2 else "true") for number in range(8)
    }
    for folder in (disk, editor):
        folder.mkdir()
        (folder / "newslint.toml").write_text("", encoding="utf-8")
        for name, text in texts.items():
            written = text if folder is disk else "---\ntitle: Nothing\n---\n"
            (folder / name).write_bytes(written.encode())
    done = subprocess.run(
        [sys.executable, "-m", "newslint", "check", "--output-format", "json", "--no-cache"],
        cwd=disk,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},  # the same tree as the server's
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    report = json.loads(done.stdout)
    expected: dict[str, list[Any]] = {name: [] for name in texts}
    for f in report["findings"]:
        related = [(r["file"], r["line"], r["column"], r["message"]) for r in f["related"]]
        place = (f["line"], f["column"], f["end_line"], f["end_column"])
        expected[f["file"]].append((f["code"], place, f["severity"], f["message"], f["url"], related))
    assert {found[0] for of_file in expected.values() for found in of_file} >= {"FM009", "TXT002", "COR001"}
    capabilities = lsp.ClientCapabilities(
        general=lsp.GeneralClientCapabilities(position_encodings=[lsp.PositionEncodingKind.Utf32])
    )

    def seen(client: Client) -> dict[str, list[Any]]:
        def place(found: lsp.Range) -> tuple[int, ...]:
            start, end = found.start, found.end
            return (start.line + 1, start.character + 1, end.line + 1, end.character + 1)

        return {
            name: [
                (
                    d.code,
                    place(d.range),
                    SEVERITIES[d.severity or lsp.DiagnosticSeverity.Hint],
                    d.message.partition("\n")[0],
                    d.code_description and d.code_description.href,
                    [
                        (r.location.uri.rpartition("/")[2], *place(r.location.range)[:2], r.message)
                        for r in d.related_information or ()
                    ],
                )
                for d in client.shown.get(name, ())
            ]
            for name in texts
        }

    async def script() -> None:
        async with Client(editor, capabilities=capabilities) as client:
            assert client.server.capabilities.position_encoding == lsp.PositionEncodingKind.Utf32
            for name, text in texts.items():
                client.open(name, text)
            await client.until(lambda: seen(client) == expected)

    speak(script())


def test_a_file_without_a_folder_is_checked_by_its_own_configuration(site: Path) -> None:
    async def script() -> None:
        async with Client(capabilities=ASKING) as client:
            uri = uri_of(str(site / "a.md"))
            client.lsp.text_document_did_open(
                lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "markdown", 1, ENTITY))
            )
            params = lsp.DocumentDiagnosticParams(lsp.TextDocumentIdentifier(uri))
            answer: Any = await client.lsp.text_document_diagnostic_async(params)
            assert [found.code for found in answer.items] == ["TXT002"]

    speak(script())
