"""Lints what lies on the disk or comes through standard input: paths in, a report out."""

from collections.abc import Callable, Iterator
from pathlib import Path

from newslint import discovery, engine
from newslint.config import Settings
from newslint.errors import NewslintError
from newslint.finding import Report
from newslint.source import Source


class Files:
    """The files of a run, read when it is their turn, and again when a report has to show a line of one.

    `paths` are reported on; `corpus` is only read for the rules that compare articles. `as_walked` treats
    named files as if a walk had found them.
    """

    def __init__(self, paths: list[Path], corpus: list[Path], *, as_walked: bool = False) -> None:
        self.paths = paths
        self.corpus = corpus
        self.as_walked = as_walked
        self._found: set[str] = set()

    def inputs(self) -> Iterator[engine.Input]:
        """Every file once: those to report on, then the rest of the corpus."""
        for file in discovery.discover(self.paths, as_walked=self.as_walked):
            self._found.add(file.name)
            yield engine.Input(self.read(file.name), expected=file.named)
        yield from self.others()

    def others(self) -> Iterator[engine.Input]:
        """The files of the corpus that are not reported on."""
        for file in discovery.discover(self.corpus):
            if file.name not in self._found:
                self._found.add(file.name)
                yield engine.Input(self.read(file.name), expected=False, reported=False)

    @staticmethod
    def read(name: str) -> Source:
        """Read one file by the name that reports give it."""
        return Source(name, *discovery.read(Path(name)))


def lint_files(files: Files, settings: Settings) -> Report:
    """Lint files on the disk.

    Raises:
        NewslintError: a path does not exist, or the schema can't be used.
    """
    return engine.check(files.inputs(), settings, files.read)


def lint_text(read: Callable[[], bytes], name: str | None, files: Files, settings: Settings) -> Report:
    """Lint standard input under a name; it takes the place of the file of that name in the corpus.

    Raises:
        NewslintError: other paths are named beside `-`, or a name is given without it.
    """
    if Path("-") not in files.paths:
        raise NewslintError("--stdin-filename goes with `-`, which reads standard input")
    if len(files.paths) > 1:
        raise NewslintError("`-` reads standard input and can't be combined with other paths")
    source = Source("<stdin>" if name is None else name, read())
    others = (given for given in files.others() if given.source.name != source.name)
    return engine.check([engine.Input(source), *others], settings)
