"""Runs rules over files: stamps code and severity, drops what another finding says better, sorts."""

import traceback
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from newslint.document import Document, know_no_image, know_no_schema, parse_document
from newslint.errors import NewslintError
from newslint.facts import FactStore
from newslint.fence import looks_like_front_matter
from newslint.finding import (
    CorpusHit,
    Finding,
    Hit,
    Path,
    PlacedEdit,
    PlacedFix,
    Report,
    Span,
    Suppression,
    format_path,
)
from newslint.rule import Rule
from newslint.rules import BY_CODE
from newslint.schema import Schema
from newslint.selection import nearest_rule, resolve_selector
from newslint.settings import Settings
from newslint.source import Source
from newslint.suppress import Silencer, find_suppressions

_DIGESTED = 1000  # characters
_INTERNAL = "{code} failed on {file}: {error!r} (in {place}); this is a bug in newslint, please report it"


@dataclass(frozen=True, slots=True)
class Input:
    """A file to check.

    `expected`: somebody named it, so it must be an article. `reported`: its findings are wanted; otherwise it
    is only read for the rules that compare articles. `schema` binds it, whatever its fields are. `collection`
    is how reports call what it belongs to, and `ignored` holds the codes of rules that say nothing of it.
    """

    source: Source
    expected: bool = True
    reported: bool = True
    schema: Schema | None = None
    collection: str = ""
    ignored: frozenset[str] = frozenset()


class _Terms(NamedTuple):
    """What is remembered of a file beside its findings; few values, shared by all files."""

    collection: str
    ignored: frozenset[str]


@dataclass(slots=True)
class _Result:
    """What is known so far: of each document its findings and facts, and nothing else."""

    findings: list[Finding] = field(default_factory=list)
    facts: FactStore = field(default_factory=FactStore)
    internal: list[str] = field(default_factory=list)
    silencers: dict[str, Silencer] = field(default_factory=dict)


def check(
    inputs: Iterable[Input], settings: Settings, reopen: Callable[[str], Source] | None = None
) -> Report:
    """Check files one after the other, then compare them.

    A source is forgotten as soon as its findings and facts are known. `reopen` reads one again by its name,
    to show a line that a comparison points at; without it, sources are kept.
    """
    result = _Result()
    plan = [(rule, settings.options_of(rule)) for rule in settings.rules]
    reported: dict[str, _Terms] = {}
    kept: dict[str, Source] = {}
    for given in inputs:
        if not _check_one(given, settings, plan, result):
            continue
        name = given.source.name
        if given.reported:
            reported[name] = _Terms(given.collection, given.ignored)
            if reopen is None:
                kept[name] = given.source
    result.findings += _compare(result, settings, reported, reopen or kept.__getitem__)
    result.findings.sort(key=lambda finding: finding.sort_key)
    collections = Counter(terms.collection for terms in reported.values())
    return Report(
        len(reported), tuple(result.findings), tuple(result.internal), tuple(reported), dict(collections)
    )


def _compare(
    result: _Result, settings: Settings, reported: Mapping[str, _Terms], reopen: Callable[[str], Source]
) -> list[Finding]:
    """Run the corpus rules over the facts of all files, and keep what they say of the reported ones."""
    found: list[Finding] = []
    sources: dict[str, Source] = {}
    for rule in settings.rules:
        if rule.compare is None:
            continue
        try:
            said = rule.compare(result.facts.groups(rule.code), settings.options_of(rule))
            hits = [hit for hit in said if hit.fact.file in reported]
        except NewslintError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a rule raises, the run goes on
            result.internal.append(_internal_error(rule, "the whole corpus", error))
            continue
        for hit in sorted(hits, key=lambda hit: hit.fact.file):
            name = hit.fact.file
            silencer = result.silencers.get(name)
            if rule.code in reported[name].ignored:
                continue
            if silencer is not None and silencer.silences(rule.code, hit.fact.range.line):
                continue
            if name not in sources:
                sources = {name: reopen(name)}  # hits come file by file: one is enough
            found.append(_corpus_finding(rule, hit, sources[name], reported[name].collection))
    return found


