"""The customer's own archive: nothing true is missed there, and nothing false is said.

Skipped where the archive is not at hand. Defects are planted into the real articles, one at a time, and the
rule must find them at the exact place.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from newslint.config import Settings, default_rules
from newslint.document import Document, parse_document
from newslint.engine import Input, check
from newslint.finding import Finding
from newslint.nodes import Node
from newslint.platforms import on_platform
from newslint.rules import BY_CODE
from newslint.schema import choose, shipped_schema
from newslint.sites import host_of, registrable_domain
from newslint.source import Source

ENOUGH = 0.98
# Categories of the labels, and the rules that would report such a defect.
LABELLED = {
    "url.malformed": {"URL001", "SCH005"},
    "url.missing": {"URL003", "SCH001"},
    "url.provider-mismatch": {"URL005"},
    "image.dimensions": {"IMG001", "IMG002"},
    "schema.enum": {"SCH004"},
    "schema.format": {"SCH005", "DAT001"},
    "schema.missing": {"SCH001"},
    "text.mojibake": {"TXT001"},
}
SILENT = re.compile(r"FM|SCH|URL|IMG|DAT|ENV|TXT001")


def run(source: Source, *codes: str) -> list[Finding]:
    rules = tuple(BY_CODE[code] for code in codes) or default_rules()
    report = check([Input(source)], Settings(rules=rules))
    assert report.internal_errors == ()
    return list(report.findings)


@pytest.fixture(scope="module")
def archive(shared: Path) -> dict[str, Source]:
    """Every article by its name in the labels."""
    folder = shared / "corpus"
    paths = [p for p in sorted((folder / "power-apps").rglob("*")) if p.suffix in (".md", ".txt")]
    found = {p.relative_to(folder).as_posix(): Source(p.name, p.read_bytes()) for p in paths}
    return {name: source for name, source in found.items() if source.text.lstrip("\ufeff").startswith("---")}


@pytest.fixture(scope="module")
def documents(archive: Mapping[str, Source]) -> dict[str, Document]:
    return {name: parse_document(source, choose) for name, source in archive.items()}


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def changed(document: Document, node: Node, written: str) -> Source:
    """The file with another value in the place of one."""
    text = document.source.text
    data = f"{text[: node.start]}{written}{text[node.end :]}".encode("utf-8", "surrogateescape")
    return Source(document.source.name, data)


def test_the_customers_article(shared: Path) -> None:
    path = shared / "seeds" / "000_eb5b92fb0f7d828e.txt"
    (finding,) = run(Source(path.name, path.read_bytes()))
    place = finding.range
    assert (finding.code, finding.path) == ("TXT001", "related[0].excerpt")
    assert (place.line, place.column, place.end_line, place.end_column) == (34, 148, 34, 151)
    assert finding.fix is not None
    assert finding.fix.safety == "safe"
    (edit,) = finding.fix.edits
    assert (edit.range, edit.replacement) == (place, "’")


def test_no_false_alarm(shared: Path, archive: Mapping[str, Source]) -> None:
    defects = {
        (label["rel"], label["path"], code)
        for label in lines_of(shared / "corpus" / "power-apps.jsonl")
        if label["verdict"] == "defect"
        for code in LABELLED.get(label["category"], ())
    }
    assert len(archive) == 758
    alarms = [
        (name, finding.range.line, finding.code, finding.message)
        for name, source in archive.items()
        for finding in run(source)
        if SILENT.match(finding.code) and (name, finding.path, finding.code) not in defects
    ]
    assert alarms == []


def test_planted_sizes(shared: Path, documents: Mapping[str, Document]) -> None:
    by_file: dict[str, list[Document]] = {}
    for document in documents.values():
        by_file.setdefault(document.source.name, []).append(document)
    # Communities, people and courses aren't articles by their fields; a collection binds them by their place.
    article = Settings(rules=(BY_CODE["IMG001"],), choose_schema=lambda _: shipped_schema("article"))
    planted = missed = 0
    for hint in lines_of(shared / "corpus" / "power-apps.exact-hints.jsonl"):
        path = tuple(int(part) if part.isdigit() else part for part in re.findall(r"[^.\[\]]+", hint["path"]))
        document = next(
            document
            for document in by_file[hint["file"]]
            if (image := document.node_at(path)) is not None
            and image.path == path
            and image.value.get("url") == hint["url"]
        )
        side = "height" if "height" in hint["binds"] else "width"
        number = document.node_at((*path, side))
        assert number is not None
        planted += 1
        # Larger contradicts every kind of hint; smaller may fit into a bound.
        found = check([Input(changed(document, number, str(number.value + 137)))], article).findings
        missed += not any(finding.path.startswith(hint["path"]) for finding in found)
    assert planted == 769
    assert missed <= planted * (1 - ENOUGH)


def test_planted_publishers(documents: Mapping[str, Document]) -> None:
    planted = missed = 0
    for document in documents.values():
        for article in document.with_role("article"):
            domain = article.part("publisher-domain")
            url = article.part("canonical-url") or article.part("original-url")
            host = host_of(url.value) if url is not None and isinstance(url.value, str) else None
            if domain is None or host is None or on_platform(host) or registrable_domain(host) is None:
                continue
            planted += 1
            found = run(changed(document, domain, "rivertimes.example"), "URL005")
            place = document.source.line_column(domain.start)
            missed += not any((f.range.line, f.range.column) == place for f in found)
    assert planted > 150
    assert missed <= planted * (1 - ENOUGH)


def test_damaged_envelopes(documents: Mapping[str, Document]) -> None:
    planted = 0
    for document in documents.values():
        for envelope in document.with_role("envelope"):
            text = envelope.value
            cut, spliced = text[:-5], f"{text[:9]} {text[9:]}"
            for damaged in (cut, spliced, text.replace(";", ","), text[4:], f"{text}A"):
                planted += 1
                (finding,) = run(changed(document, envelope, json.dumps(damaged)), "ENV001")
                assert finding.path == "secured"
    assert planted > 900


def test_planted_mojibake(documents: Mapping[str, Document]) -> None:
    planted = missed = 0
    damaged = "’".encode().decode("windows-1252")
    for document in documents.values():
        for title in document.with_role("headline"):
            blank = title.value.find(" ", 1) if isinstance(title.value, str) else -1
            if blank < 0:
                continue
            planted += 1
            text = f"{title.value[:blank]}{damaged}s{title.value[blank:]}"
            written = json.dumps(text, ensure_ascii=False)
            source = changed(document, title, written)
            at = title.start + written.index(damaged)
            line, column = source.line_column(at)
            found = run(source, "TXT001")
            missed += not any(
                (f.range.line, f.range.column, f.range.end_column) == (line, column, column + 3)
                and f.fix is not None
                and f.fix.edits[0].replacement == "’"
                for f in found
            )
    assert planted > 700
    assert missed <= planted * (1 - ENOUGH)


def test_planted_amp_paths(shared: Path, documents: Mapping[str, Document]) -> None:
    planted = 0
    seed = shared / "seeds" / "000_eb5b92fb0f7d828e.txt"
    for document in (parse_document(Source(seed.name, seed.read_bytes()), choose), *documents.values()):
        for article in document.with_role("article"):
            amp, cached = article.part("amp-url"), article.part("amp-cache-url")
            if amp is None or cached is None or not cached.value:
                continue
            planted += 1
            (finding,) = run(changed(document, cached, json.dumps(f"{cached.value}ferries")), "URL006")
            assert document.source.line_column(cached.start)[0] == finding.range.line
    assert planted == 8
