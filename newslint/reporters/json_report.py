"""The report for programs: one JSON object, described by schemas/report.schema.json."""

import json
import re
from collections import Counter
from typing import TextIO

from newslint import __version__
from newslint.finding import Finding, PlacedFix, Range, Report
from newslint.reporters.links import rule_url
from newslint.reporters.style import Style

_SURROGATE = re.compile("[\ud800-\udfff]")

_Json = dict[str, object]


def write(report: Report, out: TextIO, style: Style) -> None:
    """Write the object in ASCII, so that no character of an article reaches a terminal as it is."""
    del style
    out.write(json.dumps(_report(report), indent=2, ensure_ascii=True))
    out.write("\n")


def _report(report: Report) -> _Json:
    return {
        "tool": {"name": "newslint", "version": __version__},
        "summary": {
            "files": report.files,
            "findings": len(report.findings),
            "fixable": report.fixable(),
            "by_severity": report.by_severity(),
            "by_code": report.by_code(),
            "by_collection": _by_collection(report),
            "known": report.known,
            "gone": report.gone,
        },
        "findings": [_finding(finding) for finding in report.findings],
    }


def _by_collection(report: Report) -> _Json:
    """For each collection its files and findings; files in none are not counted here."""
    found = Counter(finding.collection for finding in report.findings)
    return {
        _text(name): {"files": files, "findings": found[name]}
        for name, files in sorted(report.collections.items())
        if name
    }


def _finding(finding: Finding) -> _Json:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": _text(finding.message),
        "file": _text(finding.file),
        **_range(finding.range),
        "path": _text(finding.path),
        "help": None if finding.help is None else _text(finding.help),
        "fix": None if finding.fix is None else _fix(finding.fix),
        "url": rule_url(finding.code, finding.name),
    }


def _fix(fix: PlacedFix) -> _Json:
    return {
        "safety": fix.safety,
        "message": _text(fix.message),
        "edits": [{**_range(edit.range), "replacement": _text(edit.replacement)} for edit in fix.edits],
    }


def _range(place: Range) -> dict[str, int]:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _text(text: str) -> str:
    r"""Write lone surrogates as the six characters `\udc..`.

    They stand for bytes in file names that are not UTF-8. JSON can spell them, but most parsers outside
    Python then refuse the whole report.
    """
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
