"""The customer's own article and archive: findings at the exact place, with the exact repair, and no other.

Skipped where they are not at hand. `tests/repository/test_accuracy.py` holds recall and false alarms over the
archive.
"""

import json
from pathlib import Path

import pytest
from accuracy import DEFECT, explains, placed
from archive import AbsentError, Archive, by_file, read_archive

from newslint.document import Document, parse_document
from newslint.finding import Finding
from newslint.frontmatter.nodes import Node
from newslint.lint.corpus import check
from newslint.lint.settings import Settings
from newslint.rules import BUILT_IN, BY_CODE
from newslint.schema.compiled import choose
from newslint.source import Source

ENOUGH = 0.98


def run(source: Source, *codes: str) -> list[Finding]:
    rules = tuple(BY_CODE[code] for code in codes) or BUILT_IN.defaults
    report = check([source], Settings(rules=rules))
    assert report.internal_errors == ()
    return list(report.findings)


@pytest.fixture(scope="module")
def seed(shared: Path) -> Source:
    path = shared / "seeds" / "000_eb5b92fb0f7d828e.txt"
    return Source(path.name, path.read_bytes())


@pytest.fixture(scope="module")
def archive(shared: Path) -> Archive:
    try:
        return read_archive(shared / "corpus")
    except AbsentError as error:
        pytest.skip(str(error))


def changed(document: Document, node: Node, written: str) -> Source:
    """The file with another value in the place of one."""
    text = document.source.text
    data = f"{text[: node.start]}{written}{text[node.end :]}".encode("utf-8", "surrogateescape")
    return Source(document.source.name, data)


def test_the_customers_article(seed: Source) -> None:
    (finding,) = run(seed)
    place = finding.range
    assert (finding.code, finding.path) == ("TXT001", "related[0].excerpt")
    assert (place.line, place.column, place.end_line, place.end_column) == (34, 148, 34, 151)
    assert finding.fix is not None
    assert finding.fix.safety == "safe"
    (edit,) = finding.fix.edits
    assert (edit.range, edit.replacement) == (place, "’")


def test_damaged_amp_address_in_the_customers_article(seed: Source) -> None:
    document = parse_document(seed, choose)
    (cached,) = document.with_role("amp-cache-url")
    (finding,) = run(changed(document, cached, json.dumps(f"{cached.value}ferries")), "URL006")
    assert finding.range.line == seed.line_column(cached.start)[0]


def test_labels_of_defects_explain_every_finding(archive: Archive) -> None:
    """One file at a time, as a hook sees them: what compares articles has nothing to compare."""
    labels = by_file(label for label in archive.labels if label.verdict == DEFECT)
    unexplained = [
        finding
        for name, source in archive.sources.items()
        for finding in run(source)
        if not any(
            explains(label, finding, archive.codes.get(label.category, ())) for label in labels.get(name, ())
        )
    ]
    # The labels know no gaps that removed markup leaves. In one summary two names are gone: `by , and , my`.
    gaps = [finding for finding in unexplained if finding.code == "TXT015"]
    assert [placed(finding) for finding in unexplained if finding not in gaps] == []
    assert [finding.range.column for finding in gaps] == [22, 28]
    assert len({finding.file for finding in gaps}) == 1


def test_planted_mojibake_is_repaired(archive: Archive) -> None:
    planted = missed = 0
    damaged = "’".encode().decode("windows-1252")
    for archived in archive.sources.values():
        document = parse_document(archived, choose)
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
