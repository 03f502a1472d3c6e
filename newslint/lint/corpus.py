"""Gathers what came of files, asks and compares them; open it for what happens in which order."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, Protocol

from newslint.finding import Decided, Evidence, Question, Report
from newslint.lint.comparisons import Said, all_said, told_of
from newslint.lint.evidence import Questions, Witnesses
from newslint.lint.examiner import Examiner, Outcome
from newslint.lint.fact_store import FactStore
from newslint.lint.gathering import Gathering
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.source import Source

_NAMED: Final = Job("")


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
    result = Gathering(settings)
    interrupted = False
    evidence: Mapping[str, Mapping[Question, Evidence]] = {}
    decided: Decided = {}
    said: dict[str, Said] = {}
    try:
        for outcome in outcomes:
            result.keep(outcome)
        if settings.evidence is not None or not result.questions:
            evidence = settings.evidence or {}
        else:
            from newslint.lint.second_look import look_again  # noqa: PLC0415 - most archives ask nothing

            evidence = look_again(result, settings, reopen, witnesses)
        said = all_said(result.facts, settings, result.internal)
        hits = {code: found.hits for code, found in said.items()}
        found, decided = told_of(hits, settings, result.reported, result.silencers, reopen)
        result.findings += found
    except KeyboardInterrupt:
        interrupted = True
    report = result.report(evidence, decided, interrupted=interrupted)
    if keeper is not None and not interrupted:
        keeper(report, result.facts, said, result.questions)
    return report
