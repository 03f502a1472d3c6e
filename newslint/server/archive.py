"""All articles of one project in memory, with what was found in each; open it for what an edit sets off.

The index comes from the cache as far as it knows the files. Afterwards one edit examines one document, and
compares only the facts that changed.
"""

from collections.abc import Iterator
from pathlib import Path

from newslint.config.project import Project, Projects
from newslint.finding import Finding
from newslint.lint.examiner import Outcome
from newslint.lint.job import Job
from newslint.run.discovery import discover, display_name, would_walk
from newslint.run.execution import ExecutionOptions, cache_folder
from newslint.run.scheduler import scan
from newslint.run.session import Session, Sources, open_session
from newslint.run.work import Work


class Archive:
    """The articles of one project.

    `is_complete` says that all files were looked at: before, nothing is compared.
    """

    def __init__(self, project: Project, projects: Projects, sources: Sources) -> None:
        self.project = project
        self.session: Session = open_session(project, sources)
        self.is_complete = False
        self._projects = projects
        self._outcomes: dict[str, Outcome] = {}  # by absolute path

    def load(self) -> Iterator[None]:
        """Look at every file that was not looked at yet, one at each step."""
        found = discover([Path(display_name(self.project.folder))], self._projects)
        jobs = tuple(job for job, home in found if home is self.project)
        work = Work(self.session, jobs)
        for outcome in scan(work, ExecutionOptions(jobs=1, cache=cache_folder(None))):
            self._outcomes.setdefault(outcome.job.path, outcome)
            yield
        self.is_complete = True

    def takes(self, path: str) -> bool:
        """Whether a walk through the project would take a file, which need not be there yet."""
        return would_walk(path, self.project, self._projects.repositories)

    def update(self, path: str) -> None:
        """Look again at a file whose text has changed."""
        self._outcomes[path] = self.session.examine(self.job(path))

    def job(self, path: str) -> Job:
        """What the project says of a file."""
        return self.session.bound(Job(display_name(Path(path)), path, named=False))

    def articles(self) -> Iterator[tuple[str, Outcome]]:
        """The absolute path of every file, and what came of it; of some `examined` is None: no articles."""
        return iter(self._outcomes.items())

    def told(self, path: str) -> tuple[Finding, ...]:
        """What a report tells of a file."""
        outcome = self._outcomes.get(path)
        examined = None if outcome is None else outcome.examined
        return () if examined is None else tuple(sorted(examined.findings, key=lambda f: f.sort_key))
