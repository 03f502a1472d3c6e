"""All articles of one project in memory, with what was found in each; open it for what an edit sets off.

The index comes from the cache as far as that knows the files. Afterwards one edit examines one document, and
compares only the facts that changed. What is told of a file is what `newslint check` tells of it in a run
over the whole project, with open documents as they stand in the editor.
"""

import os
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from newslint.config.project import Project, Projects
from newslint.errors import NewslintError
from newslint.finding import CorpusHit, Decided, Finding, PlacedFact, Report
from newslint.light_dataclasses import replace
from newslint.lint.comparisons import decided_by, findings_in, unsilenced
from newslint.lint.examiner import Examined, Examiner, Outcome
from newslint.lint.job import Job
from newslint.lint.repeats import told_once
from newslint.lint.suppress import Silencer
from newslint.run.discovery import discover, display_name, would_walk
from newslint.run.execution import ExecutionOptions, cache_folder
from newslint.run.projects import Result, with_wanted_fixes
from newslint.run.scheduler import scan
from newslint.run.session import Session, Sources, open_session
from newslint.run.work import Work
from newslint.server.archives.comparing import Comparison
from newslint.server.archives.known import Known
from newslint.server.archives.witnesses import Witnesses
from newslint.source import Source

if TYPE_CHECKING:
    from newslint.lint.fact_store import PackedFact

_NOTHING: Final = Examined()


