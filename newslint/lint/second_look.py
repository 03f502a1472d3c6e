"""Asks all articles what rules want to know, and rules again; open it for what happens to questions."""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from newslint.finding import Evidence, Finding, Question
from newslint.light_dataclasses import replace
from newslint.lint.evidence import Questions, Witnesses
from newslint.lint.examiner import Examiner
from newslint.lint.gathering import Gathering
from newslint.lint.job import Job
from newslint.lint.parts import examine_part
from newslint.lint.settings import Settings
from newslint.rule import Rule
from newslint.source import Source


def look_again(
    result: Gathering,
    settings: Settings,
    reopen: Callable[[Job], Source],
    witnesses: Witnesses,
) -> Mapping[str, Mapping[Question, Evidence]]:
    """Ask all files what rules want to know, and examine those again that may be told more now.

    There are questions, and nobody has asked them yet.
    """
    jobs = (*result.reported.values(), *witnesses.others())
    examiner = Examiner(settings)
    if not result.internal:  # where a rule raised it may have had more to ask
        result.questions.drop_hopeless(examiner.asking(), jobs)
    if not result.questions:
        return {}

    def read(job: Job) -> Iterable[Source]:
        return witnesses.records(job) if witnesses.holds_records(job) else (reopen(job),)

    evidence, failures = result.questions.ask(examiner, jobs, read, result.keys, witnesses.memory)
    result.internal += failures
    _examine_again(result, replace(settings, evidence=evidence), reopen, witnesses)
    return evidence


def _examine_again(
    result: Gathering, settings: Settings, reopen: Callable[[Job], Source], witnesses: Witnesses
) -> None:
    """Ask rules again in the files whose questions were decided; what they say takes the place of before."""
    concerned = concerned_by(settings.rules, result.questions)
    examiner, whole = Examiner(replace(settings, rules=concerned)), Examiner(settings)
    again: dict[tuple[str, int], list[Finding]] = {}
    silenced: set[tuple[str, int]] = set()
    in_parts: dict[str, Job] = {}
    for job in result.questions.decided(settings.evidence or {}):
        if job.part is not None:
            in_parts[job.name] = job._replace(part=None)
            continue
        # Whether a comment silences anything only all rules can tell.
        is_silenced = job.document in result.silencers
        examined = (whole if is_silenced else examiner).examine(job, reopen(job))
        if examined is not None:
            again[job.name, job.record] = examined.findings
            if is_silenced:
                silenced.add((job.name, job.record))
            result.internal += [line for line in examined.internal if line not in result.internal]
    codes = {rule.code for rule in concerned}
    for job in in_parts.values():
        listings = result.listings[job.name]
        listings.forget(codes)
        listings.add(examine_part(examiner, job, witnesses.records(job), settings.bounds).findings)
    result.findings = [
        finding
        for finding in result.findings
        if (document := (finding.file, finding.record)) not in again
        or (finding.code not in codes and document not in silenced)
    ]
    result.findings += chain.from_iterable(again.values())


def concerned_by(rules: Iterable[Rule], questions: Questions) -> tuple[Rule, ...]:
    """The rules that ask, and those that one of them stands back for, or that stand back for one."""
    rules = tuple(rules)
    codes = questions.codes
    known = 0
    while len(codes) > known:
        known = len(codes)
        codes |= {code for rule in rules if rule.code in codes for code in rule.supersedes}
        codes |= {rule.code for rule in rules if not codes.isdisjoint(rule.supersedes)}
    return tuple(rule for rule in rules if rule.code in codes)
