"""What a person asks to be checked; open it to ask for something else."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.config.project import Project
from newslint.light_dataclasses import field, frozen_dataclass
from newslint.run.session import Session, Sources, is_touched, open_session
from newslint.schema.compiled import Schema

if TYPE_CHECKING:
    from newslint.run.git import Changes

STDIN_NAME = "<stdin>"


@frozen_dataclass
class Request:
    """What a person asks to be checked.

    `corpus` is only read for the rules that compare articles. `schema` binds every file. With `changes` only
    what has changed is reported on, and with `changed_lines` only the lines of it; the rest of `paths` is
    corpus then. `text` is what came through standard input, for the path `-`; `text_name` is what to call
    it. `now` is one moment for the whole run. `updates_baseline` says that all that is found will be written
    down.
    """

    paths: tuple[Path, ...]
    corpus: tuple[Path, ...] = ()
    schema: Schema | None = None
    changes: "Changes | None" = None
    changed_lines: bool = False
    text: bytes | None = None
    text_name: str = STDIN_NAME
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    updates_baseline: bool = False

    def sources(self) -> Sources:
        """Where the bytes of files come from."""
        return Sources({} if self.text is None else {self.text_name: self.text}, self.changes)

    def session(self, project: Project, sources: Sources) -> Session:
        """A session for a project."""
        return open_session(
            project,
            sources,
            schema=self.schema,
            now=self.now,
            touched=None
            if self.changes is None or not self.changed_lines
            else partial(is_touched, self.changes),
        )