class Archive:
    """The articles of one project.

    `is_compared` says that all files were looked at: before, each is told alone. `inner` are the projects
    inside of this one, which have archives of their own. `troubles` are the reasons why something could not
    be looked at.

    Args:
        project: What the configuration says.
        projects: The projects around it, each of which keeps its own files.
        sources: Where the bytes of files come from: open documents win over the disk.
    """

    def __init__(self, project: Project, projects: Projects, sources: Sources) -> None:
        self.project = project
        self.known = Known(project)
        self.session: Session = open_session(project, sources).having(known=self.known.of)
        self.is_compared = False
        self.inner: list[Project] = []
        self.troubles: list[str] = []
        self._projects = projects
        self._is_added = False
        self._late: set[str] = set()
        self._outcomes: dict[str, Outcome] = {}  # by name, as all that follows
        self._changed: dict[str, str] = {}  # files to look at again, with their paths
        self._walked: dict[str, bool] = {}
        self._internal: dict[str, list[str]] = {}
        self._comparisons = [
            Comparison(rule, self.session.settings) for rule in project.rules if rule.compare
        ]
        self._witnesses = Witnesses(self.session.examiner, self.session.read)
        self._second_look = Examiner(replace(self.session.settings, evidence=self._witnesses.evidence))
        self._found: dict[str, tuple[Finding, ...]] = {}
        self._new: dict[str, tuple[Finding, ...]] = {}
        self._told: dict[str, tuple[Finding, ...]] = {}
        self._is_paired = False

    # ------------------------------------------------------------------ files

    @property
    def is_behind(self) -> bool:
        """Whether there is something to ask of all files, see `catch_up`."""
        return self._witnesses.is_behind

    def load(self) -> Iterator[None]:
        """Look at every file that was not looked at yet, one at each step, and compare them in the end."""
        folder = [Path(display_name(self.project.folder))]
        found = discover(folder, self._projects)
        self.inner = list({id(home): home for _, home in found if home is not self.project}.values())
        jobs = [job for job, home in found if home is self.project]
        seen = {job.path for job in jobs}
        corpus = discover(self.project.corpus, self._projects)
        others = [job for job, home in corpus if home is self.project and job.path not in seen]
        # Files of records may be of any size, and nobody edits them by hand.
        jobs, others = (
            [job for job in some if not self.session.dumps.is_one(job)] for some in (jobs, others)
        )
        for outcome in scan(
            Work(self.session, tuple(jobs), tuple(others)),
            ExecutionOptions(jobs=1, cache=cache_folder(None)),
        ):
            if outcome.job.name not in self._late:
                self._outcomes[outcome.job.name] = outcome
            yield
        self._look()
        for outcome in self._outcomes.values():
            self._add(outcome)
        self._is_added = True
        for comparison in self._comparisons:
            comparison.compare_all()
            yield
        self._found.clear()
        self._new.clear()
        self._told.clear()
        self.is_compared = True
        self._ask_again(())

    def catch_up(self) -> Iterator[None]:
        """Ask all files what rules want to know of them, one at each step."""
        self._look()
        verdicts = yield from self._witnesses.catch_up(self._outcomes)
        self._forget(self._witnesses.askers(verdicts))
        self._told.clear()
        self._is_paired = False

    def takes(self, path: str) -> bool:
        """Whether a walk through the project would take a file, which need not be there yet."""
        if path not in self._walked:
            self._walked[path] = would_walk(path, self.project, self._projects.repositories)
        return self._walked[path]

    def job(self, path: str) -> Job:
        """What the project says of a file, named by its absolute path."""
        name = display_name(Path(path))
        if name in self._outcomes:
            return self._outcomes[name].job
        return self.session.bound(Job(name, path, named=False))

    def articles(self) -> Iterator[Outcome]:
        """What came of every file; of some `examined` is None: they are no articles."""
        self._look()
        return iter(self._outcomes.values())

    def touch(self, path: str) -> None:
        """Note that the text of a file, named by its absolute path, has changed, or is there, or gone."""
        self._changed[display_name(Path(path))] = path

    def touch_below(self, folder: str) -> None:
        """The same for all files that are known below a folder."""
        shown = display_name(Path(folder))
        if shown in self._outcomes:  # it is a file
            return
        prefix = f"{shown}/"
        for name, outcome in self._outcomes.items():
            if name.startswith(prefix):
                self._changed[name] = outcome.job.path

    def touch_showing(self, images: Collection[str]) -> None:
        """The same for all files that name one of some images, which are given without their folders."""
        for name, outcome in self._outcomes.items():
            asked = () if outcome.examined is None else outcome.examined.images
            if any(_file_in(url) in images for url in asked):
                self._changed[name] = outcome.job.path

    def outcome(self, name: str) -> Outcome | None:
        """What came of a file when it was last looked at."""
        return self._outcomes.get(name)

    # --------------------------------------------------------------- findings

    def told(self, name: str) -> tuple[Finding, ...]:
        """What a report tells of a file."""
        self._look()
        if name not in self._told:
            self._told[name] = self._tell(name)
        return self._told[name]

    def result(self, name: str) -> Result:
        """What a run would tell of this file alone: what repairs ask for."""
        job = self.session.bound(self._outcomes[name].job)
        found = Report(1, self.found(name), evidence=self._witnesses.evidence, decided=self._decided())
        work = Work(self.session, (job,))
        return Result(work, found, Report(1, self.told(name)), self.known.baseline, (work,))

    def alike(self, finding: Finding) -> list[Finding]:
        """All new findings that say the same of the same thing as this one, itself among them."""
        if not finding.group:
            return [finding]
        names = sorted(self._together(finding.file, finding.code))
        return [
            other
            for name in names
            for other in self.new(name)
            if (other.code, other.group) == (finding.code, finding.group)
        ]

    def _tell(self, name: str) -> tuple[Finding, ...]:
        told = []
        for finding in self.new(name):
            if not finding.group:
                told.append(finding)
                continue
            (first,) = told_once(self.alike(finding))
            if first.file == name and first.range == finding.range:
                told.append(first)
        return tuple(told)

    def new(self, name: str) -> tuple[Finding, ...]:
        """What was found in a file and the baseline doesn't know."""
        self._look()
        self._pair()
        if name not in self._new:
            self._new[name] = self.known.without_known(self.found(name))
        return self._new[name]

    def found(self, name: str) -> tuple[Finding, ...]:
        """All that was found in a file."""
        self._look()
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def _pair(self) -> None:
        """Find out which files the baseline knows by other names; that takes all findings."""
        if self._is_paired or not self.is_compared:
            return
        self._is_paired = True
        if self.known.has_gone:
            findings = chain.from_iterable(map(self.found, sorted(self._outcomes)))
            if self.known.find_renamed(findings):
                self._new.clear()
                self._told.clear()

    def internal_errors(self) -> list[str]:
        """A line for each rule that raised, and each file in which it did so."""
        return [
            *chain.from_iterable(self._internal.values()),
            *chain.from_iterable(comparison.internal for comparison in self._comparisons),
            *self._witnesses.failed.values(),
        ]

    def _find(self, name: str) -> tuple[Finding, ...]:
        outcome = self._outcomes.get(name)
        if outcome is None or outcome.examined is None or not outcome.job.reported:
            return ()
        job, examined = outcome.job, outcome.examined
        findings = [*self._own(job, examined)]
        for comparison in self._comparisons:
            if hits := self._unsilenced(name, comparison):
                findings += findings_in(job, comparison.rule, hits, self.session.settings, self._opened)
        findings.sort(key=lambda finding: finding.sort_key)
        return with_wanted_fixes(findings, self.project)

    def _own(self, job: Job, examined: Examined) -> Iterable[Finding]:
        """What rules say of a file alone, and of what all files answered to their questions."""
        evidence = self._witnesses.evidence.get(job.collection, {})
        if evidence.keys().isdisjoint(examined.questions):
            return examined.findings
        again = self._second_look.examine(job, self.session.read(job))
        if again is None:
            return examined.findings
        self._internal[job.name] = list(dict.fromkeys((*examined.internal, *again.internal)))
        return again.findings

    def _decided(self) -> Decided:
        """What comparisons decided of values that should be others."""
        decided: dict[tuple[str, str, tuple[str, ...]], CorpusHit] = {}
        for comparison in self._comparisons:
            for name in comparison.files() if comparison.rule.fixes != "none" else ():
                hits = self._unsilenced(name, comparison)
                decided.update(decided_by(comparison.rule, hits))
        return decided

    def _unsilenced(self, name: str, comparison: Comparison) -> list[CorpusHit]:
        """What a comparison says of a file that is reported, but for what is silenced there."""
        outcome = self._outcomes.get(name)
        if outcome is None or outcome.examined is None or not outcome.job.reported:
            return []
        suppressions = outcome.examined.suppressions
        silencer = Silencer(suppressions) if suppressions else None
        return unsilenced(outcome.job, comparison.rule, comparison.hits_in(name), silencer)

    def _together(self, name: str, code: str) -> set[str]:
        """The files of which a rule that compares says something together with one file."""
        return set().union(*(c.files_with(name) for c in self._comparisons if c.rule.code == code))

    def _opened(self, fact: PlacedFact) -> Source:
        return self._source_of(fact.file)

    def _source_of(self, name: str) -> Source:
        return self.session.read(self._outcomes[name].job)

    # ------------------------------------------------------------ what changed

    def _look(self) -> None:
        """Look at what has changed."""
        changed, self._changed = self._changed, {}
        for name, path in changed.items():
            self._replace(name, path)
        if changed:
            self._told.clear()  # what repeats is told in one file, and names others
        if changed and self.is_compared:
            self._ask_again(changed)
        elif changed:
            self._late.update(changed)

    def _ask_again(self, names: Iterable[str]) -> None:
        """Ask files that changed what rules want to know."""
        self._forget(self._witnesses.askers(self._witnesses.ask(self._outcomes, names)))
        self._is_paired = False

    def _replace(self, name: str, path: str) -> None:
        """Examine a file again, or forget it if it is gone, and compare what it brings now."""
        old = self._outcomes.get(name)
        if name in self.session.sources.held or os.path.lexists(path):
            outcome = self._examine(Job(name, path, named=False) if old is None else old.job)
            self._outcomes[name] = outcome
        else:
            outcome = Outcome(self.job(path), None)
            self._outcomes.pop(name, None)
        if (old is None) != (name not in self._outcomes):
            self.known.look()
        self._forget([name])
        self._internal[name] = [] if outcome.examined is None else outcome.examined.internal
        if not self._is_added:
            return
        before = (old.examined if old is not None else None) or _NOTHING
        after = outcome.examined or _NOTHING
        for comparison in self._comparisons:
            code = comparison.rule.code
            facts = ([fact for fact in e.facts if fact[0] == code] for e in (before, after))
            self._forget(comparison.change(name, *facts))
        self._witnesses.note(outcome.job, after.questions)

    def _examine(self, job: Job) -> Outcome:
        try:
            return self.session.examine(job)
        except NewslintError as error:  # a schema that can't be used
            self.troubles.append(str(error))
            return Outcome(self.session.bound(job), None)

    def _add(self, outcome: Outcome) -> None:
        """Add what a file brings before all is compared."""
        examined, name = outcome.examined, outcome.job.name
        if examined is None:
            return
        if examined.internal:
            self._internal[name] = examined.internal
        by_code: dict[str, list[PackedFact]] = {}
        for fact in examined.facts:
            by_code.setdefault(fact[0], []).append(fact)
        for comparison in self._comparisons:
            comparison.add(name, by_code.get(comparison.rule.code, ()))
        self._witnesses.note(outcome.job, examined.questions)

    def _forget(self, names: Iterable[str]) -> None:
        for name in names:
            self._found.pop(name, None)
            self._new.pop(name, None)


def _file_in(address: str) -> str:
    """The name of the file that an address leads to, without its folders."""
    return unquote(address.partition("#")[0].partition("?")[0]).rpartition("/")[2]
