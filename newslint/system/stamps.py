"""Tells whether the disk would answer a question as it did before; open it when an old outcome is shown.

There are four kinds of questions, and each has an answer of its own, the stamp:

- `KIND`: what there is at a path, and what a link there leads to. That is all that a run makes of `stat`.
- `LINK`: where a link points.
- `NAMES`: what a folder holds.
- `BYTES`: what a file holds.

For the last two the state of the file stands for its content: device, inode, size and times. Times are
written in steps, and clocks go backwards. So where a file was touched just before the question, or after it
by its own time, its content belongs to the stamp; git does the same with files that are "racily clean". The
names in a folder always do: other programs lay files there and take them away again.

A start that ends with an old outcome loads this and little else.
"""

import os
import stat
from time import time_ns

from newslint.system.digests import blake2b

KIND, LINK, NAMES, BYTES = "k", "l", "n", "b"

_FRESH = 2_000_000_000  # nanoseconds: the coarsest times of any file system (FAT)
_PIECE = 1 << 20  # bytes
_MOST = 1 << 27  # bytes; nothing that is larger is read whole
_SIZE = 16  # bytes of a digest
# Asked before anybody notes what is asked.
_lstat, _stat, _scandir, _readlink, _open = os.lstat, os.stat, os.scandir, os.readlink, os.open


def stamp(question: str, path: str, without: str = "") -> str:
    """The answer of the disk now; any text, but for a null character.

    Args:
        question: One of the kinds of questions.
        path: The path that it is about.
        without: A name that doesn't count among those in a folder.
    """
    if question == KIND:
        return _kind(path)
    try:
        if question == LINK:
            return _readlink(path)
        state = _state(path)
        if state is None:
            return _kind(path)
        if question == NAMES:
            said, content = state[0], _names(path, without)
            return f"{'' if state[1] else said}|{content}"
        return f"{state[0]}|{_content(path) if state[1] else ''}"
    except (OSError, ValueError) as error:
        return _why(error)


def holds(question: str, path: str, known: str, without: str = "") -> bool:
    """Whether a stamp that was taken before would be the same now."""
    state, bar, content = known.partition("|")
    if not bar or question in (KIND, LINK):
        return stamp(question, path, without) == known
    try:
        now = _state(path)
        if now is None:
            return False
        if question == NAMES:
            return (state == now[0]) or content == _names(path, without)
        return state == now[0] and (not content or content == _content(path))
    except (OSError, ValueError):
        return False


def renewed(question: str, path: str, known: str, without: str = "") -> str | None:
    """A stamp that holds, taken anew; None if it doesn't hold.

    Anew it may take less to compare: without the content of a file that is fresh no more, or with the state
    that a folder has now.
    """
    now = stamp(question, path, without)  # first: what is not fresh now is not written again at the same time
    return now if holds(question, path, known, without) else None


def is_settled(question: str, known: str) -> bool:
    """Whether a stamp has all that it can have: taken anew it would be the same, or not hold."""
    if question == NAMES:
        return known[:1] != "|"  # it has the state of the folder
    return question != BYTES or known[-1:] == "|" or "|" not in known  # it needs no content


def links_in(folder: str) -> list[str]:
    """The paths of the links in a folder."""
    try:
        with _scandir(folder) as entries:
            return [entry.path for entry in entries if entry.is_symlink()]
    except (OSError, ValueError):
        return []


def _kind(path: str) -> str:
    try:
        mode = _lstat(path).st_mode
    except (OSError, ValueError) as error:
        return _why(error)
    own = f"{stat.S_IFMT(mode):o}"
    if not stat.S_ISLNK(mode):
        return own
    try:
        return f"{own} {stat.S_IFMT(_stat(path).st_mode):o}"
    except OSError as error:
        return f"{own} {_why(error)}"


def _why(error: Exception) -> str:
    return f"error {getattr(error, 'errno', None)}"


def _state(path: str) -> tuple[str, bool] | None:
    """The state of a file or folder, and whether it is fresh; None for what is neither, or not there."""
    now = time_ns()
    found = _lstat(path)
    said = ""
    if stat.S_ISLNK(found.st_mode):
        said = numbers(found)
        found = _stat(path)
    if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
        return None
    # A link that is made anew has another inode.
    return said + numbers(found), max(found.st_mtime_ns, found.st_ctime_ns) > now - _FRESH


def numbers(found: os.stat_result) -> str:
    """The state of a file or folder, by what the system says of it."""
    times = f"{found.st_mtime_ns} {found.st_ctime_ns}"
    return f"{found.st_dev} {found.st_ino} {found.st_mode} {found.st_size} {times} "


def _names(path: str, without: str) -> str:
    """The names in a folder, each with what it is."""
    with _scandir(path) as entries:
        names = sorted(
            f"{entry.name}/{entry.is_dir(follow_symlinks=False):d}{entry.is_symlink():d}"
            for entry in entries
            if entry.name != without
        )
    return _digest("/".join(names).encode("utf-8", "surrogatepass"))


def _content(path: str) -> str:
    digest, left = blake2b(digest_size=_SIZE), _MOST
    file = _open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        while left > 0 and (piece := os.read(file, _PIECE)):
            digest.update(piece)
            left -= len(piece)
    finally:
        os.close(file)
    return digest.hexdigest()


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=_SIZE).hexdigest()
