"""What a run said, to be told again while nothing has changed; open it when an old outcome is shown.

An answer is two files in the folder of a cache. One, `.out`, is what was written. The other, `.run`, says
when that holds: for what call (its name is the digest of `key_of`), between which moments, and as long as the
disk answers which questions as it did (`newslint.system.questions`): all that was read or looked for, and the
program itself. Where one answer is another one, or can't be had, everything is checked. Where only the
content of a few articles is another one, or the names in folders, whoever checks is told so: nothing else
needs a second look.

Somebody else may have brought both files. So what the disk is asked first is the state of `.out` itself: its
times on this machine are known to nobody who made it elsewhere.

This is loaded by every start, before anything else is: it imports next to nothing.
"""

import os
import sys
from itertools import islice
from time import time

from newslint import __version__
from newslint.run.cache import FOLDER, NAME
from newslint.system.content_stamps import UNKNOWN, ContentStamps
from newslint.system.digests import blake2b
from newslint.system.stamps import NAMES, holds, numbers

MOST = 1 << 24
"""The largest outcome that is kept, in bytes."""
MOST_CHANGED = 64
"""So many articles or folders may have changed since an earlier run: more are as quickly looked at all."""

_FORM = "3"  # of the files
_LARGEST = 1 << 28  # bytes
_SIZE = 16  # bytes of a digest
FLAGS = os.O_RDONLY
"""How a file of a cache is opened: through no link, and without waiting for who writes into a pipe."""
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"):
    FLAGS |= getattr(os, _name, 0)
# What of the environment a run goes by; `tests/run/test_told_again.py` looks whether that is all.
_VARIABLES = frozenset(
    {
        "CI", "CI_PROJECT_DIR", "CLICOLOR_FORCE", "COLUMNS", "FORCE_COLOR", "FORCE_HYPERLINK",
        "GITHUB_WORKSPACE", "HOME", "KONSOLE_VERSION", "LANG", "LANGUAGE", "LINES", "NO_COLOR",
        "SSH_CONNECTION", "TERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "TMPDIR", "TZ", "VTE_VERSION",
        "WT_SESSION", "XDG_CONFIG_HOME",
    }
)  # fmt: skip
_FAMILIES = ("GIT_", "LC_", "NEWSLINT_", "PYTHON")

Pieces = list[tuple[int, bytes]]
"""What was written, in its order: to which stream (1 or 2), and the bytes."""


class Answer:
    """What a run came to: its exit status, and what it wrote."""

    def __init__(self, status: int, pieces: Pieces) -> None:
        self.status = status
        self.pieces = pieces

    def tell(self) -> int:
        """Write it again; give the status.

        Raises:
            OSError: that is impossible.
        """
        for stream, data in self.pieces:
            out = sys.stdout.buffer if stream == 1 else sys.stderr.buffer
            out.write(data)
            out.flush()
        return self.status


class Articles:
    """The articles of a run that has one project and finds them by one walk, in their order, by their names.

    `files` are reported on, and `others` compared with these. `named` says that somebody named the files, and
    `stamps` what the disk said of the content of all of them. `terms` is a digest of what they are looked at
    by, see `newslint.run.edited.terms_of`.
    """

    def __init__(
        self, files: list[str], others: list[str], stamps: ContentStamps, terms: str, *, named: bool
    ) -> None:
        self.files = files
        self.others = others
        self.stamps = stamps
        self.terms = terms
        self.named = named

    @property
    def names(self) -> list[str]:
        """Those of all of them."""
        return [*self.files, *self.others]


class Terms:
    """When an answer holds: between two moments, in seconds, and while the disk answers as it did.

    `stamps` are pairs: the kind of a question with the path behind it, and the stamp. None of them is about
    the content of `articles`, where these are known.
    """

    def __init__(
        self, made: float, until: float, stamps: list[tuple[str, str]], articles: Articles | None = None
    ) -> None:
        self.made = made
        self.until = until
        self.stamps = stamps
        self.articles = articles


class Outdated:
    """An answer that would hold, were it not for the content of some of its articles, or names in `folders`.

    `stamps` are those of all other questions, by their kind and path, and `until` is as in `Terms`. Of those
    of `articles` the ones that hold no more are unknown.
    """

    def __init__(
        self, stamps: dict[tuple[str, str], str], until: float, articles: Articles, folders: list[str]
    ) -> None:
        self.stamps = stamps
        self.until = until
        self.articles = articles
        self.folders = folders


def recall(arguments: list[str]) -> Answer | Outdated | None:
    """The answer to a `check` that would come out the same now, or nearly so; None if nobody knows one.

    Args:
        arguments: Those of the command line.
    """
    if not may_be_kept(arguments):
        return None
    try:
        name = NAME.format(key=key_of(arguments), ending="")
        for folder in _folders(arguments):
            path = f"{folder}/{name}"
            said = _read(f"{path}run")
            answer = None if said is None else _unpacked(said, f"{path}out")
            if answer is not None:
                return answer
    except (OSError, ValueError, LookupError, AttributeError):  # closed streams, no working directory, damage
        pass
    return None


def may_be_kept(arguments: list[str]) -> bool:
    """Whether there may be an answer: the times of other systems don't tell when a file was changed."""
    return os.name == "posix" and "--no-cache" not in arguments


