"""Runs the stages over all parts of an archive, with whoever does tasks; open it for their order.

`Engine` is all that a run needs of an engine: a task is begun, and its result may be the argument of other
tasks without coming here. Facts never do: of documents only what a report tells is kept in this process.
"""

import pickle
import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from operator import itemgetter
from typing import Any, Final, Protocol

from newslint.engine import stages
from newslint.engine.parcels import Parcel
from newslint.engine.stages import Answers, Said
from newslint.finding import CorpusHit, Evidence, PlacedFact, Question, Report
from newslint.lint.examiner import Examiner, Outcome
from newslint.lint.gathering import Gathering
from newslint.lint.job import Job
from newslint.run.session import Session
from newslint.run.work import Work

_LARGEST: Final = 500  # documents of a part: few enough to be done again, enough to be worth a task
_PARTS_EACH: Final = 4  # for each worker, so that none is idle at the end
_MOST_ADDRESSES: Final = 64
_MANY_PARTS: Final = 500  # of files of records: a scheduler keeps some tasks for each part
_MOST_TOGETHER: Final = 16  # parts of such files, some megabytes each


class Engine(Protocol):
    """Whoever does tasks, as often as it takes until each is done once."""

    @property
    def workers(self) -> int:
        """How many tasks are done at once."""

    def begin(self, task: Callable[..., Any], *given: Any, names: Sequence[str] = ()) -> Any:
        """Begin a task; what stands for the result of another one may be among what it is given.

        `names` are the documents that it looks at.
        """

    def results(self, begun: Sequence[Any], done: Callable[[int], None] = lambda _: None) -> Iterator[Any]:
        """The results of tasks, in this order, each let go once it is taken.

        `done` is told the number of each that ended.

        Raises:
            NewslintError: one can't be done.
        """

    def start(self, begun: Any) -> None:
        """Do a task now, though nobody has asked for its result yet."""

    def let_go(self, begun: Any) -> None:
        """Keep the result of a task no longer; where it is needed all the same, it is made again."""


def report_of(
    work: Work, engine: Engine, done: Callable[[], None] = lambda: None, largest: int = _LARGEST
) -> Report:
    """Check the documents of a project, and compare them.

    Args:
        work: The documents.
        engine: Does the tasks.
        done: Is called after each file, and each part of a file of records.
        largest: How many files a part may have.

    Raises:
        NewslintError: not all documents could be checked.
    """
    run = _Run(work, engine, largest)
    is_interrupted = False
    try:
        run.all_stages(done)
    except KeyboardInterrupt:
        is_interrupted = True
    return run.gathered.report(run.evidence, run.decided, interrupted=is_interrupted)


