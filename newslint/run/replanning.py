"""Plans a run by an earlier one where the disk would answer as then; open it when that differs from a walk.

Whatever decides on which files there are was asked of the disk by the walk of the earlier run, and all of it
was asked again just now (`newslint.run.cache.answers`): only the content of articles is another one, or the
names in folders, which are walked through anew. The settings are read as ever.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from newslint.config.project import Project, Projects
from newslint.records.parts import kind_of
from newslint.run.cache.answers import Articles, Outdated
from newslint.run.discovery import prefix, walk
from newslint.run.edited import terms_of
from newslint.run.request import Request
from newslint.run.work import Jobs, Work
from newslint.system.content_stamps import UNKNOWN, ContentStamps


def articles_of(request: Request, works: list[Work], projects: Projects) -> Articles | None:
    """The articles of a run, if they are all that is needed to plan it anew.

    They aren't where there are several projects, where files lie elsewhere than below the working directory
    or hold records, where git says which have changed, and where no rule compares: others are looked for
    later then.
    """
    if len(works) != 1 or len(projects.read) != 1:
        return None
    work = works[0]
    if work.before is not None:
        return work.before.articles
    if request.changes is not None or not any(rule.compare for rule in work.project.rules):
        return None
    jobs, here = (*work.files, *work.others), _here()
    if any(here + job.name != job.path or kind_of(job.path) for job in jobs):
        return None
    named = work.files[0].named
    if any(job.named != named for job in work.files) or any(job.named for job in work.others):
        return None
    files, others = [job.name for job in work.files], [job.name for job in work.others]
    unknown = ContentStamps.of([UNKNOWN] * (len(files) + len(others)))
    return Articles(files, others, unknown, terms_of(work), named=named)


def planned_again(request: Request, projects: Projects, before: Outdated) -> list[Work] | None:
    """What there is to do in a run that is called as an earlier one was; None where only a walk can tell.

    Raises:
        NewslintError: a configuration has mistakes.
    """
    path = request.paths[0]
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - two names of one file are two files to a person
    project = projects.of(absolute if os.path.isdir(path) else absolute.parent)  # noqa: PTH112 - raises nothing
    if before.folders:
        now = _found_anew(before, request, project, projects)
        if now is None or not now.files:
            return None
        before = Outdated(before.stamps, before.until, now, before.folders)
    here, its = _here(), before.articles
    files, others = Jobs(its.files, here, named=its.named), Jobs(its.others, here, named=False)
    walked = any(map(os.path.isdir, (*request.paths, *request.corpus, *project.corpus)))
    session = request.session(project, request.sources())
    return [Work(session, files, others, walked, before=before)]


def _found_anew(before: Outdated, request: Request, project: Project, projects: Projects) -> Articles | None:
    """The articles that there are now, where folders hold other names.

    None where nobody can be sure that a walk went through one of these, and what for.
    """
    its = before.articles
    both = [its.files, its.others]
    walked = [() if its.named else request.paths, (*request.corpus, *project.corpus)]
    for folder in _outermost(before.folders):
        below = prefix(folder)
        there = [[name for name in names if name.startswith(below)] for names in both]
        which = 0 if there[0] else 1
        if not _was_walked(folder, there[which], walked[which]):
            return None
        found = [*walk(folder, projects)]
        if any(owner is not project or kind_of(job.path) for job, owner in found):
            return None
        gone = {*there[which]}
        both[which] = [*(name for name in both[which] if name not in gone), *(job.name for job, _ in found)]
    files, others = map(sorted, both)
    places = {name: place for place, name in enumerate(its.names)}
    stamps = its.stamps.at(map(places.get, (*files, *others)))
    return Articles(files, others, stamps, its.terms, named=its.named)


def _was_walked(folder: Path, names: list[str], walked: Iterable[Path]) -> bool:
    """Whether a walk went through a folder: an article lies right in it, and it lies below a folder named."""
    below = prefix(folder)
    has_articles = any("/" not in name[len(below) :] for name in names)
    absolute = Path(os.path.abspath(folder))  # noqa: PTH100 - as they are named
    named = [os.path.abspath(path) for path in walked if os.path.isdir(path)]  # noqa: PTH100, PTH112 - raises nothing
    return has_articles and any(map(absolute.is_relative_to, named))


def _outermost(folders: list[str]) -> list[Path]:
    """The folders but for those in other ones."""
    paths = [*map(Path, folders)]
    return [path for path in paths if not any(parent in paths for parent in path.parents)]


def _here() -> str:
    return os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118 - as the beginning of paths


__all__ = ["articles_of", "planned_again"]
