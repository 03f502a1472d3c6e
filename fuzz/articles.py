"""The whole path of an article: bytes, findings, every report, repairs, and the findings of what came out."""

import json
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from oracles import CALLS, all_formats, bounded, check_fixed, check_report, hold, write_report

from newslint.config.rule_docs import rule_info
from newslint.config.selection import select_rules
from newslint.document import Document, parse_document
from newslint.finding import Finding, Report
from newslint.fix.rounds import fix_source
from newslint.frontmatter.block import find_fence
from newslint.light_dataclasses import replace
from newslint.lint.corpus import check
from newslint.lint.examiner import Examined, Examiner
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.reporters import FOR_PEOPLE, WITH_RULES, Style
from newslint.rules import BUILT_IN, BY_CODE
from newslint.run.baseline import Baseline, dump, load, split, updated
from newslint.run.cache.record import from_record, to_record
from newslint.schema.compiled import Schema, load_schema, shipped_schema
from newslint.source import BOM, Source

NOW: Final = datetime(2026, 1, 1, tzinfo=UTC)
_WIDTHS: Final = (20, 80, 200)
_SELDOM: Final = 16  # a page takes as long as all the rest
NAMES: Final = ("news/2024-05-01-harbour.md", "::error::\x1b[31m\u202e\udcff %,:\n.md", "##[group]a.md")

# Every kind of reference, and fields without end.
HOSTILE: Final[dict[str, Any]] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$defs": {
        "text": {"type": "string", "pattern": "^(a+)+$", "x-newslint-role": "headline", "minLength": 2},
        "any": {
            "anyOf": [
                {"$ref": "#/$defs/text"},
                {"type": "array", "items": {"$ref": "#"}},
                {"type": "array", "items": {"$ref": "#/$defs/any"}},
            ]
        },
    },
    "type": "object",
    "properties": {
        "title": {"$ref": "#/$defs/text"},
        "excerpt": {"x-newslint-role": "summary", "maxLength": 20},
        "webUrl": {"format": "uri", "x-newslint-role": ["canonical-url", "original-url"]},
        "image": {"x-newslint-role": "image"},
        "images": {"items": {"x-newslint-role": "image"}, "uniqueItems": True},
        "date": {"format": "date-time", "x-newslint-role": "published"},
        "related": {"type": "array", "items": {"$ref": "#"}, "contains": {"required": ["url"]}},
        "provider": {"$ref": "#", "x-newslint-role": "publisher"},
        "quality": {"multipleOf": 0.1, "exclusiveMaximum": 1e300},
        "secured": {"x-newslint-role": "envelope"},
    },
    "patternProperties": {"^t": {"$ref": "#/$defs/any"}, "": {"not": {"const": None}}},
    "propertyNames": {"maxLength": 9},
    "if": {"required": ["type"]},
    "then": {"dependentRequired": {"type": ["title"]}},
    "else": {"minProperties": 2},
    "oneOf": [{"$ref": "#/$defs/any"}, {"required": ["a.b"]}],
    "unevaluatedProperties": False,
}


JOB: Final = Job("", collection="news")


@cache
def terms() -> tuple[Settings, ...]:
    """Every schema, both versions of YAML, all rules and the default ones."""
    everything = Settings(select_rules(BUILT_IN, ["ALL"]), now=NOW, profiled=True)
    return (
        everything,
        replace(everything, schema=shipped_schema("article")),
        replace(everything, schema=shipped_schema("front-matter"), yaml_version="1.1"),
        replace(everything, schema=_hostile()),
        Settings(select_rules(BUILT_IN), now=NOW),
    )


