"""Replaces the content of a file: it is the old one or the new one at every moment; open it for writing.

The new content is written beside the file, flushed to the disk, and renamed over it. Where the power fails
the rename may be lost, never the content.

Kept: the mode; the owner and the group, where the system allows. Not kept: access control lists and other
extended attributes. A file with several hard links is refused: a rename would part them, and writing through
them could leave half a file.

Runs of newslint take turns in a folder (`flock`; not on Windows, nor where a network file system has no
locks), so that none undoes what another did. Other programs know nothing of turns: what an editor saves in
the instant between the last comparison and the rename is lost.
"""

import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from newslint.errors import NewslintError
from newslint.system.atomic_write import reason, temporary_beside
from newslint.system.contained import LEADS_OUT, Boundary, read

_PREFIX: Final = ".newslint-fix-"
# Seconds. A turn takes milliseconds, unless somebody stopped the process that has it.
_LONGEST_WAIT: Final = 10.0
_PAUSE: Final = 0.005


def replace_file(path: Path, old: bytes, new: bytes, boundary: Boundary) -> None:
    """Replace the content of a file, if it is still what was read, or the new one already.

    A symbolic link stays, and the file that it leads to is replaced.

    Args:
        path: The file, as messages shall name it.
        old: The content that was read.
        new: The content to write.
        boundary: What links must not leave.

    Raises:
        NewslintError: the file changed, is read-only, can't be replaced or can't be written; it is as it was.
    """
    with _turn_at(path, boundary) as (target, status):
        _replace(path, target, status, old, new)


def rewrite_file(path: Path, write: Callable[[IO[bytes], IO[bytes]], bool], boundary: Boundary) -> None:
    """Replace the content of a file of any size, a piece at a time, if nothing touches it meanwhile.

    A symbolic link stays, and the file that it leads to is replaced.

    Args:
        path: The file, as messages shall name it.
        write: Gets the file and a new one, writes the whole new content, and says whether it is another one.
        boundary: What links must not leave.

    Raises:
        NewslintError: the file changed, is read-only, can't be replaced or can't be written; it is as it was.
    """
    with (
        _turn_at(path, boundary) as (target, status),
        temporary_beside(target, _PREFIX) as file,
    ):
        with target.open("rb") as old:  # Windows renames nothing over an open file
            has_changed = write(old, file)
        if not has_changed:
            file.close()
            Path(file.name).unlink()
            return
        _finish(file, status)
        if _state(target.lstat()) != _state(status):
            raise _changed(path)
        Path(file.name).replace(target)


@contextmanager
def _turn_at(path: Path, boundary: Boundary) -> Iterator[tuple[Path, os.stat_result]]:
    """Give the file that a name leads to, and its status, while no other run replaces it.

    Raises:
        NewslintError: it can't be replaced, or the system refuses what is done meanwhile.
    """
    try:
        leads_to = boundary.real_path(os.fspath(path))
        if leads_to is None:
            raise NewslintError(f"{path}: not written: {LEADS_OUT}; name the file itself")
        target = Path(os.path.realpath(leads_to, strict=True))
        with _turn_in(target.parent):
            status = target.lstat()
            refusal = _refusal(target, status)
            if refusal is not None:
                raise NewslintError(f"{path}: not written: {refusal}")
            yield target, status
    except OSError as error:
        raise NewslintError(f"{path}: can't write: {reason(error)}; the file is unchanged") from error


def _finish(file: IO[bytes], status: os.stat_result) -> None:
    """Bring a new file to the disk, with the owner and the mode of the one that it will replace."""
    file.flush()
    _take_over(file.fileno(), status)
    os.fsync(file.fileno())
    file.close()


def _changed(path: Path) -> NewslintError:
    return NewslintError(f"{path}: not written: it changed while newslint was working; run it again")


def _state(status: os.stat_result) -> tuple[int, ...]:
    """What differs where somebody wrote to a file, or put another one in its place."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files of runs that were killed while they replaced a file in a folder.

    Those of runs that are at work stay, and all where nobody can tell the two apart.

    Raises:
        NewslintError: another program holds the folder locked.
    """
    with _turn_in(folder) as is_alone:
        if is_alone:
            with suppress(OSError), os.scandir(folder) as entries:
                leftovers = [entry.path for entry in entries if entry.name.startswith(_PREFIX)]
                for leftover in leftovers:
                    os.unlink(leftover)  # noqa: PTH108 - the entry has a string


def _replace(path: Path, target: Path, status: os.stat_result, old: bytes, new: bytes) -> None:
    if _holds(target, new):
        return
    if not _is_still(target, status, old):
        raise _changed(path)
    with temporary_beside(target, _PREFIX) as file:
        file.write(new)
        _finish(file, status)
        if not _is_still(target, status, old):
            raise _changed(path)
        Path(file.name).replace(target)


def _refusal(target: Path, status: os.stat_result) -> str | None:
    """Why a file is not to be replaced, though the system might let us."""
    if not stat.S_ISREG(status.st_mode):
        return "it is not a regular file"
    # A rename asks only for the folder's permission, and root is never denied any.
    if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
        return "it is read-only; make it writable first"
    if status.st_nlink > 1:
        return f"it has {status.st_nlink} hard links and only one would change; put a copy in its place first"
    return None


def _is_still(target: Path, status: os.stat_result, content: bytes) -> bool:
    """Whether a file is the same one as before, with this content."""
    try:
        return os.path.samestat(target.lstat(), status) and _holds(target, content)
    except FileNotFoundError:
        return False


def _holds(target: Path, content: bytes) -> bool:
    found = read(target, len(content))
    return found.trouble is None and found.data == content


def _take_over(descriptor: int, status: os.stat_result) -> None:
    """Give a new file the owner, the group and the mode of the one that it will replace.

    Where the group can't be kept, the new group may do no more than everybody may. All goes through the open
    file: in a folder that others may write to, its name may lead elsewhere by now.
    """
    if sys.platform == "win32":  # a file that may be written has no other mode there
        return
    own = os.fstat(descriptor)
    mode = stat.S_IMODE(status.st_mode)
    if status.st_gid != own.st_gid:
        try:
            os.fchown(descriptor, -1, status.st_gid)
        except PermissionError:
            mode = mode & 0o707 | (mode & 0o007) << 3
    if status.st_uid != own.st_uid:
        try:
            os.fchown(descriptor, status.st_uid, -1)
        except PermissionError:
            mode &= 0o777
    if mode != stat.S_IMODE(os.fstat(descriptor).st_mode):
        os.fchmod(descriptor, mode)


@contextmanager
def _turn_in(folder: Path) -> Iterator[bool]:
    """Wait until no other run replaces files in a folder; give False where there are no locks.

    The folder is locked and not the file, because a rename puts another file in its place.

    Raises:
        NewslintError: it takes too long.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders; one may be writable and not readable
        yield False
        return
    try:
        yield _lock(descriptor, folder)
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path) -> bool:
    """Lock an open folder until it is closed; return whether that worked."""
    if sys.platform == "win32":
        return False
    import fcntl  # noqa: PLC0415 - not on Windows

    end = time.monotonic() + _LONGEST_WAIT
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise NewslintError(
                    f"{folder}: locked by another program; run newslint again later"
                ) from None
            time.sleep(_PAUSE)
        except OSError:  # some network file systems
            return False
        else:
            return True
