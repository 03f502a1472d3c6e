"""Reads files: none outside the project, none without a bound; open it before you read any.

A pull request may bring links, devices and files without end. So whoever wants the bytes of a file asks here,
with the largest size that makes sense and the boundary of the project that the file belongs to.
"""

import errno
import os
import stat
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Final

from newslint.errors import NewslintError, raise_if_exhausted
from newslint.light_tuples import NamedTuple
from newslint.system.questions import doubt

if TYPE_CHECKING:
    from io import RawIOBase

LEADS_OUT: Final = "a link leads out of the project"
"""Why a file that lies elsewhere is not read."""
MISSING: Final = os.strerror(errno.ENOENT).lower()
"""Why a file that isn't there is not read."""

LARGEST_CONFIGURATION: Final = 2_000_000
"""Bytes. Nobody writes as much by hand."""
LARGEST_IGNORE_FILE: Final = 2_000_000
"""Bytes, some 50,000 patterns."""
LARGEST_BASELINE: Final = 100_000_000
"""Bytes, about a million entries."""

BEGINNING: Final = 4096
"""Bytes that are read of a file that is too large."""
_PIECE: Final = 1 << 20  # bytes
_MOST_HOMES: Final = 10_000  # folders that are known to lie inside, so that an endless run keeps few
_GIT: Final = ".git"
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
    # Opening a pipe that nobody writes to would wait for ever.
    | getattr(os, "O_NONBLOCK", 0)
)
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
# What stays so until something is done to the file, or to a folder on the way.
_LASTING: Final = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.EISDIR, errno.ELOOP, errno.ENAMETOOLONG}
)
_IS_LINK: Final = frozenset({errno.ELOOP, errno.EMLINK})  # what POSIX and FreeBSD say of a link then


class Content(NamedTuple):
    """A file as it was read.

    `trouble` says why it could not be read; `data` is empty then. `begins` holds the first bytes of a file
    that is only too large.
    """

    data: bytes
    trouble: str | None = None
    begins: bytes = b""


class _Home(NamedTuple):
    """A folder without links in its path, and the folders that nothing named in it leads out of.

    `is_inside` tells whether it lies in one of these itself.
    """

    folder: str
    roots: tuple[str, ...]
    is_inside: bool


class Boundary:
    """The folders that the files of a project are read from, links followed.

    Below the folder of a configuration that is this folder. Everywhere else it is the repository that a file
    is named in. Without one it is the working directory, or a folder that was named, for what lies below
    them, and the folder of the file for all else. What lies in a folder called `.git` is read by git alone:
    tokens are kept there.

    Args:
        folder: The folder of the configuration; None where there is none.
        followed: Folders that links may lead to besides.
        named: Folders that a person named.
    """

    __slots__ = ("_folder", "_homes", "_named", "followed")

    def __init__(
        self,
        folder: str | os.PathLike[str] | None = None,
        followed: Iterable[str | os.PathLike[str]] = (),
        named: Iterable[str | os.PathLike[str]] = (),
    ) -> None:
        self._folder = None if folder is None else _absolute(folder)
        self.followed = tuple(map(_absolute, followed))
        self._named = tuple(map(_absolute, named))
        self._homes: dict[str, _Home] = {}

    def __reduce__(self) -> tuple[object, ...]:
        """Another process finds out where folders lead for itself."""
        return Boundary, self._said

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Boundary) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)

    @property
    def _said(self) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
        return self._folder, self.followed, self._named

    def with_named(self, folders: Iterable[str | os.PathLike[str]]) -> "Boundary":
        """The same boundary, where a person named these folders."""
        return Boundary(self._folder, self.followed, folders)

    def root_of(self, folder: str) -> str:
        """The folder, without links in its path, that nothing leads out of which is named in `folder`."""
        return self._home_of(folder).roots[0]

    def real_path(self, path: str) -> str | None:
        """Where a path leads through all links; None if that is outside. Nothing need be there.

        Raises:
            OSError: the path has no meaning for the system.
        """
        folder, _ = os.path.split(path)
        target = os.path.realpath(path)
        return target if self.holds(target, folder) else None

    def holds(self, target: str, folder: str) -> bool:
        """Whether a path without links may be read for something that is named in `folder`."""
        return any(
            is_inside(target, root) and _GIT not in target[len(root) :].lower().split(os.sep)  # noqa: PTH206
            for root in self._home_of(folder).roots
        )

    def holds_folder(self, folder: str) -> bool:
        """Whether what is named in a folder lies inside, as long as it is no link itself."""
        return self._home_of(folder).is_inside

    def _home_of(self, folder: str) -> _Home:
        home = self._homes.get(folder)
        if home is None:
            absolute = _absolute(folder or os.curdir)
            real = os.path.realpath(absolute)
            above = (self._root_above(absolute, real), *self.followed)
            roots = tuple(map(os.path.realpath, above))
            home = _Home(real, roots, any(is_inside(real, root) for root in roots))
            if len(self._homes) >= _MOST_HOMES:
                self._homes.clear()
            self._homes[folder] = home
        return home

    def _root_above(self, folder: str, real: str) -> str:
        project = self._folder
        if project is not None and (is_inside(folder, project) or is_inside(real, os.path.realpath(project))):
            return project
        parent, known = folder, ""
        while parent != known:
            if os.path.lexists(os.path.join(parent, _GIT)):  # noqa: PTH118 - these are strings
                return parent
            parent, known = os.path.dirname(parent), parent  # noqa: PTH120
        given = (os.getcwd(), *self._named)  # noqa: PTH109
        return next((above for above in given if is_inside(folder, above)), folder)


