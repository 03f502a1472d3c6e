"""Examines the records of a part one after the other; open it for what is kept of many records.

Of all that is found in a part as much is kept as of one file: so many findings of a rule are told, and the
others counted. What came of all parts of a file is put together in the same way.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from newslint.finding import Asked, Finding, Question
from newslint.lint.examiner import Examined, Examiner
from newslint.lint.job import Job
from newslint.lint.listing import Bounds, Listing
from newslint.records.parts import kind_of
from newslint.source import Source

_NOT_WRITTEN: Final = {"json": "`.json` files of records", "csv": "CSV", "parquet": "Parquet"}


class Listings:
    """The findings of all rules in the records of one file."""

    def __init__(self, file: str, bounds: Bounds) -> None:
        self._file = file
        self._bounds = bounds
        self._by_code: dict[str, Listing] = {}

    def add(self, findings: Iterable[Finding]) -> None:
        """Take what was found in some of them."""
        for finding in findings:
            code = finding.code
            if code not in self._by_code:
                self._by_code[code] = Listing(self._file, code, self._bounds)
            self._by_code[code].add(finding)

    def forget(self, codes: Iterable[str]) -> None:
        """Drop what some rules found."""
        for code in codes:
            self._by_code.pop(code, None)

    def findings(self) -> Iterator[Finding]:
        """Those that are told, and those that stand for others."""
        for listing in self._by_code.values():
            yield from listing.findings()


def as_written(finding: Finding, kind: str) -> Finding:
    """A finding without its fix, where fixes are not written to such files; its help says so."""
    if finding.fix is None or kind not in _NOT_WRITTEN:
        return finding
    return finding._replace(fix=None, help=f"{finding.hint}; {not_written(kind)}")


def not_written(kind: str) -> str:
    """What to say of files of a kind to which no fixes are written."""
    return f"fixes are not written to {_NOT_WRITTEN[kind]}"


def examine_part(examiner: Examiner, job: Job, sources: Iterable[Source], bounds: Bounds) -> Examined:
    """Run the rules over the records of a part.

    Args:
        examiner: Knows the rules.
        job: The part.
        sources: Its records.
        bounds: Which findings are told one by one.

    Raises:
        ExhaustedError: there is not enough memory for it.
    """
    result, listings = Examined(cacheable=False), Listings(job.name, bounds)
    kind = kind_of(job.path)
    for source in sources:
        examined = examiner.examine(job._replace(record=source.record, part=None), source)
        if examined is None:
            continue
        result.records += source.record > 0
        listings.add(as_written(finding, kind) for finding in examined.findings)
        if examined.internal:
            from newslint.lint.failures import counted_failures  # noqa: PLC0415 - a rule that raises is a bug

            result.internal = counted_failures([*result.internal, *examined.internal])
        if examined.facts:
            result.by_record.append((source.record, examined.facts))
        add_questions(result.questions, examined.questions)
        result.until = min(result.until, examined.until)
    result.findings = [*listings.findings()]
    return result


def add_questions(questions: dict[Question, Asked], more: Mapping[Question, Asked]) -> None:
    """Add the questions of a record to those of its part."""
    for question, asked in more.items():
        known = questions.get(question)
        questions[question] = asked._replace(times=asked.times + (0 if known is None else known.times))


__all__ = ["Listings", "add_questions", "examine_part"]
