"""What is kept of an examined file as a text, and back: JSON, which executes nothing.

The name of the file is left out, so that a record can be read under any name.
"""

import json
from typing import Any

from newslint.document import LocalImage
from newslint.examine import Examined
from newslint.finding import (
    Finding,
    PlacedEdit,
    PlacedFix,
    Profile,
    Range,
    Related,
    Severity,
    Span,
    Suppression,
)

_FOR_EVER = float("inf")


def to_record(examined: Examined) -> str:
    """Write down all that a later run needs."""
    profile = examined.profile
    kept = [
        [_finding_out(finding) for finding in examined.findings],
        examined.facts,
        [_suppression_out(suppression) for suppression in examined.suppressions],
        profile and [profile.collection, profile.published, profile.publisher, profile.fields],
        {url: image and [image.width, image.height, image.missing] for url, image in examined.images.items()},
    ]
    return json.dumps(kept, separators=(",", ":"))


def from_record(text: str, file: str) -> Examined:
    """Read a record as that of a file.

    Raises:
        ValueError, TypeError, KeyError, IndexError: it is no record.
    """
    findings, facts, suppressions, profile, images = json.loads(text)
    return Examined(
        findings=[_finding_in(entry, file) for entry in findings],
        facts=[_fact_in(*fact) for fact in facts],
        suppressions=[_suppression_in(*entry) for entry in suppressions],
        profile=_profile_in(file, *profile) if profile else None,
        images={url: LocalImage(*image) if image else None for url, image in images.items()},
    )


def _fact_in(*fact: Any) -> Any:
    rule, key, values, path, *place = fact
    if not (isinstance(rule, str) and isinstance(key, int) and isinstance(values, str)):
        raise TypeError(fact)
    if not (isinstance(path, str) and len(place) == 4 and all(isinstance(number, int) for number in place)):
        raise TypeError(fact)
    return fact


def _profile_in(file: str, collection: str, published: str, publisher: str, names: list[str]) -> Profile:
    return Profile(file, collection, published, publisher, tuple(names))


def _finding_out(finding: Finding) -> list[Any]:
    fix = finding.fix
    return [
        finding.code,
        finding.name,
        finding.severity.value,
        finding.message,
        _place_out(finding.range),
        finding.path,
        finding.help,
        fix and [fix.message, fix.safety, [[_place_out(edit.range), edit.replacement] for edit in fix.edits]],
        finding.excerpt,
        finding.digest,
        finding.collection,
        [[_place_out(related.range), related.message] for related in finding.related],
    ]


def _finding_in(entry: list[Any], file: str) -> Finding:
    code, name, severity, message, place, path, help_, fix, excerpt, digest, collection, related = entry
    return Finding(
        code,
        name,
        Severity(severity),
        message,
        file,
        _place_in(place),
        path,
        help_,
        fix and PlacedFix(fix[0], tuple(PlacedEdit(_place_in(at), text) for at, text in fix[2]), fix[1]),
        excerpt,
        digest,
        collection,
        tuple(Related(file, _place_in(at), text) for at, text in related),
    )


def _place_out(place: Range) -> list[int]:
    return [place.line, place.column, place.end_line, place.end_column]


def _place_in(numbers: list[Any]) -> Range:
    if not all(isinstance(number, int) for number in numbers):
        raise TypeError(numbers)
    return Range(*numbers)


def _suppression_out(suppression: Suppression) -> list[Any]:
    codes = suppression.codes
    last = None if suppression.last == _FOR_EVER else suppression.last
    return [suppression.selector, None if codes is None else sorted(codes), suppression.first, last]


def _suppression_in(selector: str, codes: list[str] | None, first: float, last: float | None) -> Suppression:
    """What silences; where the comment stands is not needed any more."""
    nowhere = Span(0, 0)
    known = None if codes is None else frozenset(codes)
    return Suppression(selector, known, nowhere, nowhere, first, _FOR_EVER if last is None else last)