def read(path: str | os.PathLike[str], most: int, boundary: Boundary | None = None) -> Content:
    """Read a regular file whole, or tell why not.

    Args:
        path: The file.
        most: The largest size in bytes.
        boundary: What no link leads out of; without one, every link is followed.

    Raises:
        ExhaustedError: that is no fault of the file.
    """
    try:
        with _as_file(_opened(os.fspath(path), boundary), buffering=0) as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                return Content(b"", "it is not a regular file")
            if found.st_size > most:
                return Content(b"", too_large(found.st_size, most), file.read(BEGINNING))
            data = read_at_most(file, most, found.st_size)
    except _LeadsOutError:
        return Content(b"", LEADS_OUT)
    except OSError as error:
        raise_if_exhausted(error)
        if error.errno not in _LASTING:
            doubt("a file could not be read just now")
        return Content(b"", (error.strerror or str(error)).lower())
    except ValueError:  # a null character
        return Content(b"", "no file can have this name")
    return whole(data, most)  # it may have grown, and of some files the system doesn't know the size


def open_file(path: str | os.PathLike[str], boundary: Boundary | None = None) -> "IO[bytes] | str":
    """Open a regular file of any size to read it a piece at a time, or tell why not.

    Args:
        path: The file.
        boundary: What no link leads out of; without one, every link is followed.

    Raises:
        ExhaustedError: that is no fault of the file.
    """
    try:
        file = _as_file(_opened(os.fspath(path), boundary))
    except _LeadsOutError:
        return LEADS_OUT
    except OSError as error:
        raise_if_exhausted(error)
        if error.errno not in _LASTING:
            doubt("a file could not be read just now")
        return (error.strerror or str(error)).lower()
    except ValueError:  # a null character
        return "no file can have this name"
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    return "it is not a regular file"


def read_needed(path: str | os.PathLike[str], most: int, what: str, boundary: Boundary | None) -> bytes:
    """Read a file that a run can't do without, or that is there to be obeyed.

    Args:
        path: The file, as messages shall name it.
        most: The largest size in bytes.
        what: What messages call it, such as `the configuration`.
        boundary: What no link leads out of.

    Raises:
        NewslintError: it can't be read.
    """
    content = read(path, most, boundary)
    if content.trouble is not None:
        raise NewslintError(f"{os.fspath(path)}: can't read {what}: {content.trouble}")
    return content.data


def read_at_most(file: "IO[bytes] | RawIOBase", most: int, likely: int = _PIECE) -> bytes:
    """Read a stream to its end, but no more than one byte beyond the largest size.

    Args:
        file: The stream.
        most: The largest size in bytes.
        likely: How many bytes there seem to be.
    """
    pieces: list[bytes] = []
    left = most + 1
    wanted = min(likely, most) + 1
    while left and (piece := file.read(min(wanted, left))):
        pieces.append(piece)
        left -= len(piece)
        wanted = _PIECE
    return b"".join(pieces)


def whole(data: bytes, most: int) -> Content:
    """What was read elsewhere, if it is not too large."""
    return Content(data) if len(data) <= most else Content(b"", more_than(most), data[:BEGINNING])


def more_than(most: int) -> str:
    """What to say of a file whose size is only known to be too large, in bytes."""
    return f"it is larger than {most:,} bytes"


def is_inside(path: str, folder: str) -> bool:
    """Whether a path is a folder or lies in it; both absolute, and spelt alike."""
    return path == folder or path.startswith(os.path.join(folder, ""))  # noqa: PTH118 - it is a string


def _as_file(opened: int, buffering: int = -1) -> IO[bytes]:
    try:
        return open(opened, "rb", buffering=buffering)
    except BaseException:  # it is a folder, which stays open otherwise
        os.close(opened)
        raise


class _LeadsOutError(Exception):
    """A link leads out of the project."""


def _opened(path: str, boundary: Boundary | None) -> int:
    if boundary is None:
        return os.open(path, _FLAGS)
    if not boundary.holds_folder(os.path.dirname(path)):  # noqa: PTH120 - a Path for each file costs time
        raise _LeadsOutError
    # Asking whether a file is a link costs more than finding out.
    if _NO_LINK or not os.path.islink(path):  # noqa: PTH114 - the same
        try:
            return os.open(path, _FLAGS | _NO_LINK)
        except OSError as error:
            if not _NO_LINK or error.errno not in _IS_LINK:
                raise
    target = boundary.real_path(path)
    if target is None:
        raise _LeadsOutError
    return os.open(target, _FLAGS | _NO_LINK)


def _absolute(path: str | os.PathLike[str]) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - a path as a person sees it, with its links


def too_large(size: int, most: int) -> str:
    """What to say of a file that is too large; both in bytes."""
    return f"it is larger than {most:,} bytes: {size:,}"
