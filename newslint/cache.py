"""Remembers what came of files, so that a file that did not change is not examined again.

An SQLite database for each set of settings. It is no harm if one is damaged, foreign, locked or can't be
written: then everything is examined, and the next run begins anew. Nothing in it is ever executed.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from newslint.cachekey import FOLDER
from newslint.examine import Examined
from newslint.record import from_record, to_record

_ENDING: Final = ".db"
_TAG_NAME: Final = "CACHEDIR.TAG"
_OWN: Final = frozenset({_TAG_NAME, ".gitignore"})
_MOST_DATABASES: Final = 8
# Entries of files that are gone are kept up to this number, and to that of the files that are there.
_SPARE: Final = 1000
_PATIENCE: Final = 2.0  # seconds to wait for another run
_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, key BLOB, record TEXT) WITHOUT ROWID"
)
_INSERT: Final = "INSERT OR REPLACE INTO files VALUES (?, ?, ?)"
_TAG: Final = """\
Signature: 8a477f597d28d172789f06886806bc55
# This folder holds what newslint remembers of the files that it checked; it may be removed at any time.
"""


class Cache:
    """What is remembered under one set of settings.

    Args:
        folder: Where caches lie; it is made when there is something to remember.
        key: The digest of the settings.
    """

    def __init__(self, folder: Path, key: str) -> None:
        self._folder = folder
        self._path = folder / f"{key}{_ENDING}"
        self._new: list[tuple[str, bytes, str]] = []
        self._seen: set[str] = set()
        self._database = self._open() if self._path.is_file() else None

    def find(self, path: str, key: bytes, file: str) -> Examined | None:
        """What came of a file, if it came of the same content.

        Args:
            path: The absolute path.
            key: The digest of the content.
            file: How reports call it now.
        """
        self._seen.add(path)
        if self._database is None:
            return None
        try:
            row = self._database.execute(
                "SELECT key, record FROM files WHERE path = ?", (_name(path),)
            ).fetchone()
            return from_record(row[1], file) if row is not None and row[0] == key else None
        except (sqlite3.Error, ValueError, TypeError, KeyError, IndexError, RecursionError):
            self._discard()
            return None

    def add(self, path: str, key: bytes, examined: Examined) -> None:
        """Remember what came of a file, once the run is over."""
        self._new.append((_name(path), key, to_record(examined)))

    def close(self) -> None:
        """Write down what is new; where that is impossible, nothing is remembered."""
        try:
            if self._new:
                self._write()
            elif self._database is not None:
                os.utime(self._path)
        except (sqlite3.Error, OSError):
            self._discard()
        finally:
            if self._database is not None:
                self._database.close()

    def _write(self) -> None:
        if self._database is None:
            _prepare(self._folder)
            self._database = self._open()
        if self._database is None:
            return
        with self._database as transaction:
            transaction.execute(_TABLE)
            transaction.executemany(_INSERT, self._new)
            (count,) = transaction.execute("SELECT count(*) FROM files").fetchone()
            if count > 2 * len(self._seen) + _SPARE:
                transaction.execute("CREATE TEMPORARY TABLE seen (path TEXT PRIMARY KEY)")
                transaction.executemany(
                    "INSERT INTO seen VALUES (?)", ((_name(path),) for path in self._seen)
                )
                transaction.execute("DELETE FROM files WHERE path NOT IN (SELECT path FROM seen)")

    def _open(self) -> sqlite3.Connection | None:
        try:
            database = sqlite3.connect(self._path, timeout=_PATIENCE)
        except sqlite3.Error:
            return None
        with suppress(sqlite3.Error):
            # What is lost when the machine fails is only examined again.
            database.execute("PRAGMA synchronous = OFF")
        return database

    def _discard(self) -> None:
        """Go on without what can't be read; a locked database is somebody else's and stays."""
        database, self._database = self._database, None
        if database is None:
            return
        with closing(database), suppress(sqlite3.Error):
            if database.execute("PRAGMA quick_check").fetchone() == ("ok",):
                return
        with suppress(OSError):
            self._path.unlink()


def caches_below(folders: Iterable[Path]) -> Iterator[Path]:
    """The caches that lie in folders, and in those below them."""
    for start in folders:
        for folder, below, _ in os.walk(start):
            if FOLDER in below:
                yield Path(folder, FOLDER)
            below[:] = [name for name in below if not name.startswith(".") and name != "node_modules"]


def remove_cache(folder: Path) -> bool:
    """Remove a cache, and its folder when nothing else is in it; False where there is none.

    Raises:
        OSError: it can't be removed.
    """
    if not (folder / _TAG_NAME).is_file():
        return False
    for path in folder.iterdir():
        if path.name in _OWN or _ENDING in path.suffixes or path.name.endswith(f"{_ENDING}-journal"):
            path.unlink()
    with suppress(OSError):
        folder.rmdir()
    return True


def _name(path: str) -> str:
    """A path as SQLite takes it: bytes that are not UTF-8 are spelt out."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _prepare(folder: Path) -> None:
    """Make the folder so that neither git nor backups take it, and drop the oldest databases."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ((".gitignore", "*\n"), ("CACHEDIR.TAG", _TAG)):
        if not (folder / name).exists():
            (folder / name).write_text(text, encoding="utf-8")
    databases = sorted(folder.glob(f"*{_ENDING}"), key=lambda path: path.stat().st_mtime)
    for path in databases[: -_MOST_DATABASES + 1]:
        path.unlink(missing_ok=True)
