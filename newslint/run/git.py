"""What git says has changed: files, lines, and content in the index; open it for `--since` and `--staged`.

Whatever a person's configuration could change in git's answers is pinned. The environment is kept: when git
runs a hook, it names the repository and the index to look at.
"""

import os
import re
import stat
import subprocess
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path
from typing import Final, Self

from newslint.errors import NewslintError
from newslint.system.contained import BEGINNING, Boundary, Content, read, too_large
from newslint.system.questions import doubt
from newslint.system.tracked import composed
from newslint.text.wording import shorten

LineRange = tuple[int, int]
"""The first and the last line of a range, counted from 1."""

WHOLE: Final[LineRange] = (1, 2**63 - 1)
"""Every line of a file, however many there are."""

_GIT: Final = ("git", "-c", "diff.relative=false", "-c", "diff.autoRefreshIndex=true")
_DIFF: Final = (
    "diff",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-submodules=all",  # saves a look into each
    "-O/dev/null",  # cancels diff.orderFile
)
_FILES: Final = ("--raw", "-z", "--no-abbrev", "--no-renames")
_LINES: Final = (
    "--patch",
    "--unified=0",
    "--inter-hunk-context=0",
    "--no-prefix",
    "--find-renames",
    "-l1000",  # git's own limit, against diff.renameLimit
    "--diff-algorithm=myers",
    "--indent-heuristic",
    "--text",  # neither `*.md -diff` in .gitattributes nor a stray NUL makes an article binary
    "--diff-filter=MR",  # of new files every line counts
)
_RENAMES: Final = (*_DIFF, "-z", "--name-status", "--find-renames", "-l1000", "--diff-filter=R", "--relative")
_MOST_NAMES: Final = 500
_ENVIRONMENT: Final = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    # These two would change what `:/` and `--unified` mean.
    "GIT_LITERAL_PATHSPECS": "0",
    "GIT_DIFF_OPTS": "",
}
_LONGEST_MESSAGE: Final = 300
_PATIENCE: Final = 120.0  # seconds
_LARGEST: Final = 100_000_000  # bytes of a file whose lines are counted

_SECTION: Final = re.compile(rb"^(?=diff --git )", re.MULTILINE)
_NEW_NAME: Final = re.compile(rb"^(?:\+\+\+|rename to) (.*)", re.MULTILINE)
_HUNK: Final = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _ChangedFile:
    """A file as git lists it: its name from the top of the work tree, and its content among git's objects."""

    name: bytes
    is_new: bool
    blob: bytes = b""


@dataclass(frozen=True, slots=True)
class _WorkTree:
    """A work tree: the folder that git runs in, and the top, an absolute path without links."""

    folder: Path
    top: str

    def path_of(self, name: bytes) -> str:
        """The absolute path of a file that git names from the top."""
        return composed(os.path.abspath(f"{self.top}/{os.fsdecode(name)}"))  # noqa: PTH100 - the file may be a link


