"""Brings up to date what an earlier run came to, where few files changed; open it when a run differs.

What comes out is what `newslint.lint.corpus.gather` makes of all files. Of those that are as they were,
nothing is looked at again but what a changed one has to do with: the groups of facts that it leaves or
enters, where a rule judges each alone, and all groups of a rule that doesn't, made smaller where it can
combine facts; and who asked something that is answered otherwise now.
"""

import marshal
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import Final, Protocol

from newslint.finding import (
    Asked,
    CorpusHit,
    Decided,
    Evidence,
    Finding,
    PlacedFact,
    Question,
    Report,
    Suppression,
)
from newslint.light_dataclasses import replace
from newslint.light_tuples import NamedTuple
from newslint.lint.comparisons import decided_by, hits_of, told_of, unsilenced
from newslint.lint.evidence import Questions, Said
from newslint.lint.examiner import Examiner, Outcome
from newslint.lint.fact_store import FactStore, PackedFact
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.lint.suppress import Silencer
from newslint.rule import Rule
from newslint.source import Source
from newslint.system.digests import blake2b

_ALWAYS_THE_SAME: Final = 2  # later forms of `marshal` depend on who else has a text
_SIZE: Final = 8  # bytes

Rows = list[tuple[str, PackedFact]]
"""Facts, each with the name of its file."""


class Before(Protocol):
    """What an earlier run came to. Files are called by their names."""

    @property
    def questions(self) -> Mapping[str, Mapping[Question, Asked]]:
        """What files asked."""

    @property
    def asked(self) -> bytes:
        """What stands for the questions that files were asked, as in `Questions`."""

    @property
    def said(self) -> Mapping[str, Said]:
        """What files answered, if anything, by their paths."""

    @property
    def evidence(self) -> Mapping[str, Mapping[Question, Evidence]]:
        """The verdicts."""

    @property
    def unread(self) -> Mapping[str, str]:
        """What kept files from being read."""

    def path(self, name: str) -> str:
        """Where a file lay."""

    def findings(self) -> Iterable[Finding]:
        """All that was found."""

    def hits(self, code: str) -> Sequence[CorpusHit]:
        """What a comparison said."""

    def heeded(self, code: str) -> Collection[int] | None:
        """The keys of the groups that made a difference to a rule; None where that is not known."""

    def fewer(self, code: str) -> Sequence[Sequence[PlacedFact]] | None:
        """All groups of facts of a rule, made smaller (`Rule.combine`); None where that is not known."""

    def suppressions(self, file: str) -> Sequence[Suppression]:
        """What comments silence in a file."""

    def keys_in(self, file: str) -> Mapping[str, tuple[bytes, Collection[int]]]:
        """The facts of a file by the code of the rule: what stands for them (`digest_of`), and keys."""

    def rows(self, code: str, keys: Collection[int] | None) -> Rows:
        """The facts of a rule that have one of some keys, or all."""


class Kept(Protocol):
    """The files that are as they were. There are very many: a job is made of few."""

    def job(self, name: str) -> Job | None:
        """The file that is called so, if it is among them."""

    def jobs(self) -> Iterable[Job]:
        """All of them."""

    def kinds(self) -> Iterable[Job]:
        """Some of them: one of all that differ in no more than what they are called, and what they hold."""

    def reported(self) -> Sequence[str]:
        """The names of articles that findings are wanted of."""

    def is_reported(self, name: str) -> bool:
        """Whether a name is among these."""

    def collections(self) -> Mapping[str, int]:
        """How many of these articles belong to each collection."""


class Changed(NamedTuple):
    """What is otherwise than before.

    `kept` are the files that are not, whether they were articles or not, and `stale` the names of those that
    changed or are gone; `outcomes` has what came of the ones that changed or are new.
    """

    kept: Kept
    stale: Collection[str]
    outcomes: Sequence[Outcome]


class NotCaughtUpError(Exception):
    """Something came up that only a run over everything can tell of."""


