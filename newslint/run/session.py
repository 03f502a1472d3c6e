"""What a run or an editor needs of one project, made once; open it to check a file that you have at hand.

A `Session` reads the file, knows what its project says of it, and examines it. A process that is given a
session examines on the same terms.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from newslint.config.project import Project
from newslint.document import Document
from newslint.finding import Range
from newslint.frontmatter.block import find_fence
from newslint.light_dataclasses import field, frozen_dataclass, light_dataclass, replace
from newslint.lint.examiner import Examiner, Outcome
from newslint.lint.job import Job
from newslint.lint.parts import examine_part
from newslint.lint.settings import Settings
from newslint.records.parts import Terms
from newslint.run.cells import Cells
from newslint.run.dumps import Dumps, opened_content
from newslint.run.local_images import LocalImages
from newslint.schema.compiled import Schema
from newslint.schema.files import SchemaFiles
from newslint.source import Source
from newslint.system import contained
from newslint.system.contained import Boundary, Content

if TYPE_CHECKING:
    from newslint.run.git import Changes


@light_dataclass
class Sources:
    """Where the bytes of a file come from: what is held of it, git's index, or the disk.

    `held` has, by the names of files, what came through standard input or stands in an editor. `changes` is
    what git keeps of a commit to come.
    """

    held: dict[str, bytes] = field(default_factory=dict)
    changes: "Changes | None" = None

    @property
    def are_on_disk(self) -> bool:
        """Whether another process can read the same."""
        return not self.held and self.changes is None

    def read(self, name: str, most: int, boundary: Boundary) -> Content:
        """The content of a file, as long as it has no more than so many bytes and leads out of nothing."""
        if name in self.held:
            return contained.whole(self.held[name], most)
        staged = None if self.changes is None else self.changes.read(name, most)
        return contained.read(name, most, boundary) if staged is None else staged

    def open(self, name: str, most: int, boundary: Boundary) -> "IO[bytes] | str":
        """A file of any size, to be read a piece at a time, or why not. Git keeps no more than `most`."""
        if name in self.held:
            return opened_content(Content(self.held[name]))
        staged = None if self.changes is None else self.changes.read(name, most)
        return contained.open_file(name, boundary) if staged is None else opened_content(staged)


@frozen_dataclass
class Session:
    """One project, ready to be asked about files."""

    project: Project
    settings: Settings
    sources: Sources = field(default_factory=Sources)

    def __reduce__(self) -> tuple[Any, ...]:  # another process has an examiner of its own
        return Session, (self.project, self.settings, self.sources)

    @cached_property
    def examiner(self) -> Examiner:
        """Runs the rules of the project."""
        return Examiner(self.settings)

    @cached_property
    def dumps(self) -> Dumps:
        """The files of records of the project."""
        most = self.settings.limits.max_file_bytes
        boundary = self.project.boundary
        return Dumps(lambda job: self.sources.open(job.name, most, boundary), self._terms)

    def _terms(self, job: Job) -> Terms:
        collection = self.settings.collections.get(job.collection)
        schema = self.settings.schema if collection is None else collection.schema
        return Terms(self.settings.limits.max_file_bytes, Cells(schema).for_fields)

    def bound(self, job: Job) -> Job:
        """A job with all that the project says of its file."""
        collection = self.project.collection_of(job.path)
        return job.bound("" if collection is None else collection.name, self.project.ignored(job.path))

    def read(self, job: Job) -> Source:
        """Read a file.

        One that is too large and plainly no article counts as empty, unless it is expected to be one: a walk
        passes over such files whatever their size.
        """
        content = self.sources.read(job.name, self.settings.limits.max_file_bytes, self.project.boundary)
        if content.begins and not job.expected and _is_plainly_no_article(content.begins):
            return Source(job.name, b"")
        return Source(job.name, content.data, content.trouble)

    def reopen(self, job: Job) -> Source:
        """Read a file, or a record of one, again."""
        return self.dumps.find(job) if job.record else self.read(job)

    def examine(self, job: Job, *, keyed: bool = False) -> Outcome:
        """Read a file and run the rules over it; `keyed` asks for the key of what was read.

        Of a part of a file of records, that is each record.
        """
        job = self.bound(job)
        if job.part is not None:
            return Outcome(
                job, examine_part(self.examiner, job, self.dumps.records(job), self.settings.bounds)
            )
        source = self.read(job)
        key = b""
        if keyed:
            from newslint.run.cache.key import content_key  # noqa: PLC0415 - few files need no cache

            key = content_key(job, source)
        return Outcome(job, self.examiner.examine(job, source), key)

    def parse(self, job: Job, source: Source) -> Document:
        """Read a file that the caller has at hand as rules see it, bound to its schemas."""
        return self.examiner.parse(job, source)

    def having(self, **changes: Any) -> "Session":
        """The same with some other settings; schemas that are loaded stay so."""
        return replace(self, settings=replace(self.settings, **changes))

    def anew(self, sources: Sources, **changes: Any) -> "Session":
        """The same with other sources and what settings know of the moment; the rules stay as they are."""
        session = replace(self, sources=sources, settings=replace(self.settings, **changes))
        session.__dict__["examiner"] = self.examiner.with_settings(session.settings)
        return session

    def for_fixes(self, most: int) -> "Session":
        """The same for one file alone, with up to so many findings of a rule.

        What compares articles would say something else of one file alone: such rules are asked only where
        they offer fixes, and these go by what was decided of all (`Settings.decided`).
        """
        settings = self.settings
        return self.having(
            rules=tuple(rule for rule in settings.rules if rule.compare is None or rule.fixes != "none"),
            limits=settings.limits._replace(max_findings=max(settings.limits.max_findings, most)),
            known=None,
            touched=None,
        )


def open_session(
    project: Project,
    sources: Sources | None = None,
    *,
    schema: Schema | None = None,
    now: datetime | None = None,
    touched: Callable[[str, Range], bool] | None = None,
) -> Session:
    """Make a session.

    Args:
        project: What the configuration says.
        sources: Where the bytes of files come from; the disk, unless told otherwise.
        schema: Binds every file, whatever it is and names.
        now: One moment for all that is found; this one, unless told otherwise.
        touched: Tells which places of a file are asked about.
    """
    settings = Settings(
        project.rules,
        schema=schema,
        collections={collection.name: collection for collection in project.collections},
        # A schema on the command line is meant for every file.
        named_schema=SchemaFiles(project.boundary) if schema is None else None,
        options=project.options,
        limits=project.limits,
        yaml_version=project.yaml_version,
        generator=project.generator,
        own_hosts=project.own_hosts,
        vocabularies=project.vocabularies or {},
        permalinks=project.permalinks,
        site_folder=project.generator.below(project.folder).folder,
        now=datetime.now(UTC) if now is None else now,
        measure=images_of(project),
        touched=touched,
        catalogue=project.catalogue,
    )
    return Session(project, settings, Sources() if sources is None else sources)


def images_of(project: Project, folder: Path = Path()) -> LocalImages:
    """Measures the images of a project's articles, whose names are relative to a folder."""
    owner = project.generator.below(project.folder)
    return LocalImages(folder, project.image_root, project.boundary, owner)


def is_touched(changes: "Changes", file: str, place: Range) -> bool:
    """Whether a place of a file has changed."""
    # The end is exclusive: a range that ends before the first column doesn't reach its last line.
    last = place.end_line - (place.end_column == 1 and place.end_line > place.line)
    return changes.touches(file, place.line, last)


def _is_plainly_no_article(begins: bytes) -> bool:
    """Whether the first bytes of a file are text that doesn't open with a fence."""
    return b"\0" not in begins and find_fence(begins.decode("utf-8", "replace")) is None
