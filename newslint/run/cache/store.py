"""Remembers what came of files that don't change; open it for the database and what may befall it.

An SQLite database for each set of settings. It is no harm if one is damaged, foreign, locked or can't be
written: then everything is examined, and a damaged one begins anew. Nothing in it is ever executed, and
nothing is written through a link: the folder lies among files that somebody else may have made.
"""

import os
import sqlite3
import stat
import struct
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from newslint.run.cache.folder import BESIDE, DATABASE, drop_oldest, named, prepare
from newslint.system.digests import blake2b
from newslint.system.questions import unnoted

_MOST_DATABASES: Final = 8
_PATIENCE: Final = 2.0  # seconds to wait for another run
_AT_ONCE: Final = 500  # entries that are written together
_MOST_SPARE: Final = 1000  # so many entries may be of files that are gone
_SEAL: Final = 16  # bytes
_COLUMNS: Final = "files (path BLOB PRIMARY KEY, key BLOB, made REAL, record TEXT, seal BLOB)"
_INSERT: Final = "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)"
# Whatever else goes wrong (a lock, a full disk, a folder that is not ours) says nothing against a database.
_DAMAGE: Final = frozenset(
    {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_FORMAT,
        sqlite3.SQLITE_ERROR,
        sqlite3.SQLITE_MISMATCH,
    }
)


# Beside its own errors, the library raises one where a message about damage is no text.
_ERRORS: Final = (sqlite3.Error, UnicodeError)


class Cache:
    """What is remembered under one set of settings.

    Args:
        folder: Where caches lie; it is made when there is something to remember.
        key: The digest of the settings.
        now: The moment of the run, in seconds. What a later moment gave is not known yet.
    """

    def __init__(self, folder: Path, key: str, now: float) -> None:
        self._folder = folder
        self._path = folder / named(key, DATABASE)
        self._now = now
        self._new: list[tuple[bytes, bytes, float, str, bytes]] = []
        self._has_written = False
        self._database: sqlite3.Connection | None = None
        with unnoted():
            self._is_usable = not os.path.islink(folder)  # noqa: PTH114 - raises nothing
            if self._is_usable and os.path.lexists(self._path):
                self._open()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to find."""
        return self._database is None

    def find(self, keys: Mapping[str, bytes]) -> dict[str, str]:
        """The records of files, as far as they are known.

        Args:
            keys: By absolute path, what decides on the record; some hundred at most.
        """
        if self._database is None:
            return {}
        paths = {os.fsencode(path): path for path in keys}
        places = ",".join("?" * len(paths))
        try:
            rows = self._database.execute(
                f"SELECT path, key, made, record, seal FROM files WHERE path IN ({places})",  # noqa: S608 - marks only
                tuple(paths),
            ).fetchall()
        except _ERRORS as error:
            self._give_up(error)
            return {}
        return {
            paths[path]: record
            for path, key, made, record, seal in rows
            if key == keys[paths[path]] and _is_sealed(path, key, made, record, seal) and made <= self._now
        }

    def add(self, path: str, key: bytes, record: str) -> None:
        """Remember what came of a file."""
        name = os.fsencode(path)
        self._new.append((name, key, self._now, record, _seal(name, key, self._now, record)))
        if len(self._new) >= _AT_ONCE:
            self._write()

    def close(self) -> None:
        """Write down what is new; where that is impossible, nothing is remembered."""
        if self._new:
            self._write()
        if self._database is None:
            return
        try:
            if self._has_written:
                with unnoted():
                    _prune(self._database)
            else:
                os.utime(self._path)  # the oldest databases go first
        except (*_ERRORS, OSError):
            pass
        finally:
            self._database.close()

    def _write(self) -> None:
        new, self._new = self._new, []
        if not self._is_usable:
            return
        try:
            if self._database is None:
                with unnoted():
                    prepare(self._folder)
                    drop_oldest(self._folder, DATABASE, _MOST_DATABASES - 1)
                    self._open()
            if self._database is not None:
                with self._database as transaction:
                    transaction.executemany(_INSERT, new)
                self._has_written = True
        except _ERRORS as error:
            self._give_up(error)
        except OSError:
            self._is_usable = False

    def _open(self) -> None:
        """Open or make the database; one that is not ours is as good as damaged."""
        try:
            if os.path.lexists(self._path) and not stat.S_ISREG(os.lstat(self._path).st_mode):
                self._is_usable = False
                return
            self._database = database = sqlite3.connect(self._path, timeout=_PATIENCE)
            # What is lost when the machine fails is only examined again.
            database.execute("PRAGMA synchronous = OFF")
            database.execute(f"CREATE TABLE IF NOT EXISTS {_COLUMNS}")
            found = database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
            if found != [(f"CREATE TABLE {_COLUMNS}",)]:
                raise sqlite3.DatabaseError("a foreign database")
        except _ERRORS as error:
            self._give_up(error)
        except OSError:
            self._is_usable = False

    def _give_up(self, error: Exception) -> None:
        """Go on without the database. A damaged one is removed; a locked one is somebody else's and stays."""
        if self._database is not None:
            self._database.close()
            self._database = None
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None and code & 0xFF not in _DAMAGE:
            self._is_usable = False
            return
        for ending in ("", *BESIDE):
            with suppress(OSError):
                os.unlink(f"{self._path}{ending}")  # noqa: PTH108 - a Path would have to be made


def _prune(database: sqlite3.Connection) -> None:
    """Drop the entries of files that are gone, once there may be as many of them as of others."""
    (count,) = database.execute("SELECT count(*) FROM files").fetchone()
    (kept,) = database.execute("PRAGMA user_version").fetchone()
    if count <= 2 * kept + _MOST_SPARE:
        return
    paths = database.execute("SELECT path FROM files").fetchall()
    with database as transaction:
        gone = [row for row in paths if not os.path.lexists(os.fsdecode(row[0]))]
        transaction.executemany("DELETE FROM files WHERE path = ?", gone)
        transaction.execute(f"PRAGMA user_version = {count - len(gone)}")


def _seal(path: bytes, key: bytes, made: float, record: str) -> bytes:
    """A digest of a whole entry: SQLite doesn't notice a byte that has changed."""
    digest = blake2b(path, digest_size=_SEAL)
    digest.update(key)
    digest.update(struct.pack("<d", made))
    digest.update(record.encode())
    return digest.digest()


def _is_sealed(path: bytes, key: bytes, made: object, record: object, seal: bytes) -> bool:
    if not (isinstance(made, float) and isinstance(record, str)):
        return False
    return seal == _seal(path, key, made, record)
