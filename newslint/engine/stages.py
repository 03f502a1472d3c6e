"""What is done with each part of an archive, stage by stage; open it to follow a document through an engine.

Every function is given plain data and gives plain data, so that any process can do it, and do it again where
another one died. Together they say what a run in one process says, whatever the parts are:

1. `examine` runs the rules over the documents of a part, and packs their facts.
2. `answer` asks the documents of a part what rules want to know of all, and `verdicts` decides; those whose
   question was decided are examined again.
3. `compare` judges facts that came to one address, and passes on those of rules that judge all facts at once;
   `compare_all` judges these.
4. `tell` makes findings of what comparisons say of the documents of a part, and finds those places again that
   were only counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newslint.engine.parcels import Found, Parcel, opened, pack_all, parcels, scope_of
from newslint.finding import CorpusHit, Decided, Evidence, Finding, PlacedFact, Question
from newslint.light_dataclasses import replace
from newslint.light_tuples import NamedTuple
from newslint.lint.comparisons import decided_by, findings_in, hits_of, unsilenced
from newslint.lint.evidence import Questions
from newslint.lint.examiner import Examined, Examiner, Outcome
from newslint.lint.fact_store import placed
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.lint.suppress import Silencer
from newslint.rule import Rule
from newslint.run.session import Session
from newslint.source import Source

Answers = Mapping[str, Mapping[Question, Evidence]]
"""What documents answered to questions, by collection; a verdict means nothing."""

Thing = tuple[str, str, tuple[str, ...] | None]
"""What is said of many facts: their scope, their key, and their values, where it isn't said of all values."""


class Said(NamedTuple):
    """What comparisons say, by the code of the rule.

    `hits` are about one place each; `crowds` about all that a fact stands for. `left` waits for the facts of
    all addresses. `failed` has a line for each rule that raised.
    """

    hits: dict[str, list[CorpusHit]]
    crowds: dict[str, list[CorpusHit]]
    left: Parcel
    failed: dict[str, str]


class Told(NamedTuple):
    """Findings of comparisons, each with the file or the part of one, and what these decided of values."""

    findings: list[tuple[Job, list[Finding]]]
    decided: Decided


def comparing(settings: Settings) -> list[Rule]:
    """The rules that compare."""
    return [rule for rule in settings.rules if rule.compare is not None]


def examine(
    session: Session, jobs: Iterable[Job], addresses: int, *, combining: bool = True
) -> tuple[list[Outcome], list[Parcel]]:
    """Run the rules over documents.

    Args:
        session: The project.
        jobs: The documents.
        addresses: How many parcels there shall be.
        combining: Whether rules make fewer facts.

    Returns:
        What came of the documents without their facts, and a parcel of facts for each address.
    """
    outcomes: list[Outcome] = []
    facts: list[Found] = []
    for job in jobs:
        outcome = session.examine(job)
        examined = outcome.examined
        if examined is not None:
            facts += [(job.name, record, its) for record, its in examined.by_record]
            facts.append((job.name, job.record, examined.facts))
            outcome = outcome._replace(examined=replace(examined, facts=[], by_record=[]))
        outcomes.append(outcome)
    settings = session.settings
    sent = parcels(facts, addresses, comparing(settings), settings.options_of, combining=combining)
    return outcomes, sent


class _Counting(Examiner):
    """Makes no verdicts, so that all answers are counted."""

    def weigh(self, code: str, counts: Mapping[str, int], failed: dict[str, str]) -> str:
        del code, counts, failed
        return "counted"


def answer(session: Session, jobs: Iterable[Job], questions: Questions) -> tuple[Answers, list[str]]:
    """Ask documents; rules that raised have no answers, and a line each."""
    bound = [session.bound(job) for job in jobs]
    return questions.ask(
        _Counting(session.settings), bound, lambda job: [source for _, source in _documents(session, job)], {}
    )


def verdicts(
    examiner: Examiner, codes: Mapping[Question, str], answers: Sequence[Answers], internal: list[str]
) -> dict[str, dict[Question, Evidence]]:
    """What rules make of all answers; a rule that raised anywhere makes nothing of them.

    Args:
        examiner: Knows the rules.
        codes: The code of the rule that asks each question.
        answers: Those of each part.
        internal: Lines about rules that raise are added to it.
    """
    merged: defaultdict[str, dict[Question, list[Evidence]]] = defaultdict(dict)
    for part in answers:
        for name, its in part.items():
            for question, evidence in its.items():
                merged[name].setdefault(question, []).append(evidence)
    failed: dict[str, str] = {}
    raised = {
        codes[question]
        for part in answers
        for name, its in part.items()
        for question in merged[name]
        if question not in its
    }
    found: dict[str, dict[Question, Evidence]] = {}
    for name, questions in merged.items():
        for question, parts in questions.items():
            counts: Counter[str] = Counter()
            first: dict[str, str] = {}
            for evidence in parts:
                counts.update(evidence.counts)
                for said, document in evidence.first.items():
                    first[said] = min(first.get(said, document), document)
            code = codes[question]
            verdict = "" if code in raised else examiner.weigh(code, counts, failed)
            if verdict:
                found.setdefault(name, {})[question] = Evidence(verdict, counts, first)
    internal += failed.values()
    return found


def compare(settings: Settings, arrived: Sequence[Parcel]) -> Said:
    """Compare all facts that came to one address."""
    said = Said({}, {}, {}, {})
    left: dict[str, bytes] = {}
    for rule in comparing(settings):
        if not any(rule.code in parcel for parcel in arrived):
            continue
        for _, groups in opened(rule, arrived) if rule.judges_groups_alone else ():
            _judge(rule, groups, settings, said)
        if not rule.judges_groups_alone:
            left[rule.code] = pack_all(
                fact for _, groups in opened(rule, arrived) for its in groups for fact in its
            )
    return said._replace(left=left)


