"""Checks texts and files for the Python API; open it for what a check takes in, and what it leaves out."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from newslint.api.arguments import path_of, several
from newslint.api.failures import as_newslint_error
from newslint.api.loading import Config, StrPath, home_of
from newslint.api.results import Report, report_of
from newslint.config.project import Overrides
from newslint.light_tuples import NamedTuple
from newslint.lint.job import Job
from newslint.run.projects import Result, doubtful, lint, merged, plan
from newslint.run.request import Request
from newslint.run.session import Sources
from newslint.run.work import Work

NAMELESS: Final = "<text>"
"""What a text is called that has no name."""


class Checked(NamedTuple):
    """What came of a text, and of what request."""

    request: Request
    job: Job
    result: Result


@as_newslint_error
def check_text(text: str, *, name: StrPath = NAMELESS, config: Config | None = None) -> Report:
    """Check the text of one article, such as the content of an editor or the field of a database.

    The article is compared with no other.

    Args:
        text: All of the article, its front matter first. What stands for a byte that is no text
            (`errors="surrogateescape"`) counts as that byte.
        name: What reports call it. It decides on the collection, the rules that `per-file-ignores` leaves
            out, and what the generator makes of it; a relative one begins at `config.folder`. No such file
            need be there.
        config: What `load_config` read. Without one the defaults hold, and nothing is looked for on the disk.

    Raises:
        NewslintError: a configuration beside `name`, or a schema, can't be used.
    """
    return report_of(checked(bytes_of(text), name, config).result.report)


@as_newslint_error
def check_files(
    paths: StrPath | Iterable[StrPath], *, config: Config | None = None, baseline: bool = False
) -> Report:
    """Check files, and the articles in folders, and compare those of each project with each other.

    Args:
        paths: Files and folders; names in the report are relative to the working directory.
        config: What `load_config` read. Folders below that have a configuration of their own go by that one,
            and files that lie elsewhere by this one. Without one the defaults hold.
        baseline: Whether to leave out what the baselines of the configuration know.

    Raises:
        NewslintError: a path doesn't exist, or a configuration, a baseline or a schema can't be used.
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else several(paths, "paths", "paths", (bytes,))
    request = Request(tuple(Path(path_of(path, "a path")) for path in given))
    folders = tuple(filter(os.path.isdir, request.paths))
    projects = home_of(config).projects(Overrides(no_baseline=not baseline, paths=folders))
    works = plan(request, projects)
    warnings = doubtful(works, projects.read, request.paths)
    results = _uninterrupted(lint(request, works))
    return report_of(
        merged(result.report for result in results), [*projects.repositories.troubles, *warnings]
    )


def checked(data: bytes, name: StrPath, config: Config | None) -> Checked:
    """Check one text.

    Raises:
        NewslintError: a configuration beside `name`, or a schema, can't be used.
    """
    home = home_of(config)
    job = home.job(name or NAMELESS)
    session = home.session(job, Sources({job.name: data}))
    request = Request((), text=data, text_name=job.name, now=session.settings.now)
    return Checked(request, job, _uninterrupted(lint(request, [Work(session, (job,))]))[0])


def bytes_of(text: str) -> bytes:
    """A text as the bytes of a file.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(text, str):
        raise TypeError(
            f"the text is {type(text).__name__}, not str; "
            'bytes become one by `.decode(errors="surrogateescape")`'
        )
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half of a pair is no text in any file, and told as such
        return text.encode("utf-8", "surrogatepass")


def _uninterrupted(results: list[Result]) -> list[Result]:
    """Results of all that was asked for; Ctrl-C is the caller's affair."""
    if any(result.found.interrupted for result in results):
        raise KeyboardInterrupt
    return results
