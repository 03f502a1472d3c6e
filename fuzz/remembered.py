"""What runs leave for later ones: the database of the cache, its records, and the baseline."""

import json
import sqlite3
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any, Final
from zlib import crc32

import articles
from common import check_message, own_folder
from material import JSON_TOKENS, article, jsonlike, mutated, token
from oracles import bounded, hold

from newslint.errors import NewslintError
from newslint.lint.corpus import gather
from newslint.lint.examiner import Examiner, Outcome
from newslint.lint.job import Job
from newslint.rules import BY_CODE
from newslint.run import baseline
from newslint.run.cache.record import from_record, to_record
from newslint.run.cache.store import Cache
from newslint.source import Source

_NO_RECORD: Final = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


@cache
def _records() -> tuple[str, ...]:
    """Genuine records."""
    random = Random(1)
    examiner = Examiner(articles.terms()[0])
    job = Job("a.md")
    return tuple(to_record(examiner.examine(job, Source(job.name, article(random)))) for _ in range(30))


@cache
def _database() -> bytes:
    """A genuine database."""
    with own_folder() as folder:
        with_entries = Cache(folder, "0" * 32, 5.0)
        for number, record in enumerate(_records()[:4]):
            with_entries.add(f"/news/{number}.md", b"k" * 16, record)
        with_entries.close()
        return (folder / f"newslint-{'0' * 32}.db").read_bytes()


SQL: Final = (
    b"CREATE TABLE", b"files", b"path BLOB", b"\x00", b"\xff\xff\xff\xff", b"SQLite format 3\x00",
    b"\x00\x00\x00\x01", b"\x0d", b"\x05",
    b"/news/1.md", b"sqlite_master", b"TRIGGER", b"\x10\x00",
)  # fmt: skip
"""What is put into them."""


def make_database(random: Random) -> bytes:
    """A database of ours that is damaged, or one that is not ours."""
    if random.random() < 0.1:
        return random.randbytes(random.randrange(300))
    if random.random() < 0.3:
        return _foreign_database(random)
    return mutated(random, _database(), SQL)


def _foreign_database(random: Random) -> bytes:
    """A database with our table, and in it whatever SQLite holds."""
    values = (
        None,
        1,
        -1.5,
        float("nan"),
        float("inf"),
        b"",
        b"x" * 16,
        "",
        "null",
        "\ud800",
        "[]",
        b"/news/1.md",
        2**62,
    )
    table = random.choice(
        (
            "CREATE TABLE files (path BLOB PRIMARY KEY, key BLOB, made REAL, record TEXT, seal BLOB)",
            "CREATE TABLE files (path, key, made, record, seal)",
            "CREATE TABLE files (path BLOB PRIMARY KEY, key BLOB)",
            "CREATE VIEW files AS SELECT 1 AS path",
        )
    )
    with own_folder() as folder:
        path = folder / "a.db"
        with closing(sqlite3.connect(path)) as database:
            database.execute(table)
            for number in range(random.randrange(4)):
                row = [random.choice(values) for _ in range(5)]
                row[0] = random.choice((row[0], f"/news/{number}.md".encode()))
                row[1] = random.choice((row[1], b"k" * 16))
                try:
                    database.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?)", row)
                except (sqlite3.Error, UnicodeEncodeError):
                    continue
            database.execute(f"PRAGMA user_version = {random.choice((0, -5, 2**31 - 1))}")
            database.commit()
        return path.read_bytes()


def try_database(data: bytes) -> None:
    """A database that is damaged or foreign is as good as none."""
    with own_folder() as folder:
        path = folder / f"newslint-{'0' * 32}.db"
        path.write_bytes(data)
        bounded("a cache", partial(_use_database, folder))
        for entry in folder.iterdir():
            entry.unlink()


def _use_database(folder: Path) -> None:
    remembered = Cache(folder, "0" * 32, 6.0)
    for record in remembered.find({f"/news/{number}.md": b"k" * 16 for number in range(4)}).values():
        _read(record)
    remembered.add("/news/9.md", b"k" * 16, "null")
    remembered.close()
    with closing(Cache(folder, "0" * 32, 7.0)) as later:
        found = later.find({"/news/9.md": b"k" * 16})
        hold("a damaged cache begins anew", found in ({}, {"/news/9.md": "null"}), found)


def _read(record: str) -> None:
    """A record is refused in the ways that are written down, or all can be told that it says."""
    try:
        examined = from_record(record, "a.md", "news", BY_CODE)
    except _NO_RECORD:
        return
    outcomes = [Outcome(Job("a.md"), examined)]
    report = gather(outcomes, articles.terms()[0], lambda job: Source(job.name, b"---\na: 1\n---\n"))
    hold("no rule raises", not report.internal_errors, report.internal_errors)
    articles.try_reports(report, crc32(record.encode("utf-8", "replace")))


def make_record(random: Random) -> bytes:
    """A record with something else in places."""
    record = random.choice(_records())
    if random.random() < 0.7:
        kept = json.loads(record)
        for _ in range(random.choice((1, 1, 2, 4))):
            kept = _bent(random, kept)
        return json.dumps(kept).encode()
    return mutated(random, record.encode(), JSON_TOKENS)


def _bent(random: Random, value: Any) -> Any:
    """The same with something else in one place."""
    if isinstance(value, list) and value and random.random() < 0.9:
        index = random.randrange(len(value))
        return [*value[:index], _bent(random, value[index]), *value[index + 1 :]]
    if isinstance(value, dict) and value and random.random() < 0.9:
        key = random.choice(list(value))
        return {**value, key: _bent(random, value[key])}
    return random.choice(
        (
            jsonlike(random, 2),
            0,
            -1,
            2**31,
            2**63,
            1.5,
            float("nan"),
            [],
            {},
            "\ud800",
            token(random),
            10**400,
        )
    )


def try_record(data: bytes) -> None:
    """A record is refused, or as good as one of ours."""
    bounded("a record", partial(_read, data.decode("utf-8", "replace")))


def make_baseline(random: Random) -> bytes:
    """A baseline, some entries wrong."""
    entries = [
        [
            random.choice(("a.md", token(random))),
            random.choice(("TXT001", "X")),
            token(random),
            "0" * 16,
            random.choice((1, 2, 0, True, 1.0, 10**12)),
        ]
        for _ in range(random.randrange(5))
    ]
    version: Any = random.choice(({"version": 1}, {"version": 1}, {"version": 2}, {"version": True}, {}, 1))
    data = json.dumps([*entries, version], indent=random.choice((None, 0))).encode()
    return mutated(
        random, data, (*JSON_TOKENS, b"<<<<<<< a\n", b"=======\n", b">>>>>>> b\n", b'{"version": 1}')
    )


def try_baseline(data: bytes) -> None:
    """A baseline is refused in one line, or comes back as it was."""
    with own_folder() as folder:
        path = folder / "newslint-baseline.json"
        path.write_bytes(data)
        try:
            known = bounded("a baseline", partial(baseline.load, path))
        except NewslintError as error:
            check_message(error)
            return
        path.write_text(baseline.dump(known), encoding="utf-8")
        hold("a baseline comes back", baseline.load(path) == known, known)