class _Blobs:
    """Reads objects through one `git cat-file`, which starts with the first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._resources = ExitStack()

    def read(self, blob: bytes, most: int) -> Content | None:
        """The content of an object, if it has no more bytes than that; None if git can't read it."""
        if self._process is None:
            self._process = self._resources.enter_context(self._start())
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None  # noqa: S101 - for the type checker: both are pipes
        assert stdout is not None  # noqa: S101 - the same
        try:
            os.write(stdin.fileno(), blob + b"\n")
        except BrokenPipeError:
            return None
        _, _, size = stdout.readline().partition(b" blob ")  # or `NAME missing`
        if not size:
            return None
        if int(size) > most:
            begins = stdout.read(min(int(size), BEGINNING))
            self.close()  # the rest of it would come first
            return Content(b"", too_large(int(size), most), begins)
        data = stdout.read(int(size) + 1)
        return Content(data[:-1]) if len(data) == int(size) + 1 else None

    def close(self) -> None:
        """End the process."""
        self._process = None
        self._resources.close()

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(  # noqa: S603 - fixed arguments, no shell
                [*_GIT, "cat-file", "--batch"],
                cwd=self._folder,
                env=os.environ | _ENVIRONMENT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise _no_git(error) from error


class Changes:
    """The files that have changed; close it when done.

    A path may be spelt in any way: relative to the working directory, or through a link to a folder.
    Lines are compared when the first is asked for.
    """

    def __init__(
        self, tree: _WorkTree, compared: str, files: Iterable[_ChangedFile], blobs: _Blobs | None = None
    ) -> None:
        self._tree = tree
        self._compared = compared
        self._files = {tree.path_of(file.name): file for file in files}
        self._blobs = blobs
        self._lines: dict[str, list[LineRange]] = {}
        self._real_folder = cache(os.path.realpath)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads from the index; reading again starts another."""
        if self._blobs is not None:
            self._blobs.close()

    @property
    def paths(self) -> list[str]:
        """The absolute paths of the files, sorted, without links to folders in them."""
        return sorted(self._files)

    def __contains__(self, path: str | Path) -> bool:
        return self._identity(path) in self._files

    def touches(self, path: str | Path, first_line: int, last_line: int) -> bool:
        """Whether the change touched any line from the first to the last.

        Raises:
            NewslintError: git fails.
        """
        lines = self.lines(path)
        index = bisect_left(lines, first_line, key=lambda line_range: line_range[1])
        return index < len(lines) and lines[index][0] <= last_line

    def lines(self, path: str | Path) -> list[LineRange]:
        """The lines of a file that the change touched, counted as `newslint.source` does, in order.

        That is all of a new file, and none of one that is not among the changes. A new name or mode touches
        no line. Where lines were only removed, the two that meet now count as touched: a line that goes takes
        a value, a quote or a fence from its neighbours, and the defect shows there.

        Raises:
            NewslintError: git fails.
        """
        identity = self._identity(path)
        if identity not in self._lines:
            self._lines[identity] = self._find_lines(identity)
        return self._lines[identity]

    def forget_lines(self) -> None:
        """Compare again when lines are asked for: the files were written meanwhile."""
        self._lines.clear()
        self.__dict__.pop("_ranges", None)

    def read(self, path: str | Path, most: int) -> Content | None:
        """The content of a changed file in the index; None where the file on the disk is what counts.

        Args:
            path: The file.
            most: The largest size in bytes.

        Raises:
            NewslintError: git can't read it.
        """
        file = self._files.get(self._identity(path))
        if file is None or self._blobs is None:
            return None
        content = self._blobs.read(file.blob, most)
        if content is None:
            raise NewslintError(f"{path}: git can't read what is staged; `git fsck` may tell why")
        return content

    def _find_lines(self, identity: str) -> list[LineRange]:
        file = self._files.get(identity)
        if file is None:
            return []
        ranges = self._ranges.get(file.name)
        if ranges is None:
            return [WHOLE] if file.is_new else []
        content = self.read(identity, _LARGEST) or read(identity, _LARGEST, Boundary(self._tree.top))
        # What is too large to be read has its findings, if any, at its first line.
        return [WHOLE] if content.trouble is not None else touched_lines(content.data, ranges)

    @cached_property
    def _ranges(self) -> dict[bytes, list[LineRange]]:
        patch = _output(self._tree.folder, *_DIFF, *_LINES, self._compared, "--")
        return dict(_ranges_of_patch(patch))

    def _identity(self, path: str | Path) -> str:
        folder, name = os.path.split(os.path.abspath(path))  # noqa: PTH100 - the file may be a link
        return composed(os.path.join(self._real_folder(folder), name))  # noqa: PTH118 - it is a string


def changed_since(rev: str, folder: Path = Path()) -> Changes:
    """What a pull request changed: the files on the disk against the commit where `rev` and HEAD parted.

    So what happened on `rev` after that doesn't count. Where the two have no common commit, as in a shallow
    clone, the files are compared with `rev` itself. A file that git neither knows nor ignores is new.

    Args:
        rev: A commit, in any way that git can be told one.
        folder: Any folder of the work tree.

    Raises:
        NewslintError: there is no such commit, the folder is in no repository, or git is missing or refuses.
    """
    tree = _find_work_tree(folder)
    base = _fork_point(folder, rev)
    listed = _output(folder, *_DIFF, *_FILES, base, "--")
    others = _output(folder, "ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/")
    untracked = (_ChangedFile(name, is_new=True) for name in others.split(b"\0") if name)
    files = (*_parse_raw(listed), *untracked)
    # A sparse checkout keeps files off the disk, and what git doesn't know may be a link or a repository.
    return Changes(tree, base, (file for file in files if _is_regular_file(tree.path_of(file.name))))


def staged(folder: Path = Path()) -> Changes:
    """What the next commit will change: the index against HEAD, or against nothing before the first commit.

    Files with conflicts are left out, since git commits nothing before they are solved and staged again.

    Args:
        folder: Any folder of the work tree.

    Raises:
        NewslintError: the folder is in no repository, or git is missing or refuses.
    """
    tree = _find_work_tree(folder)
    listed = _output(folder, *_DIFF, *_FILES, "--cached", "--")
    return Changes(tree, "--cached", _parse_raw(listed), _Blobs(folder))


def state_of(folder: Path) -> tuple[str, str] | None:
    """The top of the work tree that a folder is in, and what its files are: `9dacc47, with changes`.

    The second is empty before the first commit. None where git knows no work tree, or can't be run.
    """
    try:
        top = _find_work_tree(folder).top
        commit = _run(folder, "rev-parse", "--short", "--verify", "--quiet", "HEAD")
        if commit.returncode != 0:
            return top, ""
        is_changed = _run(folder, *_DIFF, "--quiet", "HEAD", "--").returncode != 0
    except NewslintError:
        return None
    return top, commit.stdout.decode().strip() + (", with changes" if is_changed else "")


def renamed(known_in: Path, names: Sequence[str]) -> dict[str, str]:
    """Which files git saw renamed since a file that names them was committed: the old name of each new one.

    Names are relative to the folder of that file, which may be of no commit yet. Nothing is known where there
    is no repository, and of very many files.
    """
    if len(names) > _MOST_NAMES:
        return {}
    folder = known_in.parent
    try:
        last = _run(folder, "log", "--max-count=1", "--format=%H", "--", f":(literal){known_in.name}")
        commit = last.stdout.decode("ascii", "replace").strip() or "HEAD"
        done = _run(folder, *_RENAMES, commit, "--", *[f":(literal){name}" for name in names])
    except NewslintError:
        return {}
    fields = [os.fsdecode(field) for field in done.stdout.split(b"\0")]
    return dict(zip(fields[2::3], fields[1::3], strict=False)) if done.returncode == 0 else {}


def touched_lines(data: bytes, ranges: Iterable[LineRange]) -> list[LineRange]:
    """Convert ranges of git's lines, which only LF ends, to those of `newslint.source`.

    There CR ends a line too, and behind the last line ending there is one more line, which is empty. It
    counts as touched with the line before it.

    Args:
        data: The file that the ranges are about.
        ranges: Ranges of lines; what lies behind the end of the file is cut off.
    """
    pieces = data.split(b"\n")
    # The CR at the end of a piece belongs to a CRLF, except in the last piece, which no LF follows.
    breaks = [piece.count(b"\r") - piece.endswith(b"\r") for piece in pieces[:-1]]
    breaks.append(pieces[-1].count(b"\r"))
    ends = list(accumulate((1 + extra for extra in breaks), initial=0))
    final = max(1, len(pieces) - (not pieces[-1]))
    return [
        (ends[min(first, final) - 1] + 1, ends[last] if last < final else ends[-1]) for first, last in ranges
    ]


def _find_work_tree(folder: Path) -> _WorkTree:
    top = _output(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n")
    return _WorkTree(folder, os.path.realpath(os.fsdecode(top)))


def _fork_point(folder: Path, rev: str) -> str:
    """The last common commit of HEAD and another one; that other one itself if there is none."""
    if rev.startswith(("-", "^")):  # an option, or all but a commit
        raise _no_such_commit(folder, rev)
    for command in (["merge-base", rev, "HEAD"], ["rev-parse", "--verify", "--quiet", f"{rev}^{{commit}}"]):
        done = _run(folder, *command)
        if done.returncode == 0:
            return done.stdout.decode().strip()
    raise _no_such_commit(folder, rev)


def _no_such_commit(folder: Path, rev: str) -> NewslintError:
    remote = f"refs/remotes/origin/{rev}^{{commit}}"
    done = _run(folder, "rev-parse", "--is-shallow-repository", "--verify", "--quiet", remote)
    if not rev:
        hint = "; the name is empty"
    elif done.returncode == 0:
        hint = f"; did you mean `origin/{shorten(rev)}`?"
    elif done.stdout.startswith(b"true"):
        hint = "; this clone is shallow: run `git fetch --unshallow`, or check out with `fetch-depth: 0`"
    else:
        hint = ""
    return NewslintError(f"--since: git knows no commit `{shorten(rev)}`{hint}")


def _parse_raw(listed: bytes) -> Iterator[_ChangedFile]:
    """Read `git diff --raw -z`; what is gone, links, submodules and conflicts are left out."""
    fields = listed.split(b"\0")
    for description, name in zip(fields[::2], fields[1::2], strict=False):
        _, mode, _, blob, status = description.split()
        if mode.startswith(b"100"):
            yield _ChangedFile(name, is_new=status in (b"A", b"T"), blob=blob)


def _ranges_of_patch(patch: bytes) -> Iterator[tuple[bytes, list[LineRange]]]:
    """The files of a patch, each with the lines that its hunks touch."""
    for section in _SECTION.split(patch)[1:]:
        head = section.partition(b"\n@@ ")[0]
        if name := _NEW_NAME.search(head):
            yield _unquoted(name[1]), [_range_of_hunk(*hunk) for hunk in _HUNK.findall(section)]


def _range_of_hunk(first: bytes, count: bytes) -> LineRange:
    line = int(first)
    if count == b"0":  # lines were removed behind this one
        return max(line, 1), line + 1
    return line, line + int(count or 1) - 1


def _unquoted(name: bytes) -> bytes:
    """A name from the head of a patch.

    git quotes one with control characters as C does, and puts a tab behind one with blanks.
    """
    name = name.removesuffix(b"\t")
    return name[1:-1].decode("unicode_escape").encode("latin-1") if name.startswith(b'"') else name


def _is_regular_file(path: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def _output(folder: Path, *arguments: str) -> bytes:
    done = _run(folder, *arguments)
    if done.returncode != 0:
        raise NewslintError(_complaint(folder, done.stderr.decode("utf-8", "replace")))
    return done.stdout


def _complaint(folder: Path, stderr: str) -> str:
    """What git said, on one line, without the warnings and traces before it."""
    if "not a git repository" in stderr:
        return f"{folder.absolute()}: not in a git repository; --since and --staged need one"
    said = " ".join(stderr[max(stderr.find("fatal: "), 0) :].split()).removeprefix("fatal: ")
    return f"git: {said[:_LONGEST_MESSAGE] or 'it failed without a word'}"


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    doubt("git was asked")
    try:
        return subprocess.run(  # noqa: S603 - no shell, and nothing that a person names begins with `-`
            [*_GIT, *arguments],
            cwd=folder,
            env=os.environ | _ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except subprocess.TimeoutExpired as error:
        raise NewslintError(
            f"git gave no answer in {_PATIENCE:.0f} s to `git {arguments[0]}`; a `.gitignore` with many "
            "wildcards can do that"
        ) from error
    except OSError as error:
        if not folder.is_dir():
            raise NewslintError(f"{folder}: no such folder") from error
        raise _no_git(error) from error


def _no_git(error: OSError) -> NewslintError:
    missing = isinstance(error, FileNotFoundError)
    reason = "is not installed" if missing else f"can't be run ({error.strerror})"
    return NewslintError(f"git {reason}; --since and --staged need it")
