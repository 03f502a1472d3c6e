"""Runs rules over files: stamps code and severity, drops what another finding says better, sorts."""

import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newslint.config import Settings
from newslint.document import Document, parse_document
from newslint.errors import NewslintError
from newslint.fence import looks_like_front_matter
from newslint.finding import Finding, Hit, Path, PlacedEdit, PlacedFix, Report, Span, format_path
from newslint.rule import Rule
from newslint.source import Source

# What a rule finds in an excerpt may lie in a line of any length; reports need no more than this.
_INTERNAL = "{code} failed on {file}: {error!r} (in {place}); this is a bug in newslint, please report it"


@dataclass(frozen=True, slots=True)
class Input:
    """A file to check. `expected`: somebody named it, so it must be an article."""

    source: Source
    expected: bool = True


def check(inputs: Iterable[Input], settings: Settings) -> Report:
    """Check files one after the other; a source is forgotten as soon as its findings are known."""
    findings: list[Finding] = []
    internal: list[str] = []
    files = 0
    for given in inputs:
        result = check_source(given, settings)
        if result is None:
            continue
        files += 1
        findings += result[0]
        internal += result[1]
    findings.sort(key=lambda finding: finding.sort_key)
    return Report(files, tuple(findings), tuple(internal))


def check_source(given: Input, settings: Settings) -> tuple[list[Finding], list[str]] | None:
    """Check one file; None when it turns out to be no article.

    Returns its findings, and one line for each rule that raised: such a rule is a bug of ours, and must not
    hide what the others find.
    """
    document = parse_document(
        given.source,
        settings.choose_schema,
        expected=given.expected,
        limits=settings.limits,
        yaml_version=settings.yaml_version,
        now=settings.now,
    )
    if not given.expected and not _is_article(document):
        return None
    internal: list[str] = []
    hits: list[tuple[Rule, Hit]] = []
    for rule in settings.rules:
        try:
            hits += [(rule, hit) for hit in rule.check(document, settings.options_of(rule))]
        except NewslintError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a rule raises, the run goes on
            place = traceback.extract_tb(error.__traceback__)[-1]
            internal.append(
                _INTERNAL.format(
                    code=rule.code, file=given.source.name, error=error, place=f"{place.name}:{place.lineno}"
                )
            )
    return [_finding(document.source, rule, hit) for rule, hit in _without_superseded(hits)], internal


def _is_article(document: Document) -> bool:
    """Whether a file that a walk came across is an article, or could not even be read."""
    if document.source.error is not None:
        return True
    return document.fence is not None and looks_like_front_matter(document.source.text, document.fence)


def _without_superseded(hits: list[tuple[Rule, Hit]]) -> Iterator[tuple[Rule, Hit]]:
    """Drop a finding where another rule says the same of that place, or of a part of it, and knows more."""
    better: dict[tuple[str, Path], list[Span]] = {}
    for rule, hit in hits:
        for code in rule.supersedes:
            better.setdefault((code, hit.path), []).append(hit.span)
    for rule, hit in hits:
        spans = better.get((rule.code, hit.path), ())
        if not any(hit.span.start <= span.start and span.end <= hit.span.end for span in spans):
            yield rule, hit


def _finding(source: Source, rule: Rule, hit: Hit) -> Finding:
    place = source.range_of(_clamped(hit.span, len(source.text)))
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        message=hit.message,
        file=source.name,
        range=place,
        path=format_path(hit.path),
        help=hit.help,
        fix=_placed(source, hit),
        excerpt=source.line_text(place.line),
    )


def _clamped(span: Span, length: int) -> Span:
    start = min(max(span.start, 0), length)
    return Span(start, min(max(span.end, start), length))


def _placed(source: Source, hit: Hit) -> PlacedFix | None:
    if hit.fix is None:
        return None
    edits = tuple(PlacedEdit(source.range_of(edit.span), edit.replacement) for edit in hit.fix.edits)
    return PlacedFix(hit.fix.message, edits, hit.fix.safety)