class _Run:
    """One run over one project, and what is known of it so far."""

    def __init__(self, work: Work, engine: Engine, largest: int) -> None:
        self.gathered = Gathering(work.session.settings)
        self.evidence: Mapping[str, Mapping[Question, Evidence]] = {}
        self.decided: dict[tuple[str, str, tuple[str, ...]], CorpusHit] = {}
        self._engine = engine
        self._work = work
        self._session = work.session
        self._closed = _closed(work.session)
        number, workers = len(work.files) + len(work.others), max(1, engine.workers)
        self._size = max(1, min(largest, -(-number // (workers * _PARTS_EACH))))
        others = (job._replace(reported=False) for job in work.others)
        self._parts = self._parted(chain(work.files, others))
        self._addresses = min(_MOST_ADDRESSES, max(workers, len(self._parts) // 4))

    def all_stages(self, done: Callable[[], None]) -> None:
        """Do one stage after the other."""
        said = self._compare(self._examine(done))
        self._weigh()
        self._tell(said)

    def _parted(self, jobs: Iterable[Job]) -> list[list[Job]]:
        """Files, some at a time, and parts of files of records, a few of them where there are very many."""
        dumps = self._session.dumps
        files: list[Job] = []
        parts: list[Job] = []
        for job in jobs:
            if dumps.is_one(job):
                parts += dumps.divided(job)
            else:
                files.append(job)
        together = max(1, min(_MOST_TOGETHER, len(parts) // _MANY_PARTS))
        return [*_chunks(files, self._size), *_chunks(parts, together)]

    def _examine(self, done: Callable[[], None]) -> list[Any]:
        """Examine all documents; what stands for the parcels of each part, which stay with the workers."""
        engine = self._engine
        begun = [
            self._begin(stages.examine, part, self._addresses, names=_names(part)) for part in self._parts
        ]
        parcels = [
            engine.begin(_second, task, names=_names(part))
            for task, part in zip(begun, self._parts, strict=True)
        ]

        def count(index: int) -> None:
            for _ in self._parts[index]:
                done()

        seen = [
            engine.begin(_first, task, names=_names(part))
            for task, part in zip(begun, self._parts, strict=True)
        ]
        for number, outcomes in enumerate(engine.results(seen, count)):
            engine.start(parcels[number])
            engine.let_go(begun[number])
            for outcome in outcomes:
                self.gathered.keep(outcome)
        return parcels

    def _compare(self, facts: Sequence[Any]) -> list[Said]:
        """Bring facts with equal keys together, and judge them."""
        comparing = stages.comparing(self._session.settings)
        if not comparing or not facts:
            return []
        engine = self._engine
        parcels = [
            [engine.begin(_parcel, task, address) for task in facts] for address in range(self._addresses)
        ]
        judged = [self._begin(_judged, *arrived) for arrived in parcels]
        said: list[Said] = []
        for number, its in enumerate(engine.results([engine.begin(_without_left, task) for task in judged])):
            said.append(its)
            for parcel in parcels[number]:
                engine.let_go(parcel)
        for task in facts:
            engine.let_go(task)
        said += engine.results(
            [
                self._begin(_judged_together, rule.code, *judged)
                for rule in comparing
                if not rule.judges_groups_alone
            ]
        )
        failed = {code: line for part in said for code, line in part.failed.items()}
        self.gathered.internal.extend(failed[rule.code] for rule in comparing if rule.code in failed)
        for part in said:
            for code in failed:  # as in one process, where a rule that raises has said nothing
                part.hits.pop(code, None)
                part.crowds.pop(code, None)
        return said

    def _weigh(self) -> None:
        """Ask all documents what rules want to know, and examine those again that may be told more now."""
        settings, questions = self._session.settings, self.gathered.questions
        if settings.evidence is not None or not questions:
            self.evidence = settings.evidence or {}
            return
        examiner = Examiner(settings)
        others = [*self._work.asked()]
        if not self.gathered.internal:  # where a rule raised it may have had more to ask
            questions.drop_hopeless(examiner.asking(), (*self.gathered.reported.values(), *others))
        if not questions:
            return
        reported = [[job for job in part if job.reported] for part in self._parts]
        parts = [part for part in (*reported, *self._parted(others)) if part]
        asked = [(questions.for_documents(job.name for job in part),) for part in parts]
        answers: list[Answers] = []
        for its, lines in self._each(stages.answer, parts, asked):
            answers.append(its)
            self._note(lines)
        self.evidence = stages.verdicts(examiner, questions.by_code, answers, self.gathered.internal)
        again = {job.name for job in questions.decided(self.evidence)}
        if not again:
            return
        self._closed = _closed(self._session.having(evidence=self.evidence))
        concerned = [[job for job in part if job.name in again] for part in reported]
        self.gathered.forget(again)
        for outcomes in self._each(_examined_again, [part for part in concerned if part]):
            for job, examined, _ in outcomes:
                if examined is not None:
                    self.gathered.add(job, examined.findings)
                    self._note(examined.internal)

    def _note(self, lines: Iterable[str]) -> None:
        """Keep lines about rules that raised, each once."""
        self.gathered.internal.extend(line for line in lines if line not in self.gathered.internal)

    def _tell(self, said: Iterable[Said]) -> None:
        """Make findings of what was said of the documents of each part."""
        whereabouts = _Whereabouts(self._parts)
        hits: defaultdict[int, defaultdict[str, defaultdict[str, list[CorpusHit]]]]
        hits = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
        crowds: defaultdict[str, list[CorpusHit]] = defaultdict(list)
        for part in said:
            for code, its in part.hits.items():
                for hit in its:
                    hits[whereabouts.of(hit.fact)][hit.fact.document][code].append(hit)
            for code, its in part.crowds.items():
                crowds[code] += its
        by_thing = self._engine.begin(stages.things, dict(crowds))  # once for all parts
        silencers = self.gathered.silencers
        parts: list[list[Job]] = []
        given: list[tuple[Any, ...]] = []
        for number, jobs in enumerate(self._parts):
            mine = {document: dict(its) for document, its in hits[number].items()}
            files = {hit.fact.file for its in mine.values() for own in its.values() for hit in own}
            concerned = [job for job in jobs if job.reported and (crowds or job.name in files)]
            if concerned:
                parts.append(concerned)
                names = {job.name for job in concerned}
                quiet = {name: silencers[name] for name in names | mine.keys() if name in silencers}
                given.append((mine, by_thing, quiet))
        for told in self._each(stages.tell, parts, given):
            for job, findings in told.findings:
                self.gathered.add(job, findings)
            self.decided.update(stages.later_of(self.decided, told.decided))

    def _begin(self, task: Callable[..., Any], *given: Any, names: Sequence[str] = ()) -> Any:
        """Begin a task of which a session is the first argument."""
        return self._engine.begin(_with_session, self._closed, task, *given, names=names)

    def _each(
        self,
        task: Callable[..., Any],
        parts: Sequence[Sequence[Job]],
        given: Sequence[tuple[Any, ...]] = (),
    ) -> Iterator[Any]:
        """Do a task for each part, with what else is given for it."""
        rest = given or [()] * len(parts)
        begun = [
            self._begin(task, part, *its, names=_names(part)) for part, its in zip(parts, rest, strict=True)
        ]
        return self._engine.results(begun)


class _Whereabouts:
    """Knows in which part a document is."""

    def __init__(self, parts: Sequence[Sequence[Job]]) -> None:
        self._files: dict[str, list[tuple[int, int]]] = {}
        for number, jobs in enumerate(parts):
            for job in jobs:
                first = 0 if job.part is None else job.part.record
                self._files.setdefault(job.name, []).append((first, number))
        for its in self._files.values():
            its.sort()

    def of(self, fact: PlacedFact) -> int:
        """The number of the part."""
        its = self._files[fact.file]
        return its[max(bisect_right(its, fact.record, key=itemgetter(0)) - 1, 0)][1]


def _chunks(jobs: Iterable[Job], size: int) -> Iterator[list[Job]]:
    rest = iter(jobs)
    while part := list(islice(rest, size)):
        yield part


def _names(jobs: Iterable[Job]) -> list[str]:
    """How people are told which documents a task looks at."""
    return [
        job.name if job.part is None else f"{job.name} from record {job.part.record:,} on" for job in jobs
    ]


def _closed(session: Session) -> bytes:
    """A session on its way."""
    return zlib.compress(pickle.dumps(session), 1)


@lru_cache(maxsize=2)
def _opened(closed: bytes) -> Session:
    """A session that has arrived: many tasks have the same."""
    session: Session = pickle.loads(zlib.decompress(closed))  # noqa: S301 - this program wrote it
    return session


def _with_session(closed: bytes, task: Callable[..., Any], *given: Any) -> Any:
    return task(_opened(closed), *given)


def _first(result: Sequence[Any]) -> Any:
    return result[0]


def _second(result: Sequence[Any]) -> Any:
    return result[1]


def _parcel(parcels: Sequence[Parcel], address: int) -> Parcel:
    return parcels[address]


def _examined_again(session: Session, jobs: Iterable[Job]) -> list[Outcome]:
    return stages.examine(session, jobs, 1)[0]


def _judged(session: Session, *arrived: Parcel) -> Said:
    return stages.compare(session.settings, arrived)


def _without_left(said: Said) -> Said:
    return said._replace(left={})


def _judged_together(session: Session, code: str, *judged: Said) -> Said:
    return stages.compare_all(session.settings, code, [said.left for said in judged])