def run(data: bytes) -> None:
    """Try an article on terms that its bytes choose."""
    chosen = crc32(data)
    _try(data, terms()[chosen % 5], NAMES[chosen // 5 % 8 % 3], formats=chosen // 40)


def run_everything(data: bytes) -> None:
    """Try an article on all terms, and on the first of them with all reports."""
    for number, some in enumerate(terms()):
        _try(data, some, NAMES[(number + 1) % 3], formats=crc32(data) >> number if number else None)


def _hostile() -> Schema:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hostile.json"
        path.write_text(json.dumps(HOSTILE))
        return load_schema(path)


def _try(data: bytes, settings: Settings, name: str, formats: int | None) -> None:
    source = Source(name, data)
    report = bounded("a check", lambda: check([source], settings, JOB))
    check_report(report, source)
    twin = Source("other/twin.md", data)
    # Who writes a baseline wants to know what findings are like that are counted only.
    asking = replace(settings, known=lambda *_: {})
    both = bounded("a comparison", lambda: check([source, twin], asking, JOB), 2 * CALLS)
    hold("no rule raises", not both.internal_errors, both.internal_errors)
    try_record(source, settings)
    _check_baseline(both)
    try_reports(both, formats)
    _check_fixes(source, settings)


def try_record(source: Source, settings: Settings) -> None:
    """What the cache keeps gives the same findings as a fresh look."""
    examiner = Examiner(settings)
    for job in (JOB._replace(name=source.name), Job(source.name, named=False)):
        fresh = examiner.examine(job, source)
        if fresh is not None and any(finding.untold for finding in fresh.findings):
            hold("what is not all told is not remembered", not fresh.cacheable, fresh.findings[-1])
            continue
        record = to_record(fresh)
        record.encode("ascii")
        known = from_record(record, job.name, job.collection, BY_CODE)
        hold(
            "cached is fresh",
            _comparable(known) == _comparable(fresh),
            (_comparable(known), _comparable(fresh)),
        )


def _comparable(examined: Examined | None) -> object:
    if examined is None:
        return None
    suppressions = [(s.selector, s.codes, s.first, s.last) for s in examined.suppressions]
    return examined.findings, examined.facts, suppressions, examined.profile, examined.images


def _check_baseline(report: Report) -> None:
    baseline = updated(Baseline(), report.findings, Path(), lambda _: True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "baseline.json"
        path.write_text(dump(baseline), encoding="utf-8")
        known = load(path)
    hold("a baseline comes back", known == baseline, (known, baseline))
    compared = split(report.findings, known, Path())
    hold("a baseline knows its findings", not compared.new and not compared.gone, compared)


def try_reports(report: Report, formats: int | None) -> None:
    """Write a report in all formats, or in those that a number chooses, and check what comes out."""
    infos = {code: rule_info(BY_CODE[code]) for code in report.by_code()}
    for number, name in enumerate(all_formats()):
        if formats is not None and (formats >> number) % (_SELDOM if name == "html" else 2):
            continue
        told = report._replace(rules=infos) if name in WITH_RULES else report
        for style in _styles(name, formats):
            write_report(name, told, style)


def _styles(name: str, formats: int | None) -> Iterator[Style]:
    """The styles to write a format in: only a few look at the width and paint."""
    yield Style()
    if name in FOR_PEOPLE:
        for width in _WIDTHS if formats is None else (_WIDTHS[formats % len(_WIDTHS)],):
            yield Style(width=width)
            yield Style(color=True, width=width, links=True, quiet=True)


def _check_fixes(source: Source, settings: Settings) -> None:
    rules = tuple(rule for rule in settings.rules if rule.compare is None)
    alone = replace(settings, rules=rules, profiled=False)

    def look(source: Source) -> tuple[Finding, ...]:
        report = check([source], alone, JOB)
        check_report(report, source)
        return report.findings

    def parse(source: Source) -> Document:
        return parse_document(source, lambda _: None, yaml_version=alone.yaml_version, now=NOW)

    if not any(finding.fix for finding in look(source)):
        return
    fixed = bounded("fixing", lambda: fix_source(source, look, parse, _is_wanted), 10 * CALLS)
    again = fix_source(fixed.source, look, parse, _is_wanted)
    check_fixed(source, fixed, again)
    applied = {finding.code for finding in fixed.applied}
    _check_body(source, fixed.source, applied)
    had, has = _problems(parse(source)), _problems(parse(fixed.source))
    hold("front matter parses after a fix", has <= had, (fixed.source.data, has))
    hold(
        "what remains was looked at",
        {f.sort_key for f in look(fixed.source)} == {f.sort_key for f in fixed.remaining},
    )


def _problems(document: Document) -> int:
    return len(list(document.problems))


def _check_body(before: Source, after: Source, applied: set[str]) -> None:
    """Only the rules about the whole file touch what lies outside the front matter."""
    old, new = _body(before.text), _body(after.text)
    if "FM008" in applied:
        old, new = (text.replace("\r\n", "\n").replace("\r", "\n") for text in (old, new))
    if "FM017" in applied:
        # What opens badly is body to whoever reads no further, and front matter once it is mended.
        hold("the body stays as it is", old.endswith(new), (applied, old, new))
    else:
        hold("the body stays as it is", old == new, (applied, old, new))
    if "FM007" not in applied:
        hold("the byte order mark stays", before.text.startswith(BOM) == after.text.startswith(BOM))


def _body(text: str) -> str:
    fence = find_fence(text)
    if fence is None:
        return text.removeprefix(BOM)
    return "" if fence.closing is None else text[fence.closing.start :]


def _is_wanted(finding: Finding) -> bool:
    return finding.fix is not None
