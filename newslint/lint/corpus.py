"""Gathers what came of files, compares their facts and sorts findings; open it for rules that compare."""

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, groupby
from typing import Final, NamedTuple, Protocol

from newslint.errors import NewslintError, raise_if_exhausted
from newslint.finding import (
    Alike,
    CorpusHit,
    Crowd,
    Decided,
    Evidence,
    Finding,
    PlacedFact,
    Profile,
    Question,
    Range,
    Report,
)
from newslint.light_dataclasses import replace
from newslint.lint.decided import Mender
from newslint.lint.evidence import Questions, Witnesses
from newslint.lint.examiner import Examined, Examiner, Outcome, digest_of, internal_error
from newslint.lint.fact_store import FactStore
from newslint.lint.job import Job
from newslint.lint.listing import Listing, alike_in, standing_for, without_indexes
from newslint.lint.parts import Listings, as_written, examine_part
from newslint.lint.settings import Settings
from newslint.lint.suppress import Silencer
from newslint.records.parts import kind_of
from newslint.rule import Rule
from newslint.source import Source

_NAMED: Final = Job("")
_ROOM: Final = 1000  # hits beside those that are told, so that they are seldom sorted


class Said(NamedTuple):
    """What a comparison says, and the keys of the groups that make a difference to the rule, see `heeds`."""

    hits: Sequence[CorpusHit]
    heeded: Collection[str] = ()


class Keeper(Protocol):
    """Takes down what a run comes to, for a later one."""

    def __call__(
        self,
        report: Report,
        facts: FactStore,
        said: Mapping[str, Said],
        asked: Questions,
    ) -> None:
        """Take down what was found, compared, said of it by each rule that compares, and asked."""


class _Result:
    """What is known so far: of each document its findings and facts, and nothing else."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.listings: dict[str, Listings] = {}  # of files that are read in parts
        self.facts = FactStore()
        self.internal: list[str] = []
        self.silencers: dict[str, Silencer] = {}
        self.profiles: list[Profile] = []
        self.reported: dict[str, Job] = {}
        self.unread: dict[str, list[str]] = {}
        self.questions = Questions()
        self.records = 0
        self.keys: dict[str, bytes] = {}  # what stands for the content of files, by their paths

    def listing_of(self, file: str, settings: Settings) -> Listings:
        """The findings of a file that is read in parts."""
        if file not in self.listings:
            self.listings[file] = Listings(file, settings.bounds)
        return self.listings[file]


def check(sources: Iterable[Source], settings: Settings, terms: Job = _NAMED) -> Report:
    """Check files on the same terms, one after the other, then compare them; sources are kept until then."""
    examiner = Examiner(settings)
    kept: dict[str, Source] = {}

    def outcomes() -> Iterator[Outcome]:
        for source in sources:
            kept[source.document] = source
            job = terms._replace(name=source.name, record=source.record)
            yield Outcome(job, examiner.examine(job, source))

    return gather(outcomes(), settings, lambda job: kept[job.document])


def gather(
    outcomes: Iterable[Outcome],
    settings: Settings,
    reopen: Callable[[Job], Source],
    witnesses: Witnesses = Witnesses(),  # noqa: B008 - it can't change
    keeper: Keeper | None = None,
) -> Report:
    """Collect what came of each file, in any order, and compare them.

    `reopen` reads a document again, to show a line that a comparison points at, and for the questions of
    rules. `keeper` takes down a run that nobody ended.
    Ctrl-C ends the run with what was found so far; nothing is compared then.
    """
    result = _Result()
    interrupted = False
    evidence: Mapping[str, Mapping[Question, Evidence]] = {}
    decided: Decided = {}
    said: dict[str, Said] = {}
    try:
        for outcome in outcomes:
            if outcome.key:
                result.keys[outcome.job.path] = outcome.key
            if outcome.examined is not None:
                _keep(outcome.job, outcome.examined, result, settings)
        evidence = _weigh(result, settings, reopen, witnesses)
        said = _all_said(result, settings)
        hits = {code: found.hits for code, found in said.items()}
        found, decided = told_of(hits, settings, result.reported, result.silencers, reopen)
        result.findings += found
    except KeyboardInterrupt:
        interrupted = True
    report = _report(result, evidence, decided, interrupted=interrupted)
    if keeper is not None and not interrupted:
        keeper(report, result.facts, said, result.questions)
    return report


class Gathering:
    """What came of files, put together as `gather` does, for those who ask and compare them elsewhere."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._result = _Result()

    @property
    def reported(self) -> Mapping[str, Job]:
        """The files that were read and are reported on, by their names."""
        return self._result.reported

    @property
    def questions(self) -> Questions:
        """What rules want to know."""
        return self._result.questions

    @property
    def silencers(self) -> Mapping[str, Silencer]:
        """The suppressions of each document that has some."""
        return self._result.silencers

    @property
    def internal(self) -> list[str]:
        """Lines about rules that raised."""
        return self._result.internal

    def keep(self, outcome: Outcome) -> None:
        """Take what came of a file, or of a part of one."""
        if outcome.examined is not None:
            _keep(outcome.job, outcome.examined, self._result, self._settings)

    def forget(self, files: Container[str]) -> None:
        """Drop what was found in some files."""
        result = self._result
        result.findings = [finding for finding in result.findings if finding.file not in files]
        for file in [file for file in result.listings if file in files]:
            del result.listings[file]

    def add(self, job: Job, findings: Iterable[Finding]) -> None:
        """Take more findings in a file, or in a part of one."""
        if job.part is None:
            self._result.findings += findings
        else:
            self._result.listing_of(job.name, self._settings).add(findings)

    def report(
        self, evidence: Mapping[str, Mapping[Question, Evidence]], decided: Decided, *, interrupted: bool
    ) -> Report:
        """All of it."""
        return _report(self._result, evidence, decided, interrupted=interrupted)


