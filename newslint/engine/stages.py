"""What is done with each part of an archive, stage by stage; open it to follow a document through an engine.

Every function is given plain data and gives plain data, so that any process can do it, and do it again where
another one died. Together they say what a run in one process says, whatever the parts are:

1. `examine` runs the rules over the documents of a part, and packs their facts.
2. `answer` asks the documents of a part what rules want to know of all; `examine_again` looks at those whose
   question was decided.
3. `compare` judges facts that came to one address, and makes what is left of the rules that judge all facts
   at once; `compare_all` judges that.
4. `tell` makes findings of what comparisons say of the documents of a part, and finds those places again that
   were only counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from newslint.engine.parcels import Parcel, opened, pack_all, parcels
from newslint.finding import CorpusHit, Decided, Finding, PlacedFact, Profile, Question, Suppression
from newslint.lint.corpus import decided_by, findings_in, hits_of, unsilenced
from newslint.lint.evidence import concerning
from newslint.lint.examiner import Examiner
from newslint.lint.fact_store import placed
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.lint.suppress import Silencer
from newslint.rule import Rule
from newslint.run.session import Session
from newslint.source import Source

Asked = Mapping[str, Mapping[str, list[Question]]]
"""Questions by collection and word."""


class Examined(NamedTuple):
    """What came of the documents of a part, but for their facts.

    `reported` has those whose findings are wanted, each with its collection; `unread` names, by reason, those
    that could not be read; `asking` has the questions of each, with the code of the rule that asks.
    """

    findings: list[Finding]
    internal: list[str]
    reported: list[tuple[str, str]]
    unread: dict[str, list[str]]
    asking: dict[str, dict[Question, str]]
    suppressions: dict[str, list[Suppression]]
    profiles: list[Profile]


class Answered(NamedTuple):
    """How often each answer was given to a question of a collection, and the first document that gave it.

    `failed` has, by the code of a rule, a line that says how it raised.
    """

    counts: dict[tuple[str, Question], Counter[str]]
    first: dict[tuple[str, Question], dict[str, str]]
    failed: dict[str, str]


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
    """Findings of comparisons, and what these decided of values."""

    findings: list[Finding]
    decided: Decided


def comparing(settings: Settings) -> list[Rule]:
    """The rules that compare."""
    return [rule for rule in settings.rules if rule.compare is not None]


def examine(session: Session, jobs: Iterable[Job], addresses: int) -> tuple[Examined, list[Parcel]]:
    """Run the rules over documents; with what came of them goes a parcel of facts for each address."""
    result = Examined([], [], [], {}, {}, {}, [])
    facts = []
    for given in jobs:
        job, examined, _ = session.examine(given)
        if examined is None:
            continue
        result.findings.extend(examined.findings)
        result.internal.extend(examined.internal)
        if examined.facts:
            facts.append((job.name, examined.facts))
        if examined.profile is not None:
            result.profiles.append(examined.profile)
        if job.reported:
            result.reported.append((job.name, job.collection))
            if examined.suppressions:
                result.suppressions[job.name] = examined.suppressions
            if examined.questions:
                result.asking[job.name] = examined.questions
            if examined.unread:
                result.unread.setdefault(examined.unread, []).append(job.name)
    settings = session.settings
    return result, parcels(facts, addresses, comparing(settings), settings.options_of)


def answer(session: Session, jobs: Iterable[Job], asked: Asked, codes: Mapping[Question, str]) -> Answered:
    """Ask documents; `codes` has the rule that asks each question."""
    examiner = session.examiner
    of_keys = frozenset(code for code in set(codes.values()) if examiner.asks_of_keys(code))
    result = Answered({}, {}, {})
    for given in jobs:
        job = session.bound(given)
        if job.collection not in asked:
            continue
        source = session.read(job)
        its = concerning(source, asked[job.collection], codes, of_keys)
        for question, said in examiner.testify(job, source, its, result.failed) if its else ():
            key = job.collection, question
            result.counts.setdefault(key, Counter())[said] += 1
            first = result.first.setdefault(key, {})
            first[said] = min(first.get(said, job.name), job.name)
    return result


def examine_again(session: Session, jobs: Iterable[Job]) -> tuple[dict[str, list[Finding]], list[str]]:
    """The findings of documents by their names, with evidence; and lines about rules that raised."""
    findings: dict[str, list[Finding]] = {}
    internal: list[str] = []
    for given in jobs:
        job, examined, _ = session.examine(given)
        if examined is not None:
            findings[job.name] = examined.findings
            internal += examined.internal
    return findings, internal


def compare(settings: Settings, arrived: Sequence[Parcel]) -> Said:
    """Compare all facts that came to one address."""
    said = Said({}, {}, {}, {})
    left: dict[str, bytes] = {}
    for rule in comparing(settings):
        if any(rule.code in parcel for parcel in arrived):
            groups = opened(rule, arrived, settings.options_of)
            if rule.judges_groups_alone:
                _judge(rule, groups, settings, said)
            else:
                left[rule.code] = pack_all(fact for group in groups for fact in group)
    return said._replace(left=left)


def compare_all(settings: Settings, code: str, left: Sequence[Parcel]) -> Said:
    """Compare what is left of a rule that judges all facts at once."""
    said = Said({}, {}, {}, {})
    for rule in comparing(settings):
        if rule.code == code:
            # Each group is whole, and none was left out that may be.
            together = rule._replace(with_single=True, only_differing=False)
            _judge(rule, opened(together, left, settings.options_of), settings, said)
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
    crowds: Mapping[str, list[CorpusHit]],
    suppressions: Mapping[str, list[Suppression]],
) -> Told:
    """Make findings of what comparisons say of documents.

    Args:
        session: The project.
        jobs: The documents.
        hits: By document and code, what is said of single places.
        crowds: By code, what is said of all places that a fact stands for.
        suppressions: Those of each document.
    """
    settings = session.settings
    wanted = [rule for rule in comparing(settings) if rule.code in crowds]
    finder = Examiner(session.having(rules=tuple(wanted)).settings) if wanted else None
    by_key = {rule.code: {_thing_of(hit): hit for hit in crowds[rule.code]} for rule in wanted}
    findings: list[Finding] = []
    decided: dict[tuple[str, str, tuple[str, ...]], CorpusHit] = {}
    for given in jobs:
        job = session.bound(given)
        its = hits.get(job.name, {})
        if not job.reported or (not its and finder is None):
            continue
        source = session.read(job)
        found = _found_again(finder, job, source, by_key) if finder is not None else {}
        silencer = Silencer(suppressions[job.name]) if job.name in suppressions else None
        for rule in comparing(settings):
            known = its.get(rule.code, [])
            places = {(hit.fact.range, hit.fact.path, hit.fact.values) for hit in known}
            again = [
                hit
                for hit in found.get(rule.code, ())
                if (hit.fact.range, hit.fact.path, hit.fact.values) not in places
            ]
            told = unsilenced(job, rule, [*known, *again], silencer)
            for thing, hit in decided_by(rule, told).items():
                if thing not in decided or decided[thing].fact.file <= hit.fact.file:
                    decided[thing] = hit
            findings += findings_in(job, rule, told, settings, partial(_same, source))
    return Told(findings, decided)


def _same(source: Source, name: str) -> Source:
    del name
    return source


def _thing_of(hit: CorpusHit) -> tuple[str, tuple[str, ...] | None]:
    """What a hit about a crowd is about: a key, and values where it isn't about all of them."""
    crowd = hit.fact.crowd
    key = hit.fact.key.partition("\n")[0]  # rules may add to it
    return key, None if crowd is None or crowd.is_mixed else hit.fact.values


def _found_again(
    finder: Examiner,
    job: Job,
    source: Source,
    by_key: Mapping[str, Mapping[tuple[str, tuple[str, ...] | None], CorpusHit]],
) -> dict[str, list[CorpusHit]]:
    """By rule, what is said of the facts of a document that were only counted, or kept beside those."""
    examined = finder.examine(job, source)
    found: defaultdict[str, list[CorpusHit]] = defaultdict(list)
    for packed in () if examined is None else examined.facts:
        code = packed[0]
        (fact,) = placed(packed[1], [(job.name, packed)])
        its = by_key[code]
        hit = its.get((fact.key, fact.values)) or its.get((fact.key, None))
        if hit is not None:
            found[code].append(hit._replace(fact=fact._replace(key=hit.fact.key)))
    return found


def merged_answers(answers: Iterable[Answered]) -> Answered:
    """All answers together."""
    result = Answered({}, {}, {})
    for part in answers:
        for key, counts in part.counts.items():
            result.counts.setdefault(key, Counter()).update(counts)
            first = result.first.setdefault(key, {})
            for said, name in part.first[key].items():
                first[said] = min(first.get(said, name), name)
        for code, line in part.failed.items():
            result.failed.setdefault(code, line)
    return result
