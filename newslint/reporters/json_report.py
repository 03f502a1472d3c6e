"""The report for programs, described by schemas/report.schema.json; open it to add a part, there too."""

import re
from functools import lru_cache
from json.encoder import encode_basestring_ascii
from typing import TextIO

from newslint import __version__
from newslint.finding import Finding, PlacedFix, Range, Related, Report, tally
from newslint.reporters.jsontext import dumps, harmless, write_by_line
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
    write_by_line(map(finding_line, report.findings), out, indent=2)
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


def finding_line(finding: Finding) -> str:
    """`finding_data` as JSON in ASCII; as `dumps` writes it, in a fifth of the time."""
    head, url = _of_rule(finding.code, finding.name)
    related = ", ".join(map(_related_line, finding.related)) if finding.related else ""
    written = (
        f'{head}"severity": "{finding.severity}", "message": {_text(finding.message)}, '
        f'"file": {_text(finding.file)}, {_place(finding.range)}, '
        f'"path": {_text(finding.path)}, "help": {"null" if finding.help is None else _text(finding.help)}, '
        f'"fix": {"null" if finding.fix is None else _fix_line(finding.fix)}, {url}"related": [{related}], '
        f'"untold": {finding.untold}{_record_place(finding.record)}}}'
    )
    return harmless(written)


@lru_cache
def _of_rule(code: str, name: str) -> tuple[str, str]:
    """What stands in every finding of a rule, as JSON: first, and behind the fix."""
    first = dumps({"code": code, "name": name})
    return f"{first[:-1]}, ", f"{dumps({'url': rule_url(code, name)})[1:-1]}, "


def _related_line(place: Related) -> str:
    return (
        f'{{"file": {_text(place.file)}, {_place(place.range)}, '
        f'"message": {_text(place.message)}{_record_place(place.record)}}}'
    )


def _fix_line(fix: PlacedFix) -> str:
    edits = [f'{{{_place(place)}, "replacement": {_text(text)}}}' for place, text in fix.edits]
    return f'{{"safety": "{fix.safety}", "message": {_text(fix.message)}, "edits": [{", ".join(edits)}]}}'


def _place(place: Range) -> str:
    line, column, end_line, end_column = place
    return f'"line": {line}, "column": {column}, "end_line": {end_line}, "end_column": {end_column}'


def _record_place(number: int) -> str:
    return f', "record": {number}' if number else ""


def _text(text: str) -> str:
    return encode_basestring_ascii(text if text.isascii() else without_surrogates(text))


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