def compare_all(settings: Settings, code: str, left: Sequence[Parcel]) -> Said:
    """Compare what is left of a rule that judges all facts at once."""
    said = Said({}, {}, {}, {})
    for rule in comparing(settings):
        if rule.code == code:
            # Those that need not be compared were left out already.
            for _, groups in opened(rule._replace(with_single=True, only_differing=False), left):
                _judge(rule, groups, settings, said)
    return said


def _judge(rule: Rule, groups: Iterable[Sequence[PlacedFact]], settings: Settings, said: Said) -> None:
    internal: list[str] = []
    for hit in hits_of(rule, groups, settings, internal):
        (said.hits if hit.fact.crowd is None else said.crowds).setdefault(rule.code, []).append(hit)
    if internal:
        said.failed[rule.code] = internal[0]


def tell(
    session: Session,
    jobs: Iterable[Job],
    hits: Mapping[str, Mapping[str, list[CorpusHit]]],
    by_thing: Mapping[str, Mapping[Thing, CorpusHit]],
    silencers: Mapping[str, Silencer] | None = None,
) -> Told:
    """Make findings of what comparisons say of documents.

    Args:
        session: The project.
        jobs: The documents.
        hits: By document and code, what is said of single places.
        by_thing: What is said of all places that a fact stands for, see `things`.
        silencers: The suppressions of each document that has some; None where nothing in `hits` is silenced.
    """
    settings = session.settings
    wanted = tuple(rule for rule in comparing(settings) if rule.code in by_thing)
    finder = Examiner(replace(settings, rules=wanted))
    result = Told([], {})
    decided: dict[tuple[str, str, tuple[str, ...]], CorpusHit] = {}
    for given in jobs:
        job = session.bound(given)
        sources: dict[int, Source] = {}
        told: defaultdict[str, list[CorpusHit]] = defaultdict(list)
        for document, source in _documents(session, job) if job.reported else ():
            its = hits.get(document.document, {})
            examined = finder.examine(document, source) if wanted else None
            found = {} if examined is None else _found_again(examined, document, by_thing)
            silencer = _silencer_of(examined) if silencers is None else silencers.get(document.document)
            for rule in comparing(settings):
                known = its.get(rule.code, [])
                here = unsilenced(
                    job,
                    rule,
                    [*known, *_new(found.get(rule.code, ()), known)],
                    silencer,
                )
                if here:
                    sources[document.record] = source
                    told[rule.code] += here
        findings: list[Finding] = []
        for rule in comparing(settings):
            if rule.code in told:
                decided.update(later_of(decided, decided_by(rule, told[rule.code])))
                findings += findings_in(
                    job,
                    rule,
                    told[rule.code],
                    settings,
                    lambda fact, its=sources: its[fact.record],  # type: ignore[misc]
                )
        if findings:
            result.findings.append((job, findings))
    return result._replace(decided=decided)


def things(crowds: Mapping[str, Iterable[CorpusHit]]) -> dict[str, dict[Thing, CorpusHit]]:
    """What is said of all places that a fact stands for, by the code of the rule and what it is about."""
    return {code: {_thing_of(hit): hit for hit in its} for code, its in crowds.items()}


def later_of(known: Decided, more: Decided) -> Decided:
    """Of what is decided twice, what a file with a later name has: as where files come in their order."""
    return {
        thing: hit
        for thing, hit in more.items()
        if thing not in known or _document_of(known[thing]) <= _document_of(hit)
    }


def _document_of(hit: CorpusHit) -> tuple[str, int]:
    return hit.fact.file, hit.fact.record


def _documents(session: Session, job: Job) -> Iterator[tuple[Job, Source]]:
    """A file, or the records of a part of one."""
    if job.part is None:
        yield job, session.read(job)
        return
    for source in session.dumps.records(job):
        yield job._replace(record=source.record, part=None), source


def _new(again: Iterable[CorpusHit], known: Iterable[CorpusHit]) -> list[CorpusHit]:
    """What is said of places of a document that nothing is said of yet."""
    places = {(hit.fact.range, hit.fact.path, hit.fact.values) for hit in known}
    return [hit for hit in again if (hit.fact.range, hit.fact.path, hit.fact.values) not in places]


def _thing_of(hit: CorpusHit) -> Thing:
    crowd = hit.fact.crowd
    values = None if crowd is None or crowd.is_mixed else hit.fact.values
    return scope_of(hit.fact), hit.fact.key.partition("\n")[0], values  # rules may add to a key


def _silencer_of(examined: Examined | None) -> Silencer | None:
    return Silencer(examined.suppressions) if examined is not None and examined.suppressions else None


def _found_again(
    examined: Examined, job: Job, by_thing: Mapping[str, Mapping[Thing, CorpusHit]]
) -> dict[str, list[CorpusHit]]:
    """By rule, what is said of the facts of a document that were only counted, or kept beside those."""
    found: defaultdict[str, list[CorpusHit]] = defaultdict(list)
    for packed in examined.facts:
        code = packed[0]
        (fact,) = placed(packed[1], [(job.name, packed, job.record)])
        its, scope = by_thing[code], scope_of(fact)
        hit = its.get((scope, fact.key, fact.values)) or its.get((scope, fact.key, None))
        if hit is not None:
            found[code].append(hit._replace(fact=fact._replace(key=hit.fact.key)))
    return found
