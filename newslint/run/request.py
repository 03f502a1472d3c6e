"""What a person asks to be checked, and how the engine gets it: a file with what its project says of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.config.project import Project
from newslint.finding import Alike, Range
from newslint.frontmatter.block import find_fence
from newslint.lint.examiner import Input
from newslint.lint.settings import Settings
from newslint.run.discovery import FoundFile
from newslint.run.local_images import LocalImages
from newslint.schema.compiled import Schema, choose
from newslint.schema.files import SchemaFiles
from newslint.source import Source
from newslint.system import contained
from newslint.system.contained import Content

if TYPE_CHECKING:
    from newslint.run.git import Changes

STDIN_NAME = "<stdin>"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Request:
    """What a person asks to be checked.

    `corpus` is only read for the rules that compare articles. `schema` binds every file. With `changes` only
    what has changed is reported on, and with `changed_lines` only the lines of it; the rest of `paths` is
    corpus then. `text` is what came through standard input, for the path `-`; `text_name` is what to call
    it. `now` is one moment for the whole run. `profiled` asks for the profile of every file.
    `updates_baseline` says that all that is found will be written down. `known` is what the baseline of the
    project knows of a rule in a file; `lint` sets it where there is one, or will be.
    """

    paths: tuple[Path, ...]
    corpus: tuple[Path, ...] = ()
    schema: Schema | None = None
    changes: "Changes | None" = None
    changed_lines: bool = False
    text: bytes | None = None
    text_name: str | None = None
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    profiled: bool = False
    updates_baseline: bool = False
    known: Callable[[str, str], Mapping[Alike, int]] | None = None


def input_of(request: Request, file: FoundFile, *, reported: bool = True) -> Input:
    """Read a file, with what its project says of it."""
    collection = file.project.collection_of(file.path)
    expected = reported and (file.named or collection is not None)
    return Input(
        read_source(request, file.name, file.project, expected=expected),
        expected=expected,
        reported=reported,
        schema=None if collection is None else collection.schema,
        collection="" if collection is None else collection.name,
        ignored=file.project.ignored(file.path),
        may_choose=collection is not None and collection.allow_schema_override,
    )


def read_source(request: Request, name: str, project: Project, *, expected: bool = True) -> Source:
    """Read a file by the name that reports give it.

    One that is too large and plainly no article counts as empty, unless it is expected to be one: a walk
    passes over such files whatever their size.
    """
    content = _read(request, name, project)
    if content.begins and not expected and _is_plainly_no_article(content.begins):
        return Source(name, b"")
    return Source(name, content.data, content.trouble)


def _read(request: Request, name: str, project: Project) -> Content:
    most = project.limits.max_file_bytes
    if request.text is not None and name == (request.text_name or STDIN_NAME):
        return contained.whole(request.text, most)
    if request.changes is not None:
        content = request.changes.read(name, most)
        if content is not None:
            return content
    return contained.read(name, most, project.boundary)


def _is_plainly_no_article(begins: bytes) -> bool:
    """Whether the first bytes of a file are text that doesn't open with a fence."""
    return b"\0" not in begins and find_fence(begins.decode("utf-8", "replace")) is None


def settings_for(request: Request, project: Project) -> Settings:
    """The settings of a project, as the engine wants them."""
    schema, changes = request.schema, request.changes
    return Settings(
        project.rules,
        choose_schema=choose if schema is None else lambda _: schema,
        # Who names a schema on the command line means it for every file.
        named_schema=SchemaFiles(project.boundary) if schema is None else None,
        options=project.options,
        limits=project.limits,
        yaml_version=project.yaml_version,
        now=request.now,
        measure=LocalImages(Path(), project.image_root, project.boundary),
        profiled=request.profiled,
        known=request.known,
        touched=None if changes is None or not request.changed_lines else partial(is_touched, changes),
    )


def is_touched(changes: "Changes", file: str, place: Range) -> bool:
    """Whether a place of a file has changed."""
    # The end is exclusive: a range that ends before the first column doesn't reach its last line.
    last = place.end_line - (place.end_column == 1 and place.end_line > place.line)
    return changes.touches(file, place.line, last)
