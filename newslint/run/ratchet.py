"""Measures a run against its baseline and writes the next one; open it for what is new, known or gone."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from newslint.errors import NewslintError
from newslint.finding import Finding, Report
from newslint.run.baseline import (
    Baseline,
    Entry,
    Judged,
    dump,
    entries_of,
    load,
    namer,
    split,
    stale,
    updated,
)
from newslint.run.renames import Files, renamed
from newslint.run.work import Work
from newslint.system.atomic_write import write_text
from newslint.system.contained import LEADS_OUT, Boundary
from newslint.system.relative import relative


def known_findings(path: Path, boundary: Boundary | None = None) -> Baseline | None:
    """Read a baseline; None if there is none.

    Raises:
        NewslintError: it can't be read, or a link leads out of the boundary.
    """
    return load(Path(relative(path)), boundary) if os.path.lexists(path) else None


def refuse_links(path: Path, boundary: Boundary) -> None:
    """Make sure that what is written to a baseline goes nowhere else.

    Raises:
        NewslintError: a link lies there, or on the way there and leads out of the boundary.
    """
    shown = relative(path)
    if os.path.islink(path):  # noqa: PTH114 - raises nothing
        raise NewslintError(
            f"{shown}: not written: it is a link; name the file itself with `--baseline`, or remove the link"
        )
    if boundary.real_path(str(path)) is None:
        raise NewslintError(f"{shown}: not written: {LEADS_OUT}")


def only_new(reports: Iterable[Report], known: Baseline, sharing: Sequence[Work]) -> list[Report]:
    """Reports without what is known; each says how much that is, and the last how much of it is gone.

    Args:
        reports: What was found in the projects that share a baseline.
        known: The baseline.
        sharing: The work that the reports are about, in the same order.
    """
    from newslint.run.git import renamed as by_git  # noqa: PLC0415 - few runs have a baseline

    new: list[Report] = []
    left = known
    folder = _folder(sharing)
    files = Files(
        namer(folder),
        lambda file: os.path.lexists(folder / file),
        partial(by_git, sharing[0].project.baseline or folder),
    )
    for report, work in zip(reports, sharing, strict=True):
        codes = {rule.code for rule in work.project.rules}
        names = renamed(left, report.findings, files, codes)
        compared = split(report.findings, left, folder, names)
        new.append(report._replace(findings=compared.new, known=compared.known))
        left = Baseline(compared.gone)
    if new[-1].interrupted:  # nobody knows what the other files hold
        return new
    gone = stale(left.counts, judge(sharing, known))
    return [*new[:-1], new[-1]._replace(gone=sum(gone.values()))]


def judge(sharing: Sequence[Work], known: Baseline) -> Judged:
    """Tell which entries a run would have found again, had they still been there.

    That needs the file, or its absence from the disk, and the rule. What a rule that compares articles finds
    depends on files that have no entry too. So it needs a walk, and every file that the baseline knows.
    """
    folder = _folder(sharing)
    name = namer(folder)
    active: dict[str, frozenset[str]] = {}
    read: set[str] = set()
    rules = {code: rule for work in sharing for code, rule in work.project.catalogue.by_code.items()}
    for work in sharing:
        codes = frozenset(rule.code for rule in work.project.rules)
        active.update((name(file.name), codes) for file in work.files)
        read.update(name(file.name) for file in work.others)

    def is_there(file: str) -> bool:
        return file in active or os.path.lexists(folder / file)

    files = {entry.file for entry in known.counts}
    compared = any(work.walked for work in sharing) and all(
        file in active or file in read or not is_there(file) for file in files
    )

    def judged(entry: Entry) -> bool:
        rule = rules.get(entry.code)
        if rule is None or not is_there(entry.file):
            return True
        return entry.code in active.get(entry.file, ()) and (rule.compare is None or compared)

    return judged


def update(path: Path, reports: Iterable[Report], known: Baseline | None, judged: Judged) -> int:
    """Write the next baseline: what was found, and what could not be judged; return how many that are.

    Raises:
        NewslintError: it can't be written; the old one is still there.
    """
    findings = chain.from_iterable(report.findings for report in reports)
    following = updated(known or Baseline(), findings, path.parent, judged)
    write_text(path, dump(following))
    return sum(following.counts.values())


def add(path: Path, findings: Iterable[Finding], boundary: Boundary) -> None:
    """Let a baseline know some findings too; where there is none, one is made.

    Raises:
        NewslintError: it can't be read or written, or a link lies there; it is as it was.
    """
    refuse_links(path, boundary)
    known = known_findings(path, boundary) or Baseline()
    counts = Counter(known.counts)
    counts.update(entries_of(findings, path.parent))
    write_text(path, dump(Baseline(dict(counts))))


def _folder(sharing: Sequence[Work]) -> Path:
    """The folder of the baseline that projects share."""
    baseline = sharing[0].project.baseline
    return Path() if baseline is None else baseline.parent
