"""Runs the stages over all parts of an archive, with whoever does tasks; open it for their order.

`Engine` is all that a run needs of an engine: a task is begun, and its result may be the argument of other
tasks without coming here. Facts never do: of documents only what a report tells is kept in this process.
"""

import pickle
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, Final, Protocol

from newslint.engine import stages
from newslint.engine.parcels import Parcel
from newslint.engine.stages import Answered, Asked, Examined, Said
from newslint.finding import CorpusHit, Evidence, Finding, Question, Report
from newslint.lint.evidence import most_asked
from newslint.lint.examiner import Examiner
from newslint.lint.job import Job
from newslint.run.session import Session
from newslint.run.work import Work

_LARGEST: Final = 500  # documents of a part: few enough to be done again, enough to be worth a task
_PARTS_EACH: Final = 4  # for each worker, so that none is idle at the end
_MOST_ADDRESSES: Final = 64


class Engine(Protocol):
    """Whoever does tasks, as often as it takes until each is done once."""

    @property
    def workers(self) -> int:
        """How many tasks are done at once."""

    def begin(self, task: Callable[..., Any], *given: Any, names: Sequence[str] = ()) -> Any:
        """Begin a task; what stands for the result of another one may be among what it is given.

        `names` are the documents that it looks at.
        """

    def results(self, begun: Sequence[Any], done: Callable[[int], None] = lambda _: None) -> list[Any]:
        """The results of tasks, in this order; `done` is told the number of each that ended.

        Raises:
            NewslintError: one can't be done.
        """


@dataclass(slots=True)
class _Result:
    """What is known so far."""

    findings: list[Finding] = field(default_factory=list)
    internal: list[str] = field(default_factory=list)
    decided: dict[tuple[str, str, tuple[str, ...]], CorpusHit] = field(default_factory=dict)
    evidence: Mapping[str, Mapping[Question, Evidence]] = field(default_factory=dict)
    examined: list[Examined] = field(default_factory=list)
    interrupted: bool = False


def report_of(
    work: Work, engine: Engine, done: Callable[[], None] = lambda: None, largest: int = _LARGEST
) -> Report:
    """Check the documents of a project, and compare them.

    Args:
        work: The documents.
        engine: Does the tasks.
        done: Is called after each document.
        largest: How many documents a part may have.

    Raises:
        NewslintError: not all documents could be checked.
    """
    run = _Run(work, engine, largest)
    result = _Result()
    try:
        run.all_stages(result, done)
    except KeyboardInterrupt:
        result.interrupted = True
    result.findings.sort(key=lambda finding: finding.sort_key)
    reported = [document for part in result.examined for document in part.reported]
    unread: defaultdict[str, list[str]] = defaultdict(list)
    for part in result.examined:
        for reason, names in part.unread.items():
            unread[reason] += names
    return Report(
        len(reported) - sum(map(len, unread.values())),
        tuple(result.findings),
        tuple(dict.fromkeys(result.internal)),
        tuple(name for name, _ in reported),
        dict(Counter(collection for _, collection in reported)),
        interrupted=result.interrupted,
        profiles=tuple(profile for part in result.examined for profile in part.profiles),
        unread={reason: tuple(sorted(names)) for reason, names in sorted(unread.items())},
        evidence=result.evidence,
        decided=result.decided,
    )


