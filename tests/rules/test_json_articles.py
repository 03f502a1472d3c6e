"""Rules say of values in JSON what they say of the same values in YAML, at the same fields."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_cases import FOLDERS, Case

from newslint.document import Document
from newslint.finding import Report
from newslint.frontmatter.nodes import children_of
from newslint.source import Source

# What only YAML can say: comments, names for values, and texts that end with a line break by layout.
_YAML_ALONE = re.compile(r"#|[:\-,\[{]\s+[&*!|>]|<<|\? |\.(?:inf|nan)", re.IGNORECASE)
# Words that an older YAML takes for booleans, what is folded, collections without quotes, and timestamps.
_OTHERWISE = {
    "fine-folded-quotes",
    "fine-across-lines",
    "punctuation",
    "headline-in-brackets",
    "untyped",
    "near-miss-templates",
    "near-miss-eleventy",
}
_FAMILIES = re.compile(r"(?:FM|NL)")


def in_json(source: Source, document: Document) -> Source | None:
    """The same article in JSON; None where that can't be."""
    if document.root is None or document.fence is None or document.fence.closing is None or document.problems:
        return None
    if _YAML_ALONE.search(document.block) or document.syntax.name != "YAML":
        return None
    block = json.dumps(document.root.value, ensure_ascii=False, indent=2)
    return Source(source.name, (block + source.text[document.fence.closing.end :]).encode(errors="replace"))


def told(report: Report) -> list[tuple[str, str, str]]:
    return sorted((finding.file, finding.code, finding.path) for finding in report.findings)


def cases() -> Iterator[Path]:
    yield from (folder for folder in FOLDERS if not _FAMILIES.match(folder.parent.name))


@pytest.mark.parametrize("code", sorted({folder.parent.name for folder in cases()}))
def test_rules_say_the_same(code: str) -> None:
    compared = 0
    for folder in cases():
        if folder.parent.name != code or folder.name in _OTHERWISE:
            continue
        case = Case.load(folder)
        swapped = [in_json(source, case.parse(source)) for source in case.sources]
        sources = [source for source in swapped if source is not None]
        if len(sources) == len(swapped):
            compared += 1
            assert told(case.run(*sources)) == told(case.run()), folder.name
    assert compared


def test_every_field_has_a_place_in_json() -> None:
    for folder in cases():
        case = Case.load(folder)
        for source in case.sources:
            swapped = in_json(source, case.parse(source))
            if swapped is None:
                continue
            document = case.parse(swapped)
            assert document.root is not None
            for node in document.nodes:
                assert json.loads(document.text_of(node.span)) == node.value
                assert len(children_of(node)) == len(node.children or ())
