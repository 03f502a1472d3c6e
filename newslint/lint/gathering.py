"""What is known of all files so far, and the report of it; open it for what is kept of a file in a run."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping

from newslint.finding import Decided, Evidence, Finding, Profile, Question, Report
from newslint.lint.evidence import Questions
from newslint.lint.examiner import Examined, Outcome
from newslint.lint.fact_store import FactStore
from newslint.lint.job import Job
from newslint.lint.parts import Listings
from newslint.lint.settings import Settings
from newslint.lint.suppress import Silencer


class Gathering:
    """What came of files: of each document its findings and facts, and nothing else.

    `listings` are the findings of files that are read in parts, `keys` what stands for the content of files,
    by their paths, and `reported` the files that were read and are reported on, by their names.
    """

    def __init__(self, settings: Settings) -> None:
        self.findings: list[Finding] = []
        self.listings: dict[str, Listings] = {}
        self.facts = FactStore()
        self.internal: list[str] = []
        self.silencers: dict[str, Silencer] = {}
        self.reported: dict[str, Job] = {}
        self.questions = Questions()
        self.keys: dict[str, bytes] = {}
        self._profiles: list[Profile] = []
        self._unread: dict[str, list[str]] = {}
        self._records = 0
        self._bounds = settings.bounds

    def keep(self, outcome: Outcome) -> None:
        """Take what came of a file, or of a part of one."""
        job, examined = outcome.job, outcome.examined
        if outcome.key:
            self.keys[job.path] = outcome.key
        if examined is None:
            return
        self.add(job, examined.findings)
        self.internal += examined.internal
        for record, facts in examined.by_record:
            self.facts.add(job.name, facts, record)
        if examined.facts:
            self.facts.add(job.name, examined.facts, job.record)
        if examined.by_lines:
            self.questions.by_lines.add(job.document)
        if examined.suppressions:
            self.silencers[job.document] = Silencer(examined.suppressions)
        if examined.questions and job.reported:
            self.questions.add(job, examined.questions)
        if examined.profile is not None:
            self._profiles.append(examined.profile)
        if job.reported:
            self._keep_reported(job, examined)

    def add(self, job: Job, findings: Iterable[Finding]) -> None:
        """Take more findings in a file, or in a part of one."""
        if job.part is None:
            self.findings += findings
            return
        if job.name not in self.listings:
            self.listings[job.name] = Listings(job.name, self._bounds)
        self.listings[job.name].add(findings)

    def forget(self, files: Container[str]) -> None:
        """Drop what was found in some files."""
        self.findings = [finding for finding in self.findings if finding.file not in files]
        for file in [file for file in self.listings if file in files]:
            del self.listings[file]

    def report(
        self, evidence: Mapping[str, Mapping[Question, Evidence]], decided: Decided, *, interrupted: bool
    ) -> Report:
        """All of it."""
        for listings in self.listings.values():
            self.findings += listings.findings()
        self.findings.sort(key=lambda finding: finding.sort_key)
        unread = {reason: tuple(sorted(names)) for reason, names in sorted(self._unread.items())}
        return Report(
            len(self.reported) - sum(name in self.reported for names in unread.values() for name in names),
            tuple(self.findings),
            self._failures(),
            tuple(self.reported),
            dict(Counter(job.collection for job in self.reported.values())),
            interrupted=interrupted,
            profiles=tuple(self._profiles),
            unread=unread,
            evidence=evidence,
            decided=decided,
            records=self._records,
        )

    def _failures(self) -> tuple[str, ...]:
        if not self.internal:
            return ()
        from newslint.lint.failures import counted_failures  # noqa: PLC0415 - a rule that raises is a bug

        return tuple(counted_failures(self.internal))

    def _keep_reported(self, job: Job, examined: Examined) -> None:
        self._records += examined.records or job.record > 0
        self.reported[job.name] = job._replace(record=0, part=None) if job.record or job.part else job
        if examined.unread:
            self._unread.setdefault(examined.unread, []).append(job.document)