class _Run:
    """One run over one project."""

    def __init__(self, work: Work, engine: Engine, largest: int) -> None:
        self._engine = engine
        self._work = work
        self._session = work.session
        self._opened = engine.begin(_open, _closed(work.session))
        others = (job._replace(reported=False) for job in work.others)
        number = len(work.files) + len(work.others)
        self._size = max(1, min(largest, -(-number // (engine.workers * _PARTS_EACH))))
        self._parts = [*_parts(chain(work.files, others), self._size)]
        self._addresses = min(_MOST_ADDRESSES, max(engine.workers, len(self._parts) // 4))

    def all_stages(self, result: _Result, done: Callable[[], None]) -> None:
        """Do one stage after the other."""
        facts = self._examine(result, done)
        said = self._compare(facts, result) if facts else []
        self._weigh(result)
        self._tell(said, result)

    def _examine(self, result: _Result, done: Callable[[], None]) -> list[Any]:
        """Examine all documents; what stands for the parcels of each part stays with the workers."""
        begun = [
            self._engine.begin(stages.examine, self._opened, part, self._addresses, names=_names(part))
            for part in self._parts
        ]
        seen = [
            self._engine.begin(_first, task, names=_names(part))
            for task, part in zip(begun, self._parts, strict=True)
        ]

        def count(index: int) -> None:
            for _ in self._parts[index]:
                done()

        result.examined = self._engine.results(seen, count)
        for part in result.examined:
            result.findings += part.findings
            result.internal += part.internal
        return begun

    def _compare(self, facts: Sequence[Any], result: _Result) -> list[Said]:
        """Bring facts with equal keys together, and judge them."""
        if not stages.comparing(self._session.settings):
            return []
        engine = self._engine
        judged = [
            engine.begin(_judged, self._opened, *[engine.begin(_parcel, task, address) for task in facts])
            for address in range(self._addresses)
        ]
        said: list[Said] = engine.results([engine.begin(_without_left, task) for task in judged])
        together = [
            engine.begin(_judged_together, self._opened, rule.code, *judged)
            for rule in stages.comparing(self._session.settings)
            if not rule.judges_groups_alone
        ]
        said += engine.results(together)
        failed = {code: line for part in said for code, line in part.failed.items()}
        order = [rule.code for rule in self._session.settings.rules]
        result.internal += [failed[code] for code in sorted(failed, key=order.index)]
        for part in said:
            for code in failed:  # as in one process, where a rule that raises has said nothing
                part.hits.pop(code, None)
                part.crowds.pop(code, None)
        return said

    def _weigh(self, result: _Result) -> None:
        """Ask all documents what rules want to know, and examine those again that may be told more now."""
        settings = self._session.settings
        asking = {name: its for part in result.examined for name, its in part.asking.items()}
        if settings.evidence is not None or not asking:
            result.evidence = settings.evidence or {}
            return
        collections = {name: home for part in result.examined for name, home in part.reported}
        counts: defaultdict[str, Counter[Question]] = defaultdict(Counter)
        codes: dict[Question, str] = {}
        for name, its in asking.items():
            counts[collections[name]].update(its.keys())
            codes.update(its)
        asked = {name: most_asked(its) for name, its in counts.items()}
        files = [job for part in self._parts for job in part if job.reported]
        answers = self._each(
            stages.answer, [*_parts(chain(files, self._work.asked()), self._size)], self._opened, asked, codes
        )
        result.evidence = _verdicts(Examiner(settings), asked, codes, stages.merged_answers(answers), result)
        again = {
            name
            for name, its in asking.items()
            if not result.evidence.get(collections[name], {}).keys().isdisjoint(its)
        }
        if not again:
            return
        opened = self._engine.begin(_open, _closed(self._session.having(evidence=result.evidence)))
        parts = [*_parts((job for job in files if job.name in again), self._size)]
        told: dict[str, list[Finding]] = {}
        for findings, internal in self._each(stages.examine_again, parts, opened):
            told.update(findings)
            result.internal += internal
        kept = [finding for finding in result.findings if finding.file not in told]
        result.findings = [*kept, *chain.from_iterable(told.values())]

    def _tell(self, said: Iterable[Said], result: _Result) -> None:
        """Make findings of what was said of the documents of each part."""
        hits: defaultdict[str, defaultdict[str, list[CorpusHit]]] = defaultdict(lambda: defaultdict(list))
        crowds: defaultdict[str, list[CorpusHit]] = defaultdict(list)
        for part in said:
            for code, its in part.hits.items():
                for hit in its:
                    hits[hit.fact.file][code].append(hit)
            for code, its in part.crowds.items():
                crowds[code] += its
        silent = {name: its for part in result.examined for name, its in part.suppressions.items()}
        begun = []
        for jobs in self._parts:
            names = _names(jobs)
            mine = {name: dict(hits[name]) for name in names if name in hits}
            if crowds or mine:
                asked = jobs if crowds else [job for job in jobs if job.name in mine]
                quiet = {name: silent[name] for name in names if name in silent}
                task = (self._opened, asked, mine, dict(crowds), quiet)
                begun.append(self._engine.begin(stages.tell, *task, names=names))
        for told in self._engine.results(begun):
            result.findings += told.findings
            for thing, hit in told.decided.items():
                known = result.decided.get(thing)
                if known is None or known.fact.file < hit.fact.file:  # as where files come in their order
                    result.decided[thing] = hit

    def _each(
        self, task: Callable[..., Any], parts: Sequence[Sequence[Job]], opened: Any, *given: Any
    ) -> list[Any]:
        """Do a task for each part."""
        begun = [self._engine.begin(task, opened, part, *given, names=_names(part)) for part in parts]
        return self._engine.results(begun)


def _verdicts(
    examiner: Examiner, asked: Asked, codes: Mapping[Question, str], answers: Answered, result: _Result
) -> dict[str, dict[Question, Evidence]]:
    """What rules make of all answers; a rule that raised makes nothing of them."""
    failed = answers.failed
    evidence: dict[str, dict[Question, Evidence]] = {}
    for name, by_word in asked.items():
        for question in chain.from_iterable(by_word.values()):
            code = codes[question]
            counts = answers.counts.get((name, question), Counter())
            verdict = "" if code in failed else examiner.weigh(code, counts, failed)
            if verdict:
                first = answers.first.get((name, question), {})
                evidence.setdefault(name, {})[question] = Evidence(verdict, counts, first)
    result.internal += failed.values()
    return evidence


def _parts(jobs: Iterable[Job], size: int) -> Iterator[list[Job]]:
    rest = iter(jobs)
    while part := list(islice(rest, size)):
        yield part


def _names(jobs: Iterable[Job]) -> list[str]:
    return [job.name for job in jobs]


def _closed(session: Session) -> bytes:
    """A session on its way: it is opened once at each worker, and not for each task."""
    return pickle.dumps(session)


def _open(closed: bytes) -> Session:
    session: Session = pickle.loads(closed)  # noqa: S301 - this program wrote it
    return session


def _first(result: Sequence[Any]) -> Any:
    return result[0]


def _parcel(result: tuple[Examined, list[Parcel]], address: int) -> Parcel:
    return result[1][address]


def _judged(session: Session, *arrived: Parcel) -> Said:
    return stages.compare(session.settings, arrived)


def _without_left(said: Said) -> Said:
    return said._replace(left={})


def _judged_together(session: Session, code: str, *judged: Said) -> Said:
    return stages.compare_all(session.settings, code, [said.left for said in judged])