def key_of(arguments: list[str]) -> str:
    """The digest of a call and all around it, but for the disk and the clock.

    Raises:
        OSError, AttributeError: there is no working directory, or a stream is closed.
    """
    shown = [(stream.encoding, os.isatty(stream.fileno())) for stream in (sys.stdout, sys.stderr)]
    said = (
        _FORM,
        __version__,
        sys.version,
        sys.flags,
        arguments,
        os.getcwd(),  # noqa: PTH109 - a Path costs time
        (os.geteuid(), os.getegid(), os.getgroups()),
        [
            item
            for item in sorted(os.environ.items())
            if item[0] in _VARIABLES or item[0].startswith(_FAMILIES)
        ],
        shown,
        os.get_terminal_size(sys.stdout.fileno()) if shown[0][1] else None,
        os.uname().nodename,
    )
    return blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=_SIZE).hexdigest()


def packed(answer: Answer, terms: Terms, state: str) -> bytes:
    """The content of `.run`; `state` is that of `.out`, which has been written, as `numbers` says it."""
    pieces = " ".join(f"{stream} {len(data)}" for stream, data in answer.pieces)
    digest = blake2b(digest_size=_SIZE)
    for _, data in answer.pieces:
        digest.update(data)
    its = terms.articles or Articles([], [], ContentStamps(b"", {}), "", named=False)
    others = its.stamps.others
    articles = f"{len(its.files)} {len(its.others)} {its.named:d} {len(others)}"
    fields = [_FORM, repr(terms.made), repr(terms.until), str(answer.status), pieces]
    fields += [state, digest.hexdigest(), its.terms, articles]
    fields += its.names
    fields += [field for place, stamp in others.items() for field in (str(place), stamp)]
    fields += [field for pair in terms.stamps for field in pair]
    said = "\0".join(fields).encode("utf-8", "surrogateescape")
    data = b"%d\0%b%b" % (len(said), said, its.stamps.rows)
    return data + _seal(data)


def _unpacked(data: bytes, out: str) -> Answer | Outdated | None:
    """What `.run` and `.out` say, if it holds now, or nearly."""
    content = memoryview(data)[:-_SIZE]
    if _seal(content) != data[-_SIZE:]:
        return None
    start = data.index(b"\0") + 1
    end = start + int(data[: start - 1])
    fields = str(content[start:end], "utf-8", "surrogateescape").split("\0")
    form, made, until, status, pieces, state, digest, its, counts = fields[:9]
    if form != _FORM or not float(made) <= time() < float(until):
        return None
    if numbers(os.lstat(out)) != state:
        return None
    files, others, named, odd = map(int, counts.split())
    names, fields = fields[9 : 9 + files + others], fields[9 + files + others :]
    places, known = map(int, fields[: 2 * odd : 2]), fields[1 : 2 * odd : 2]
    stamps = ContentStamps(bytes(content[end:]), dict(zip(places, known, strict=True)))
    asked, answers = fields[2 * odd :: 2], fields[2 * odd + 1 :: 2]
    otherwise = _otherwise(asked, answers)
    changed = None if otherwise is None else [*islice(stamps.changed(names), MOST_CHANGED + 1)]
    if otherwise is None or changed is None or len(otherwise) + len(changed) > MOST_CHANGED:
        return None
    if otherwise or changed:
        if not names:
            return None
        now = {(question[0], question[1:]): answer for question, answer in zip(asked, answers, strict=True)}
        for question in otherwise:
            del now[question[0], question[1:]]
        stamps = stamps.having(dict.fromkeys(changed, UNKNOWN))
        articles = Articles(names[:files], names[files:], stamps, its, named=named > 0)
        return Outdated(now, float(until), articles, [question[1:] for question in otherwise])
    written = _read(out) or b""
    # The times of a file are no proof of what is written soon after it.
    if blake2b(written, digest_size=_SIZE).hexdigest() != digest:
        return None
    return Answer(int(status), _pieces(written, pieces))


def _pieces(written: bytes, described: str) -> Pieces:
    """What was written, in the pieces that `.run` describes."""
    said = list(map(int, described.split()))
    told: Pieces = []
    at = 0
    for stream, length in zip(said[::2], said[1::2], strict=True):
        told.append((stream, written[at : at + length]))
        at += length
    return told


def _otherwise(asked: list[str], known: list[str]) -> list[str] | None:
    """The questions about the names in folders that have another answer now.

    None where they are too many, or where another question has one.
    """
    found: list[str] = []
    for question, answer in zip(asked, known, strict=True):
        if not holds(question[0], question[1:], answer, FOLDER):
            found.append(question)
            if question[0] != NAMES or len(found) > MOST_CHANGED:
                return None
    return found


def _seal(data: bytes | memoryview) -> bytes:
    return blake2b(data, digest_size=_SIZE).digest()


def _read(path: str) -> bytes | None:
    """A regular file whole; None where there is none, or only a link."""
    try:
        file = os.open(path, FLAGS)
    except OSError:
        return None
    try:
        size = os.fstat(file).st_size
        return os.read(file, size) if 0 < size <= _LARGEST else b""
    finally:
        os.close(file)


def _folders(arguments: list[str]) -> list[str]:
    """Where an answer may be: in each cache above what the command line names, or that it names itself."""
    found: dict[str, None] = {}
    for word in (os.environ.get("NEWSLINT_CACHE_DIR", ""), *arguments[1:], "."):
        path = os.path.abspath(word.rpartition("=")[2])  # noqa: PTH100 - a Path costs time
        found[path] = None
        while f"{path}/{FOLDER}" not in found:
            found[f"{path}/{FOLDER}"] = None
            path = path.rpartition("/")[0]
    return list(found)
