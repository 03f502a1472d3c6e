"""Compares the facts of all documents and makes findings of that; open it for rules that compare."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Final

from newslint.errors import NewslintError, raise_if_exhausted
from newslint.finding import Alike, CorpusHit, Crowd, Decided, Finding, PlacedFact, Range
from newslint.light_tuples import NamedTuple
from newslint.lint.decided import Mender
from newslint.lint.examiner import digest_of, internal_error
from newslint.lint.fact_store import FactStore
from newslint.lint.job import Job
from newslint.lint.listing import Listing, alike_in, standing_for
from newslint.lint.parts import as_written
from newslint.lint.settings import Settings
from newslint.lint.suppress import Silencer
from newslint.records.parts import kind_of
from newslint.rule import Rule
from newslint.source import Source
from newslint.text.wording import without_indexes

_ROOM: Final = 1000  # hits beside those that are told, so that they are seldom sorted


class Said(NamedTuple):
    """What a comparison says, and the keys of the groups that make a difference to the rule, see `heeds`."""

    hits: Sequence[CorpusHit]
    heeded: Collection[str] = ()


def all_said(facts: FactStore, settings: Settings, internal: list[str]) -> dict[str, Said]:
    """What rules say of the facts of all files, by code; lines about those that raise go into `internal`."""
    return {
        rule.code: _said(rule, facts, settings, internal)
        for rule in settings.rules
        if rule.compare is not None
    }


def told_of(
    said: Mapping[str, Iterable[CorpusHit]],
    settings: Settings,
    reported: Mapping[str, Job],
    silencers: Mapping[str, Silencer],
    reopen: Callable[[Job], Source],
) -> tuple[list[Finding], Decided]:
    """What is told of reported files, and what was decided of values there.

    Args:
        said: What comparisons say of all files, by the code of the rule.
        settings: Knows the rules.
        reported: The files that findings are wanted of, by name.
        silencers: What their comments silence, by name.
        reopen: Reads one again.
    """
    found: list[Finding] = []
    decided: dict[tuple[str, str, tuple[str, ...]], CorpusHit] = {}
    opened: dict[tuple[str, int], Source] = {}

    def source_of(fact: PlacedFact) -> Source:
        document = fact.file, fact.record
        if document not in opened:
            opened.clear()  # hits come document by document: one is enough
            job = reported[fact.file]
            opened[document] = reopen(job._replace(record=fact.record) if fact.record else job)
        return opened[document]

    for rule in settings.rules:
        hits = [hit for hit in said.get(rule.code, ()) if hit.fact.file in reported]
        hits.sort(key=lambda hit: (hit.fact.file, hit.fact.record))
        for name, of_file in groupby(hits, key=lambda hit: hit.fact.file):
            job = reported[name]
            told = []
            for document, its in groupby(of_file, key=lambda hit: hit.fact.document):
                told += unsilenced(job, rule, its, silencers.get(document))
            decided.update(decided_by(rule, told))
            found += findings_in(job, rule, told, settings, source_of)
    return found, decided


def _bounded(rule: Rule, settings: Settings) -> Rule:
    """The same rule, which of one file says no more than is told: the last hit stands for all others.

    All are needed where somebody wants to know what those are like that are not told, and for fixes.
    """
    bounds, compare = settings.bounds, rule.compare
    if compare is None or rule.fixes != "none" or bounds.known is not None or bounds.touched is not None:
        return rule
    return rule._replace(compare=lambda groups, options: _first_of(compare(groups, options), bounds.most))


def _first_of(hits: Iterable[CorpusHit], most: int) -> list[CorpusHit]:
    """So many hits as are told, the first of the file, and one for the others."""
    kept: list[CorpusHit] = []
    others: list[CorpusHit] = []
    number = 0
    for hit in hits:
        kept.append(hit)
        if len(kept) >= 2 * most + _ROOM:
            kept.sort(key=_in_order)
            others = [min([*others, *kept[most:]], key=_in_order)]
            number += sum(gone.fact.number for gone in kept[most:])
            del kept[most:]
    if not number:
        return kept
    kept.sort(key=_in_order)
    last = min([*others, *kept[most:]], key=_in_order)
    number += sum(gone.fact.number for gone in kept[most:])
    fact = last.fact._replace(crowd=Crowd(number, 0, is_mixed=True))
    return [*kept[:most], last._replace(fact=fact)]


def _in_order(hit: CorpusHit) -> tuple[int, Range, str]:
    return hit.fact.record, hit.fact.range, hit.message


def _groups(rule: Rule, facts: FactStore, scope: str, settings: Settings) -> Iterable[Sequence[PlacedFact]]:
    """The facts of a rule in a scope. Of records there may be so many that some have to stand for others."""
    if not scope or rule.combine is None:
        return facts.groups(
            rule.code, only_differing=rule.only_differing, with_single=rule.with_single, scope=scope
        )
    combine, options = rule.combine, settings.options_of(rule)
    return facts.fewer_groups(
        rule.code,
        lambda group: combine(group, options),
        only_differing=rule.only_differing,
        with_single=rule.with_single,
        scope=scope,
    )


def _said(rule: Rule, facts: FactStore, settings: Settings, internal: list[str]) -> Said:
    """What a comparison says: of all facts, or what it said of the same ones when all were compared."""
    if settings.decided is None:
        hits: list[CorpusHit] = []
        heeded: set[str] = set()
        for scope in facts.scopes:
            bounded = _bounded(rule, settings) if scope else rule
            groups = _groups(rule, facts, scope, settings)
            if rule.heeds is not None and not scope:
                groups = _heeded(rule, groups, settings, heeded)
            hits += hits_of(bounded, groups, settings, internal)
        return Said(hits, heeded)
    known = settings.decided
    hits = [
        known[rule.code, fact.key, fact.values]._replace(fact=fact)
        for scope in facts.scopes
        for group in facts.groups(rule.code, with_single=True, scope=scope)
        for fact in group
        if (rule.code, fact.key, fact.values) in known
    ]
    return Said(hits)


def _heeded(
    rule: Rule, groups: Iterable[Sequence[PlacedFact]], settings: Settings, keys: set[str]
) -> Iterator[Sequence[PlacedFact]]:
    """The groups that make a difference to a rule; their keys are put into `keys`."""
    options = settings.options_of(rule)
    for group in groups:
        if rule.heeds is None or rule.heeds(group, options):
            keys.add(group[0].key)
            yield group


def decided_by(rule: Rule, hits: Iterable[CorpusHit]) -> Decided:
    """What hits of a rule decide of values that should be others."""
    return {(rule.code, hit.fact.key, hit.fact.values): hit for hit in hits if hit.meant}


def hits_of(
    rule: Rule, groups: Iterable[Sequence[PlacedFact]], settings: Settings, internal: list[str]
) -> list[CorpusHit]:
    """What a rule that compares says of groups of facts; where it raises, a line is put into `internal`."""
    if rule.compare is None:
        return []
    try:
        return list(rule.compare(groups, settings.options_of(rule)))
    except NewslintError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a rule raises, the run goes on
        raise_if_exhausted(error)
        internal.append(internal_error(rule, "the whole corpus", error))
        return []


def unsilenced(job: Job, rule: Rule, hits: Iterable[CorpusHit], silencer: Silencer | None) -> list[CorpusHit]:
    """Hits of one rule in one file without those that its configuration or its comments silence."""
    if rule.code in job.ignored:
        return []
    return [hit for hit in hits if silencer is None or not silencer.silences(rule.code, hit.fact.range.line)]


def findings_in(
    job: Job,
    rule: Rule,
    hits: Iterable[CorpusHit],
    settings: Settings,
    source_of: Callable[[PlacedFact], Source],
) -> list[Finding]:
    """Complete the hits of one rule in one file; `source_of` opens the document of a fact."""
    listing = Listing(job.name, rule.code, settings.bounds)
    # The order in which they come means nothing, and each run must tell the same ones.
    ordered = sorted(hits, key=_in_order)
    for _, its in groupby(ordered, key=lambda hit: hit.fact.record):
        own = list(its)
        mender = Mender(job, partial(source_of, own[0].fact), settings)
        for hit in own:
            make = partial(_corpus_finding, rule, hit, source_of, job.collection, mender)
            if hit.fact.crowd is None:
                listing.take(hit.fact.range, partial(_alike, hit, source_of), make)
            else:
                first, number = make(), hit.fact.crowd.facts
                alike = {} if settings.known is None else {alike_in(first): number}
                listing.add(standing_for(first, number, alike))
    return listing.findings()


def _alike(hit: CorpusHit, source_of: Callable[[PlacedFact], Source]) -> Alike:
    source = source_of(hit.fact)
    return without_indexes(hit.fact.path), digest_of(source, source.span_of(hit.fact.range))


def _corpus_finding(
    rule: Rule, hit: CorpusHit, source_of: Callable[[PlacedFact], Source], collection: str, mender: Mender
) -> Finding:
    source = source_of(hit.fact)
    excerpt, column = source.excerpt(hit.fact.range)
    fix, advice = mender.mend(hit) if hit.meant else (None, hit.help)
    found = Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity_of(hit.severity),
        message=hit.message,
        file=hit.fact.file,
        range=hit.fact.range,
        path=hit.fact.path,
        help=advice,
        fix=fix,
        excerpt=excerpt,
        digest=digest_of(source, source.span_of(hit.fact.range)),
        collection=collection,
        related=hit.related,
        group=hit.fact.key if hit.repeats else "",
        record=hit.fact.record,
        excerpt_column=column,
    )
    return as_written(found, kind_of(found.file)) if found.record else found
