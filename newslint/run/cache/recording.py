"""Keeps what a run says, so that the next one need not find it again; open it for what is never kept.

Everything that decides on an outcome is noted while it comes about, in this process and in its workers. Where
anything is doubtful, nothing is kept. What an answer consists of stands in `newslint.run.cache.answers`.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import RawIOBase, TextIOWrapper
from pathlib import Path
from time import time
from typing import Any, BinaryIO, Final, TextIO

from newslint.run.cache import FOLDER
from newslint.run.cache.answers import (
    MOST,
    Answer,
    Articles,
    Outdated,
    Terms,
    key_of,
    may_be_kept,
    packed,
)
from newslint.run.cache.folder import ANSWER, drop_oldest, named, prepare
from newslint.system import questions
from newslint.system.stamps import BYTES, KIND, NAMES, is_settled, numbers, renewed

_MOST_ANSWERS: Final = 8
_KEPT: Final = (0, 1)  # the statuses of runs that did what they were asked
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)


class Recording:
    """What a run writes, and where that is to be kept.

    `before` is what is known of an earlier run that was called in the same way.
    """

    def __init__(self, key: str, before: Outdated | None = None) -> None:
        self.before = before
        self._key = key
        self._begun = time()
        self._folder: Path | None = None
        self._articles: Articles | None = None
        self._size = 0
        self._pieces: list[tuple[int, bytearray]] = []

    def keep_in(self, folder: Path, articles: Articles | None = None) -> None:
        """Say that this run may be kept, once it is over, and in the folder of which cache.

        `articles` are what it looks at, where it could be planned anew with these alone.
        """
        with suppress(OSError):  # then nothing is kept
            if self.before is None:  # else that is noted
                _note_program()
            self._folder, self._articles = folder, articles

    def hear(self, stream: int, data: bytes) -> None:
        """Note what is written to a stream: 1 or 2."""
        self._size += len(data)
        if self._size > MOST:
            self._pieces.clear()
        elif self._pieces and self._pieces[-1][0] == stream:
            self._pieces[-1][1].extend(data)
        else:
            self._pieces.append((stream, bytearray(data)))

    def end(self, status: object) -> None:
        """Keep the run, if it may be kept; where that is impossible, it is only found again."""
        with suppress(OSError, MemoryError, _UnfitError):
            self._keep(status)

    def _keep(self, status: object) -> None:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        noted = questions.taken()
        if self._folder is None or not isinstance(status, int) or status not in _KEPT:
            return
        if noted.doubt or self._size > MOST:
            return
        articles = None if self._articles is None else _read_again(self._articles, noted.stamps)
        names = frozenset(() if articles is None else articles.names)
        stamps: list[tuple[str, str]] = []
        own = os.path.abspath(self._folder)  # noqa: PTH100 - as the command line names it
        for (question, path), known in noted.stamps.items():
            if question == BYTES and path in names:
                continue
            if question == KIND and os.path.abspath(path) == own:  # noqa: PTH100 - the parser looked for it
                continue
            stamps.append((question + path, _settled(question, path, known)))
        # What was found holds at no earlier moment, and rules look at the year.
        next_year = datetime(datetime.fromtimestamp(self._begun, UTC).year + 1, 1, 1, tzinfo=UTC).timestamp()
        until = min(noted.until, next_year)
        terms = Terms(max(self._begun, time()), until, stamps, articles)
        pieces = [(stream, bytes(data)) for stream, data in self._pieces]
        self._write(self._folder, Answer(status, pieces), terms)

    def _write(self, folder: Path, answer: Answer, terms: Terms) -> None:
        if os.path.islink(folder):  # noqa: PTH114 - raises nothing
            return
        prepare(folder)
        run, out = (folder / named(self._key, ending) for ending in ANSWER)
        for path in (run, out):
            path.unlink(missing_ok=True)
        state = _write_new(out, b"".join(data for _, data in answer.pieces))
        _write_new(run, packed(answer, terms, state))
        for ending in ANSWER:
            drop_oldest(folder, ending, _MOST_ANSWERS)


class _UnfitError(Exception):
    """Nobody knows when the run holds, or it holds no more already."""


def _read_again(its: Articles, noted: questions.Stamps) -> Articles | None:
    """The articles with what is noted of those that were not known; None where not all were read.

    Raises:
        _UnfitError: One has changed already, or wasn't read though it changed since an earlier run.
    """
    found: dict[int, str] = {}
    names = its.names
    for place, known in its.stamps.others.items():
        stamp = known or noted.get((BYTES, names[place]))
        if stamp is None and len(its.stamps.others) < len(names):
            raise _UnfitError
        if stamp is None:
            return None
        found[place] = _settled(BYTES, names[place], stamp)
    return Articles(its.files, its.others, its.stamps.having(found), its.terms, named=its.named)


def _settled(question: str, path: str, known: str) -> str:
    """A stamp with all that it can have; that one which has all may hold no more, nobody need find out here.

    Raises:
        _UnfitError: It holds no more.
    """
    now = known if is_settled(question, known) else renewed(question, path, known, FOLDER)
    if now is None:
        raise _UnfitError
    return now


@contextmanager
def recorded(arguments: list[str], outdated: Outdated | None = None) -> Iterator[Recording | None]:
    """Note what a run does and writes; None where nobody could tell it again.

    Args:
        arguments: Those of the command line.
        outdated: What is known of an earlier run.
    """
    try:
        recording = Recording(key_of(arguments), outdated) if may_be_kept(arguments) else None
    except (OSError, ValueError, AttributeError):  # a stream is closed, or there is no working directory
        recording = None
    if recording is None:
        yield None
        return
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (
        _heard(stream, number, recording.hear) for number, stream in enumerate(before, start=1)
    )
    try:
        known = None if outdated is None else questions.Noted(outdated.stamps, outdated.until)
        with questions.noting(FOLDER, known):
            yield recording
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):  # who can't write has said so
                stream.flush()
        sys.stdout, sys.stderr = before


def unheard(stream: TextIO) -> TextIO:
    """The stream for what is gone at the end of a run, such as a bar that shows how far it is."""
    return getattr(stream.buffer, "beneath", stream) if hasattr(stream, "buffer") else stream


def _heard(stream: TextIO, number: int, hear: Callable[[int, bytes], None]) -> TextIOWrapper:
    """A stream that writes to another one, and is heard."""
    return TextIOWrapper(
        _Heard(stream, number, hear),  # type: ignore[arg-type] # it has what is needed
        encoding=stream.encoding,
        errors=stream.errors,
        newline="\n" if os.name == "posix" else None,
        line_buffering=getattr(stream, "line_buffering", False),
    )


class _Heard(RawIOBase):
    """Passes on what is written."""

    def __init__(self, beneath: TextIO, number: int, hear: Callable[[int, bytes], None]) -> None:
        self.beneath = beneath
        self._out: BinaryIO = beneath.buffer
        self._number = number
        self._hear = hear

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._hear(self._number, bytes(data))
        return self._out.write(data)

    def flush(self) -> None:
        self._out.flush()

    def isatty(self) -> bool:
        return self._out.isatty()

    def fileno(self) -> int:
        return self._out.fileno()


def _write_new(path: Path, data: bytes) -> str:
    """Write a file, and give the state that it has then."""
    file = os.open(path, _NEW, 0o666)  # nothing is written through a link
    with os.fdopen(file, "wb") as opened:
        opened.write(data)
        opened.flush()
        return numbers(os.fstat(opened.fileno()))


def _note_program() -> None:
    """Note this program as it lies on the disk, and which libraries there are."""
    from newslint.schema.compiled import schema_folder  # noqa: PLC0415 - hooks check few files, and need none

    with questions.unnoted():  # what Python adds to a folder changes no program
        files = [file for folder in (Path(__file__).parents[2], schema_folder()) for file in _files(folder)]
    for file in files:
        questions.note(BYTES, file)
    for place in sys.path:
        if place.endswith("-packages"):
            questions.note(NAMES, place)


def _files(folder: str | Path) -> Iterator[str]:
    """Every file of ours."""
    for entry in list(os.scandir(folder)):
        if entry.is_dir():
            if not entry.name.startswith(("_", ".")):
                yield from _files(entry.path)
        elif entry.name.endswith((".py", ".json")):
            yield entry.path