def _report(
    result: _Result,
    evidence: Mapping[str, Mapping[Question, Evidence]],
    decided: Decided,
    *,
    interrupted: bool,
) -> Report:
    for listings in result.listings.values():
        result.findings += listings.findings()
    result.findings.sort(key=lambda finding: finding.sort_key)
    return Report(
        len(result.reported)
        - sum(name in result.reported for names in result.unread.values() for name in names),
        tuple(result.findings),
        tuple(result.internal),
        tuple(result.reported),
        dict(Counter(job.collection for job in result.reported.values())),
        interrupted=interrupted,
        profiles=tuple(result.profiles),
        unread={reason: tuple(sorted(names)) for reason, names in sorted(result.unread.items())},
        evidence=evidence,
        decided=decided,
        records=result.records,
    )


def _keep(job: Job, examined: Examined, result: _Result, settings: Settings) -> None:
    """Add what one file says, or a part of one."""
    if job.part is None:
        result.findings += examined.findings
    else:
        result.listing_of(job.name, settings).add(examined.findings)
    result.internal += examined.internal
    for record, facts in examined.by_record:
        result.facts.add(job.name, facts, record)
    if examined.facts:
        result.facts.add(job.name, examined.facts, job.record)
    if examined.by_lines:
        result.questions.by_lines.add(job.document)
    if examined.suppressions:
        result.silencers[job.document] = Silencer(examined.suppressions)
    if examined.questions and job.reported:
        result.questions.add(job, examined.questions)
    if examined.profile is not None:
        result.profiles.append(examined.profile)
    if job.reported:
        result.records += examined.records or job.record > 0
        result.reported[job.name] = job._replace(record=0, part=None) if job.record or job.part else job
        if examined.unread:
            result.unread.setdefault(examined.unread, []).append(job.document)


def _weigh(
    result: _Result,
    settings: Settings,
    reopen: Callable[[Job], Source],
    witnesses: Witnesses,
) -> Mapping[str, Mapping[Question, Evidence]]:
    """Ask all files what rules want to know, and examine those again that may be told more now."""
    if settings.evidence is not None or not result.questions:
        return settings.evidence or {}
    jobs = (*result.reported.values(), *witnesses.others())
    examiner = Examiner(settings)
    if not result.internal:  # where a rule raised it may have had more to ask
        result.questions.drop_hopeless(examiner.asking(), jobs)
    if not result.questions:
        return {}

    def read(job: Job) -> Iterable[Source]:
        return witnesses.records(job) if witnesses.holds_records(job) else (reopen(job),)

    evidence, failures = result.questions.ask(examiner, jobs, read, result.keys, witnesses.memory)
    result.internal += failures
    settings = replace(settings, evidence=evidence)
    concerned = _concerned(settings.rules, result.questions)
    examiner, whole = Examiner(replace(settings, rules=concerned)), Examiner(settings)
    again: dict[tuple[str, int], list[Finding]] = {}
    silenced: set[tuple[str, int]] = set()
    in_parts: dict[str, Job] = {}
    for job in result.questions.decided(evidence):
        if job.part is not None:
            in_parts[job.name] = job._replace(part=None)
            continue
        # Whether a comment silences anything only all rules can tell.
        is_silenced = job.document in result.silencers
        examined = (whole if is_silenced else examiner).examine(job, reopen(job))
        if examined is not None:
            again[job.name, job.record] = examined.findings
            if is_silenced:
                silenced.add((job.name, job.record))
            result.internal += [line for line in examined.internal if line not in result.internal]
    codes = {rule.code for rule in concerned}
    for job in in_parts.values():
        listings = result.listings[job.name]
        listings.forget(codes)
        listings.add(examine_part(examiner, job, witnesses.records(job), settings.bounds).findings)
    result.findings = [
        finding
        for finding in result.findings
        if (document := (finding.file, finding.record)) not in again
        or (finding.code not in codes and document not in silenced)
    ]
    result.findings += chain.from_iterable(again.values())
    return evidence


def _all_said(result: _Result, settings: Settings) -> dict[str, Said]:
    """What comparisons say of the facts of all files, by the code of the rule."""
    return {
        rule.code: _said(rule, result.facts, settings, result.internal)
        for rule in settings.rules
        if rule.compare is not None
    }


def _concerned(rules: Iterable[Rule], questions: Questions) -> tuple[Rule, ...]:
    """The rules that ask, and those that one of them stands back for, or that stand back for one."""
    rules = tuple(rules)
    codes = questions.codes
    known = 0
    while len(codes) > known:
        known = len(codes)
        codes |= {code for rule in rules if rule.code in codes for code in rule.supersedes}
        codes |= {rule.code for rule in rules if not codes.isdisjoint(rule.supersedes)}
    return tuple(rule for rule in rules if rule.code in codes)


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
