"""What the baseline of a project knows; open it for findings that are not told because of it."""

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from types import MappingProxyType
from typing import Final

from newslint.config.project import Project
from newslint.finding import Alike, Finding
from newslint.run import ratchet
from newslint.run.baseline import Baseline, Entry, known_of, namer, split
from newslint.run.git import renamed as renamed_by_git
from newslint.run.renames import Files, renamed

_NONE: Final = Baseline()


class Known:
    """The findings that a project knew before.

    `baseline` is None where there is none. `of` tells what is known of a rule in a file, as `Settings.known`
    wants it. `has_gone` says that the baseline names files that are not there: they may have other names now.

    Raises:
        NewslintError: there is a baseline, and it can't be used.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._path = project.baseline
        found = None if self._path is None else ratchet.known_findings(self._path, project.boundary)
        self.baseline = found
        self._folder = project.folder if self._path is None else self._path.parent
        self._name = namer(self._folder)
        self.of: Callable[[str, str], Mapping[Alike, int]] | None = None
        if found is not None:
            self.of = partial(known_of, found, self._folder)
        self._by_file: dict[str, dict[Entry, int]] = {}
        for entry, count in (found or _NONE).counts.items():
            self._by_file.setdefault(entry.file, {})[entry] = count
        self._old_names: Mapping[str, str] = MappingProxyType({})
        self.look()

    def look(self) -> None:
        """See which of the files that it names are there."""
        self.has_gone = not all(map(self._is_there, self._by_file))
        # Git is asked again only once files come or go.
        self._by_git = cache(partial(renamed_by_git, self._path or self._folder))

    def find_renamed(self, findings: Iterable[Finding]) -> bool:
        """Pair files that are gone with new ones, by all that was found; tell whether that changed."""
        codes = {rule.code for rule in self._project.rules}
        files = Files(self._name, self._is_there, lambda names: self._by_git(tuple(names)))
        before, self._old_names = self._old_names, renamed(self.baseline or _NONE, findings, files, codes)
        return before != self._old_names

    def without_known(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings of one file that are new."""
        if not findings or not self._by_file:
            return findings
        own = self._name(findings[0].file)
        known = Baseline(self._by_file.get(self._old_names.get(own, own), {}))
        return split(findings, known, self._folder, self._old_names).new

    def _is_there(self, file: str) -> bool:
        return os.path.lexists(self._folder / file)
