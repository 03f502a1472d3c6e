"""What is kept of an examined file, as JSON, and back; open it when findings get a new part.

What the content and the settings tell anyway is left out: the names of file, collection and rules. A record
is read with suspicion, since somebody else may have written it.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

from newslint.document import LocalImage
from newslint.finding import (
    Asked,
    Finding,
    PlacedEdit,
    PlacedFix,
    Profile,
    Question,
    Range,
    Related,
    Severity,
    Span,
    Suppression,
)
from newslint.lint.examiner import Examined
from newslint.lint.fact_store import PackedFact
from newslint.rule import Rule
from newslint.text.lazy_pattern import later

_T = TypeVar("_T")
_FOR_EVER: Final = float("inf")
_LARGEST: Final = 2**31  # line or column
_LARGEST_KEY: Final = 2**63
_DAY: Final = later(r"(?:\d{4}-\d\d-\d\d)?", re.ASCII)
_WORDS: Final = later(r"[A-Za-z ]*")
_SAFETIES: Final = ("safe", "unsafe")
_NOWHERE: Final = Span(0, 0)


def to_record(examined: Examined | None) -> str:
    """Write down all that a later run needs; None is a file that is no article."""
    if examined is None:
        return "null"
    profile = examined.profile
    # One line may have many findings, and be long.
    excerpts: dict[str, int] = {}
    kept = [
        [
            _finding_out(finding, excerpts.setdefault(finding.excerpt, len(excerpts)))
            for finding in examined.findings
        ],
        list(zip(*examined.facts, strict=True)),  # by column, which is quickly checked
        [_suppression_out(suppression) for suppression in examined.suppressions],
        profile and [profile.published, profile.publisher, profile.fields, profile.headline],
        {url: image and [*image] for url, image in examined.images.items()},
        list(excerpts),
        examined.unread,
        [[*question, *asked] for question, asked in examined.questions.items()],
        examined.by_lines,
    ]
    return json.dumps(kept, separators=(",", ":"))


def from_record(text: str, file: str, collection: str, rules: Mapping[str, Rule]) -> Examined | None:
    """Read a record.

    Args:
        text: The record.
        file: How reports call the file now.
        collection: The collection that it belongs to.
        rules: The rules that run, by code.

    Raises:
        ValueError, TypeError, KeyError, AttributeError, RecursionError: it is no record.
    """
    kept = json.loads(text)
    if kept is None:
        return None
    findings, facts, suppressions, profile, images, excerpts, unread, questions, by_lines = kept
    lines = dict(enumerate(map(_text, excerpts)))
    return Examined(
        findings=[_finding_in(entry, file, collection, rules, lines) for entry in findings],
        facts=_facts_in(facts),
        suppressions=[_suppression_in(*entry) for entry in suppressions],
        profile=None if profile is None else _profile_in(file, collection, profile),
        images={url: None if image is None else LocalImage(*image) for url, image in images.items()},
        unread=_words(unread),
        questions=dict(_question_in(entry, rules) for entry in questions),
        by_lines=_is(bool, by_lines),
    )


def _question_in(entry: list[Any], rules: Mapping[str, Rule]) -> tuple[Question, Asked]:
    topic, word, code, times = entry
    return Question(_text(topic), _text(word)), Asked(rules[code].code, _is(int, times))


def _finding_out(finding: Finding, excerpt: int) -> list[Any]:
    fix = finding.fix
    return [
        finding.code,
        finding.message,
        _place_out(finding.range),
        finding.path,
        finding.help,
        None if fix is None else _fix_out(fix),
        excerpt,
        finding.digest,
        [[_place_out(related.range), related.message] for related in finding.related],
        finding.severity,
    ]


def _finding_in(
    entry: list[Any], file: str, collection: str, rules: Mapping[str, Rule], lines: Mapping[int, str]
) -> Finding:
    code, message, place, path, help_, fix, excerpt, digest, related, severity = entry
    return Finding(
        code,
        rules[code].name,
        Severity(severity),
        _text(message),
        file,
        _place_in(place),
        _text(path),
        None if help_ is None else _text(help_),
        None if fix is None else _fix_in(*fix),
        lines[excerpt],
        _text(digest),
        collection,
        tuple(Related(file, _place_in(at), _text(said)) for at, said in related),
    )


def _fix_out(fix: PlacedFix) -> list[Any]:
    edits = [[_place_out(edit.range), edit.replacement] for edit in fix.edits]
    return [fix.message, fix.safety, fix.mends, edits]


def _fix_in(message: Any, safety: Any, mends: Any, edits: Iterable[Any]) -> PlacedFix:
    if safety not in _SAFETIES or not _are(int, [mends]) or mends < 1:
        raise ValueError(safety, mends)
    placed = tuple(PlacedEdit(_place_in(at), _text(text)) for at, text in edits)
    return PlacedFix(_text(message), placed, safety, mends)


def _facts_in(facts: list[list[Any]]) -> list[PackedFact]:
    """The facts, one by one. All are checked at once: there are many."""
    if facts == []:
        return []
    rules, keys, values, paths, lines, columns, end_lines, end_columns = facts
    numbers = [*lines, *columns, *end_lines, *end_columns]
    if not (_are(str, (*rules, *values, *paths)) and _are(int, (*keys, *numbers))):
        raise TypeError(facts)
    if min(keys) < -_LARGEST_KEY or max(keys) >= _LARGEST_KEY or min(numbers) < 1 or max(numbers) > _LARGEST:
        raise ValueError(facts)
    return list(zip(*facts, strict=True))


def _profile_in(file: str, collection: str, kept: list[Any]) -> Profile:
    published, publisher, names, headline = kept
    if not _DAY.fullmatch(published):
        raise ValueError(published)
    return Profile(file, collection, published, _text(publisher), tuple(map(_text, names)), _text(headline))


def _place_out(place: Range) -> list[int]:
    return [place.line, place.column, place.end_line, place.end_column]


def _place_in(numbers: list[Any]) -> Range:
    if not _are(int, numbers) or min(numbers) < 1 or max(numbers) > _LARGEST:
        raise ValueError(numbers)
    return Range(*numbers)


def _suppression_out(suppression: Suppression) -> list[Any]:
    last = None if suppression.last == _FOR_EVER else suppression.last
    return [suppression.selector, sorted(suppression.codes or ()), suppression.first, last]


def _suppression_in(selector: Any, codes: list[Any], first: Any, last: Any) -> Suppression:
    """What silences; where the comment stands is not needed any more."""
    last = _FOR_EVER if last is None else last
    if not (isinstance(first, int | float) and isinstance(last, int | float)):
        raise TypeError(first, last)
    return Suppression(_text(selector), frozenset(map(_text, codes)), _NOWHERE, _NOWHERE, first, last)


def _are(wanted: type, values: Iterable[Any]) -> bool:
    return set(map(type, values)) == {wanted}


def _is(wanted: type[_T], value: Any) -> _T:
    if type(value) is not wanted:
        raise TypeError(value)
    return value


def _words(value: Any) -> str:
    """What kept a file from being read, in plain words of ours."""
    if _WORDS.fullmatch(_text(value)) is None:
        raise ValueError(value)
    return _text(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
