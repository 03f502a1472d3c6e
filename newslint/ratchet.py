"""Measures what a run found against the project's baseline, and writes the next one."""

import os
from dataclasses import replace
from pathlib import Path

from newslint.baseline import Baseline, Entry, Judged, dump, load, namer, split, stale, updated
from newslint.discovery import FoundFile
from newslint.files import write_text
from newslint.finding import Report
from newslint.project import Project
from newslint.rules import BY_CODE


def known_findings(project: Project) -> Baseline | None:
    """The baseline of a project, if it has one.

    Raises:
        NewslintError: it can't be read.
    """
    if project.baseline is None or not os.path.lexists(project.baseline):
        return None
    return load(Path(os.path.relpath(project.baseline)))


def only_new(report: Report, known: Baseline, folder: Path, judged: Judged) -> Report:
    """A report without what is known; it says how much that is, and how much of the baseline is gone."""
    compared = split(report.findings, known, folder)
    gone = stale(compared.gone, judged)
    return replace(report, findings=compared.new, known=compared.known, gone=sum(gone.values()))


def judge(
    project: Project, files: tuple[FoundFile, ...], others: tuple[FoundFile, ...], known: Baseline
) -> Judged:
    """Tell which entries a run would have found again, had they still been there.

    That needs the file, or its absence from the disk, and the rule. A rule that compares articles needs
    every file that the baseline knows of it too, since what it finds depends on all of them.
    """
    folder = Path() if project.baseline is None else project.baseline.parent
    name = namer(folder)
    seen = {name(file.name) for file in files}
    read = seen | {name(file.name) for file in others}
    active = {rule.code for rule in project.rules}

    def is_there(file: str) -> bool:
        return file in seen or os.path.lexists(folder / file)

    compared = {entry.file for entry in known.counts if _compares(entry.code)}
    all_read = all(file in read or not is_there(file) for file in compared)

    def judged(entry: Entry) -> bool:
        if entry.code not in BY_CODE or not is_there(entry.file):
            return True
        return entry.code in active and entry.file in seen and (all_read or not _compares(entry.code))

    return judged


def update(path: Path, report: Report, known: Baseline | None, judged: Judged) -> int:
    """Write the next baseline: what was found, and what could not be judged; return how many that are.

    Raises:
        NewslintError: it can't be written; the old one is still there.
    """
    following = updated(known or Baseline(), report.findings, path.parent, judged)
    write_text(path, dump(following))
    return sum(following.counts.values())


def _compares(code: str) -> bool:
    rule = BY_CODE.get(code)
    return rule is not None and rule.compare is not None
