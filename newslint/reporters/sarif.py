"""SARIF 2.1.0, for GitHub code scanning and editors; open it with the standard beside it.

The `properties` of rules are those that GitHub documents under "SARIF support for code scanning". GitHub
follows an alert from run to run by a hash of its line; that is left to its upload action, which warns of any
other. All other readers get a fingerprint that stays the same when lines move.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Final, TextIO
from urllib.parse import quote

from newslint import __version__
from newslint.finding import Finding, PlacedFix, Range, Related, Report, RuleInfo, Severity
from newslint.reporters.fingerprint import fingerprints
from newslint.reporters.json_report import Json, without_surrogates
from newslint.reporters.jsontext import dumps
from newslint.reporters.links import rule_url
from newslint.reporters.oneline import advice
from newslint.reporters.style import Style
from newslint.text.display import escape

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT: Final = "%SRCROOT%"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_SEVERITIES: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}
_DRIVE = re.compile("[A-Za-z]:/")
# GitHub cuts a description after 1,024 characters.
_LONGEST_DESCRIPTION = 1000
# Lines may have millions of characters, and the reader of the report has the file.
_LONGEST_SNIPPET = 1000
# Of more places than these a sentence can't be made; all are among the related locations.
_LINKED = 3


def write(report: Report, out: TextIO, style: Style) -> None:
    """Write one run in ASCII, on one line: reports of large archives are read by programs only.

    All rules that could have found something are described, so that a run without findings tells what it
    looked for.
    """
    del style
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    out.write(dumps(log))
    out.write("\n")


def _run(report: Report) -> Json:
    rules = _rules(report)
    indexes = {code: index for index, code in enumerate(rules)}
    return {
        "tool": {
            "driver": {
                "name": "newslint",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(info) for info in rules.values()],
            }
        },
        "invocations": [_invocation(report)],
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The folder in which the names of files begin."}}
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, indexes[finding.code], fingerprint)
            for finding, fingerprint in zip(report.findings, fingerprints(report.findings), strict=True)
        ],
    }


def _invocation(report: Report) -> Json:
    notes = [escape(line) for line in report.internal_errors]
    if report.interrupted:
        notes.append("The run was interrupted: not all files were checked.")
    return {
        "executionSuccessful": not notes,
        "toolExecutionNotifications": [{"level": "error", "message": {"text": note}} for note in notes],
    }


def _rules(report: Report) -> Mapping[str, RuleInfo]:
    """The rules of the report in the order of their codes; of one that it doesn't know, what findings say."""
    rules = {
        finding.code: RuleInfo(finding.code, finding.name, finding.severity, finding.name, finding.name)
        for finding in report.findings
    }
    return dict(sorted((rules | dict(report.rules)).items()))


def _rule(info: RuleInfo) -> Json:
    url = rule_url(info.code, info.name)
    return {
        "id": info.code,
        "name": "".join(word.capitalize() for word in info.name.split("-")),
        "shortDescription": {"text": _sentence(info.summary)},
        "fullDescription": {"text": _description(info)},
        "help": {"text": info.text, "markdown": info.text},
        **({} if url is None else {"helpUri": url}),
        "defaultConfiguration": {"level": _LEVELS[info.severity]},
        "properties": {
            "tags": [info.code.partition("/")[0].rstrip("0123456789")],
            "problem.severity": _GITHUB_SEVERITIES[info.severity],
            # A false alarm counts as a bug: no rule is a guess.
            "precision": "high",
        },
    }


def _description(info: RuleInfo) -> str:
    """What the documentation says before its first heading or example."""
    paragraphs = takewhile(lambda text: not text.startswith(("#", "```")), info.text.split("\n\n"))
    text = " ".join(" ".join(paragraphs).split()) or info.summary
    if len(text) > _LONGEST_DESCRIPTION:
        return f"{text[: _LONGEST_DESCRIPTION - 1]}…"
    return _sentence(text)


def _result(finding: Finding, rule_index: int, fingerprint: str) -> Json:
    location: Json = {
        "physicalLocation": _place(finding.file, finding.range, finding.excerpt, finding.range_in_excerpt)
    }
    if finding.path:
        location["logicalLocations"] = [{"fullyQualifiedName": without_surrogates(finding.path)}]
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [location],
        "partialFingerprints": {"newslint/v1": fingerprint},
    }
    if finding.untold:
        result["occurrenceCount"] = finding.untold
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": _unlinked(escape(place.message))},
                "physicalLocation": _place(place.file, place.range),
            }
            for number, place in enumerate(finding.related, 1)
        ]
    if finding.fix is not None and _is_text(finding.fix):
        result["fixes"] = [_fix(finding.file, finding.fix)]
    return result


def _place(file: str, place: Range, line: str = "", shown: Range | None = None) -> Json:
    """A physical location; `line` is its first line, where known, and `shown` the place in that."""
    region: Json = {**_region(place)}
    location: Json = {"artifactLocation": _artifact(file), "region": region}
    if place.end_line == place.line:
        inside = shown or place
        marked = line[inside.column - 1 : inside.end_column - 1]
        region |= _snippet(marked)
        if marked != line and _snippet(line):
            location["contextRegion"] = {"startLine": place.line, **_snippet(line)}
    return location


def _snippet(text: str) -> Json:
    return {"snippet": {"text": without_surrogates(text)}} if 0 < len(text) <= _LONGEST_SNIPPET else {}


def _region(place: Range) -> dict[str, int]:
    """SARIF counts lines and columns from 1 and excludes the end, as ranges do."""
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _artifact(file: str) -> Json:
    if file.startswith("/"):
        return {"uri": f"file://{_percent_encoded(file)}"}
    if _DRIVE.match(file):
        return {"uri": f"file:///{file[:2]}{_percent_encoded(file[2:])}"}
    return {"uri": _percent_encoded(file), "uriBaseId": _ROOT}


def _percent_encoded(file: str) -> str:
    """Spell the bytes of a file name after RFC 3986; the colon too, since none may be in a first segment."""
    try:
        data = file.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half of a UTF-16 pair, which only Windows takes
        data = file.encode("utf-8", "surrogatepass")
    return quote(data)


def _fix(file: str, fix: PlacedFix) -> Json:
    replacements: list[Json] = []
    for edit in fix.edits:
        replacement: Json = {"deletedRegion": _region(edit.range)}
        if edit.replacement:
            replacement["insertedContent"] = {"text": edit.replacement}
        replacements.append(replacement)
    return {
        "description": {"text": _unlinked(escape(fix.message))},
        "artifactChanges": [{"artifactLocation": _artifact(file), "replacements": replacements}],
        "properties": {"safety": fix.safety},
    }


def _is_text(fix: PlacedFix) -> bool:
    """Whether the replacements can be spelled: SARIF has no way to insert bytes that are not UTF-8."""
    return all(without_surrogates(edit.replacement) == edit.replacement for edit in fix.edits)


def _message(finding: Finding) -> str:
    text = _unlinked(advice(finding))
    return f"{text} See {_links(finding.related[:_LINKED])}." if finding.related else text


def _links(places: Iterable[Related]) -> str:
    """GitHub shows a related location only where the message links to its id."""
    texts = (re.sub(r"[\[\]\\]", r"\\\g<0>", escape(place.message)) for place in places)
    return ", ".join(f"[{text}]({number})" for number, text in enumerate(texts, 1))


def _unlinked(text: str) -> str:
    """A text as a sentence, in which nothing of an article's making becomes a link."""
    return _sentence(text.replace("](", r"]\("))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
