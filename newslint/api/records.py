"""Checks records of pipelines for the Python API; open it for what is kept of those that came by."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from newslint.api.arguments import several
from newslint.api.checking import bytes_of
from newslint.api.failures import as_newslint_error
from newslint.api.loading import Config, StrPath, home_of
from newslint.api.results import Report, report_of
from newslint.api.spool import Spool
from newslint.finding import Asked, Question
from newslint.lint.corpus import gather
from newslint.lint.evidence import Witnesses
from newslint.lint.examiner import Examined, Outcome
from newslint.lint.job import Job
from newslint.lint.parts import add_questions
from newslint.lint.repeats import told_once
from newslint.records.one import of_line, of_mapping, of_text
from newslint.records.parts import Part
from newslint.run.projects import with_wanted_fixes
from newslint.run.session import Session, Sources
from newslint.source import Source
from newslint.system.contained import more_than

NAMELESS: Final = "<records>"
"""What records are called that have no name."""

_PART: Final = 256  # records
_WHOLE: Final = Part("", 0, 0)
_FIELDS, _TEXT, _TOO_LONG = b"f", b"t", b"l"


@as_newslint_error
def check_records(
    records: Iterable[Mapping[str, Any] | str], *, name: StrPath = NAMELESS, config: Config | None = None
) -> Report:
    """Check records, and compare them with each other: those of a query, a feed, or a part of a dump.

    They are taken one by one, and memory stays flat: what is needed of them again waits in a temporary file.

    Args:
        records: Each a mapping of fields to values, or the text of an article with its front matter.
        name: What reports call them all; each is told apart by its number, from 1. It decides as that of
            `check_text`.
        config: As for `check_text`.

    Raises:
        NewslintError: a record is neither, or holds a value that JSON has no form for; a configuration beside
            `name`, or a schema, can't be used; or there is no room for temporary files.
    """
    several(records, "records", "mappings and texts", (str, bytes, Mapping))
    home = home_of(config)
    job = home.job(name or NAMELESS)
    session = home.session(job, Sources())
    with Spool() as spool:
        records_of = _Records(session.bound(job), session, spool)
        report = gather(
            records_of.outcomes(records),
            session.settings,
            records_of.reopen,
            witnesses=Witnesses(holds_records=lambda _: True, records=records_of.all),
        )
    if report.interrupted:
        raise KeyboardInterrupt
    findings = with_wanted_fixes(report.findings, session.project)
    return report_of(report._replace(findings=told_once(findings)))


class _Records:
    """The records of one call."""

    def __init__(self, job: Job, session: Session, spool: Spool) -> None:
        self._job = job
        self._session = session
        self._spool = spool

    def outcomes(self, records: Iterable[Mapping[str, Any] | str]) -> Iterator[Outcome]:
        """Examine one after the other, as parts of one file, so that what is told of all of them is bounded.

        Their questions come a part at a time.
        """
        asked: dict[Question, Asked] = {}
        number = 0
        for number, record in enumerate(records, 1):
            kind, source = self._source_of(record, number)
            self._spool.add(kind + source.data)
            job = self._job._replace(record=number, part=_WHOLE)
            examined = self._session.examiner.examine(job, source)
            if examined is not None:
                add_questions(asked, examined.questions)
                examined.questions = {}
            yield Outcome(job, examined)
            if asked and number % _PART == 0:
                yield self._asking(asked, number)
                asked = {}
        if asked:
            yield self._asking(asked, number)

    def _asking(self, asked: dict[Question, Asked], number: int) -> Outcome:
        """What the records of a part want to know, up to a number."""
        part = Part("", 0, number)
        return Outcome(self._job._replace(part=part), Examined(questions=asked))

    def all(self, job: Job) -> Iterator[Source]:
        """All of them again."""
        for number in range(1, len(self._spool) + 1):
            yield self.reopen(job._replace(record=number))

    def reopen(self, job: Job) -> Source:
        """A record that came by."""
        item = self._spool[job.record - 1]
        kind, data = item[:1], item[1:]
        if kind == _TEXT:
            return of_text(job.name, data, job.record)
        return self._too_long(job.record) if kind == _TOO_LONG else of_line(job.name, data, job.record)

    def _source_of(self, record: Mapping[str, Any] | str, number: int) -> tuple[bytes, Source]:
        name = self._job.name
        if isinstance(record, str):
            kind, source = _TEXT, of_text(name, bytes_of(record), number)
        else:
            kind, source = _FIELDS, of_mapping(name, record, number)
        if len(source.data) > self._session.settings.limits.max_file_bytes:
            return _TOO_LONG, self._too_long(number)
        return kind, source

    def _too_long(self, number: int) -> Source:
        most = self._session.settings.limits.max_file_bytes
        return of_line(self._job.name, b"", number, error=more_than(most))
