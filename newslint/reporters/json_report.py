"""The report for programs, described by schemas/report.schema.json; open it to add a part, there too."""

import re
from typing import TextIO

from newslint import __version__
from newslint.finding import Finding, PlacedFix, Range, Related, Report, tally
from newslint.reporters.jsontext import dumps, write_by_line
from newslint.reporters.links import rule_url
from newslint.reporters.style import Style

Json = dict[str, object]
"""An object of JSON."""

_EXAMPLES = 10
_SURROGATE = re.compile("[\ud800-\udfff]")


def write(report: Report, out: TextIO, style: Style) -> None:
    """Write the object in ASCII, so that no character of an article reaches a terminal as it is."""
    del style
    head = dumps(head_data(report), indent=2).removesuffix("\n}")
    out.write(f'{head},\n  "findings": ')
    write_by_line(map(finding_data, report.findings), out, indent=2)
    out.write("\n}\n")


def head_data(report: Report) -> Json:
    """All but the findings, as the schema of the report describes it."""
    return {
        "tool": {"name": "newslint", "version": __version__},
        "summary": {
            "files": report.files,
            "records": report.records,
            "findings": report.total(),
            "untold": report.untold(),
            "fixable": report.fixable(),
            "by_severity": report.by_severity(),
            "by_code": report.by_code(),
            "by_collection": _by_collection(report),
            "known": report.known,
            "gone": report.gone,
            "interrupted": report.interrupted,
            "unread": [
                {
                    "reason": reason,
                    "files": len(names),
                    "examples": [*map(without_surrogates, names[:_EXAMPLES])],
                }
                for reason, names in report.unread.items()
            ],
        },
    }


def _by_collection(report: Report) -> Json:
    """For each collection its files and findings; files in none are not counted here."""
    found = tally((finding.collection, finding) for finding in report.findings)
    return {
        without_surrogates(name): {"files": files, "findings": found[name]}
        for name, files in sorted(report.collections.items())
        if name
    }


def finding_data(finding: Finding) -> Json:
    """A finding as the schema of the report describes it."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": without_surrogates(finding.message),
        "file": without_surrogates(finding.file),
        **_range(finding.range),
        "path": without_surrogates(finding.path),
        "help": None if finding.help is None else without_surrogates(finding.help),
        "fix": None if finding.fix is None else _fix(finding.fix),
        "url": rule_url(finding.code, finding.name),
        "related": [_related(place) for place in finding.related],
        "untold": finding.untold,
        **_record(finding.record),
    }


def _related(place: Related) -> Json:
    return {
        "file": without_surrogates(place.file),
        **_range(place.range),
        "message": without_surrogates(place.message),
        **_record(place.record),
    }


def _record(number: int) -> dict[str, int]:
    return {"record": number} if number else {}


def _fix(fix: PlacedFix) -> Json:
    return {
        "safety": fix.safety,
        "message": without_surrogates(fix.message),
        "edits": [
            {**_range(edit.range), "replacement": without_surrogates(edit.replacement)} for edit in fix.edits
        ],
    }


def _range(place: Range) -> dict[str, int]:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def without_surrogates(text: str) -> str:
    r"""Write lone surrogates as the six characters `\udc..`.

    They stand for bytes in file names that are not UTF-8. JSON can spell them, but most parsers outside
    Python then refuse the whole report.
    """
    return text if text.isascii() else _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
