"""Which files git keeps track of; open it when an ignored file is checked, or a tracked one isn't.

Git ignores no file that is in its index, whatever a .gitignore says of it. So git is asked about a repository
before something in it is passed over: once in a run, and not at all where nothing is ignored.
"""

import os
import sys
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, Final

from newslint.system.questions import doubt, note
from newslint.system.stamps import BYTES

if TYPE_CHECKING:
    from subprocess import SubprocessError

# The folder may come from anybody: nothing that its configuration names may run, and nothing is fetched.
_COMMAND: Final = (
    "git", "-c", "core.fsmonitor=", "-c", f"core.hooksPath={os.devnull}", "ls-files", "--cached", "-z",
)  # fmt: skip
_ENVIRONMENT: Final = {
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
# When git runs a hook, these name its own repository. The one that is asked about may be another.
_OF_ONE_REPOSITORY: Final = frozenset(
    {
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_WORK_TREE",
    }
)
_PATIENCE: Final = 60.0  # seconds; an index may be a pipe that nobody writes to
_LONGEST_MESSAGE: Final = 300
_IS_COMPOSING: Final = sys.platform == "darwin"


def composed(path: str) -> str:
    """A path as git names it.

    On macOS a letter and its accent may be two characters on the disk, which to git are one
    (`core.precomposeUnicode`); there the system takes both for one name.
    """
    if not _IS_COMPOSING or path.isascii():
        return path
    from unicodedata import normalize  # noqa: PLC0415 - most paths need it not

    return normalize("NFC", path)


class Repository:
    """A repository, known by the folder that its `.git` lies in, an absolute path.

    `trouble` says why git gave no answer; then no file counts as tracked.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._base = os.path.join(folder, "")  # noqa: PTH118 - a Path has no trailing slash
        self.trouble: str | None = None

    def tracks(self, path: str, *, folder: bool = False) -> bool:
        """Whether a file is tracked, or a file below a folder; `path` is absolute."""
        name = os.fsencode(composed(path[len(self._base) :].replace(os.sep, "/")))
        names = self._names
        at = bisect_left(names, name)
        if at < len(names) and names[at] == name:
            return True  # a folder with this name is a repository in a repository
        if not folder:
            return False
        at = bisect_left(names, name + b"/")
        return at < len(names) and names[at].startswith(name + b"/")

    @cached_property
    def _names(self) -> list[bytes]:
        """The names of the files, from the folder on, sorted."""
        try:
            os.lstat(os.path.join(self.folder, ".git", "index"))  # noqa: PTH118 - raises what is told apart
        except FileNotFoundError:
            return []  # nothing was ever added
        except OSError:
            pass  # `.git` may be a file that leads to a folder elsewhere
        self._note_what_git_reads()
        import subprocess  # noqa: PLC0415 - most folders are no repository with ignored files

        try:
            done = subprocess.run(  # noqa: S603 - fixed arguments, no shell
                _COMMAND,
                cwd=self.folder,
                env={key: value for key, value in os.environ.items() if key not in _OF_ONE_REPOSITORY}
                | _ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=True,
                timeout=_PATIENCE,
            )
        except (OSError, subprocess.SubprocessError) as error:
            self.trouble = (
                f"{self.folder}: git can't tell which ignored files it keeps track of, so all of them were "
                f"passed over ({_reason(error)})"
            )
            doubt(self.trouble)
            return []
        return sorted(filter(None, done.stdout.split(b"\0")))

    def _note_what_git_reads(self) -> None:
        """Note the files of git that its answer depends on."""
        folder = os.path.join(self.folder, ".git")  # noqa: PTH118 - it is a string
        if not os.path.isdir(folder):  # noqa: PTH112 - raises nothing
            doubt("git keeps its index elsewhere")
        home = os.path.expanduser("~")  # noqa: PTH111 - raises nothing
        settings = os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")  # noqa: PTH118
        own = (f"{folder}/index", f"{folder}/config")
        for path in (*own, f"{home}/.gitconfig", f"{settings}/git/config", "/etc/gitconfig"):
            note(BYTES, path)


class Repositories:
    """The repositories of a run, each asked once."""

    def __init__(self) -> None:
        self._known: dict[str, Repository] = {}

    def of(self, folder: str) -> Repository:
        """The repository that has its `.git` in a folder, an absolute path."""
        if folder not in self._known:
            self._known[folder] = Repository(folder)
        return self._known[folder]

    @property
    def troubles(self) -> list[str]:
        """What git could not tell so far."""
        return [known.trouble for known in self._known.values() if known.trouble is not None]


def _reason(error: "OSError | SubprocessError") -> str:
    from subprocess import CalledProcessError  # noqa: PLC0415 - as above

    if isinstance(error, FileNotFoundError):
        return "git is not installed"
    if isinstance(error, OSError):
        return (error.strerror or str(error)).lower()
    if isinstance(error, CalledProcessError):
        said = error.stderr.decode("utf-8", "replace")
        line = " ".join(said[max(said.find("fatal: "), 0) :].split()).removeprefix("fatal: ")
        return line[:_LONGEST_MESSAGE] or "it failed without a word"
    return "it gave no answer"
