"""Articles with headers through the whole program: what is found, mended, compared and begun."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newslint import cli
from newslint.document import parse_document
from newslint.fix.rounds import fix_source
from newslint.lint.corpus import check
from newslint.lint.settings import Settings
from newslint.rules import BY_CODE, RULES
from newslint.schema.compiled import load_schema
from newslint.source import Source

Run = Callable[..., list[dict[str, Any]]]

PELICAN = (
    "\ufeffTitle: The harbour’s end\r\n"
    "Date: 2023-05-02 10:20\r\n"
    "Number: 012\r\n"
    "Draft: no\r\n"
    "Tags: quay, storm \r\n"
    "Summary: The first â€” and\r\n"
    "    the last ferry â€™ left  \r\n"
    "\r\n"
    "Body â€™ & text.\r\n"
)

SCHEMA = {
    "type": "object",
    "x-newslint-role": "article",
    "properties": {
        "title": {"type": "string", "x-newslint-role": "headline"},
        "date": {"type": "string", "x-newslint-role": "published"},
        "summary": {"type": "string", "x-newslint-role": "summary"},
        "publisher": {"type": "string", "x-newslint-role": "publisher-name"},
        "category": {"type": "string"},
        "status": {"enum": ["draft", "published"]},
        "url": {"type": "string", "format": "url", "x-newslint-role": "canonical-url"},
    },
    "required": ["title", "date"],
    "additionalProperties": False,
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """What a command of newslint finds in the folder."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> list[dict[str, Any]]:
        monkeypatch.setattr(sys, "argv", ["newslint", *arguments])
        assert cli.main() in (0, 1)
        out = capsys.readouterr().out
        found: list[dict[str, Any]] = json.loads(out)["findings"] if "json" in arguments else []
        return found

    return call


CHECK = ("check", "--output-format", "json", "--no-cache")


def test_mojibake_is_mended_in_place(tmp_path: Path, run: Run) -> None:
    article = tmp_path / "a.md"
    article.write_bytes(PELICAN.encode())
    found = run(*CHECK)
    places = [(each["code"], each["path"], each["line"], each["column"]) for each in found]
    assert places == [("FM007", "", 1, 1), ("TXT001", "summary", 6, 20)]
    run("check", "--fix", "--no-cache")
    head, blank, body = PELICAN.partition("\r\n\r\n")
    mended = head.removeprefix("\ufeff").replace("â€”", "—").replace("â€™", "’")
    assert article.read_bytes() == (mended + blank + body).encode()


def test_what_is_of_yaml_alone_is_silent() -> None:
    document = parse_document(Source("a.md", PELICAN.encode()), lambda _: None)
    assert document.problems == ()
    assert document.root is not None
    assert document.root.value["draft"] == "no"
    assert document.root.value["number"] == "012"
    assert "headers" in document.traits
    assert not BY_CODE["FM009"].may_find(document.traits)
    assert document.key_of(()) == (1, 6)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    path = tmp_path / "s.json"
    path.write_text(json.dumps(SCHEMA), "utf-8")
    return Settings(RULES, schema=load_schema(path))


def test_misspelt_keys_and_values_are_corrected(settings: Settings) -> None:
    def look(source: Source) -> Any:
        return check([source], settings).findings

    text = "Title: A quay\nDate: 2023-05-02T06:30:00Z\nCatgory: News\nStatus: Draft\n\nCatgory: text.\n"
    result = fix_source(
        Source("a.md", text.encode()),
        look,
        lambda source: parse_document(source, lambda _: settings.schema),
        lambda finding: finding.fix is not None,
    )
    assert result.source.text == (
        "Title: A quay\nDate: 2023-05-02T06:30:00Z\ncategory: News\nStatus: draft\n\nCatgory: text.\n"
    )
    assert result.refused == ()


def test_a_missing_field_is_told_at_the_first_line(settings: Settings) -> None:
    text = "Title: A quay\nStatus: draft\n\nText.\n"
    (finding,) = check([Source("a.md", text.encode())], settings).findings
    assert (finding.code, finding.range) == ("SCH001", (1, 1, 1, 6))


def test_headers_and_yaml_are_compared(settings: Settings) -> None:
    fields = {
        "title": "The harbour reopens after a long winter",
        "date": "2023-05-02T06:30:00Z",
        "summary": "The first ferries left at dawn, two days after the gale.",
        "publisher": "Harbour Post",
    }
    header = "".join(f"{name.title()}: {value}\n" for name, value in fields.items())
    yaml = "".join(f'{name}: "{value}"\n' for name, value in fields.items())
    sources = [
        Source("a.md", f"{header}Url: https://example.com/a\n\nText.\n".encode()),
        Source("b.md", f"---\n{yaml}url: https://example.com/b\n---\nText.\n".encode()),
    ]
    found = [finding for finding in check(sources, settings).findings if finding.code == "COR002"]
    assert [(finding.file, finding.range[:2]) for finding in found] == [("a.md", (1, 8)), ("b.md", (2, 8))]


def test_a_header_that_ends_too_early_is_one_finding(settings: Settings) -> None:
    text = "Title: A quay\nthat leaks â€™\nDate: never\nStatus: wet\n\nText.\n"
    (finding,) = check([Source("a.md", text.encode())], settings).findings
    assert (finding.code, finding.range) == ("FM016", (2, 1, 2, 15))


def test_init_binds_an_archive_whose_values_are_text(tmp_path: Path, run: Run) -> None:
    content = tmp_path / "content"
    content.mkdir()
    for number in range(30):
        fields = f"Title: Storm number {number}\nNumber: {number}\nDate: 2023-05-{number % 28 + 1:02}\n"
        text = f"{fields}Draft: false\nTags: a{number}, b\n\nText.\n"
        (content / f"storm-{number}.md").write_text(text, "utf-8")
    (tmp_path / "README.md").write_text("# Storms\n\nTitle: none\n", "utf-8")
    run("init")
    schema = json.loads((tmp_path / "schemas" / "content.schema.json").read_text("utf-8"))
    types = {name: part.get("type") for name, part in schema["properties"].items()}
    assert set(types) == {"title", "number", "date", "draft", "tags"}
    assert all(kind in ("string", ["string", "null"]) for kind in types.values())
    assert run(*CHECK) == []


def test_known_findings_stay_known(tmp_path: Path, run: Run) -> None:
    article = tmp_path / "a.md"
    article.write_bytes(PELICAN.encode())
    run("check", "--no-cache", "--baseline", "b.json", "--update-baseline")
    article.write_bytes(PELICAN.replace("Number: 012\r\n", "Number: 12\r\nSlug: x\r\n").encode())
    assert run(*CHECK, "--baseline", "b.json") == []