def catch_up(before: Before, changed: Changed, settings: Settings, reopen: Callable[[Job], Source]) -> Report:
    """What a run over all files would report.

    Args:
        before: What an earlier run under the same settings came to.
        changed: What is otherwise now.
        settings: Those of both runs.
        reopen: Reads a file.

    Raises:
        NotCaughtUpError: a rule raised.
    """
    return _CatchingUp(before, changed, settings, reopen).report()


class _CatchingUp:
    def __init__(
        self, before: Before, changed: Changed, settings: Settings, reopen: Callable[[Job], Source]
    ) -> None:
        self._before = before
        self._settings = settings
        self._reopen = reopen
        self._kept = changed.kept
        self._stale = frozenset(changed.stale)
        self._outcomes = changed.outcomes
        self._examined = {
            outcome.job.name: outcome.examined for outcome in changed.outcomes if outcome.examined is not None
        }
        self._new = {
            outcome.job.name: outcome.job
            for outcome in changed.outcomes
            if outcome.examined is not None and outcome.job.reported
        }
        if any(examined.internal for examined in self._examined.values()):
            raise NotCaughtUpError

    def report(self) -> Report:
        """All of it."""
        evidence, again = self._weighed()
        said, affected = self._compared()
        silencers = self._silencers({hit.fact.file for hits in said.values() for hit in hits})
        wanted = {
            code: [hit for hit in said[code] if hit.fact.file in files] for code, files in affected.items()
        }
        reported = self._reported({hit.fact.file for hits in wanted.values() for hit in hits})
        told, _ = told_of(wanted, self._settings, reported, silencers, self._reopen)
        otherwise = self._stale | again.keys()
        findings = [
            finding
            for finding in self._before.findings()
            if finding.file not in affected.get(finding.code, otherwise)
        ]
        findings += told
        findings += chain.from_iterable(again.values())
        for name, examined in self._examined.items():
            if name not in again:
                findings += examined.findings
        findings.sort(key=lambda finding: finding.sort_key)
        unread = self._unread()
        checked = (*self._kept.reported(), *self._new)
        collections = Counter(self._kept.collections())
        collections.update(job.collection for job in self._new.values())
        return Report(
            len(checked) - sum(map(len, unread.values())),
            tuple(findings),
            (),
            checked,
            dict(collections),
            unread=unread,
            evidence=evidence,
            decided=self._decided(said, silencers),
        )

    def _reported(self, names: Iterable[str]) -> dict[str, Job]:
        """The articles among some files that findings are wanted of."""
        found: dict[str, Job] = {}
        for name in names:
            job = self._kept.job(name) if self._kept.is_reported(name) else self._new.get(name)
            if job is not None:
                found[name] = job
        return found

    def _unread(self) -> dict[str, tuple[str, ...]]:
        unread: dict[str, list[str]] = {}
        for name in self._before.unread.keys() | self._examined.keys():
            examined = self._examined.get(name)
            why = self._before.unread[name] if examined is None else examined.unread
            if why and (name in self._new or self._kept.is_reported(name)):
                unread.setdefault(why, []).append(name)
        return {reason: tuple(sorted(names)) for reason, names in sorted(unread.items())}

    def _weighed(self) -> tuple[Mapping[str, Mapping[Question, Evidence]], dict[str, list[Finding]]]:
        """The verdicts, and what is found now in files that may be told more, or less, than before."""
        before, settings, questions = self._before, self._settings, Questions()
        jobs = {name: job for name in before.questions if (job := self._kept.job(name)) is not None}
        kept = {name: job for name, job in jobs.items() if self._kept.is_reported(name)}
        for name, job in kept.items():
            questions.add(job, before.questions[name])
        for outcome in self._outcomes:
            if outcome.examined is not None and outcome.examined.questions and outcome.job.reported:
                questions.add(outcome.job, outcome.examined.questions)
            if outcome.examined is not None and outcome.examined.by_lines:
                questions.by_lines.add(outcome.job.document)
        evidence = self._asked(questions) if questions else {}
        plain = Examiner(settings)
        reads = plain.with_settings(replace(settings, evidence=evidence))
        again: dict[str, list[Finding]] = {}
        for job in questions.decided(evidence):
            if job.name not in kept or self._is_told_otherwise(job, evidence):
                again[job.name] = self._found_by(reads, job)
        for name, job in kept.items():
            if name not in again and self._is_told_otherwise(job, evidence):
                again[name] = self._found_by(plain, job)
        return evidence, again

    def _asked(self, questions: Questions) -> Mapping[str, Mapping[Question, Evidence]]:
        """The verdicts: those of before, if all is asked and answered as it was."""
        before, examiner = self._before, Examiner(self._settings)
        new = [
            outcome.job
            for outcome in self._outcomes
            if outcome.examined is not None or not outcome.job.reported
        ]
        kinds = filter(self._is_asked, self._kept.kinds())
        questions.drop_hopeless(examiner.asking(), chain(kinds, new))
        if not questions:
            return {}
        evidence, failed = questions.ask(examiner, new, self._read, {})
        said = {path: answers for path, answers in questions.said.items() if answers}
        were = map(before.path, self._stale)
        was_said = {path: before.said[path] for path in were if path in before.said}
        if (questions.digest, said) == (before.asked, was_said):
            return before.evidence
        kept = [*filter(self._is_asked, self._kept.jobs())]
        keys = {job.path: os.fsencode(job.path) for job in kept}
        memory = _Remembered(before, keys.values())
        evidence, failed = questions.ask(examiner, [*kept, *new], self._read, keys, memory)
        if failed:
            raise NotCaughtUpError
        return evidence

    def _is_asked(self, job: Job) -> bool:
        """Whether a file that is as it was is asked questions: it is an article, or only read for others."""
        return not job.reported or self._kept.is_reported(job.name)

    def _read(self, job: Job) -> Iterable[Source]:
        return (self._reopen(job),)

    def _is_told_otherwise(self, job: Job, evidence: Mapping[str, Mapping[Question, Evidence]]) -> bool:
        """Whether a file that is as it was asked something that had another answer, or none."""
        before, now = self._before.evidence.get(job.collection, {}), evidence.get(job.collection, {})
        return any(before.get(question) != now.get(question) for question in self._before.questions[job.name])

    def _found_by(self, examiner: Examiner, job: Job) -> list[Finding]:
        examined = examiner.examine(job, self._reopen(job))
        if examined is None or examined.internal:
            raise NotCaughtUpError
        return examined.findings

    def _compared(self) -> tuple[dict[str, Sequence[CorpusHit]], dict[str, frozenset[str]]]:
        """What comparisons say now, and in which files findings are others now, by the code of the rule."""
        keys: defaultdict[str, set[int]] = defaultdict(set)
        new: defaultdict[str, Rows] = defaultdict(list)
        differing: set[str] = set()
        for file in self._stale | self._examined.keys():
            were = self._before.keys_in(file) if file in self._stale else {}
            are = by_rule(self._examined[file].facts) if file in self._examined else {}
            for code in were.keys() | are.keys():
                digest, its = were.get(code, (b"", ()))
                facts = are.get(code, [])
                if not facts or digest_of(facts) != digest:
                    differing.add(code)
                keys[code].update(its, [fact[1] for fact in facts])
                new[code] += [(file, fact) for fact in facts]
        looked_at = self._stale | self._examined.keys()
        said: dict[str, Sequence[CorpusHit]] = {}
        affected: dict[str, frozenset[str]] = {}
        for rule in self._settings.rules:
            if rule.compare is not None:
                code = rule.code
                old = self._before.hits(code)
                now = self._said_by(rule, keys[code], new[code], old) if code in differing else old
                said[code] = now
                affected[code] = looked_at if now is old else looked_at | _differing(old, now)
        return said, affected

    def _said_by(
        self, rule: Rule, keys: Collection[int], new: Rows, hits: Sequence[CorpusHit]
    ) -> Sequence[CorpusHit]:
        """What a rule says of all facts.

        Args:
            rule: The rule.
            keys: Those of the facts in files that changed, before and after.
            new: The facts that are in these files now.
            hits: What it said before.
        """
        rows = self._before.rows(rule.code, keys)
        before, after = Counter(row for row in rows if row[0] in self._stale), Counter(new)
        touched = {fact[1] for _, fact in chain(before - after, after - before)}
        if not touched:
            return hits
        shown = {f"{key:x}" for key in touched}
        its, its_new = ([row for row in some if row[1][1] in touched] for some in (rows, new))
        if rule.judges_groups_alone:
            # A rule may tell things of one group apart behind its key.
            as_before = [hit for hit in hits if hit.fact.key.partition("\n")[0] not in shown]
            return [*as_before, *self._found(rule, its, its_new)]
        fewer = self._before.fewer(rule.code)
        if fewer is not None:
            found = self._found(rule, its, its_new, (group for group in fewer if group[0].key not in shown))
            if all(hit.fact.crowd is None for hit in found):
                return found
        heeded = None if rule.heeds is None else self._before.heeded(rule.code)
        wanted = None if heeded is None else touched.union(heeded)
        rows = self._before.rows(rule.code, wanted)
        return self._found(rule, rows, [row for row in new if wanted is None or row[1][1] in wanted])

    def _found(
        self, rule: Rule, before: Rows, new: Rows, others: Iterable[Sequence[PlacedFact]] = ()
    ) -> list[CorpusHit]:
        """What a rule says of facts of before, if they are those of now, of new ones, and of other groups."""
        store = FactStore()
        by_file: defaultdict[str, list[PackedFact]] = defaultdict(list)
        for file, fact in chain((row for row in before if row[0] not in self._stale), new):
            by_file[file].append(fact)
        for file, facts in by_file.items():
            store.add(file, facts)
        groups = store.groups(rule.code, only_differing=rule.only_differing, with_single=rule.with_single)
        internal: list[str] = []
        found = hits_of(rule, chain(groups, others), self._settings, internal)
        if internal:
            raise NotCaughtUpError
        return found

    def _silencers(self, files: Iterable[str]) -> dict[str, Silencer]:
        found = {}
        for file in files:
            examined = self._examined.get(file)
            silencing = self._before.suppressions(file) if examined is None else examined.suppressions
            if silencing:
                found[file] = Silencer(silencing)
        return found

    def _decided(self, said: Mapping[str, Sequence[CorpusHit]], silencers: Mapping[str, Silencer]) -> Decided:
        decided: dict[tuple[str, str, tuple[str, ...]], CorpusHit] = {}
        meant = [(rule, hit) for rule in self._settings.rules for hit in said.get(rule.code, ()) if hit.meant]
        reported = self._reported({hit.fact.file for _, hit in meant})
        for rule, hit in meant:
            file = hit.fact.file
            if file in reported:
                told = unsilenced(reported[file], rule, [hit], silencers.get(file))
                decided.update(decided_by(rule, told))
        return decided


