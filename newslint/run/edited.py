"""Checks an archive of which few files changed since a run over everything; open it when it differs from one.

The files are found and the settings read as ever. Of a file that is as the disk had it in that run, nothing
is looked at again (`newslint.lint.catching_up`). Whatever else that run asked the disk must be answered as
then, but for the names in folders: what these decide on is found anew, or asked anew.
"""

import os
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Final

from newslint.finding import Report
from newslint.light_tuples import NamedTuple
from newslint.lint.catching_up import Changed, NotCaughtUpError, catch_up
from newslint.records.parts import kind_of
from newslint.run import scheduler
from newslint.run.cache import FOLDER
from newslint.run.cache.answers import MOST_CHANGED
from newslint.run.cache.basis import NAMED, REPORTED, Basis, Taking, flags_of, odd_paths_of
from newslint.run.cache.key import settings_key
from newslint.run.execution import ExecutionOptions
from newslint.run.work import Work
from newslint.system import questions, stamps
from newslint.system.digests import blake2b
from newslint.system.stamps import BYTES, NAMES

_FORM: Final = "4"  # of what is kept
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
    terms = terms_of(work) if work.before is None else work.before.articles.terms
    said = _FORM, terms, settings.known is None, len(work.files) >= len(work.others)
    return Place(work.project.folder / options.cache, _digest(said))


def terms_of(work: Work) -> str:
    """The digest of all that files are looked at by; what is known of some findings decides on none of them.

    It takes a while. All of it comes of the call, and of what the disk was asked.
    """
    project = work.project
    said = (
        settings_key(work.session.settings),
        os.getcwd(),  # noqa: PTH109 - a Path costs time
        project.folder,
        project.boundary.__reduce__()[1],
        project.image_root,
        [(c.name, c.files.__reduce__(), c.exclude.__reduce__()) for c in project.collections],
        [(globs.__reduce__(), sorted(codes)) for globs, codes in project.per_file_ignores],
    )
    return _digest(said)


def taking(work: Work, place: Place) -> Taking:
    """Takes down a run over everything."""
    exempt = [] if work.project.baseline is None else [_relative(work.project.baseline)]
    return Taking(place.folder, place.key, work.session.settings, exempt)


def caught_up(work: Work, place: Place, options: ExecutionOptions) -> Report | None:
    """What a run over everything would report; None where that can't be told without one."""
    try:
        with questions.unnoted():
            basis = Basis(place.folder, place.key)
    except _DAMAGE:
        return None
    with closing(basis):
        try:
            return _report(work, basis, options)
        except NotCaughtUpError:
            return None


def _report(work: Work, basis: Basis, options: ExecutionOptions) -> Report | None:
    settings = work.session.settings
    now = settings.now.timestamp()
    also = {(question, path): known for question, path, known in basis.also}
    held = {asked for asked, known in also.items() if _holds(work, asked, known)}
    if now < basis.made or any(asked[0] != NAMES for asked in also.keys() - held):
        return None
    names, flags, odd_paths = _columns(work)
    gone = frozenset() if names == basis.names else basis.numbers.keys() - names
    changed = _changed(work, basis, names, flags)
    changed.update(name for name, _ in basis.odd_paths.items() ^ odd_paths.items())
    changed.update(name for name, until in basis.untils() if now >= until)
    changed.update(basis.crowded)
    if len(held) < len(also) and len(changed) <= MOST_CHANGED:
        kept = basis.images.keys() - changed - gone
        changed.update(name for name in kept if not _shows_the_same(name, basis, work))
    stale = basis.numbers.keys() & changed | gone
    changed -= gone
    if len(changed) + len(stale) > MOST_CHANGED:
        return None
    unchanged = basis.kept(without=stale)
    if work.before is None:  # else that is noted
        answered: questions.Stamps = {asked: also[asked] for asked in held}
        answered.update(((BYTES, name), stamp) for name, stamp in unchanged.stamps())
        untils = [until for name, until in basis.untils() if name not in stale]
        questions.add(questions.Noted(answered, min(untils, default=float("inf"))))
    places = [place for place, name in enumerate(names) if name in changed]
    count = len(work.files)
    part = work._replace(
        files=tuple([work.files[place] for place in places if place < count]),
        others=tuple([work.others[place - count] for place in places if place >= count]),
    )
    with closing(scheduler.scan(part, options)) as found:
        outcomes = [*found]
    return catch_up(basis, Changed(unchanged, stale, outcomes), settings, work.session.read)


def _columns(work: Work) -> tuple[list[str], bytes, dict[str, str]]:
    """The names and flags of all files, and the paths of those that lie elsewhere than most."""
    if work.before is not None:
        its = work.before.articles
        flags = REPORTED | NAMED * its.named
        return its.names, bytes([flags]) * len(its.files) + bytes(len(its.others)), {}
    jobs = [*work.files, *(job._replace(reported=False) for job in work.others)]
    return [job.name for job in jobs], bytes(map(flags_of, jobs)), odd_paths_of(jobs)


def _changed(work: Work, basis: Basis, names: list[str], flags: bytes) -> set[str]:
    """The names of files that are new, that hold something else, or that are asked for in another way."""
    before, were = basis.stamps, basis.terms
    if names != basis.names:
        numbers = [*map(basis.numbers.get, names)]
        before, were = (
            before.at(numbers),
            bytes([0 if number is None else were[number] for number in numbers]),
        )
    if work.before is None:
        places = before.changed(names)
    else:
        places = work.before.articles.stamps.changed_since(before, names)
    changed = {names[place] for place in islice(places, MOST_CHANGED + 1)}
    if flags != were:
        changed.update(name for name, flag, was in zip(names, flags, were, strict=True) if flag != was)
    return changed


def _holds(work: Work, asked: tuple[str, str], known: str) -> bool:
    """Whether a stamp holds; what the disk said just now it is not asked again."""
    told = None if work.before is None else work.before.stamps.get(asked)
    return told == known or stamps.holds(*asked, known, FOLDER)


def _shows_the_same(name: str, basis: Basis, work: Work) -> bool:
    """Whether what is known of the local images of an article is what was known of them."""
    measure = work.session.settings.measure
    images = basis.images[name]
    return all(measure is not None and measure(name, url) == image for url, image in images.items())


def _digest(said: object) -> str:
    return blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _relative(path: Path) -> str:
    return os.path.relpath(path)
