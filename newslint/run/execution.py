"""How a run may go about its work, whatever it finds; open it for processes and the cache's folder."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from newslint.errors import NewslintError
from newslint.light_tuples import NamedTuple
from newslint.run.cache import FOLDER
from newslint.system.questions import unnoted
from newslint.text.wording import shorten

# macOS can copy processes, but its own libraries don't survive it.
START: Final = "fork" if sys.platform == "linux" else "spawn"
"""How processes begin: `fork` or `spawn`."""

_MOST: Final = 61  # processes, which is what Windows can wait for


class ExecutionOptions(NamedTuple):
    """How a run may go about it.

    `jobs` is the number of processes; 0 takes as many as can run at once, where there are enough files.
    `cache` is the folder to remember results in, relative to the folder of the project; None remembers
    nothing. `start` says how processes begin, and `least` how many files are worth it.
    """

    jobs: int = 0
    cache: Path | None = None
    start: str = START
    least: int | None = None

    def workers(self) -> int:
        """How many processes there may be."""
        return min(self.jobs or available(), _MOST)


def available() -> int:
    """How many processes can run at the same time."""
    with suppress(AttributeError):  # not everywhere can processes be bound to processors
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def cache_folder(given: Path | None) -> Path:
    """The folder to remember results in; without a word from the user it lies beside the configuration."""
    # A link that the user names is meant; one that lies beside a configuration is not followed.
    with unnoted():
        return Path(FOLDER) if given is None else Path(os.path.realpath(given))


def folder_to_fill(given: Path | None) -> Path:
    """The same, for who will write there.

    Raises:
        NewslintError: what the user names is something else than a folder.
    """
    folder = cache_folder(given)
    with unnoted():
        if given is not None and not _may_be_folder(folder):
            raise NewslintError(f"--cache-dir: this is no folder: {shorten(str(given))}")
    return folder


def _may_be_folder(path: Path) -> bool:
    """Whether there is a folder, or nothing where one could be made."""
    there = next((part for part in (path, *path.parents) if os.path.lexists(part)), path)
    return os.path.isdir(there)  # noqa: PTH112 - raises nothing