class _Remembered(NamedTuple):
    """What files answered before, by their paths."""

    before: Before
    paths: Collection[bytes]

    def recall(self, asked: bytes, count: int) -> Mapping[bytes, Said]:
        """As `Memory` does."""
        del count
        if asked != self.before.asked:
            return {}
        return {path: self.before.said.get(os.fsdecode(path), ()) for path in self.paths}

    def keep(self, asked: bytes, said: Mapping[bytes, Said]) -> None:
        """Nothing is kept: what was said before stays."""


def by_rule(facts: Iterable[PackedFact]) -> dict[str, list[PackedFact]]:
    """Facts by the code of their rule."""
    found: dict[str, list[PackedFact]] = {}
    for fact in facts:
        found.setdefault(fact[0], []).append(fact)
    return found


def digest_of(facts: Sequence[PackedFact]) -> bytes:
    """What stands for the facts of one rule in one file."""
    written = marshal.dumps(list(facts), _ALWAYS_THE_SAME)
    return blake2b(written, digest_size=_SIZE).digest()


def _differing(old: Iterable[CorpusHit], new: Iterable[CorpusHit]) -> set[str]:
    """The files of which not the same is said."""
    before, after = (_by_file(hits) for hits in (old, new))
    return {file for file in before.keys() | after.keys() if before.get(file) != after.get(file)}


def _by_file(hits: Iterable[CorpusHit]) -> dict[str, list[CorpusHit]]:
    found: dict[str, list[CorpusHit]] = {}
    for hit in hits:
        found.setdefault(hit.fact.file, []).append(hit)
    return found