def _check_one(
    given: Input, settings: Settings, plan: Iterable[tuple[Rule, object]], result: _Result
) -> bool:
    """Add what one file says; False when it turns out to be no article.

    What its suppressions silence is left out.
    """
    name = given.source.name
    document = parse_document(
        given.source,
        settings.choose_schema if given.schema is None else lambda keys: given.schema,  # noqa: ARG005
        expected=given.expected,
        limits=settings.limits,
        yaml_version=settings.yaml_version,
        now=settings.now,
        measure=partial(settings.measure, name) if settings.measure else know_no_image,
        named_schema=partial(settings.named_schema, name) if settings.named_schema else know_no_schema,
    )
    if not given.expected and not _is_article(document):
        return False
    document.suppressions = find_suppressions(document, _codes_of)
    if given.ignored:
        # A rule that compares is asked in spite of it: other files are compared with this one.
        plan = [entry for entry in plan if entry[0].compare or entry[0].code not in given.ignored]
    findings = _run(document, given, [entry for entry in plan if not entry[0].is_last], result)
    if document.suppressions:
        silencer = result.silencers[name] = Silencer(document.suppressions)
        findings = [f for f in findings if not silencer.silences(f.code, f.range.line)]
        active = {rule.code for rule, _ in plan} - given.ignored
        document.unused_suppressions = [s for s in document.suppressions if _is_unused(s, active)]
        judged = _run(document, given, [entry for entry in plan if entry[0].is_last], result)
        findings += [f for f in judged if not silencer.silences(f.code, f.range.line)]
    result.findings += findings
    return True


def _run(
    document: Document, given: Input, plan: Iterable[tuple[Rule, object]], result: _Result
) -> list[Finding]:
    """What rules say of one document. A rule that raises is one line, and doesn't hide what others find."""
    hits: list[tuple[Rule, Hit]] = []
    for rule, options in plan:
        if not given.reported and rule.compare is None:
            continue
        try:
            said = list(rule.check(document, options))
        except NewslintError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a rule raises, the run goes on
            result.internal.append(_internal_error(rule, given.source.name, error))
            continue
        if rule.compare is None:
            hits += [(rule, hit) for hit in said]
        elif said:
            for fact in said:
                result.facts.add(rule.code, document.source, fact, format_path(fact.path))
    lines: dict[int, str] = {}
    return [_finding(rule, hit, given, lines) for rule, hit in _without_superseded(hits)]


def _codes_of(selector: str) -> tuple[frozenset[str] | None, str | None]:
    try:
        return frozenset(rule.code for rule in resolve_selector(selector)[1]), None
    except NewslintError:
        return None, nearest_rule(selector)


def _is_unused(suppression: Suppression, active: Container[str]) -> bool:
    """Whether it silenced nothing although every rule that it names looked at the document."""
    if suppression.used or suppression.codes is None:
        return False
    rules = [BY_CODE[code] for code in suppression.codes]
    asked = [rule for rule in rules if rule.default or rule.code in active]
    judged = (rule.code in active and rule.compare is None and not rule.is_last for rule in asked)
    return bool(asked) and all(judged)


def _internal_error(rule: Rule, where: str, error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return _INTERNAL.format(code=rule.code, file=where, error=error, place=f"{place.name}:{place.lineno}")


def _corpus_finding(rule: Rule, hit: CorpusHit, source: Source, collection: str) -> Finding:
    line = hit.fact.range.line
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        message=hit.message,
        file=hit.fact.file,
        range=hit.fact.range,
        path=hit.fact.path,
        help=hit.help,
        fix=None,
        excerpt=source.line_text(line) if line <= len(source.line_starts) else "",
        digest=_digest(source, source.span_of(hit.fact.range)),
        collection=collection,
    )


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


def _finding(rule: Rule, hit: Hit, given: Input, lines: dict[int, str]) -> Finding:
    """Complete a hit; `lines` keeps what is shown already, for one long line may have many findings."""
    source = given.source
    span = _clamped(hit.span, len(source.text))
    place = source.range_of(span)
    if place.line not in lines:
        lines[place.line] = source.line_text(place.line)
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
        excerpt=lines[place.line],
        digest=_digest(source, span),
        collection=given.collection,
    )


def _digest(source: Source, span: Span) -> str:
    """Stand for the text of a place, however long it is."""
    text = f"{span.end - span.start}:{source.text[span.start : span.end][:_DIGESTED]}"
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _clamped(span: Span, length: int) -> Span:
    start = min(max(span.start, 0), length)
    return Span(start, min(max(span.end, start), length))


def _placed(source: Source, hit: Hit) -> PlacedFix | None:
    if hit.fix is None:
        return None
    edits = tuple(PlacedEdit(source.range_of(edit.span), edit.replacement) for edit in hit.fix.edits)
    return PlacedFix(hit.fix.message, edits, hit.fix.safety)
