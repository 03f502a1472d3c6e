"""Checks an archive of which few files changed since a run over everything; open it when it differs from one.

The files are found and the settings read as ever. Of a file that is as the disk had it in that run, nothing
is looked at again (`newslint.lint.catching_up`). Whatever else that run asked the disk must be answered as
then, but for the names in folders: what these decide on is found anew, or asked anew.
"""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from newslint.finding import Report
from newslint.light_tuples import NamedTuple
from newslint.lint.catching_up import Changed, NotCaughtUpError, catch_up
from newslint.lint.job import Job
from newslint.records.parts import kind_of
from newslint.run import scheduler
from newslint.run.cache import FOLDER
from newslint.run.cache.answers import MOST_CHANGED
from newslint.run.cache.basis import Basis, Known, Taking
from newslint.run.cache.key import settings_key
from newslint.run.execution import ExecutionOptions
from newslint.run.work import Work
from newslint.system import questions, stamps
from newslint.system.digests import blake2b
from newslint.system.relative import relative
from newslint.system.stamps import BYTES, NAMES

_FORM: Final = "3"  # of what is kept
_DAMAGE: Final = (OSError, ValueError, EOFError, TypeError, LookupError, AttributeError, MemoryError)


class Place(NamedTuple):
    """Where a basis lies: the folder, and the digest of all that a run goes by but for its files."""

    folder: Path
    key: str


def place_of(work: Work, options: ExecutionOptions) -> Place | None:
    """Where the basis of a work lies; None where there can be none.

    There can be none where the files are read from elsewhere than the disk, or hold records, and where nobody
    notes what a run asks. Where no rule compares, who is asked is found only when there are questions.
    """
    session, settings = work.session, work.session.settings
    is_noted = os.name == "posix" and questions.left_out() is not None
    is_plain = settings.evidence is None and settings.decided is None and not settings.profiled
    if options.cache is None or not is_noted or not is_plain or not session.sources.are_on_disk:
        return None
    if work.before is None and any(kind_of(job.path) for job in (*work.files, *work.others)):
        return None
    if len(work.files) + len(work.others) <= scheduler.FEW or not any(
        rule.compare for rule in settings.rules
    ):
        return None
    project = work.project
    said = (
        _FORM,
        settings_key(settings),
        os.getcwd(),  # noqa: PTH109 - a Path costs time
        project.folder,
        project.boundary.__reduce__()[1],
        project.image_root,
        [(c.name, c.files.__reduce__(), c.exclude.__reduce__()) for c in project.collections],
        [(globs.__reduce__(), sorted(codes)) for globs, codes in project.per_file_ignores],
        settings.known is None,
        len(work.files) >= len(work.others),
    )
    key = blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return Place(project.folder / options.cache, key)


def taking(work: Work, place: Place) -> Taking:
    """Takes down a run over everything."""
    exempt = [] if work.project.baseline is None else [relative(work.project.baseline)]
    return Taking(place.folder, place.key, work.session.settings, exempt)


def caught_up(
    work: Work, place: Place, options: ExecutionOptions, done: Callable[[], None] = lambda: None
) -> Report | None:
    """What a run over everything would report; None where that can't be told without one.

    `done` is called for each file, once all is known.
    """
    try:
        with questions.unnoted():
            basis = Basis(place.folder, place.key)
    except _DAMAGE:
        return None
    with closing(basis):
        try:
            report = _report(work, basis, options)
        except NotCaughtUpError:
            return None
    if report is not None:
        for _ in range(len(work.files) + len(work.others)):
            done()
    return report


def _report(work: Work, basis: Basis, options: ExecutionOptions) -> Report | None:
    settings = work.session.settings
    now = settings.now.timestamp()
    also = {(question, path): known for question, path, known in basis.also}
    held = {asked for asked, known in also.items() if _holds(work, asked, known)}
    if now < basis.made or any(asked[0] != NAMES for asked in also.keys() - held):
        return None
    looks_at_images = len(held) < len(also)
    known = basis.files()
    jobs = [*work.files, *(job._replace(reported=False) for job in work.others)]
    kept: list[Known] = []
    changed: list[Job] = []
    same: list[tuple[Job, Known]] = []
    for job in jobs:
        before = known.get(job.name)
        if before is not None and _is_on_terms(job, before, now):
            same.append((job, before))
        else:
            changed.append(job)
    if work.before is None:
        holding = stamps.are_as_before([(before.job.name, before.stamp) for _, before in same])
    else:
        holding = (_holds(work, (BYTES, before.job.name), before.stamp) for _, before in same)
    for (job, before), holds in zip(same, holding, strict=True):
        if holds:
            kept.append(before)
        else:
            changed.append(job)
    if looks_at_images and basis.images:
        other = {file.job.name for file in kept if not _shows_the_same(file.job, basis, work)}
        changed += [job for job in jobs if job.name in other]
        kept = [file for file in kept if file.job.name not in other]
    stale = known.keys() - {file.job.name for file in kept}
    if len(changed) + len(stale) > MOST_CHANGED:
        return None
    if work.before is None:  # else that is noted
        answered: questions.Stamps = {asked: also[asked] for asked in held}
        answered.update(((BYTES, file.job.name), file.stamp) for file in kept)
        questions.add(questions.Noted(answered, min((file.until for file in kept), default=float("inf"))))
    part = work._replace(
        files=tuple(job for job in changed if job.reported),
        others=tuple(job for job in changed if not job.reported),
    )
    with closing(scheduler.scan(part, options)) as found:
        outcomes = [*found]
    articles = {file.job.name for file in kept if file.is_article}
    return catch_up(
        basis, Changed([file.job for file in kept], articles, stale, outcomes), settings, work.session.read
    )


def _holds(work: Work, asked: tuple[str, str], known: str) -> bool:
    """Whether a stamp holds; what the disk said just now it is not asked again."""
    told = None if work.before is None else work.before.stamps.get(asked)
    return told == known or stamps.holds(*asked, known, FOLDER)


def _is_on_terms(job: Job, before: Known, now: float) -> bool:
    """Whether a file would be looked at as before, and nothing but its content can tell otherwise."""
    terms = before.job
    return (
        job.path == terms.path
        and job.named == terms.named
        and job.reported == terms.reported
        and now < before.until
        and not before.is_crowded
    )


def _shows_the_same(job: Job, basis: Basis, work: Work) -> bool:
    """Whether what is known of the local images of an article is what was known of them."""
    measure = work.session.settings.measure
    images = basis.images.get(job.name, {})
    return all(measure is not None and measure(job.name, url) == image for url, image in images.items())
